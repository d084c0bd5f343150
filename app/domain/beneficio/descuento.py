"""What a program takes off a month's bill, by its shape. No discount exceeds its concepto: none makes a creditor.

The discount of each concepto is the gross, rounded, less the net, rounded; of a percentage of the whole, its part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.domain.beneficio.programa import SIN_MEDIDA, Descuento, Medida, Programa
from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.agua import Agua, medir_agua, partes_de_agua
from app.domain.tarifa.escala import Parte, precio_del_siguiente, suma_de
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import (
    Concepto,
    base_de_iva,
    contratados,
    derivar,
    formula,
    pesos,
    por_ciento,
    tarifar,
)

_CIEN = Decimal(100)


def descontar(
    programa: Programa,
    tarifa: Tarifa,
    suministro: Suministro,
    conceptos: Sequence[Concepto],
    periodo: Periodo,
    medida: Medida = SIN_MEDIDA,
) -> tuple[Descuento, ...]:
    """What a program takes off the bill that `tarifar` gave for `suministro`; conceptos it leaves whole are absent.

    Nothing, in a month above its `tope_consumo`.

    Raises:
        NegocioError: `programa_incompleto`, what was granted does not say how much; and as `tarifar`.
    """
    falta = programa.falta_en(medida, suministro.area)
    if falta:
        raise NegocioError("programa_incompleto", f"{programa.nombre}: {falta}")
    brutos = {c.clave: c.importe for c in conceptos}
    if not suma(brutos.values()) or (programa.forma_de(medida) in _SOBRE_EL_AGUA and "agua" not in brutos):
        return ()
    if programa.sobre_tope(medir_agua(tarifa, suministro).m3):
        return ()
    netos, detalle = _POR_FORMA[programa.forma_de(medida)](programa, tarifa, suministro, brutos, medida)
    return tuple(
        Descuento(
            periodo,
            programa.clave,
            clave,
            netos[clave] - bruto,
            detalle.get(clave, f"sobre el agua con beneficio: {netos[clave]} en vez de {bruto}"),
            programa.fundamento,
        )
        for clave, bruto in brutos.items()
        if netos[clave] != bruto
    )


#: Shapes that begin with the agua: who has none of the organismo's gets nothing.
_SOBRE_EL_AGUA = ("porcentaje", "paga_como")

#: What each concepto is left at, and how that came about (of those that do not simply follow from the agua).
_Netos = tuple[Mapping[str, Dinero], Mapping[str, str]]


def _del_agua(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], medida: Medida
) -> _Netos:
    """A percentage of the agua of the first m³; what follows from the agua is worked out again, as the law orders."""
    tasa = programa.porcentaje(suministro.area, medida)
    hechas = partes_alcanzadas(programa, tarifa, suministro)
    menos = min(brutos["agua"], redondear(suma_de(hechas) * tasa / _CIEN))
    detalle = {"agua": f"{por_ciento(tasa)} de {formula(hechas)}"}
    return _rehacer(programa, tarifa, suministro, brutos, brutos["agua"] - menos), detalle


def partes_alcanzadas(programa: Programa, tarifa: Tarifa, suministro: Suministro) -> tuple[Parte, ...]:
    """What the agua that a `porcentaje` reaches is made of.

    Decision `rango`: its m³ are at the price of the range that the whole consumption reaches, or of the one they do.
    """
    agua = medir_agua(tarifa, suministro)
    if programa.rango == "del_limite" and programa.primeros_m3 is not None:
        agua = replace(agua, m3=min(agua.m3, Decimal(programa.primeros_m3)))
    return partes_de_agua(tarifa, suministro, agua, programa.primeros_m3)


def _rehacer(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], agua: Dinero
) -> dict[str, Dinero]:
    """The bill with another amount of agua. Drainage follows it only under `derivados_sobre = neto`."""
    netos = dict(brutos) | {"agua": agua}
    if programa.derivados_sobre == "neto":
        netos |= {p.clave: derivar(p, agua) for p in contratados(tarifa, suministro) if p.clave in brutos}
    return _con_iva(tarifa, suministro.uso, netos)


def _con_iva(tarifa: Tarifa, uso: str, netos: dict[str, Dinero]) -> dict[str, Dinero]:
    if "iva" in netos:
        netos["iva"] = base_de_iva(tarifa, uso, list(netos.items())).por(tarifa.iva.tasa / 100)
    return netos


def _como_m3(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], medida: Medida
) -> _Netos:
    """The bill of k m³; beyond `k_max` each m³ at the price of the range that the whole consumption reaches.

    «Se aplicará una tarifa especial fija desde 1m³ hasta 26m³» (Ley de Ingresos de Cajeme 2023, Art. 33, tarifa
    social). What is paid is never more than without it.
    """
    como = programa.m3_de(medida)
    assert como is not None
    consumidos = medir_agua(tarifa, suministro).m3
    fundamento = tarifa.cuadro(suministro.uso, suministro.area).fundamento
    hechas = partes_de_agua(tarifa, suministro, Agua(Decimal(como), fundamento))
    exacto, texto = suma_de(hechas), f"paga como {como} m³: {formula(hechas)}"
    if programa.k_max is not None and consumidos > programa.k_max:
        de_mas = _excedente(programa, tarifa, suministro, consumidos, programa.k_max)
        exacto += de_mas
        texto += f", y {pesos(de_mas)} de los {consumidos - programa.k_max} m³ que pasan de {programa.k_max}"
    netos = _rehacer(programa, tarifa, suministro, brutos, redondear(exacto))
    if suma(netos.values()) >= suma(brutos.values()):
        return brutos, {}
    return netos, {"agua": texto}


def _excedente(programa: Programa, tarifa: Tarifa, suministro: Suministro, consumidos: Decimal, k_max: int) -> Decimal:
    """What the m³ beyond `k_max` cost, in pesos (decision `excedente`)."""
    if programa.excedente == "su_precio":
        todo, hasta = (suma_de(partes_de_agua(tarifa, suministro, Agua(m3, ""))) for m3 in (consumidos, Decimal(k_max)))
        return todo - hasta
    escala = tarifa.escala_del_mes(suministro.uso, suministro.area, suministro.periodo)
    return (consumidos - k_max) * precio_del_siguiente(escala, tarifa.metodo, consumidos)


def _del_total(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], medida: Medida
) -> _Netos:
    tasa = programa.porcentaje(suministro.area, medida)
    if programa.redondeo == "por_concepto":
        return _de_cada_uno(programa, tarifa, suministro, brutos, tasa)
    return quitar_del_total(brutos, tasa, programa.conceptos)


def quitar_del_total(brutos: Mapping[str, Dinero], tasa: Decimal, conceptos: Sequence[str] = ()) -> _Netos:
    """A percentage of the sum, rounded once and spread by largest remainder: each concepto's income stays known."""
    alcanzados = {c: i for c, i in brutos.items() if not conceptos or c in conceptos}
    total = suma(alcanzados.values())
    return _quitar(brutos, alcanzados, total.por(tasa / 100), f"parte del {por_ciento(tasa)} de {total}")


def quitar_importe(brutos: Mapping[str, Dinero], importe: Dinero) -> _Netos:
    """A fixed amount, or all there is when that is less, spread by largest remainder."""
    quitado = min(importe, suma(brutos.values()))
    return _quitar(brutos, brutos, quitado, f"parte de {quitado}")


def _quitar(brutos: Mapping[str, Dinero], de: Mapping[str, Dinero], importe: Dinero, detalle: str) -> _Netos:
    partes = dict(zip(de, importe.repartir([i.centavos for i in de.values()]), strict=True))
    netos = {clave: bruto - partes.get(clave, CERO) for clave, bruto in brutos.items()}
    return netos, dict.fromkeys(de, detalle)


def _de_cada_uno(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], tasa: Decimal
) -> _Netos:
    """The discount of each concepto rounded; IVA, where due, on what is left (Cajeme, Art. 33, agrupaciones)."""
    alcanzados = [c for c in brutos if not programa.conceptos or c in programa.conceptos]
    netos = dict(brutos) | {c: brutos[c] - brutos[c].por(tasa / 100) for c in alcanzados}
    detalle = {c: f"{por_ciento(tasa)} de {brutos[c]}" for c in alcanzados}
    con_iva = _con_iva(tarifa, suministro.uso, netos)
    return con_iva, detalle | {"iva": "IVA de lo que queda"}


def _monto(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], medida: Medida
) -> _Netos:
    assert medida.importe is not None
    return quitar_importe(brutos, medida.importe)


def _anual(
    programa: Programa, tarifa: Tarifa, suministro: Suministro, brutos: Mapping[str, Dinero], medida: Medida
) -> _Netos:
    """A percentage of the bill of the first m³ of a month, for who pays the whole year ahead (Romita 2020, Art. 45)."""
    tope = programa.primeros_m3 or int(suministro.m3)
    pagada = tarifar(tarifa, replace(suministro, m3=min(suministro.m3, Decimal(tope))))
    tasa = programa.porcentaje(suministro.area)
    total = suma(c.importe for c in pagada)
    return _quitar(
        brutos, {c.clave: c.importe for c in pagada}, total.por(tasa / 100), f"parte del {por_ciento(tasa)} de {total}"
    )


_POR_FORMA = {
    "porcentaje": _del_agua,
    "porcentaje_total": _del_total,
    "paga_como": _como_m3,
    "monto": _monto,
    "anual": _anual,
}
