"""Credit of what was paid twice, at the caja that took the later payment: made, changed and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.centro.ronda import Medios
from app.domain.centro.acreditacion import (
    Acreditacion,
    Acreditado,
    AjusteDeFavor,
    ajustar,
    datos_de_acreditacion,
    retirar,
)
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.contrapago import Partes
from app.domain.pago.pago import Pago
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto


def acreditar_pendientes(medios: Medios, centro: CentroRemoto) -> int:
    """Do what the centre says of the credit of payments taken here; how many asientos were written.

    Only when it has everything of this file: said without knowing of a cancellation, it would credit what went back.
    """
    ordenes = centro.acreditaciones()
    if not ordenes:
        return 0
    with medios.escribir() as ctx, ctx.uow() as uow:
        hechas = 0 if uow.sincronia.pendientes() else acreditar(uow, ordenes)
        if hechas:
            uow.commit()
    return hechas


def acreditar(uow: UnitOfWork, ordenes: Sequence[Acreditacion]) -> int:
    """The same, in the caller's unit of work."""
    hechas = 0
    for orden in ordenes:
        if not orden.periodo and not _esta(uow, orden.pago):
            # Taken up again in a life of this caja that its file does not hold: nor does it hold its credit.
            continue
        antes = next((a for a in uow.acreditaciones.de_pago(orden.pago) if a.orden.periodo == orden.periodo), None)
        ajuste = ajustar(orden, antes, _favor(uow, orden.cuenta))
        if ajuste is not None:
            _asentar(uow, ajuste, "centro")
            hechas += 1
    return hechas


def por_retirar(uow: UnitOfWork, pago: Pago, partes: Partes) -> Dinero:
    """How much credit goes with the part of a payment that is turned round (`partes`, below zero)."""
    return suma(importe for _, importe in _suyas(uow, pago, partes))


def retirar_acreditado(uow: UnitOfWork, pago: Pago, partes: Partes, quien: str) -> None:
    """Take back the credit that goes with it, in the caller's unit of work; whether there is enough was seen before."""
    for acreditado, importe in list(_suyas(uow, pago, partes)):
        _asentar(uow, retirar(acreditado, importe), quien)


def _suyas(uow: UnitOfWork, pago: Pago, partes: Partes) -> Iterator[tuple[Acreditado, Dinero]]:
    if not pago.cuenta:
        return
    for acreditado in uow.acreditaciones.de_pago(uow.contrapagos.ref(pago.folio)):
        mes = acreditado.orden.periodo
        de_su_mes = suma(-a.importe for a in partes.aplicado if a.periodo and a.periodo.texto() == mes)
        importe = min(acreditado.importe, max(de_su_mes, CERO))
        if importe > CERO:
            yield acreditado, importe


def _esta(uow: UnitOfWork, ref: str) -> bool:
    _, epoca, seq = ref.split("/")
    return any(uow.sincronia.asientos(epoca, int(seq), 1))


def _asentar(uow: UnitOfWork, ajuste: AjusteDeFavor, quien: str) -> None:
    datos = datos_de_acreditacion(ajuste, _favor(uow, ajuste.orden.cuenta), quien)
    uow.diario.asentar("favor_acreditado", datos)


def _favor(uow: UnitOfWork, cuenta: str) -> Dinero:
    return uow.pagos.favores((cuenta,)).get(cuenta, CERO)
