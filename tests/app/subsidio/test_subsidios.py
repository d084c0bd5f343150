"""The recibo de subsidio: issued with its payment, what it says, taken back with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.beneficiarios.retiros import SolicitudRetiro, ver_retiro
from app.documentos import Encabezado, componer
from app.domain.pago.pago import Folio
from app.papel.papeles import clase_de_papel, documento_de
from app.subsidio.subsidios import emitir_a_peticion, leer_subsidios, subsidios_pendientes
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)
from tests.otorgamientos import clave_de
from tests.reversos import cancelado, cerrado, devuelto
from tests.subsidios import subsidios_de, un_pensionado, un_subsidio, una_caja_de_loreto

ENCABEZADO = Encabezado("OOMSAPAL Loreto", organismo="loreto")


@pytest.fixture
def loreto(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A pensioner of Loreto who owes a month."""
    with una_caja_de_loreto(tmp_path / "loreto") as caja:
        yield caja


def _asientos(caja: CajaDePrueba) -> list[str]:
    with caja.uow() as uow:
        return [a.tipo for a in uow.diario.asientos()]


def test_it_is_issued_with_the_payment_in_one_transaction(loreto: CajaDePrueba) -> None:
    pago, subsidio = un_subsidio(loreto)
    recibo = subsidio.recibo
    assert _asientos(loreto)[-2:] == ["pago", "recibo_subsidio"]
    assert (str(recibo.folio), str(recibo.pago), recibo.pago_hash) == ("S2A-000001", "2A-000001", pago.hash)
    assert [(p.texto(), i.texto()) for p, i in recibo.periodos] == [("2025-02", "42.19")]
    assert (recibo.importe, subsidio.estado, subsidio.vigente) == (
        -pago.descuentos[0].importe,
        "por_firmar",
        recibo.importe,
    )
    assert loreto.verificar().errores == ()


def test_it_holds_what_the_law_orders(loreto: CajaDePrueba) -> None:
    """Art. 158: date, contract, address, beneficiary, period, and the name of who collects; and on what it rests."""
    _, subsidio = un_subsidio(loreto)
    dichos = dict(subsidio.recibo.renglones())
    assert dichos["Fecha de aplicación"] == "05/03/2025"
    assert (dichos["Contrato o toma"], dichos["Domicilio del predio"]) == ("100", "Calle 100")
    assert (dichos["Beneficiario"], dichos["Período febrero 2025"]) == ("Josefa Amador Murillo", "42.19")
    assert dichos["Cobró"] == "Cajera de demostración (demo)"
    assert (dichos["Porcentaje"], dichos["Límite"]) == ("50 %", "los primeros 10 m³")
    assert "Art. 150 fr. I" in dichos["Fundamento"]


def test_its_paper_shows_all_that_is_signed(loreto: CajaDePrueba) -> None:
    _, subsidio = un_subsidio(loreto)
    with loreto.uow() as uow:
        papel = documento_de(loreto.ctx, uow, str(subsidio.recibo.folio), ENCABEZADO)
    texto = "".join("".join(componer(papel, 48)).split())
    assert all(
        "".join(valor.split()) in texto for rotulo, valor in subsidio.recibo.renglones() if rotulo != "Organismo"
    )
    assert "PORFIRMAR" in texto and clase_de_papel("S2A-000001") == "subsidio"


def test_a_payment_without_benefit_has_none(loreto: CajaDePrueba) -> None:
    pago = un_pago(loreto, sin_beneficio=True)
    assert subsidios_de(loreto.ctx, [pago]) == ()
    assert "recibo_subsidio" not in _asientos(loreto)
    assert clave_de(emitir_a_peticion, loreto.ctx, pago.folio, DEMO) == "sin_subsidio"


def test_folios_are_of_their_own_serie(loreto: CajaDePrueba) -> None:
    importar(
        loreto,
        [
            una_cuenta("200", area="general", servicios=("agua",)),
            una_cuenta("300", area="general", servicios=("agua",)),
        ],
        [un_recibo(c, "2025-02", m3=5, agua="84.37") for c in ("200", "300")],
        [un_pensionado("300")],
    )
    pagos = un_cobro(loreto, "100", "200", "300").pagos
    folios = [str(s.recibo.folio) for s in subsidios_de(loreto.ctx, pagos)]
    assert folios == ["S2A-000001", "S2A-000002"]
    assert [str(s.recibo.pago) for s in subsidios_de(loreto.ctx, pagos)] == ["2A-000001", "2A-000003"]


def test_cancelling_the_payment_takes_it_back_and_both_stay(loreto: CajaDePrueba) -> None:
    pago, subsidio = un_subsidio(loreto)
    hecho = cancelado(loreto, pago)
    (despues,) = subsidios_de(loreto.ctx, [pago])
    assert (despues.estado, despues.vigente.centavos) == ("revertido", 0)
    assert [r.contrapago for r in despues.reversos] == [hecho.contrapago.folio]
    assert despues.recibo == subsidio.recibo and subsidios_pendientes(loreto.ctx) == ()
    with loreto.uow() as uow:
        papel = documento_de(loreto.ctx, uow, "S2A-000001", ENCABEZADO)
    assert "REVERTIDO" in "\n".join(componer(papel, 48))
    otro = un_pago(loreto)
    assert [str(s.recibo.folio) for s in subsidios_de(loreto.ctx, [otro])] == ["S2A-000002"]
    assert loreto.verificar().errores == ()


def test_a_part_given_back_later_takes_its_month_back(loreto: CajaDePrueba) -> None:
    importar(loreto, recibos=[un_recibo("100", "2025-03", m3=5, agua="84.37")])
    pago, subsidio = un_subsidio(loreto)
    assert len(subsidio.recibo.periodos) == 2
    cerrado(loreto)
    un_turno(loreto)
    devuelto(loreto, pago, "20.00")
    (despues,) = subsidios_de(loreto.ctx, [pago])
    assert despues.estado == "por_firmar" and despues.vigente == subsidio.recibo.periodos[0][1]
    assert loreto.verificar().errores == ()


def test_the_unsigned_are_listed_by_turno(loreto: CajaDePrueba) -> None:
    _, subsidio = un_subsidio(loreto)
    assert subsidios_pendientes(loreto.ctx) == subsidios_pendientes(loreto.ctx, 1) == (subsidio,)
    assert subsidios_pendientes(loreto.ctx, 2) == ()


def test_elsewhere_it_is_issued_when_somebody_asks_and_once(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    pago = un_pago(caja)
    assert subsidios_de(caja.ctx, [pago]) == ()
    (uno,) = emitir_a_peticion(caja.ctx, pago.folio, DEMO)
    assert emitir_a_peticion(caja.ctx, pago.folio, DEMO) == (uno,)
    assert emitir_a_peticion(caja.ctx, uno.recibo.folio, DEMO) == (uno,)
    assert uno.recibo.programa == "insen" and uno.recibo.limite == "los primeros 26 m³"
    assert caja.verificar().errores == ()


def test_of_what_was_cancelled_there_is_nothing_to_issue(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio()])
    pago = un_pago(caja)
    cancelado(caja, pago)
    assert clave_de(emitir_a_peticion, caja.ctx, pago.folio, DEMO) == "sin_subsidio"


def test_a_program_that_pays_as_some_m3_says_how_many(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="206.89")], [un_beneficio("100", "social", m3=5)])
    (uno,) = emitir_a_peticion(caja.ctx, un_pago(caja).folio, DEMO)
    assert (uno.recibo.porcentaje, uno.recibo.limite) == ("", "paga como 5 m³")


def test_an_unknown_folio_is_refused(loreto: CajaDePrueba) -> None:
    with loreto.uow() as uow:
        assert clave_de(leer_subsidios, uow, Folio("1", "A", 9, "S")) == "folio_desconocido"
    assert clave_de(emitir_a_peticion, loreto.ctx, Folio("1", "A", 9), DEMO) == "folio_desconocido"


def test_withdrawn_because_somebody_died_says_what_goes_on(loreto: CajaDePrueba) -> None:
    """Loreto lets several rights stand (Art. 151): the one that is forgotten would go on being given."""
    importar(loreto, beneficios=[un_pensionado(), replace(un_pensionado(), programa="jubilado")])
    visto = ver_retiro(loreto.ctx, SolicitudRetiro("100", "pensionado", "defuncion"))
    assert [b.programa for b in visto.quedan] == ["jubilado"]
    assert visto.aviso == (
        "En la cuenta sigue vigente jubilado de Josefa Amador Murillo: si es de la misma persona, retírelo también."
    )
    assert ver_retiro(loreto.ctx, SolicitudRetiro("100", "pensionado", "renuncia")).aviso == ""
