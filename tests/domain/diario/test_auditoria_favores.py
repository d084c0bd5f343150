"""Credit of what was paid twice, as an auditor looks at it."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.diario.auditoria_favores import AuditoriaDeFavores


def un_abono(**otros: Any) -> dict[str, Any]:
    """100.00 of one payment, where there was no credit."""
    return {
        "cuenta": "500", "pago": "3/e/7", "folio": "3A-000001", "periodo": "2023-08", "objetivo": 10_000,
        "acreditado_antes": 0, "importe": 10_000, "falta": 0, "favor_antes": 0, "favor_despues": 10_000,
    } | otros  # fmt: skip


def vuelto(**otros: Any) -> dict[str, Any]:
    """And back, as far as it was there."""
    return un_abono(objetivo=0, acreditado_antes=10_000, importe=-10_000, favor_antes=10_000, favor_despues=0) | otros


def mensajes(*abonos: dict[str, Any]) -> list[str]:
    auditoria = AuditoriaDeFavores()
    return [mensaje for abono in abonos for mensaje in auditoria.acreditar("3", abono)]


def test_credit_that_comes_and_goes_is_right() -> None:
    assert mensajes(un_abono(), vuelto()) == []
    gastado = {"importe": -3_000, "favor_antes": 3_000, "favor_despues": 0, "falta": 7_000}
    auditoria = AuditoriaDeFavores({"500": 3_000}, {("3/e/7", "2023-08"): 10_000})
    assert list(auditoria.acreditar("3", vuelto(**gastado))) == []


def test_a_new_pc_believes_what_the_centre_says_of_before() -> None:
    assert mensajes(un_abono(acreditado_antes=4_000, importe=6_000, favor_despues=6_000)) == []


@pytest.mark.parametrize(
    ("abono", "mensaje"),
    [
        (un_abono(favor_antes=1, favor_despues=10_001), "antes del abono"),
        (un_abono(favor_despues=9_000), "después del abono"),
        (un_abono(importe=-1, objetivo=-1, favor_despues=-1), "después del abono"),
        (un_abono(importe=9_000, favor_despues=9_000), "no es lo que debe quedar"),
        (un_abono(objetivo=-1, falta=10_001), "no es lo que debe quedar"),
    ],
)
def test_what_does_not_follow_is_said(abono: dict[str, Any], mensaje: str) -> None:
    assert any(mensaje in m for m in mensajes(abono))


def test_the_same_credit_twice_is_said() -> None:
    otra_vez = un_abono(favor_antes=10_000, favor_despues=20_000)
    assert any("no es lo que debe quedar" in m for m in mensajes(un_abono(), otra_vez))


@pytest.mark.parametrize(("antes", "objetivo", "falla"), [(5_000, 0, False), (5_000, 2_000, False), (4_000, 0, True)])
def test_what_a_ticket_taken_up_again_gave_goes_back_and_no_more(antes: int, objetivo: int, falla: bool) -> None:
    auditoria = AuditoriaDeFavores({"500": 5_000})
    auditoria.reponer("3/e/7", {"cuenta": {"numero": "500"}, "favor_antes": 1_000, "favor_despues": 6_000})
    importe = objetivo - antes
    abono = un_abono(
        periodo="", objetivo=objetivo, acreditado_antes=antes, importe=importe, favor_antes=5_000,
        favor_despues=5_000 + importe,
    )  # fmt: skip
    assert bool(list(auditoria.acreditar("3", abono))) is falla


def un_pago(**otros: Any) -> dict[str, Any]:
    """90.00 of the recibo of August, and 20.00 of another."""
    aplicado = [
        {"periodo": "2023-08", "clave": "agua", "importe": 9_500},
        {"periodo": "2023-07", "clave": "agua", "importe": 2_000},
        {"clave": "anticipo", "importe": 5_000},
    ]  # fmt: skip
    descuentos = [{"periodo": "2023-08", "importe": -500}]
    return {"cuenta": {"numero": "500"}, "aplicado": aplicado, "descuentos": descuentos} | otros


@pytest.mark.parametrize(
    ("caja", "pago", "objetivo", "falla"),
    [
        ("3", un_pago(), 9_000, False),
        ("3", un_pago(), 9_001, True),
        ("3", un_pago(cuenta={"numero": "501"}), 9_000, True),
        ("4", un_pago(), 9_000, True),
    ],
    ids=["todo", "más de lo que pagó", "de otra cuenta", "de otra caja"],
)
def test_no_more_is_credited_than_that_payment_paid(
    caja: str, pago: dict[str, Any], objetivo: int, falla: bool
) -> None:
    auditoria = AuditoriaDeFavores()
    auditoria.pagar("3/e/7", pago)
    dichos = list(auditoria.acreditar(caja, un_abono(objetivo=objetivo, importe=objetivo, favor_despues=objetivo)))
    assert bool(dichos) is falla and all("más de lo que pagó" in d for d in dichos)
