"""Debt forgiven by an oficio: what it extinguishes, who may, and that it is nobody's income."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.cobro.condonaciones import Condonado, SolicitudCondonacion, condonar_adeudo
from app.cobro.consulta import aviso_de_recargos, buscar, estado_de_cuenta
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.turno.caja import corte_x
from tests.cobros import aplicado_de
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    de_alta,
    importar,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)

TASA = TasaRecargo(Periodo(2023, 1), Decimal("1.47"), "Ley, Art. 5")


@pytest.fixture
def con_tasa(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A caja with a rate of recargos, and a cuenta that owes June (mora is due) and July."""
    with una_caja(tmp_path / "con-tasa", perfil=replace(PERFIL, recargos=(TASA,))) as caja:
        recibos = [un_recibo(periodo=mes, agua="100.00") for mes in ("2023-06", "2023-07")]
        importar(caja, [una_cuenta()], recibos)
        yield caja


def _pedir(monto: str, *conceptos: str, cuenta: str = "100", **otros: str) -> SolicitudCondonacion:
    campos = {"resolucion": "DG-15/2023", "autoridad": "Dirección General", "motivo": "a petición"} | otros
    return SolicitudCondonacion(cuenta, Dinero.from_texto(monto), conceptos=conceptos, **campos)


def _condonar(caja: CajaDePrueba, monto: str, *conceptos: str) -> Condonado:
    return condonar_adeudo(caja.ctx, _pedir(monto, *conceptos), SUPER)


def _lineas(hecho: Condonado) -> list[tuple[str, str]]:
    return [(a.clave, a.importe.texto()) for a in hecho.aplicado]


def test_in_the_order_of_a_payment_unless_it_says_of_what(con_tasa: CajaDePrueba) -> None:
    # 2 × 1.47 of June, 1.47 of July, 205.39 of mora
    assert estado_de_cuenta(con_tasa.ctx, "100").adeudo.total.texto() == "409.80"
    assert _lineas(_condonar(con_tasa, "100.00")) == [("mora", "100.00")]
    assert _lineas(_condonar(con_tasa, "4.00", "recargos")) == [("recargos", "2.94"), ("recargos", "1.06")]
    hecho = _condonar(con_tasa, "105.39", "mora")
    assert _lineas(hecho) == [("mora", "77.06"), ("iva_mora", "28.33")]
    assert hecho.saldo_restante.texto() == "200.41" == estado_de_cuenta(con_tasa.ctx, "100").adeudo.total.texto()
    assert aplicado_de(un_pago(con_tasa)) == "2023-07 recargos 0.41|2023-06 agua 100.00|2023-07 agua 100.00"
    assert con_tasa.verificar().errores == ()


def test_forgiven_principal_causes_no_more_recargos(con_tasa: CajaDePrueba) -> None:
    _condonar(con_tasa, "200.00", "agua")
    con_tasa.reloj.avanzar(days=100)
    adeudo = estado_de_cuenta(con_tasa.ctx, "100").adeudo
    assert (adeudo.total_recargos.texto(), adeudo.total.texto(), adeudo.al_corriente) == ("4.41", "4.41", True)
    assert buscar(con_tasa.ctx, "titular")[0].adeudo == adeudo.total


def test_it_is_no_income_and_the_cuenta_tells_it(con_tasa: CajaDePrueba) -> None:
    un_turno(con_tasa)
    _condonar(con_tasa, "50.00", "agua")
    corte = corte_x(con_tasa.ctx)
    assert (corte.pagos, corte.conceptos, corte.medios) == (0, (), ())
    (hecha,) = estado_de_cuenta(con_tasa.ctx, "100").condonaciones
    assert (hecha.importe, hecha.resolucion, hecha.autoridad) == (Dinero(50_00), "DG-15/2023", "Dirección General")
    assert (hecha.motivo, hecha.quien) == ("a petición", "super")


@pytest.mark.parametrize(
    ("pedido", "quien", "clave"),
    [
        (_pedir("0.00"), SUPER, "importe_no_positivo"),
        (_pedir("409.81"), SUPER, "condonacion_excede"),
        (_pedir("4.42", "recargos"), SUPER, "condonacion_excede"),
        (_pedir("1.00", "multa"), SUPER, "condonacion_excede"),
        (_pedir("1.00", "aguas"), SUPER, "concepto_desconocido"),
        (_pedir("1.00", resolucion=" "), SUPER, "falta_dato"),
        (_pedir("1.00", autoridad=""), SUPER, "falta_dato"),
        (_pedir("1.00", motivo=""), SUPER, "falta_dato"),
        (_pedir("1.00", motivo="a\tb"), SUPER, "texto_invalido"),
        (_pedir("1.00", fundamento="x" * 201), SUPER, "texto_invalido"),
        (_pedir("1.00", cuenta="nadie"), SUPER, "cuenta_desconocida"),
        (_pedir("1.00"), DEMO, "requiere_supervisor"),
    ],
)
def test_what_cannot_be_forgiven_says_why(
    con_tasa: CajaDePrueba, pedido: SolicitudCondonacion, quien: Usuario, clave: str
) -> None:
    with pytest.raises(NegocioError) as error:
        condonar_adeudo(con_tasa.ctx, pedido, quien)
    assert error.value.clave == clave
    assert estado_de_cuenta(con_tasa.ctx, "100").adeudo.total.texto() == "409.80"


def test_whoever_is_charging_forgives_nothing(con_tasa: CajaDePrueba) -> None:
    doble = Usuario("jefa", "Jefa que cobra", ("cajero", "supervisor"))
    un_turno(con_tasa, cajero=de_alta(con_tasa, doble))
    with pytest.raises(NegocioError) as error:
        condonar_adeudo(con_tasa.ctx, _pedir("1.00"), doble)
    assert error.value.clave == "autoriza_otro"


def test_the_same_order_again_forgives_nothing_more(con_tasa: CajaDePrueba) -> None:
    pedido = _pedir("100.00")
    hecho = condonar_adeudo(con_tasa.ctx, pedido, SUPER)
    assert condonar_adeudo(con_tasa.reabrir().ctx, pedido, SUPER) == replace(hecho, repetido=True)
    with pytest.raises(NegocioError) as error:
        condonar_adeudo(con_tasa.ctx, replace(pedido, cuenta="200"), SUPER)
    assert error.value.clave == "id_repetido"
    assert estado_de_cuenta(con_tasa.ctx, "100").adeudo.total.texto() == "309.80"


def test_its_article_stays_with_it(con_tasa: CajaDePrueba) -> None:
    condonar_adeudo(con_tasa.ctx, _pedir("1.00", fundamento="Art. 46"), SUPER)
    with con_tasa.uow() as uow:
        (asiento,) = [a for a in uow.diario.asientos() if a.tipo == "condonacion"]
    assert asiento.datos()["fundamento"] == "Art. 46" and asiento.datos()["saldo_restante"] == 408_80


def test_a_profile_without_a_rate_says_so_where_there_is_rezago(caja: CajaDePrueba, con_tasa: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(), una_cuenta("200")], [un_recibo(periodo="2023-07"), un_recibo("200")])
    avisos = [aviso_de_recargos(caja.perfil, estado_de_cuenta(caja.ctx, n).adeudo) for n in ("100", "200")]
    assert avisos == ["Este organismo no tiene tasa de recargos cargada: no se calculan.", ""]
    assert aviso_de_recargos(con_tasa.perfil, estado_de_cuenta(con_tasa.ctx, "100").adeudo) == ""
