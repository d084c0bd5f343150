"""Convenios at the counter: who allows them, what may be agreed, and what else happens to the cuenta meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.cobro.consulta import aviso_de_recargos, buscar, estado_de_cuenta
from app.cobro.gastos import cargar_gastos
from app.cobro.servicios import cargar_servicios
from app.domain.autorizacion import Pedida
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import ServicioPedido
from app.domain.periodo import Periodo
from app.tramites.convenios import (
    aviso_de_titular,
    convenible,
    convenio_en_vigor,
    hacer_convenio,
    terminar_convenio,
)
from app.turno.autorizaciones import conceder
from tests.convenios import (
    convenido,
    en,
    terminado,
    una_caja_con_recargos,
    una_parcialidad,
    una_solicitud_de_convenio,
)
from tests.factories import (
    DEMO,
    PERFIL,
    PINES,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.otorgamientos import clave_de
from tests.reversos import cancelado, cerrado, sin_fondos

MESES = ("2023-06", "2023-07")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja_con_recargos(tmp_path / "caja") as nueva:
        importar(nueva, [una_cuenta()], [un_recibo(periodo=mes, agua="1000.00") for mes in MESES])
        un_turno(nueva)
        yield nueva


def _permiso(caja: CajaDePrueba, operacion: str, importe: str = "9999.00", cuenta: str = "100") -> object:
    pedida = Pedida(operacion, cuenta, DEMO.clave, "lo pide", Dinero.from_texto(importe))
    return conceder(caja.ctx, "super", PINES["super"], pedida)


def test_a_convenio_is_kept_as_it_was_made_and_the_diario_says_who_allowed_it(caja: CajaDePrueba) -> None:
    hecho = convenido(caja, calidad="tercero", firmante="Luis Vega", documento="Carta poder 7", parcialidades=3)
    convenio = hecho.convenio
    assert (str(convenio.folio), convenio.autorizo, convenio.quien) == ("T2A-000001", "super", "demo")
    assert (convenio.firmante, convenio.calidad, convenio.documento) == ("Luis Vega", "tercero", "Carta poder 7")
    assert estado_de_cuenta(caja.reabrir().ctx, "100").adeudo.convenio == hecho
    with caja.uow() as uow:
        (permiso, asiento) = list(uow.diario.asientos())[-2:]
        assert asiento.datos()["permiso"] == permiso.ref and "anterior" not in asiento.datos()
        assert "T2A-000001" in [p.folio for p in uow.cola.papeles()]


def test_it_needs_the_word_of_a_supervisor_for_that_cuenta_and_at_least_its_debt(caja: CajaDePrueba) -> None:
    solicitud = una_solicitud_de_convenio(caja)
    for permiso, clave in (
        (_permiso(caja, "hacer_convenio", "2059.99"), "permiso_corto"),
        (_permiso(caja, "hacer_convenio", cuenta="200"), "permiso_de_otra_cosa"),
        (_permiso(caja, "terminar_convenio"), "permiso_de_otra_cosa"),
    ):
        assert clave_de(hacer_convenio, caja.ctx, solicitud, DEMO, permiso) == clave
    suyo = Pedida("hacer_convenio", "100", SUPER.clave, "lo pide", Dinero(10**9))
    assert clave_de(conceder, caja.ctx, "super", PINES["super"], suyo) == "autoriza_otro"
    assert estado_de_cuenta(caja.ctx, "100").adeudo.convenio is None


@pytest.mark.parametrize(
    ("otros", "clave"),
    [
        ({"calidad": "tercero", "firmante": "Luis Vega"}, "falta_dato"),
        ({"calidad": "tercero", "documento": "Carta"}, "falta_dato"),
        ({"calidad": "vecino"}, "calidad_desconocida"),
        ({"deuda_vista": Dinero(1)}, "total_cambio"),
        ({"enganche": "1.00"}, "enganche_corto"),
    ],
)
def test_what_is_not_right_is_refused_and_nothing_is_written(
    caja: CajaDePrueba, otros: dict[str, object], clave: str
) -> None:
    with caja.uow() as uow:
        antes = len(list(uow.diario.asientos()))
    solicitud = replace(una_solicitud_de_convenio(caja), **otros) if "enganche" not in otros else None
    solicitud = solicitud or una_solicitud_de_convenio(caja, **otros)
    assert clave_de(hacer_convenio, caja.ctx, solicitud, DEMO, _permiso(caja, "hacer_convenio")) == clave
    with caja.uow() as uow:
        assert len(list(uow.diario.asientos())) == antes


def test_it_covers_what_is_past_due_or_as_much_as_is_asked_for(caja: CajaDePrueba) -> None:
    importar(caja, recibos=[un_recibo(periodo="2023-08", agua="500.00")])
    assert convenible(caja.ctx, "100").deuda == Dinero.from_texto("2060.00")
    con_agosto = convenible(caja.ctx, "100", Periodo(2023, 8))
    assert (con_agosto.deuda, con_agosto.recibos[-1].periodo) == (Dinero.from_texto("2560.00"), Periodo(2023, 8))
    assert convenible(caja.ctx, "100", Periodo(2023, 6)).deuda == Dinero.from_texto("1040.00")
    un_pago(caja, efectivo="5000.00")
    assert clave_de(convenible, caja.ctx, "100") == "convenio_sin_deuda"


def test_two_never_stand_at_once_and_another_says_how_the_one_before_ended(caja: CajaDePrueba) -> None:
    convenido(caja)
    assert clave_de(convenido, caja) == "convenio_vigente"
    terminado(caja, motivo="error")
    otro = convenido(caja)
    assert str(otro.convenio.folio) == "T2A-000002"
    with caja.uow() as uow:
        datos = list(uow.diario.asientos())[-1].datos()
    assert datos["anterior"] == {"folio": "T2A-000001", "estado": "terminado"}
    cerrado(caja)
    assert caja.verificar().errores == ()


def test_only_one_in_force_is_ended_for_a_reason_that_is_known(caja: CajaDePrueba) -> None:
    permiso = _permiso(caja, "terminar_convenio")
    assert clave_de(terminar_convenio, caja.ctx, "100", "renuncia", "carta", DEMO, permiso) == "sin_convenio"
    convenido(caja)
    assert clave_de(terminar_convenio, caja.ctx, "100", "porque_si", "carta", DEMO, permiso) == "motivo_desconocido"
    assert clave_de(terminar_convenio, caja.ctx, "100", "renuncia", " ", DEMO, permiso) == "falta_motivo"
    hecho = terminado(caja)
    assert hecho.convenio.fin is not None and hecho.convenio.fin.faltaba == hecho.convenio.deuda
    assert clave_de(convenio_en_vigor, caja.ctx, "100") == "sin_convenio"


def test_an_organismo_without_convenios_says_so(tmp_path: Path) -> None:
    with una_caja(tmp_path / "otra", perfil=replace(PERFIL, convenio=None)) as caja:
        importar(caja, [una_cuenta()], [un_recibo(periodo="2023-06")])
        assert clave_de(convenible, caja.ctx, "100") == "convenio_no_previsto"


def test_a_benefit_is_given_again_while_it_is_kept_and_never_on_what_was_agreed(caja: CajaDePrueba) -> None:
    importar(caja, beneficios=[un_beneficio()], recibos=[un_recibo(periodo="2023-08", m3=30, agua="346.69")])
    agosto = (Periodo(2023, 8),)
    assert not un_cobro(caja, "100", recibos=agosto, autorizado="super").pagos[0].descuentos
    cancelado(caja, _ultimo(caja))
    convenido(caja)
    # Signed and not paid, it is no better than it was.
    assert not estado_de_cuenta(caja.ctx, "100").adeudo.al_corriente
    una_parcialidad(caja)
    (pago,) = un_cobro(caja, "100", recibos=agosto).pagos
    assert {d.programa for d in pago.descuentos} == {"insen"}
    todo = un_pago(caja, efectivo="5000.00")
    assert not todo.descuentos and todo.total == Dinero.from_texto("1648.00")


def _ultimo(caja: CajaDePrueba) -> object:
    with caja.uow() as uow:
        return uow.pagos.ultimos(1)[0]


def test_without_a_rate_nothing_is_said_of_what_causes_no_recargos(tmp_path: Path) -> None:
    with una_caja(tmp_path / "otra") as caja:
        importar(caja, [una_cuenta()], [un_recibo(periodo="2023-06", agua="1000.00")])
        un_turno(caja)
        assert "no se calculan" in aviso_de_recargos(PERFIL, estado_de_cuenta(caja.ctx, "100").adeudo)
        convenido(caja)
        assert aviso_de_recargos(PERFIL, estado_de_cuenta(caja.ctx, "100").adeudo) == ""


def test_search_shows_what_is_owed_with_recargos_stopped(caja: CajaDePrueba) -> None:
    convenido(caja)
    una_parcialidad(caja)
    en(caja, date(2023, 10, 5))
    (encontrada,) = buscar(caja.ctx, "100")
    assert encontrada.adeudo == Dinero.from_texto("1648.00")


def test_importing_the_padron_again_neither_breaks_it_nor_frees_anything(caja: CajaDePrueba) -> None:
    convenido(caja)
    pago = una_parcialidad(caja)
    with caja.uow() as uow:
        hasta = uow.pagos.marcas_hasta(pago.folio)
    # 60.00 of the 412.00 were recargos: the billing system received 352.00 of the recibo.
    junio, julio = (un_recibo(periodo=mes, agua="1000.00") for mes in MESES)
    recibos = [replace(junio, pagado=Dinero.from_texto("352.00")), julio]
    importar(caja, recibos=recibos, hasta=hasta)
    situacion = convenio_en_vigor(caja.ctx, "100")
    assert (situacion.cubierto, situacion.fuera) == (Dinero.from_texto("412.00"), CERO)
    # Paid at the bank, nobody knows when: on time.
    recibos[1] = un_recibo(agua="1000.00", periodo="2023-07", pagado="412.00")
    importar(caja, recibos=recibos, hasta=hasta)
    en(caja, date(2023, 11, 6))
    assert convenio_en_vigor(caja.ctx, "100").por_pagar == Dinero.from_texto("412.00")
    # Billed again for more: the difference was not agreed, nor the recargo of its month.
    recibos[1] = un_recibo(agua="1100.00", periodo="2023-07")
    importar(caja, recibos=recibos, hasta=hasta)
    situacion = convenio_en_vigor(caja.ctx, "100")
    assert (situacion.fuera, situacion.is_al_corriente) == (Dinero.from_texto("102.00"), False)


def test_a_cuenta_that_changes_hands_keeps_it_and_the_counter_is_told(caja: CajaDePrueba) -> None:
    convenido(caja)
    importar(caja, [una_cuenta(titular="Nueva Dueña")])
    estado = estado_de_cuenta(caja.ctx, "100")
    situacion = convenio_en_vigor(caja.ctx, "100")
    assert aviso_de_titular(situacion, estado.cuenta.titular) == (
        "El convenio T2A-000001 se hizo cuando la cuenta era de Titular 100."
    )
    assert aviso_de_titular(situacion, "Titular  100") == ""
    assert aviso_de_titular(terminado(caja, motivo="cambio_de_titular"), "Nueva Dueña") == ""


def test_collection_costs_are_not_charged_to_what_is_agreed(caja: CajaDePrueba) -> None:
    convenido(caja)
    costo = ("visita", SUPER, Dinero.from_texto("50.00"), "CFF, Art. 150")
    assert clave_de(cargar_gastos, caja.ctx, "100", *costo) == "gastos_sin_rezago"
    terminado(caja)
    assert cargar_gastos(caja.ctx, "100", *costo).importe == Dinero.from_texto("50.00")


def test_a_cheque_of_before_it_that_bounces_is_owed_outside_it(caja: CajaDePrueba) -> None:
    cheque = un_pago(caja, monto="100.00", medios=(un_medio("100.00", "cheque"),))
    en(caja, date(2023, 9, 6))
    convenido(caja)
    una_parcialidad(caja)
    sin_fondos(caja, cheque, cargo="20.00")
    situacion = convenio_en_vigor(caja.ctx, "100")
    assert situacion.cubierto == situacion.partes[0].parcialidad.importe
    # The cheque had paid 60.00 of recargos and 40.00 of the recibo; and its cost.
    assert situacion.fuera >= Dinero.from_texto("120.00") and not situacion.is_al_corriente
    cerrado(caja)
    assert caja.verificar().errores == ()


def test_a_reconexion_goes_on_the_next_recibo_and_not_into_the_convenio(caja: CajaDePrueba) -> None:
    convenido(caja)
    una_parcialidad(caja)
    cargo = cargar_servicios(caja.ctx, "100", (ServicioPedido("D", Decimal(1)),), DEMO)
    situacion = convenio_en_vigor(caja.ctx, "100")
    assert cargo.periodo not in situacion.convenio.periodos and situacion.fuera == CERO
    assert estado_de_cuenta(caja.ctx, "100").adeudo.al_corriente


def test_several_cuentas_or_none_have_no_parcialidad(caja: CajaDePrueba) -> None:
    convenido(caja)
    importar(caja, [una_cuenta("200")], [un_recibo("200")])
    assert clave_de(un_cobro, caja, "100", "200", convenio=True) == "varias_cuentas"
    assert clave_de(un_cobro, caja, convenio=True, nombre="Ana", servicios=(ServicioPedido("U1"),)) == "sin_cuenta"
    assert clave_de(un_cobro, caja, "200", convenio=True) == "sin_convenio"


def test_the_same_order_with_and_without_the_word_convenio_are_two_orders(caja: CajaDePrueba) -> None:
    convenido(caja)
    pago = una_parcialidad(caja, id="0b0b0b0b-0000-4000-8000-000000000001")
    assert una_parcialidad(caja, id=pago.cobro) == pago
    assert clave_de(un_pago, caja, id=pago.cobro, efectivo="5000.00") == "id_repetido"


def test_credit_pays_a_parcialidad_and_a_service_may_go_with_it(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("300")])
    un_pago(caja, "300", monto="100.00")
    importar(caja, recibos=[un_recibo("300", "2023-06", agua="1000.00")])
    convenido(caja, "300")
    servicios = (ServicioPedido("B", Decimal(1)),)
    pago = una_parcialidad(caja, "300", servicios=servicios)
    assert {m.medio for m in pago.medios} == {"efectivo", "saldo_a_favor"}
    assert convenio_en_vigor(caja.ctx, "300").partes[0].falta == CERO
    assert any(a.clave == "servicio:B" for a in pago.aplicado)
