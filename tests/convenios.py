"""Shorthand for convenios at a real caja, and a caja of which recargos are 2 % a month and there is no late charge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.autorizacion import Pedida
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.domain.periodo import Periodo
from app.domain.tramite.situacion import Situacion
from app.tramites.convenios import SolicitudConvenio, convenible, hacer_convenio, proponer_convenio, terminar_convenio
from app.turno.autorizaciones import conceder
from app.turno.caja import ver_turno
from tests.factories import DEMO, PERFIL, PINES, CajaDePrueba, un_cobro, un_turno, una_caja
from tests.reversos import cerrado

TASAS = (TasaRecargo(Periodo(2023, 1), Decimal(2), "Ley de prueba, Art. 1"),)
CON_RECARGOS = replace(PERFIL, mora=None, recargos=TASAS)


def una_caja_con_recargos(carpeta: Path) -> CajaDePrueba:
    """A caja of that profile."""
    return una_caja(carpeta, perfil=CON_RECARGOS)


def en(caja: CajaDePrueba, dia: date) -> None:
    """Go on another day, in a turno of its own."""
    if ver_turno(caja.ctx) is not None and dia > caja.reloj.momento.date():
        cerrado(caja)
    caja.reloj.momento = datetime.combine(dia, time(10), caja.reloj.momento.tzinfo)
    un_turno(caja)


def una_solicitud_de_convenio(caja: CajaDePrueba, cuenta: str = "100", **otros: Any) -> SolicitudConvenio:
    """All that is past due, with the least down payment, in four parts."""
    if isinstance(otros.get("enganche"), str):
        otros["enganche"] = Dinero.from_texto(otros["enganche"])
    if "enganche" not in otros:
        otros["enganche"] = convenible(caja.ctx, cuenta, otros.get("hasta")).enganche_minimo
    return SolicitudConvenio(cuenta, **({"parcialidades": 4} | otros))


def convenido(caja: CajaDePrueba, cuenta: str = "100", **otros: Any) -> Situacion:
    """The convenio that such an order makes, allowed by `SUPER`."""
    solicitud = una_solicitud_de_convenio(caja, cuenta, **otros)
    deuda = proponer_convenio(caja.ctx, solicitud).deuda
    pedida = Pedida("hacer_convenio", cuenta, DEMO.clave, "lo pide el usuario", deuda)
    return hacer_convenio(caja.ctx, solicitud, DEMO, conceder(caja.ctx, "super", PINES["super"], pedida))


def terminado(caja: CajaDePrueba, cuenta: str = "100", motivo: str = "renuncia") -> Situacion:
    """The one in force, ended."""
    pedida = Pedida("terminar_convenio", cuenta, DEMO.clave, "ya no puede", Dinero(10**9))
    permiso = conceder(caja.ctx, "super", PINES["super"], pedida)
    return terminar_convenio(caja.ctx, cuenta, motivo, "carta del titular", DEMO, permiso)


def una_parcialidad(caja: CajaDePrueba, cuenta: str = "100", **otros: Any) -> Pago:
    """What the convenio asks for now, paid."""
    (pago,) = un_cobro(caja, cuenta, **({"convenio": True, "efectivo": "5000.00"} | otros)).pagos
    return pago
