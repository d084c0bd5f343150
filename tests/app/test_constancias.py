"""Constancias: to who owes nothing, paid before, one for each that was paid, and never given back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app import perfiles
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio, Pago, ServicioPedido
from app.domain.tramite.constancia import Constancia
from app.tramites.constancias import SolicitudConstancia, emitir_constancia
from tests.convenios import convenido, una_parcialidad
from tests.factories import (
    DEMO,
    INICIO,
    TESORERA,
    CajaDePrueba,
    de_alta,
    importar,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.otorgamientos import clave_de
from tests.reversos import cancelado, cerrado, devuelto, sin_fondos


def pagada(caja: CajaDePrueba, cuenta: str = "100", cuantas: int = 1, **otros: object) -> Pago:
    """The fee of so many constancias."""
    servicios = (ServicioPedido("A" if cuenta else "NOCONTR", Decimal(cuantas)),)
    cuentas = (cuenta,) if cuenta else ()
    nombre = "" if cuenta else "Ana Ruiz Peña"
    return un_cobro(caja, *cuentas, servicios=servicios, nombre=nombre, **otros).pagos[0]


def dada(caja: CajaDePrueba, cuenta: str = "100", **otros: object) -> Constancia:
    return emitir_constancia(caja.ctx, SolicitudConstancia(cuenta, **otros), DEMO)  # type: ignore[arg-type]


def test_who_owes_nothing_and_has_paid_gets_it_once(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    assert clave_de(dada, caja) == "constancia_sin_pagar"
    pago = pagada(caja)
    hecha = dada(caja)
    assert (str(hecha.folio), hecha.pago, hecha.nombre) == ("T2A-000001", pago.folio, "Titular 100")
    assert (hecha.titulo, hecha.datos_al) == ("Certificado de no adeudo", INICIO)
    assert clave_de(dada, caja) == "constancia_sin_pagar"
    with caja.uow() as uow:
        assert uow.tramites.constancia(hecha.folio) == hecha
        assert uow.tramites.convenio(hecha.folio) is None
    cerrado(caja)
    assert caja.verificar().errores == ()


def test_as_many_as_were_paid(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pagada(caja, cuantas=2)
    assert [str(dada(caja).folio) for _ in range(2)] == ["T2A-000001", "T2A-000002"]
    assert clave_de(dada, caja) == "constancia_sin_pagar"


def test_who_owes_a_recibo_not_yet_due_owes(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pagada(caja)
    importar(caja, recibos=[un_recibo(periodo="2023-08")])
    assert clave_de(dada, caja) == "constancia_con_adeudo"
    un_pago(caja)
    assert dada(caja).cuenta == "100"


def test_a_convenio_up_to_date_never_counts(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pagada(caja)
    importar(caja, recibos=[un_recibo(periodo="2023-07", agua="500.00")])
    convenido(caja)
    una_parcialidad(caja)
    with pytest.raises(Exception, match="no cuenta como pagado"):
        dada(caja)
    un_pago(caja, efectivo="5000.00")
    assert str(dada(caja).folio) == "T2A-000002"


def test_of_another_cuenta_or_of_another_service_it_is_not_paid(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(), una_cuenta("200")])
    otra = pagada(caja, "200")
    assert clave_de(dada, caja, pago=otra.folio) == "constancia_sin_pagar"
    assert clave_de(dada, caja, pago=Folio("2", "A", 99)) == "folio_desconocido"
    cambio = un_cobro(caja, "100", servicios=(ServicioPedido("B", Decimal(1)),)).pagos[0]
    assert clave_de(dada, caja, pago=cambio.folio) == "constancia_sin_pagar"


def test_without_a_contract_it_says_so_after_review(caja: CajaDePrueba) -> None:
    pago = pagada(caja, "")
    assert clave_de(dada, caja, "", pago=pago.folio) == "falta_dato"
    assert clave_de(dada, caja, "", domicilio="Lote 3", revision="padrón") == "constancia_sin_pagar"
    hecha = dada(caja, "", pago=pago.folio, domicilio="Lote 3", revision="padrón y plano, sin toma")
    assert (hecha.nombre, hecha.clase, hecha.cuenta) == ("Ana Ruiz Peña", "sin_contrato", "")
    assert hecha.leyendas == ("No existe un contrato entre la parte solicitante y el OOMAPAS de Cajeme, Sonora.",)
    cerrado(caja)
    assert caja.verificar().errores == ()


def test_its_fee_is_not_given_back(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pago = pagada(caja)
    dada(caja)
    assert clave_de(cancelado, caja, pago) == "pago_de_constancia"
    cerrado(caja)
    un_turno(caja, "1000.00")
    assert clave_de(devuelto, caja, pago) == "pago_de_constancia"
    de_nadie = pagada(caja, "")
    dada(caja, "", pago=de_nadie.folio, domicilio="Lote 3", revision="padrón")
    assert clave_de(cancelado, caja, de_nadie) == "pago_de_constancia"


def test_a_fee_cancelled_before_buys_nothing_and_one_by_a_bad_cheque_is_owed(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    cancelado(caja, pagada(caja))
    assert clave_de(dada, caja) == "constancia_sin_pagar"
    pago = pagada(caja, medios=(un_medio("205.39", "cheque"),))
    dada(caja)
    devuelto_ = sin_fondos(caja, pago)
    assert devuelto_.cargos[0].importe == Dinero.from_texto("205.39")
    cerrado(caja)
    assert caja.verificar().errores == ()


def test_who_may_not_gives_none(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()])
    pagada(caja)
    tesorera = de_alta(caja, TESORERA)
    assert clave_de(emitir_constancia, caja.ctx, SolicitudConstancia("100"), tesorera) == "requiere_supervisor"


@pytest.mark.parametrize(("organismo", "cuenta"), [("loreto", "100"), ("romita", "")])
def test_an_organismo_whose_list_has_none_says_so(tmp_path: Path, organismo: str, cuenta: str) -> None:
    with una_caja(tmp_path / "caja", perfil=perfiles.cargar(organismo)) as caja:
        importar(caja, [una_cuenta()])
        assert clave_de(dada, caja, cuenta, domicilio="x", revision="y") == "constancia_no_prevista"
