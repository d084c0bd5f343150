"""What is to be quoted, read from what was typed: an order, or a row of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.domain.tarifa.fuente import TIPOS_DE_FUENTE
from app.errors import UsoError

#: Columns of text and of flags, as the order and the file name them.
TEXTOS = (
    "organismo", "uso", "area", "m3", "mes", "programa", "programa_m3", "programa_porcentaje", "programa_importe",
    "regimen", "clase", "giro", "unidades", "volumen_presuntivo", "alumnos", "nivel", "turnos", "historia",
    "fuente_propia", "descarga", "extraccion",
)  # fmt: skip
FLAGS = ("pronto_pago", "sin_medidor", "deshabitado", "toma_muerta")

_NUMERO = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_FLAGS = {"": False, "1": True}


@dataclass(frozen=True, slots=True)
class SolicitudCotizacion:
    """What is to be quoted.

    Attributes:
        area: empty for the organismo's first one.
        m3: volume read; None where none is (no meter, uninhabited).
        mes: None for the month of the clock, or the tariff's first one when it does not cover that.
        programa: a program asked for by name, refused where it cannot be given; empty for none.
        programa_m3: m³ that a program of fixed m³ charges as.
        pronto_pago: paid before the vencimiento; where that gives no discount, a notice says why.
        sin_servicio: services that the toma has not contracted.
        programa_porcentaje, programa_importe: how much was granted, where the program leaves it to who grants it.
        regimen: `fijo` for who pays by cuota fija; empty for measured service.
        historia: m³ of the months before, the newest last.
        fuente_propia: `exclusiva` or `mixta`, with what it discharges or extracts; empty for none.

    The other fields are columns of the padrón.
    """

    organismo: str
    uso: str
    area: str = ""
    m3: Decimal | None = None
    mes: Periodo | None = None
    programa: str = ""
    programa_m3: int | None = None
    pronto_pago: bool = False
    sin_medidor: bool = False
    deshabitado: bool = False
    sin_servicio: tuple[str, ...] = ()
    programa_porcentaje: Decimal | None = None
    programa_importe: Dinero | None = None
    toma_muerta: bool = False
    regimen: str = "medido"
    clase: str = ""
    giro: str = ""
    unidades: int = 1
    volumen_presuntivo: int | None = None
    alumnos: int | None = None
    nivel: str = ""
    turnos: int = 1
    historia: tuple[Decimal, ...] = ()
    fuente_propia: str = ""
    descarga: Decimal | None = None
    extraccion: Decimal | None = None

    @classmethod
    def from_textos(cls, campos: Mapping[str, str]) -> SolicitudCotizacion:
        """Read fields as typed, absent ones as blank; flags are `1` or blank, services are joined by `|`.

        Raises:
            UsoError: `m3_invalido`, `bandera_invalida`, `campo_faltante`.
            NegocioError: `periodo_invalido`.
        """
        textos = {clave: texto.strip() for clave, texto in campos.items()}
        _exigir_lo_dicho(textos)
        mes, importe = textos.get("mes", ""), textos.get("programa_importe", "")
        return cls(
            organismo=textos["organismo"],
            uso=textos["uso"],
            area=textos.get("area", ""),
            m3=_numero(textos, "m3"),
            mes=Periodo.from_texto(mes) if mes else None,
            programa=textos.get("programa", ""),
            programa_m3=_entero(textos, "programa_m3"),
            programa_porcentaje=_numero(textos, "programa_porcentaje"),
            programa_importe=Dinero.from_texto(importe) if importe else None,
            pronto_pago=_flag(textos, "pronto_pago"),
            sin_medidor=_flag(textos, "sin_medidor"),
            deshabitado=_flag(textos, "deshabitado"),
            sin_servicio=tuple(s.strip() for s in textos.get("sin_servicio", "").split("|") if s.strip()),
            toma_muerta=_flag(textos, "toma_muerta"),
            regimen=_palabra(textos, "regimen", ("medido", "fijo")) or "medido",
            clase=textos.get("clase", ""),
            giro=textos.get("giro", ""),
            unidades=_entero(textos, "unidades", desde=1) or 1,
            volumen_presuntivo=_entero(textos, "volumen_presuntivo"),
            alumnos=_entero(textos, "alumnos"),
            nivel=textos.get("nivel", ""),
            turnos=_entero(textos, "turnos", desde=1) or 1,
            historia=_numeros(textos, "historia"),
            fuente_propia=_palabra(textos, "fuente_propia", TIPOS_DE_FUENTE),
            descarga=_numero(textos, "descarga"),
            extraccion=_numero(textos, "extraccion"),
        )


def _exigir_lo_dicho(textos: Mapping[str, str]) -> None:
    for obligatorio in ("organismo", "uso"):
        if not textos.get(obligatorio):
            raise UsoError("campo_faltante", f"Falta decir «{obligatorio}».")
    if textos.get("programa_porcentaje") and textos.get("programa_importe"):
        raise UsoError("opciones_excluyentes", "Diga el porcentaje o el importe del programa, no los dos.")


def _numero(textos: Mapping[str, str], clave: str) -> Decimal | None:
    texto = textos.get(clave, "")
    if not texto:
        return None
    if not _NUMERO.fullmatch(texto):
        raise UsoError("m3_invalido", f"«{texto[:40]}» no es un número de m³. Escríbalo sin comas ni letras: 32")
    return Decimal(texto)


def _entero(textos: Mapping[str, str], clave: str, desde: int = 0) -> int | None:
    numero = _numero(textos, clave)
    if numero is not None and (numero != int(numero) or numero < desde):
        raise UsoError("m3_invalido", f"«{clave}» es un número entero, de {desde} en adelante.")
    return None if numero is None else int(numero)


def _numeros(textos: Mapping[str, str], clave: str) -> tuple[Decimal, ...]:
    partes = [p.strip() for p in textos.get(clave, "").split("|")]
    leidos = (_numero({clave: p}, clave) for p in partes if p)
    return tuple(n for n in leidos if n is not None)


def _palabra(textos: Mapping[str, str], clave: str, de: tuple[str, ...]) -> str:
    texto = textos.get(clave, "")
    if texto and texto not in de:
        raise UsoError("palabra_desconocida", f"«{clave}» es {' o '.join(de)}; dice «{texto[:40]}».")
    return texto


def _flag(textos: Mapping[str, str], clave: str) -> bool:
    texto = textos.get(clave, "")
    if texto not in _FLAGS:
        raise UsoError("bandera_invalida", f"«{clave}» lleva 1 o nada; dice «{texto[:40]}».")
    return _FLAGS[texto]
