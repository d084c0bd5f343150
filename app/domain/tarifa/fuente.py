"""Who brings water of its own and uses the sewers: what each service of the drainage costs without, or beside, agua.

Ley de Ingresos de Cajeme 2023, Art. 33 («39% para el servicio de “saneamiento LFD” y el 52 % para el concepto de
“alcantarillado LFD”»); Ley de Ingresos de Romita 2020, Art. 14 fr. III and IV; Reglamento de Loreto 2025, Art. 129-130.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: `por_m3`: a price for each m³ discharged. `consumo_supuesto`: a percentage of what so many m³ of a uso cost.
#: `consumo_extraido`: a percentage of what the extracted volume would cost as agua. `cuota_fija`: a percentage of it.
FORMAS_DE_FUENTE = ("por_m3", "consumo_supuesto", "consumo_extraido", "cuota_fija")
TIPOS_DE_FUENTE = ("exclusiva", "mixta")
#: Of who has both sources and a meter at the discharge: all that is discharged is of the own one, or what is left after
#: the organismo's m³; or all of it pays by m³, and the organismo's agua nothing more.
MEDIDAS_DE_FUENTE = ("toda", "resto", "solo_descarga")


@dataclass(frozen=True, slots=True)
class ReglaFuente:
    """What one concepto costs to some usos with a source of their own.

    Attributes:
        tipo: one of `TIPOS_DE_FUENTE`.
        forma: one of `FORMAS_DE_FUENTE`.
        tasa: percentage of the price, consumption or cuota; 100 means all of it.
        precio: pesos a m³ (`por_m3`); None where no source gives it: charging is refused until it is loaded.
        m3, uso_supuesto: of `consumo_supuesto`.
        parte_extraida: percentage of the extraction that is taken as discharged where no meter tells it.
        medida: one of `MEDIDAS_DE_FUENTE`.
        tasa_de_agua: with `mixta`, percentage of the organismo's own agua that comes on top.
    """

    usos: tuple[str, ...]
    tipo: str
    concepto: str
    forma: str
    tasa: Decimal
    fundamento: str
    precio: Decimal | None
    m3: int
    uso_supuesto: str
    parte_extraida: Decimal
    medida: str
    tasa_de_agua: Decimal
