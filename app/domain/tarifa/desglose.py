"""A bill as a tree of steps: base, m³ by range, percentages, benefit and rounding, each with what it adds up to.

The bill itself is `app.domain.tarifa.tarificacion`; this is the same arithmetic told step by step, for who
asks why. The steps inside a line add up to the line, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.beneficio.descuento import partes_alcanzadas
from app.domain.beneficio.programa import SIN_MEDIDA, Descuento, Medida, Programa
from app.domain.dinero import Dinero, redondear, suma
from app.domain.periodo import MESES, Periodo
from app.domain.tarifa.agua import medir_agua, partes_de_agua
from app.domain.tarifa.escala import Parte, suma_de
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import Concepto, contratados, pesos, por_ciento, sobrecuotas_de


@dataclass(frozen=True, slots=True)
class Paso:
    """A step: what it is, and what it adds, in pesos before rounding.

    Attributes:
        clave: concepto of a line, or empty for what is inside one.
        programa: of a line that takes off.
    """

    texto: str
    importe: Decimal
    clave: str = ""
    programa: str = ""
    fundamento: str = ""
    pasos: tuple[Paso, ...] = ()


def desglosar(
    tarifa: Tarifa,
    suministro: Suministro,
    conceptos: Sequence[Concepto],
    descuentos: Sequence[Descuento] = (),
    programa: Programa | None = None,
    medida: Medida = SIN_MEDIDA,
) -> tuple[Paso, ...]:
    """The tree of a bill that `tarifar` and `descontar` gave for that supply."""
    importes = {c.clave: c.importe for c in conceptos}
    lineas = [
        _linea(c.clave, c.detalle, c.importe, c.fundamento, _dentro(tarifa, suministro, c, importes)) for c in conceptos
    ]
    for d in descuentos:
        dentro: tuple[Paso, ...] = ()
        if programa is not None and d.clave == "agua" and programa.forma_de(medida) == "porcentaje":
            dentro = _del_beneficio(tarifa, suministro, programa, medida)
        lineas.append(_linea(d.clave, d.detalle, d.importe, d.fundamento, dentro, d.programa))
    return tuple(lineas)


def _linea(
    clave: str, texto: str, importe: Dinero, fundamento: str, dentro: Sequence[Paso], programa: str = ""
) -> Paso:
    """A line with its steps; what they differ from the line by is the rounding."""
    total = en_pesos(importe)
    redondeo = total - sum((p.importe for p in dentro), Decimal(0))
    if dentro and redondeo:
        dentro = (*dentro, Paso("redondeo al centavo", redondeo))
    return Paso(texto, total, clave, programa, fundamento, tuple(dentro))


def _dentro(
    tarifa: Tarifa, suministro: Suministro, concepto: Concepto, importes: dict[str, Dinero]
) -> tuple[Paso, ...]:
    if suministro.toma_muerta and concepto.clave == "agua":
        return ()
    if concepto.clave == "agua":
        hechas = partes_de_agua(tarifa, suministro, medir_agua(tarifa, suministro))
        sobre = tuple(
            _por_ciento_de(s.tasa, redondear(suma_de(hechas)), f", por {s.motivo}")
            for s in sobrecuotas_de(tarifa, suministro)
        )
        return (*_de_partes(tarifa, suministro, hechas), *sobre)
    if concepto.clave == "iva":
        base = suma(i for clave, i in importes.items() if clave in tarifa.iva.sobre)
        return (_por_ciento_de(tarifa.iva.tasa, base),)
    tasas = {p.clave: p.tasa for p in contratados(tarifa, suministro)}
    if concepto.clave in tasas and suministro.fuente is None:
        agua = redondear(suma_de(partes_de_agua(tarifa, suministro, medir_agua(tarifa, suministro))))
        return (_por_ciento_de(tasas[concepto.clave], agua),)
    return ()


def _por_ciento_de(tasa: Decimal, base: Dinero, por: str = "") -> Paso:
    return Paso(f"{por_ciento(tasa)} de {base}{por}", en_pesos(base) * tasa / 100)


def _del_beneficio(tarifa: Tarifa, suministro: Suministro, programa: Programa, medida: Medida) -> tuple[Paso, ...]:
    """The part of the agua that the benefit reaches, and how much of it is not taken off."""
    alcanzado = suma_de(partes_alcanzadas(programa, tarifa, suministro))
    tasa = programa.porcentaje(suministro.area, medida)
    alcance = f"los primeros {programa.primeros_m3} m³" if programa.primeros_m3 else "todo el consumo"
    return (Paso(f"{por_ciento(tasa)} de {pesos(alcanzado)}: {alcance}", -alcanzado * tasa / 100),)


def _de_partes(tarifa: Tarifa, suministro: Suministro, hechas: Sequence[Parte]) -> tuple[Paso, ...]:
    """Each part in the law's own words; where the prices follow the INPC, the first says of which month they are."""
    con_inpc = tarifa.indexacion.clase != "ninguna" and suministro.periodo != tarifa.desde
    precios = f", a precios de {_mes(suministro.periodo)}" if con_inpc else ""
    return tuple(Paso(_texto(p, tarifa.metodo) + (precios if n == 0 else ""), p.importe) for n, p in enumerate(hechas))


def _mes(periodo: Periodo) -> str:
    return f"{MESES[periodo.mes - 1]} de {periodo.ejercicio}"


def _texto(parte: Parte, metodo: str) -> str:
    m3 = f"{parte.m3.normalize():f} m³"
    if parte.clase == "base":
        if metodo == "minimo":
            return f"tarifa básica, que incluye {m3}"
        return "cuota base del mes" if metodo == "tabla" else "cuota mínima del mes"
    if parte.clase == "tabla":
        return f"{m3} por la tabla del mes"
    if parte.clase == "excedente":
        return f"{m3} a {pesos(parte.precio)}: pasa del final de la tabla"
    if parte.clase == "rango":
        hasta = f"más de {parte.desde - 1} m³" if parte.hasta is None else f"de {parte.desde} a {parte.hasta} m³"
        return f"{m3} a {pesos(parte.precio)} (rango {hasta})"
    return _FIJOS[parte.clase]


_FIJOS = {
    "promedio": "promedio de los seis meses anteriores",
    "cuota_fija": "cuota fija del mes",
    "asignacion": "dentro de la asignación gratuita",
}


def en_pesos(importe: Dinero) -> Decimal:
    """An amount as a number of pesos, to be shown beside prices."""
    return Decimal(importe.centavos) / 100
