"""What cannot be right in the prices of a tariff, whatever its law says: one m³ more that costs less, and rows of a
published table that do not follow from their own agua.

A table of whole m³ is out of order where a row costs less than the one before it. That its steps are uneven is no
mistake: laws publish such tables (in Romita 2020 the 77th m³ doméstico adds 9.69 pesos and the one before it 33.34).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.domain.dinero import Dinero, redondear
from app.domain.tarifa.escala import Escala, Rango, partes, suma_de
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import base_de_iva, contratados, derivar, pesos

#: Centavos by which a printed part, and a printed total, may differ from what follows from agua: how they were rounded.
_TOLERANCIA_DE_PARTES, _TOLERANCIA_DE_TOTALES = 1, 2


@dataclass(frozen=True, slots=True)
class Reparo:
    """What is wrong in a row of prices, which is named as people find it: `118`, `rango 11-20`."""

    renglon: str
    mensaje: str


@dataclass(frozen=True, slots=True)
class RenglonPublicado:
    """A row of a table that a law prints with its own arithmetic; pesos as printed, zero where a cell is blank."""

    uso: str
    area: str
    renglon: str
    agua: Decimal
    iva: Decimal
    alcantarillado: Decimal
    total_sin_saneamiento: Decimal
    saneamiento: Decimal
    importe_total: Decimal


def reparos_de_escala(escala: Escala, metodo: str) -> tuple[Reparo, ...]:
    """Where the prices of a month make more m³ cheaper than fewer, or a m³ cheaper than the ones before it."""
    return tuple(_de_tabla(escala) if metodo == "tabla" else _de_rangos(escala, metodo))


def _de_tabla(escala: Escala) -> Iterator[Reparo]:
    tabla = escala.tabla
    if not tabla:
        yield Reparo("tabla", "La tabla no tiene renglones.")
        return
    for m3 in range(1, len(tabla)):
        if tabla[m3] < tabla[m3 - 1]:
            yield Reparo(str(_fuera_de_orden(tabla, m3)), _menos(m3, tabla[m3], tabla[m3 - 1]))
    pasado = len(tabla) * escala.excedente
    if pasado < tabla[-1]:
        yield Reparo(f"más de {len(tabla) - 1}", _menos(len(tabla), pasado, tabla[-1]))


def _fuera_de_orden(tabla: Sequence[Decimal], m3: int) -> int:
    """Of two rows of which the second costs less, the one without which its neighbours are in order; if both, that."""
    sin_el_segundo = m3 + 1 == len(tabla) or tabla[m3 - 1] <= tabla[m3 + 1]
    sin_el_primero = m3 == 1 or tabla[m3 - 2] <= tabla[m3]
    return m3 - 1 if sin_el_primero and not sin_el_segundo else m3


def _menos(m3: int, importe: Decimal, antes: Decimal) -> str:
    return f"{m3} m³ cuestan {pesos(importe)} y {m3 - 1} m³, {pesos(antes)}: un metro más no puede costar menos"


def _de_rangos(escala: Escala, metodo: str) -> Iterator[Reparo]:
    for antes, despues in pairwise(escala.rangos):
        if despues.precio >= antes.precio:
            continue
        orilla, pasada = (suma_de(partes(escala, metodo, Decimal(m3))) for m3 in (despues.desde - 1, despues.desde))
        mensaje = f"{pesos(despues.precio)} por m³, menos que {pesos(antes.precio)} del {nombre_de_rango(antes)}"
        if pasada < orilla:
            mensaje = f"{mensaje}; {_menos(despues.desde, pasada, orilla)}"
        yield Reparo(nombre_de_rango(despues), mensaje)


def nombre_de_rango(rango: Rango) -> str:
    """`rango 11-20`, `rango 101 o más`."""
    return f"rango {rango.desde} o más" if rango.hasta is None else f"rango {rango.desde}-{rango.hasta}"


def reparos_publicados(tarifa: Tarifa, publicados: Sequence[RenglonPublicado]) -> Iterator[tuple[str, str, Reparo]]:
    """Rows whose printed parts differ from those of their agua by more than a centavo, or totals by more than two.

    Each with its uso and área.
    """
    for publicado in publicados:
        fuera = "; ".join(_columnas_fuera(tarifa, publicado))
        if fuera:
            yield publicado.uso, publicado.area, Reparo(publicado.renglon, f"De su agua, {publicado.agua}, {fuera}")


def _columnas_fuera(tarifa: Tarifa, publicado: RenglonPublicado) -> Iterator[str]:
    calculadas = _calculadas(tarifa, publicado)
    for columna, importe in calculadas.items():
        tolerancia = _TOLERANCIA_DE_TOTALES if "total" in columna else _TOLERANCIA_DE_PARTES
        impreso = redondear(getattr(publicado, columna))
        if abs(impreso.centavos - importe.centavos) > tolerancia:
            yield f"{columna} debe ser {importe} y dice {impreso}"


def _calculadas(tarifa: Tarifa, publicado: RenglonPublicado) -> dict[str, Dinero]:
    agua = redondear(publicado.agua)
    todos = tuple(p.clave for p in tarifa.porcentajes)
    toma = Suministro(publicado.uso, publicado.area, Decimal(0), tarifa.desde, todos)
    derivados = {"alcantarillado": Dinero(0), "saneamiento": Dinero(0)}
    derivados |= {p.clave: derivar(p, agua) for p in contratados(tarifa, toma)}
    base = base_de_iva(tarifa, publicado.uso, [("agua", agua), *derivados.items()])
    iva = base.por(tarifa.iva.tasa / 100)
    sin_saneamiento = agua + iva + derivados["alcantarillado"]
    return {
        "iva": iva,
        "alcantarillado": derivados["alcantarillado"],
        "total_sin_saneamiento": sin_saneamiento,
        "saneamiento": derivados["saneamiento"],
        "importe_total": sin_saneamiento + derivados["saneamiento"],
    }
