"""What a granted program took off before the payment that has it, so that its recibo de subsidio can say it too.

A year paid ahead has its discount on the anticipo, month by month (Romita 2020, Art. 45 fr. III a). A recibo may have
been issued with its program already off: nothing is taken off again at the till, and yet the payment carries a subsidy
(Loreto, Reglamento 2025, Art. 157: «por el monto del subsidio otorgado»).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.domain.beneficio.beneficio import cobrados_del_mes, suministro_de_recibo
from app.domain.beneficio.programa import Programa, Subsidiado
from app.domain.cuenta import CONCEPTOS_DEL_MES, Cuenta, Recibo
from app.domain.deuda.anualidad import Anualidad
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.contrapago import Contrapago, Partes
from app.domain.pago.liquidacion import Liquidacion
from app.domain.periodo import Periodo
from app.domain.tarifa.tarifa import Tarifa
from app.domain.tarifa.tarificacion import tarifar

_FACTURADO = "Facturado con el programa ya descontado"


def de_anualidad(anualidad: Anualidad) -> tuple[Subsidiado, ...]:
    """What a program took off each month of a year paid ahead; nothing for no discount."""
    if anualidad.descuento is None:
        return ()
    detalle = f"Descontado del {anualidad.detalle}"
    return tuple(
        Subsidiado(anualidad.descuento.programa, "anticipo", mes, importe, detalle)
        for mes, importe in anualidad.quitado
    )


def recibos_liquidados(liquidacion: Liquidacion) -> tuple[Recibo, ...]:
    """The recibos that a payment settles and that were issued with a program already off."""
    pagado: dict[Periodo | None, Dinero] = {}
    for a in liquidacion.aplicado:
        if not a.causado:
            pagado[a.periodo] = pagado.get(a.periodo, CERO) + a.importe
    return tuple(
        s.recibo
        for s in liquidacion.adeudo.saldos
        if s.recibo.programa and s.total and pagado.get(s.recibo.periodo, CERO) == s.total
    )


def de_recibo(
    programa: Programa,
    tarifa_de: Callable[[Periodo], Tarifa],
    cuenta: Cuenta,
    recibo: Recibo,
    dados: Sequence[Subsidiado] = (),
) -> Subsidiado | None:
    """What the program of a recibo had taken off when it was issued: the tariff of its month less what was billed.

    Args:
        dados: of the same month and program, said with earlier payments that stand: it is not said twice.
    """
    importe, detalle = _quitado(tarifa_de, cuenta, recibo)
    if importe is None:
        return None if dados else Subsidiado(programa.clave, "recibo", recibo.periodo, None, detalle)
    resto = importe - suma(d.importe or CERO for d in dados)
    return Subsidiado(programa.clave, "recibo", recibo.periodo, resto, detalle) if resto > CERO else None


def _quitado(tarifa_de: Callable[[Periodo], Tarifa], cuenta: Cuenta, recibo: Recibo) -> tuple[Dinero | None, str]:
    cobrados = cobrados_del_mes(recibo)
    try:
        conceptos = tarifar(tarifa_de(recibo.periodo), suministro_de_recibo(cuenta, recibo, tuple(cobrados)))
    except NegocioError as error:
        return None, f"{_FACTURADO}; no consta cuánto. {error.mensaje}"
    normal, facturado = suma(c.importe for c in conceptos), suma(cobrados.values())
    cuenta_hecha = f"la tarifa de {recibo.periodo} da {normal} y se facturaron {facturado}"
    if normal <= facturado:
        return None, f"{_FACTURADO}; no consta cuánto: {cuenta_hecha}"
    return normal - facturado, f"{_FACTURADO}: {cuenta_hecha}"


def is_devuelto(subsidiado: Subsidiado, partes: Partes) -> bool:
    """Whether it goes back with `partes`: some of that month's service does, or of the year that was paid ahead."""
    if subsidiado.clave == "anticipo":
        return any(a.clave == "anticipo" for a in partes.aplicado)
    return any(a.periodo == subsidiado.periodo and a.clave in CONCEPTOS_DEL_MES for a in partes.aplicado)


def en_pie(subsidiado: Iterable[Subsidiado], contrapagos: Iterable[Contrapago]) -> tuple[Subsidiado, ...]:
    """What of it still stands after what turned its payment round."""
    hechos = tuple(contrapagos)
    return tuple(s for s in subsidiado if not any(is_devuelto(s, h.partes) for h in hechos))
