"""Recibos de subsidio of what no discount line of a month says: a year paid ahead, and recibos billed with it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.documentos import Encabezado, componer
from app.domain.cuenta import Recibo
from app.domain.dinero import Dinero, suma
from app.domain.periodo import Periodo
from app.domain.subsidio.subsidio import Subsidio
from app.papel.papeles import documento_de
from app.subsidio.subsidios import emitir_a_peticion, lleva_subsidio, subsidios_pendientes
from tests.factories import DEMO, CajaDePrueba, importar, un_pago, un_recibo, un_turno
from tests.otorgamientos import clave_de
from tests.reversos import cancelado, cerrado, devuelto
from tests.subsidios import (
    el_ano,
    firmado,
    subsidios_de,
    un_pensionado,
    un_subsidio,
    una_caja_de_loreto,
    una_caja_de_romita,
    una_cuenta_de_loreto,
    una_cuenta_de_romita,
)


@pytest.fixture
def loreto(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A pensioner of Loreto whose March was billed with the program already off, and February without it."""
    with una_caja_de_loreto(tmp_path / "loreto") as caja:
        importar(caja, recibos=[_de_marzo()])
        yield caja


@pytest.fixture
def romita(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A pensioner of Romita in January, who owes nothing."""
    with una_caja_de_romita(tmp_path / "romita") as caja:
        yield caja


def _de_marzo(**otros: Any) -> Recibo:
    # Its normal price is that of February: 182.61. Half of the first 10 m³, 42.19, is off.
    campos: dict[str, Any] = {"m3": 25, "agua": "140.42", "programa": "pensionado", "vence": date(2025, 4, 20)} | otros
    return un_recibo("100", "2025-03", **campos)


def _dicho(subsidio: Subsidio) -> list[tuple[str, str]]:
    return [(p.texto(), i.texto()) for p, i in subsidio.recibo.periodos]


# --- a year paid ahead ---


def test_a_pensioners_year_has_its_recibo_month_by_month(romita: CajaDePrueba) -> None:
    """Romita 2020, Art. 45 fr. III a: 20 % of each month's first 10 m³; January, 20 % of 109.80."""
    pago = el_ano(romita)
    assert lleva_subsidio(romita.perfil, pago)
    (uno,) = emitir_a_peticion(romita.ctx, pago.folio, DEMO)
    assert _dicho(uno)[0] == ("2020-01", "21.96") and len(uno.recibo.periodos) == 12
    assert uno.recibo.importe == -suma(d.importe for d in pago.descuentos)
    assert uno.recibo.notas == ("Descontado del pago anual 2020: 10 m³ al mes, de enero a diciembre",)
    assert (uno.recibo.porcentaje, uno.recibo.limite) == ("20", "los primeros 10 m³")
    assert "Art. 45" in uno.recibo.fundamento and uno.recibo.beneficiario == "Josefa Amador Murillo"
    assert romita.verificar().errores == ()


def test_who_only_pays_ahead_has_none(romita: CajaDePrueba) -> None:
    importar(romita, [una_cuenta_de_romita("200")])
    pago = el_ano(romita, "200")
    assert pago.descuentos and pago.subsidiado == () and not lleva_subsidio(romita.perfil, pago)
    assert clave_de(emitir_a_peticion, romita.ctx, pago.folio, DEMO) == "sin_subsidio"


def test_a_year_cancelled_takes_its_recibo_back(romita: CajaDePrueba) -> None:
    pago = el_ano(romita)
    (uno,) = emitir_a_peticion(romita.ctx, pago.folio, DEMO)
    firmado(romita, uno)
    cancelado(romita, pago)
    (despues,) = subsidios_de(romita.ctx, [pago])
    assert (despues.estado, despues.vigente.centavos) == ("revertido", 0)
    assert despues.reversos[0].periodos == uno.recibo.periodos and despues.firma is not None
    assert romita.verificar().errores == ()


def test_a_part_of_the_year_given_back_takes_all_its_discount_back(romita: CajaDePrueba) -> None:
    pago = el_ano(romita)
    emitir_a_peticion(romita.ctx, pago.folio, DEMO)
    cerrado(romita)
    un_turno(romita, "9000.00")
    devuelto(romita, pago, "10.00")
    (despues,) = subsidios_de(romita.ctx, [pago])
    assert despues.estado == "revertido"
    devuelto(romita, pago)
    assert subsidios_de(romita.ctx, [pago])[0].reversos == despues.reversos
    assert romita.verificar().errores == ()


def test_of_a_year_given_back_there_is_nothing_to_issue(romita: CajaDePrueba) -> None:
    pago = el_ano(romita)
    cancelado(romita, pago)
    assert clave_de(emitir_a_peticion, romita.ctx, pago.folio, DEMO) == "sin_subsidio"


# --- billed with the program already off ---


def test_a_recibo_billed_with_its_program_off_says_how_much_that_was(loreto: CajaDePrueba) -> None:
    pago, uno = un_subsidio(loreto)
    assert _dicho(uno) == [("2025-02", "42.19"), ("2025-03", "42.19")]
    assert [d.periodo for d in pago.descuentos] == [Periodo(2025, 2)], "nothing is taken off twice"
    assert uno.recibo.notas == (
        "Facturado con el programa ya descontado: la tarifa de marzo 2025 da 182.61 y se facturaron 140.42",
    )
    assert dict(uno.recibo.renglones())["Subsidio otorgado"] == "84.38"
    assert subsidios_pendientes(loreto.ctx, 1) == (uno,)
    assert loreto.verificar().errores == ()


def test_only_the_payment_that_settles_it_has_its_recibo(loreto: CajaDePrueba) -> None:
    un_pago(loreto, sin_beneficio=True, recibos=(Periodo(2025, 2),))
    abono = un_pago(loreto, monto="40.42", efectivo="40.42")
    assert subsidios_de(loreto.ctx, [abono]) == ()
    pago, uno = un_subsidio(loreto)
    assert _dicho(uno) == [("2025-03", "42.19")]
    cerrado(loreto)
    un_turno(loreto)
    assert clave_de(devuelto, loreto, abono) == "pago_posterior", "the recibo rests on it"
    devuelto(loreto, pago, "1.00")
    assert subsidios_de(loreto.ctx, [pago])[0].estado == "revertido"
    devuelto(loreto, abono)
    assert loreto.verificar().errores == ()


def test_billed_again_for_more_it_is_not_said_twice(loreto: CajaDePrueba) -> None:
    pago, _ = un_subsidio(loreto)
    importar(loreto, recibos=[_de_marzo(agua="150.42")])
    otro = un_pago(loreto)
    assert otro.total == Dinero(1000) and subsidios_de(loreto.ctx, [otro]) == ()
    importar(loreto, recibos=[_de_marzo(m3=30, agua="160.42")])
    tercero = un_pago(loreto)
    (mas,) = subsidios_de(loreto.ctx, [tercero])
    # 84.37 + 8 x 7.03 + 10 x 8.40 = 224.61, less 160.42, less the 42.19 that was said.
    assert mas.recibo.importe == Dinero(2200)
    assert pago.subsidiado[0].importe == Dinero(4219) and loreto.verificar().errores == ()


def test_cancelled_and_paid_again_it_has_another(loreto: CajaDePrueba) -> None:
    pago, _ = un_subsidio(loreto)
    cancelado(loreto, pago)
    _, otro = un_subsidio(loreto)
    assert _dicho(otro) == [("2025-02", "42.19"), ("2025-03", "42.19")]
    assert loreto.verificar().errores == ()


@pytest.mark.parametrize(
    ("periodo", "agua", "nota"),
    [
        ("2024-03", "140.42", "no consta cuánto. No hay tarifa de marzo 2024"),
        ("2025-03", "182.61", "no consta cuánto: la tarifa de marzo 2025 da 182.61 y se facturaron 182.61"),
    ],
)
def test_what_nobody_can_tell_is_not_invented(loreto: CajaDePrueba, periodo: str, agua: str, nota: str) -> None:
    importar(
        loreto, [una_cuenta_de_loreto("200")], [un_recibo("200", periodo, m3=25, agua=agua, programa="pensionado")]
    )
    _, uno = un_subsidio(loreto, "200")
    dichos = dict(uno.recibo.renglones())
    assert (dichos["Subsidio otorgado"], dichos[f"Período {Periodo.from_texto(periodo)}"]) == ("no consta", "no consta")
    assert nota in dichos["Nota"] and uno.estado == "por_firmar"
    with loreto.uow() as uow:
        papel = componer(documento_de(loreto.ctx, uow, str(uno.recibo.folio), Encabezado("OOMSAPAL")), 48)
    assert any("SUBSIDIO: NO CONSTA" in renglon for renglon in papel) and "SON:" not in "".join(papel)
    assert firmado(loreto, uno).estado == "firmado"
    assert loreto.verificar().errores == ()


def test_one_without_amount_is_turned_round_too(loreto: CajaDePrueba) -> None:
    importar(loreto, [una_cuenta_de_loreto("200")], [un_recibo("200", "2024-03", agua="9.00", programa="pensionado")])
    pago, uno = un_subsidio(loreto, "200")
    cancelado(loreto, pago)
    (despues,) = subsidios_de(loreto.ctx, [pago])
    assert (despues.estado, despues.recibo) == ("revertido", uno.recibo)
    assert un_subsidio(loreto, "200")[1].recibo.notas == uno.recibo.notas
    assert loreto.verificar().errores == ()


def test_pronto_pago_billed_already_is_no_subsidy(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta_de_loreto("300", uso="domestico", area="urbana")])
    importar(caja, recibos=[un_recibo("300", agua="90.00", programa="pronto_pago")])
    pago = un_pago(caja, "300")
    assert pago.subsidiado == () and not lleva_subsidio(caja.perfil, pago)


def test_who_held_it_when_it_was_billed_is_the_beneficiary(loreto: CajaDePrueba) -> None:
    vencido = un_pensionado("200", desde=date(2024, 1, 1), hasta=date(2025, 1, 31), beneficiario="Ana Ruiz")
    recibo = un_recibo("200", "2025-01", m3=25, agua="140.42", programa="pensionado", vence=date(2025, 3, 20))
    importar(loreto, [una_cuenta_de_loreto("200")], [recibo], [vencido])
    _, uno = un_subsidio(loreto, "200")
    assert (uno.recibo.beneficiario, uno.recibo.porcentaje) == ("Ana Ruiz", "50")
