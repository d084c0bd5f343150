"""The table of what a caja does apart from its centre, each row lived at a real caja with its clock moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.centro.frescura import GENTE, PADRON, anotar_frescura, anotar_persona
from app.cobro.servicios import cargar_servicios
from app.domain.pago.pago import ServicioPedido
from app.domain.salto import MARCHA, Salto
from app.errors import NegocioError
from app.saltos import asentar_salto
from app.tramites.constancias import SolicitudConstancia, emitir_constancia
from app.turno.caja import ver_turno
from tests.cajeme import casos
from tests.convenios import convenido, una_caja_con_recargos
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, un_cobro, un_pago, un_recibo, un_turno, una_cuenta
from tests.otorgamientos import otorgado
from tests.reversos import cancelado, cerrado, devuelto

_HORAS = {"h": 1, "d": 24}


def lapso(dicho: str) -> timedelta:
    cuanto, unidad = dicho.split()
    return timedelta(hours=int(cuanto) * _HORAS[unidad])


def enlazar(caja: CajaDePrueba, quien: str, ultimo_contacto: str) -> None:
    """As a round leaves it."""
    with caja.uow() as uow:
        if quien != "sin centro":
            uow.sincronia.anotar("registro", "prueba")
        if quien == "centro":
            for clave in ("demo", "super"):
                anotar_persona(uow, clave)
        if ultimo_contacto == "si":
            anotar_frescura(uow, GENTE, PADRON)
        uow.commit()


def mover_reloj(caja: CajaDePrueba, dicho: str) -> None:
    """Somebody sets it, and the program notices, as it does at its start and while it runs."""
    antes = caja.reloj.ahora()
    caja.reloj.avanzar(hours=lapso(dicho) / timedelta(hours=1))
    asentar_salto(caja.ctx, Salto(antes, caja.reloj.ahora(), MARCHA))


def _de_otro_turno(caja: CajaDePrueba) -> Callable[[], object]:
    pago = un_pago(caja, "102", monto="5.00")
    cerrado(caja)
    return lambda: (un_turno(caja), devuelto(caja, pago))


def _con_favor(caja: CajaDePrueba) -> Callable[[], object]:
    un_pago(caja, "103", monto="150.00")
    importar(caja, [una_cuenta("103")], [un_recibo("103", "2023-06"), un_recibo("103")])
    return lambda: un_pago(caja, "103")


def _reconectar(caja: CajaDePrueba) -> object:
    return un_cobro(caja, "104", servicios=(ServicioPedido("C", Decimal(1)),))


def _al_recibo(caja: CajaDePrueba) -> object:
    un_turno(caja)
    return cargar_servicios(caja.ctx, "104", (ServicioPedido("D", Decimal(1)),), DEMO)


def _constancia(caja: CajaDePrueba) -> Callable[[], object]:
    un_cobro(caja, "104", servicios=(ServicioPedido("A", Decimal(1)),))
    cerrado(caja)
    return lambda: emitir_constancia(caja.ctx, SolicitudConstancia("104"), DEMO)


def _retirar(caja: CajaDePrueba) -> Callable[[], object]:
    otorgado(caja, cuenta="104")
    return lambda: retirar(caja.ctx, SolicitudRetiro("104", "insen", "renuncia"), SUPER)


#: What is done at once, and gives what is done after the time went by.
QUE: dict[str, Callable[[CajaDePrueba], Callable[[], object]]] = {
    "cobra": lambda caja: lambda: un_pago(caja, "100"),
    "abona": lambda caja: lambda: un_pago(caja, "100", monto="1.00"),
    "vende": lambda caja: lambda: un_cobro(caja, "104", servicios=(ServicioPedido("A", Decimal(1)),)),
    "cancela": lambda caja: lambda: cancelado(caja, un_pago(caja, "100", monto="1.00")),
    "cierra": lambda caja: lambda: (un_pago(caja, "100", monto="1.00"), cerrado(caja)),
    "gasta saldo a favor": _con_favor,
    "conviene": lambda caja: lambda: (un_turno(caja), convenido(caja, "101")),
    "otorga": lambda caja: lambda: otorgado(caja, cuenta="104"),
    "retira": _retirar,
    "devuelve": _de_otro_turno,
    "constancia": _constancia,
    "reconecta": lambda caja: lambda: _reconectar(caja),
    "reconecta al recibo": lambda caja: lambda: _al_recibo(caja),
}


@pytest.mark.parametrize("caso", casos("sin-contacto"), ids=lambda c: "-".join(c.values()))
def test_what_a_caja_does_apart_from_its_centre(caso: dict[str, str], tmp_path: Path) -> None:
    with una_caja_con_recargos(tmp_path / "caja") as caja:
        cuentas = ("100", "101", "102", "103", "104")
        deben = [un_recibo(c, "2023-06") for c in cuentas if c != "104"]
        importar(caja, [una_cuenta(c) for c in cuentas], deben)
        enlazar(caja, caso["quien"], caso["ultimo_contacto"])
        hacer = QUE[caso["que"]](caja)
        pasa = lapso(caso["pasa"])
        if pasa >= timedelta(days=1) and ver_turno(caja.ctx) is not None:
            cerrado(caja)
        caja.reloj.avanzar(hours=pasa / timedelta(hours=1))
        if caso["reloj"]:
            mover_reloj(caja, caso["reloj"])
        if not caso["resultado"]:
            assert hacer()
            return
        with pytest.raises(NegocioError) as error:
            hacer()
        assert error.value.clave == caso["resultado"]
        assert "sincronizar" in error.value.mensaje
