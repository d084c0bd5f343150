"""An auditor who knows only the asientos finds who did what they could not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.beneficiarios.otorgamientos import otorgar
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.corte.corte import Arqueo
from app.domain.diario.asiento import Asiento
from app.domain.diario.auditoria_gente import TIPOS, AuditoriaDeGente
from app.domain.dinero import Dinero
from app.turno.caja import cerrar_turno
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from tests.domain.diario.test_auditoria import Cambio, _alterado, _hallazgos, _poner
from tests.factories import DEMO, SUPER, TESORERA, gente, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.reversos import cancelado, movido


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """A turno with something of each kind, its corte, and what became of its money."""
    with una_caja(tmp_path_factory.mktemp("gente")) as caja:
        gente(caja, TESORERA)
        importar(caja, [una_cuenta()], [un_recibo()])
        cancelado(caja, un_pago(caja))
        movido(caja, "entrada", "5.00")
        oficio = SolicitudCondonacion("100", Dinero(100), "DG-1", "Dirección General", "a petición")
        condonar_adeudo(caja.ctx, oficio, SUPER)
        otorgar(caja.ctx, SolicitudBeneficio("100", "insen", "Ana", "INE 1", curp="BOXW310820HNERXN09"), SUPER)
        retirar(caja.ctx, SolicitudRetiro("100", "insen", "renuncia"), SUPER)
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,5x1"), "")
        recontar(caja.ctx, 1, Arqueo.from_texto("500x1,5x1"), "otra vez", SUPER)
        entregar(caja.ctx, 1, None, DEMO)
        rechazar(caja.ctx, 1, "bolsa abierta", TESORERA)
        entregar(caja.ctx, 1, None, DEMO)
        aceptar(caja.ctx, 1, None, "", TESORERA)
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def dichos(diario: list[Asiento], tipo: str, cambio: Cambio, cual: int = 0) -> Iterator[str]:
    """What is said of who did things once an asiento of that kind is another."""
    asiento = [a for a in diario if a.tipo == tipo][cual]
    gente = AuditoriaDeGente()
    for a in _alterado(diario, asiento, cambio):
        if a.tipo in TIPOS:
            yield from gente.revisar(a.tipo, a.datos())


def test_a_true_diario_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert _hallazgos(diario) == []


@pytest.mark.parametrize(
    ("tipo", "cambio", "dice"),
    [
        ("turno_abierto", _poner("cajero", valor="teso"), "abrió el turno quien no es cajero o está de baja"),
        ("turno_abierto", _poner("cajero", valor="nadie"), "abrió el turno quien no es cajero o está de baja"),
        ("pago", _poner("cajero", valor="super"), "no lo hizo el cajero del turno abierto"),
        (
            "pago",
            _poner("autorizo", valor="teso"),
            "dejó pagar antes un recibo más nuevo quien no puede",
        ),
        (
            "pago",
            _poner("autorizo", valor="demo"),
            "dejó pagar antes un recibo más nuevo quien no puede",
        ),
        ("pago_cancelado", _poner("cajero", valor="super"), "no lo hizo el cajero del turno abierto"),
        ("movimiento", _poner("cajero", valor="super"), "no lo hizo el cajero del turno abierto"),
        ("autorizacion", _poner("quien", valor="teso"), "autorizó quien no puede o está de baja"),
        ("autorizacion", _poner("operacion", valor="volar"), "autorizó quien no puede o está de baja"),
        ("condonacion", _poner("quien", valor="teso"), "lo decidió quien no puede o está de baja"),
        ("beneficio_otorgado", _poner("quien", valor="demo"), "lo decidió quien no puede o está de baja"),
        ("beneficio_retirado", _poner("quien", valor="demo"), "lo decidió quien no puede o está de baja"),
        ("corte_recontado", _poner("quien", valor="demo"), "lo decidió quien no puede o está de baja"),
        ("corte_aceptado", _poner("quien", valor="super"), "lo decidió quien no puede o está de baja"),
        ("corte_rechazado", _poner("quien", valor="super"), "lo decidió quien no puede o está de baja"),
    ],
)
def test_what_somebody_else_did_is_named(diario: list[Asiento], tipo: str, cambio: Cambio, dice: str) -> None:
    assert dice in dichos(diario, tipo, cambio)


def test_who_was_disabled_may_nothing_more(diario: list[Asiento]) -> None:
    """The people are the first asientos: demo, super, and whoever came later."""
    (super_,) = (n for n, a in enumerate(x for x in diario if x.tipo == "usuario") if a.datos()["clave"] == "super")
    dicho = list(dichos(diario, "usuario", _poner("activo", valor=0), super_))
    assert dicho.count("lo decidió quien no puede o está de baja") == 4
    assert dicho.count("autorizó quien no puede o está de baja") == 1


def test_whoever_charges_forgives_nothing(diario: list[Asiento]) -> None:
    doble: dict[str, Any] = {"roles": ["cajero", "supervisor"]}
    (demo,) = (n for n, a in enumerate(x for x in diario if x.tipo == "usuario") if a.datos()["clave"] == "demo")
    primero = [a for a in diario if a.tipo == "usuario"][demo]
    con_doble = _alterado(diario, primero, lambda d: d.update(doble))
    assert "condonó quien estaba cobrando" in dichos(con_doble, "condonacion", _poner("quien", valor="demo"))
    assert list(dichos(con_doble, "corte_recontado", _poner("motivo", valor="x"))) == []
    assert list(dichos(con_doble, "pago", _poner("autorizo", valor="super"))) == []
    assert list(dichos(con_doble, "pago", _poner("autorizo", valor="demo"))) != []
