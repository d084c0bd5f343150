"""A look over the tariffs of an organismo for what cannot be right or is missing. It only tells: it forbids nothing.

What a law printed out of order is charged as it was printed, and stands here so that whoever answers for it knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from app.domain.errores import NegocioError
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.revision_precios import RenglonPublicado, reparos_de_escala, reparos_publicados
from app.domain.tarifa.tarifa import SIN_FIN, Cuadro, Tarifa

#: Months looked at of a version that rules until another begins.
_MESES_SIN_FIN = 12


@dataclass(frozen=True, slots=True)
class HallazgoTarifa:
    """Something found in a version of a tariff: where, as far as it has a place, and what; for people."""

    version: str
    mensaje: str
    uso: str = ""
    area: str = ""
    renglon: str = ""


def revisar(
    perfil: Perfil, publicados: Mapping[str, Sequence[RenglonPublicado]] | None = None
) -> tuple[HallazgoTarifa, ...]:
    """What is found in the tariffs of a profile, every month of each looked at; nothing twice.

    Args:
        publicados: rows of the tables that print their own arithmetic, by `organismo/version`.
    """
    con_precios = [t for t in perfil.tarifas if not t.sin_precios]
    if not con_precios:
        return tuple(_sin_precios(perfil.tarifas))
    hallazgos = list(_meses_sin_tarifa(con_precios))
    for tarifa in con_precios:
        hallazgos += [HallazgoTarifa(tarifa.clave, mensaje) for mensaje in faltantes(perfil, tarifa)]
        hallazgos += _areas_sin_precios(perfil, tarifa)
        hallazgos += _cuotas_ociosas(tarifa)
        hallazgos += _inpc_faltante(tarifa)
        for cuadro in tarifa.cuadros:
            # One that bills a fixed volume takes its prices from another, which is looked at by its own name.
            if cuadro.m3_fijos is None:
                hallazgos += _de_cuadro(tarifa, cuadro)
        hallazgos += [
            HallazgoTarifa(tarifa.clave, reparo.mensaje, uso, area, reparo.renglon)
            for uso, area, reparo in reparos_publicados(tarifa, (publicados or {}).get(tarifa.clave, ()))
        ]
    return tuple(hallazgos)


def faltantes(perfil: Perfil, tarifa: Tarifa) -> tuple[str, ...]:
    """What a tariff does not bring and so cannot be charged: usos without prices, services without a percentage."""
    avisos = []
    sin_precio = [nombre for uso, nombre in perfil.usos if uso not in tarifa.usos]
    if sin_precio:
        avisos.append(f"No trae precios de: {', '.join(sin_precio)}. Esos usos no se podrán cobrar.")
    con_porcentaje = {p.clave for p in tarifa.porcentajes}
    sin_porcentaje = [
        perfil.nombre_de_concepto(s) for s in perfil.servicios_de_toma if s != "agua" and s not in con_porcentaje
    ]
    if sin_porcentaje:
        avisos.append(f"No trae el porcentaje de: {', '.join(sin_porcentaje)}. Esos servicios no se cobrarán.")
    return tuple(avisos)


def _sin_precios(tarifas: Sequence[Tarifa]) -> Iterator[HallazgoTarifa]:
    for tarifa in tarifas:
        try:
            tarifa.exigir_precios()
        except NegocioError as error:
            yield HallazgoTarifa(tarifa.clave, error.mensaje)


def _meses_sin_tarifa(tarifas: Sequence[Tarifa]) -> Iterator[HallazgoTarifa]:
    for antes, despues in pairwise(tarifas):
        if despues.desde > antes.hasta.mas(1):
            meses = rango_de_meses(antes.hasta.mas(1), despues.desde.mas(-1))
            yield HallazgoTarifa(despues.clave, f"No hay tarifa de {meses}: {antes.clave} ya no rige y esta aún no.")


def _areas_sin_precios(perfil: Perfil, tarifa: Tarifa) -> Iterator[HallazgoTarifa]:
    for uso in dict.fromkeys(c.uso for c in tarifa.cuadros):
        con_precios = {c.area for c in tarifa.cuadros if c.uso == uso}
        for area, nombre in perfil.areas:
            if area not in con_precios:
                yield HallazgoTarifa(tarifa.clave, f"No trae precios de este uso en el área {nombre}.", uso, area)


def _cuotas_ociosas(tarifa: Tarifa) -> Iterator[HallazgoTarifa]:
    maneras = (*tarifa.sin_medidor, *tarifa.regimen_fijo, *(f.forma for f in tarifa.fuentes_propias))
    if tarifa.cuotas_fijas and "cuota_fija" not in maneras:
        mensaje = "Trae cuotas fijas que nadie paga: ni sin_medidor ni regimen_fijo dicen «cuota_fija»."
        yield HallazgoTarifa(tarifa.clave, mensaje, renglon="cuota_fija")


def _inpc_faltante(tarifa: Tarifa) -> Iterator[HallazgoTarifa]:
    indexados = [c for c in tarifa.cuadros if _is_indexado(tarifa, c)]
    faltan = tarifa.indexacion.faltantes(tarifa.desde, _meses(tarifa)[-1])
    if indexados and faltan:
        primero = max(faltan[0].mas(1), tarifa.desde.mas(1))
        yield HallazgoTarifa(
            tarifa.clave,
            f"Falta el INPC de {_enumerar(faltan)}: sin él no hay precios desde {primero}.",
            renglon="INPC",
        )


def _is_indexado(tarifa: Tarifa, cuadro: Cuadro) -> bool:
    return cuadro.indexa and len(cuadro.escalas) == 1 and tarifa.indexacion.clase != "ninguna"


def _meses(tarifa: Tarifa) -> tuple[Periodo, ...]:
    """Months looked at: all that it rules, or the first twelve of one without end."""
    cuantos = _MESES_SIN_FIN if tarifa.hasta == SIN_FIN else tarifa.hasta.desde(tarifa.desde) + 1
    return tuple(tarifa.desde.mas(n) for n in range(cuantos))


def _de_cuadro(tarifa: Tarifa, cuadro: Cuadro) -> Iterator[HallazgoTarifa]:
    """What is wrong with the prices of a table, each row once whatever the months it happens in."""
    clave, uso, area, escalas = tarifa.clave, cuadro.uso, cuadro.area, len(cuadro.escalas)
    if escalas > 1 and tarifa.desde.mas(escalas - 1) != tarifa.hasta:
        mensaje = f"Trae precios de {escalas} meses y la versión rige otros: diga con «hasta» el último."
        yield HallazgoTarifa(clave, mensaje, uso, area)
    meses = _con_precios(tarifa, cuadro)
    por_renglon: dict[str, list[tuple[Periodo, str]]] = {}
    for mes in meses:
        for reparo in reparos_de_escala(tarifa.escala_del_mes(uso, area, mes), tarifa.metodo):
            por_renglon.setdefault(reparo.renglon, []).append((mes, reparo.mensaje))
    for renglon, veces in por_renglon.items():
        primero, mensaje = veces[0]
        if len(meses) > 1:
            mensaje = f"{mensaje} ({_cuando(primero, [mes for mes, _ in veces[1:]], len(veces) == len(meses))})"
        yield HallazgoTarifa(clave, f"{mensaje}.", uso, area, renglon)


def _con_precios(tarifa: Tarifa, cuadro: Cuadro) -> tuple[Periodo, ...]:
    """Months whose prices are known; the first one alone where they are the same in all."""
    meses = _meses(tarifa)
    if len(cuadro.escalas) > 1:
        return meses[: len(cuadro.escalas)]
    if not _is_indexado(tarifa, cuadro):
        return meses[:1]
    return tuple(takewhile(lambda mes: not tarifa.indexacion.faltantes(tarifa.desde, mes), meses))


def _cuando(primero: Periodo, otros: Sequence[Periodo], todos: bool) -> str:
    if todos:
        return f"{primero}; igual en los demás meses"
    return f"{primero}; también {_enumerar(otros)}" if otros else str(primero)


def _enumerar(meses: Sequence[Periodo]) -> str:
    """`diciembre 2023, de febrero 2024 a mayo 2024`: months that follow one another are told by their ends."""
    tramos: list[tuple[Periodo, Periodo]] = []
    for mes in meses:
        if tramos and mes == tramos[-1][1].mas(1):
            tramos[-1] = (tramos[-1][0], mes)
        else:
            tramos.append((mes, mes))
    return ", ".join(rango_de_meses(desde, hasta) for desde, hasta in tramos)


def rango_de_meses(desde: Periodo, hasta: Periodo) -> str:
    """`enero 2024`, or `enero 2024 a mayo 2024`."""
    return str(desde) if desde == hasta else f"{desde} a {hasta}"
