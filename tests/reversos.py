"""Shorthand for what turns payments round and moves cash: each is allowed by `SUPER` for `DEMO`."""

from __future__ import annotations

import uuid

from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.corte.corte import Arqueo
from app.domain.corte.vale import Vale
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.domain.usuario import Usuario
from app.reversos.cancelaciones import cancelar
from app.reversos.cheques import AvisoDelBanco, ChequeDevuelto, Indemnizacion, registrar_cheque_devuelto
from app.reversos.contrapagos import Hecho, Orden
from app.reversos.devoluciones import Entrega, devolver
from app.turno.autorizaciones import conceder
from app.turno.caja import cerrar_turno
from app.turno.movimientos import SolicitudMovimiento, mover
from tests.factories import DEMO, PINES, CajaDePrueba


def un_permiso(
    caja: CajaDePrueba, operacion: str, objeto: str, importe: Dinero | None = None, cajero: Usuario = DEMO
) -> Autorizacion:
    """The word of `super` for that."""
    return conceder(caja.ctx, "super", PINES["super"], Pedida(operacion, objeto, cajero.clave, "se equivocó", importe))


def una_orden(pago: Pago, id: str = "") -> Orden:
    """An order about that payment."""
    return Orden(id or str(uuid.uuid4()), pago.folio, "se equivocó de cuenta")


def cancelado(caja: CajaDePrueba, pago: Pago, id: str = "", cajero: Usuario = DEMO) -> Hecho:
    """The payment, cancelled."""
    permiso = un_permiso(caja, "cancelar", str(pago.folio), pago.total, cajero)
    return cancelar(caja.ctx, una_orden(pago, id), cajero, permiso)


def devuelto(caja: CajaDePrueba, pago: Pago, monto: str = "", entrega: Entrega | None = None, id: str = "") -> Hecho:
    """The payment of an earlier turno, given back."""
    permiso = un_permiso(caja, "devolver", str(pago.folio), pago.total)
    cuanto = Dinero.from_texto(monto) if monto else None
    return devolver(caja.ctx, una_orden(pago, id), DEMO, permiso, cuanto, entrega)


def sin_fondos(
    caja: CajaDePrueba, pago: Pago, numero: str = "", cargo: str = "", fundamento: str = "LGTOC, Art. 193", id: str = ""
) -> ChequeDevuelto:
    """The cheque of a payment, returned by the bank."""
    permiso = un_permiso(caja, "cheque_devuelto", str(pago.folio), pago.total)
    costo = Indemnizacion(Dinero.from_texto(cargo), fundamento) if cargo else None
    aviso = AvisoDelBanco("fondos insuficientes", numero, costo)
    return registrar_cheque_devuelto(caja.ctx, una_orden(pago, id), aviso, DEMO, permiso)


def movido(
    caja: CajaDePrueba, clase: str, importe: str, autorizacion: Autorizacion | None = None, id: str = ""
) -> Vale:
    """Cash in or out of the open turno."""
    orden = id or str(uuid.uuid4())
    solicitud = SolicitudMovimiento(clase, Dinero.from_texto(importe), "cambio", "Luis Vega", "B-12", orden)
    return mover(caja.ctx, solicitud, DEMO, autorizacion)


def cerrado(caja: CajaDePrueba) -> None:
    """The open turno, closed as if the drawer were empty."""
    cerrar_turno(caja.ctx, DEMO, Arqueo(()), "no se contó")
