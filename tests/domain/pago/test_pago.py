"""Folios, means of payment, cash rounding and how one tender pays for several totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.pago import (
    FORMAS_SAT,
    MEDIOS,
    Aplicacion,
    Folio,
    Medio,
    Pago,
    Reparto,
    ServicioPedido,
    SolicitudCobro,
    redondeo_de_efectivo,
    repartir_medios,
    revisar_medios,
)
from tests.cajeme import casos
from tests.factories import un_medio

MULTIPLOS = (0, 10, 50, 100)


def _dineros(texto: str) -> tuple[Dinero, ...]:
    return tuple(map(Dinero.from_texto, texto.split("|")))


def _tender(tarjeta: str, efectivo: str) -> tuple[Medio, ...]:
    partes = (("tarjeta", tarjeta), ("efectivo", efectivo))
    return tuple(un_medio(importe, medio) for medio, importe in partes if importe != "0.00")


def _efectivos(reparto: Reparto) -> tuple[Dinero, ...]:
    return tuple(suma(m.importe for m in medios if m.medio == "efectivo") for medios in reparto.medios)


@pytest.mark.parametrize("caso", casos("redondeo"), ids=lambda c: c["caso"])
def test_every_case_of_a_tender(caso: dict[str, str]) -> None:
    totales, multiplo = _dineros(caso["totales"]), Dinero.from_texto(caso["multiplo"])
    medios = _tender(caso["tarjeta"], caso["efectivo"])
    if caso["error"]:
        with pytest.raises(NegocioError) as error:
            repartir_medios(totales, medios, multiplo)
        assert error.value.clave == caso["error"]
        return
    reparto = repartir_medios(totales, medios, multiplo)
    assert reparto.cambio.texto() == caso["cambio"]
    assert reparto.redondeos == _dineros(caso["redondeos"])
    assert _efectivos(reparto) == _dineros(caso["en_efectivo"])


tenders = st.lists(
    st.tuples(st.sampled_from(MEDIOS), st.integers(1, 300_00)).map(lambda x: un_medio(Dinero(x[1]).texto(), x[0])),
    max_size=5,
).map(tuple)
#: Small totals too: that is where cash rounding is larger than a payment's cash.
totales = st.lists(st.integers(0, 90) | st.integers(0, 400_00), min_size=1, max_size=5).map(
    lambda t: tuple(map(Dinero, t))
)


@given(totales, tenders, st.sampled_from(MULTIPLOS))
def test_a_tender_is_spread_whole_or_refused(
    totales: tuple[Dinero, ...], tender: tuple[Medio, ...], multiplo: int
) -> None:
    try:
        reparto = repartir_medios(totales, revisar_medios(tender), Dinero(multiplo))
    except NegocioError as error:
        assert error.clave in ("pago_insuficiente", "sobra_sin_efectivo")
        return
    efectivo = suma(m.importe for m in tender if m.medio == "efectivo")
    redondeo = suma(reparto.redondeos)
    for total, medios, suyo in zip(totales, reparto.medios, reparto.redondeos, strict=True):
        assert suma(m.importe for m in medios) == total + suyo
        assert all(m.importe > CERO and m.forma for m in medios) and suyo <= CERO
    assert reparto.recibido == efectivo and reparto.cambio == efectivo - suma(_efectivos(reparto))
    assert CERO <= reparto.cambio <= efectivo, "change comes only from cash"
    assert Dinero(-max(multiplo - 1, 0)) <= redondeo <= CERO and (efectivo or not redondeo)
    for medio in MEDIOS[1:]:
        cobrado = suma(m.importe for medios in reparto.medios for m in medios if m.medio == medio)
        assert cobrado == suma(m.importe for m in tender if m.medio == medio), "only cash gives change"
    if multiplo and efectivo:
        assert suma(_efectivos(reparto)).centavos % multiplo == 0


@given(totales, st.sampled_from(MULTIPLOS))
def test_paying_what_is_asked_for_in_cash_is_enough_and_a_centavo_less_is_not(
    totales: tuple[Dinero, ...], multiplo: int
) -> None:
    debido = suma(totales)
    justo = debido + redondeo_de_efectivo(debido, Dinero(multiplo))
    if justo > CERO:
        assert repartir_medios(totales, (un_medio(justo.texto()),), Dinero(multiplo)).cambio == CERO
    if justo > Dinero(1):
        with pytest.raises(NegocioError, match=r"Faltan 0\.01"):
            repartir_medios(totales, (un_medio((justo - Dinero(1)).texto()),), Dinero(multiplo))


def test_without_a_tender_only_nothing_can_be_paid() -> None:
    assert repartir_medios((CERO,), (), Dinero(50)).medios == ((),)
    with pytest.raises(NegocioError) as error:
        repartir_medios((Dinero(30),), (), Dinero(50))
    assert error.value.clave == "pago_insuficiente"


def test_what_is_not_said_of_a_means_is_blank() -> None:
    assert Medio("cheque", Dinero(1)) == Medio("cheque", Dinero(1), "", "", "", "")
    assert Aplicacion(None, "agua", Dinero(1)) == Aplicacion(None, "agua", Dinero(1), "", "")
    s = SolicitudCobro("id", (), ())
    assert (s.programa, s.sin_beneficio, s.servicios, s.nombre, s.autorizado) == ("", False, (), "", "")
    assert ServicioPedido("A") == ServicioPedido("A", None, None, "")
    pago = Pago(
        "id", 1, Folio("2", "A", 1), "100", "Titular", "Calle", date(2023, 9, 5), datetime(2023, 9, 5, 10), "demo",
        "Cajera", "2", 1, (), (), CERO, (), CERO, CERO, CERO, CERO, CERO,
    )  # fmt: skip
    assert (pago.uso, pago.medidor, pago.autorizo, pago.avisos, pago.seq, pago.hash) == ("", "", "", (), 0, "")
    (solo,) = repartir_medios((Dinero(100),), (un_medio("2.00"),), CERO).medios
    assert solo == (Medio("efectivo", Dinero(100), "01", "", "", ""),)


def test_cash_pays_last_whatever_was_handed_over_first() -> None:
    reparto = repartir_medios((Dinero(100_00),), (un_medio("50"), un_medio("60", "tarjeta")), CERO)
    assert [(m.medio, m.importe.texto()) for m in reparto.medios[0]] == [("tarjeta", "60.00"), ("efectivo", "40.00")]
    assert reparto.cambio.texto() == "10.00"


@pytest.mark.parametrize(
    ("medio", "forma"),
    [
        (un_medio("1"), "01"),
        (un_medio("1", "cheque"), "02"),
        (un_medio("1", "transferencia"), "03"),
        (un_medio("1", "tarjeta", tipo="credito"), "04"),
        (un_medio("1", "tarjeta", tipo="debito"), "28"),
    ],
)
def test_each_means_has_its_sat_form(medio: Medio, forma: str) -> None:
    assert revisar_medios((medio,))[0].forma == forma


@pytest.mark.parametrize(
    ("medio", "clave", "mensaje"),
    [
        (un_medio("0"), "importe_no_positivo", "El importe en efectivo debe ser mayor que cero."),
        (un_medio("-5", "cheque"), "importe_no_positivo", "El importe en cheque debe ser mayor que cero."),
        (un_medio("5", "tarjeta", tipo=""), "tarjeta_sin_tipo", "Diga si la tarjeta es de crédito o de débito."),
        (un_medio("5", "tarjeta", tipo="oro"), "tarjeta_sin_tipo", "Diga si la tarjeta es de crédito o de débito."),
        (
            un_medio("5", "tarjeta", referencia=" "), "tarjeta_sin_autorizacion",
            "Falta el número de autorización de la tarjeta.",
        ),
        (un_medio("5", "cheque", banco=" "), "cheque_incompleto", "El cheque necesita su banco y su número."),
        (un_medio("5", "cheque", referencia=" "), "cheque_incompleto", "El cheque necesita su banco y su número."),
        (
            un_medio("5", "transferencia", referencia=" "), "transferencia_sin_referencia",
            "Falta la referencia de la transferencia.",
        ),
        (
            un_medio("5", "v" * 41), "medio_desconocido",
            f"No se cobra con «{'v' * 40}», sino con efectivo, tarjeta, cheque, transferencia.",
        ),
        (
            un_medio("5", "saldo_a_favor"), "medio_desconocido",
            "No se cobra con «saldo_a_favor», sino con efectivo, tarjeta, cheque, transferencia.",
        ),
        (un_medio("5", "efectivo", referencia="9" * 201), "texto_invalido", None),
        (un_medio("5", "efectivo", banco="B\nC"), "texto_invalido", None),
    ],
)  # fmt: skip
def test_a_means_without_its_proof_is_refused(medio: Medio, clave: str, mensaje: str | None) -> None:
    with pytest.raises(NegocioError) as error:
        revisar_medios((un_medio("1"), medio))
    assert error.value.clave == clave
    assert mensaje is None or error.value.mensaje == mensaje


def test_what_does_not_add_up_says_by_how_much() -> None:
    with pytest.raises(NegocioError) as error:
        repartir_medios((Dinero(30_00), Dinero(20_00)), (un_medio("60", "tarjeta"),), CERO)
    assert error.value.mensaje == (
        "Lo que no es efectivo (60.00) pasa del total (50.00); solo del efectivo se da cambio."
    )
    with pytest.raises(NegocioError) as error:
        repartir_medios((Dinero(30_37), Dinero(20_00)), (un_medio("10", "tarjeta"), un_medio("15")), Dinero(50))
    assert error.value.mensaje == ("Faltan 25.00 para pagar 50.00. Para pagar solo una parte, diga cuánto se abona.")


@pytest.mark.parametrize(
    ("clave", "fundamento", "causado"),
    [
        ("mora", "Art. 33", True), ("iva_mora", "Art. 33", True), ("recargos", "CFF Art. 21", True),
        ("recargos", "", False), ("agua", "Art. 33", False),
    ],
)  # fmt: skip
def test_what_was_worked_out_on_the_day_names_its_article(clave: str, fundamento: str, causado: bool) -> None:
    assert Aplicacion(None, clave, Dinero(1), fundamento=fundamento).causado is causado


def test_nobody_tenders_credit_of_the_cuenta_and_yet_it_has_a_form() -> None:
    assert "saldo_a_favor" not in MEDIOS and FORMAS_SAT["saldo_a_favor"] == "17"


folios = st.builds(
    Folio,
    st.integers(0, 999_999).map(str),
    st.text("ABCXYZ", min_size=1, max_size=3),
    st.integers(0, 999_999_999),
    st.sampled_from(["", "S"]),
)


@given(folios)
def test_a_folio_reads_back_in_any_case(folio: Folio) -> None:
    assert Folio.from_texto(f" {str(folio).lower()} ") == folio


def test_a_folio_as_it_is_printed() -> None:
    assert str(Folio("2", "A", 4518)) == "2A-004518" and str(replace(Folio("2", "A", 12), clase="S")) == "S2A-000012"


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "2A4518",
        "2A-1234567890",
        "1234567A-004518",
        "2ABCD-004518",
        "A-004518",
        "2A-4518",
        "2-004518",
        "2Ñ-004518",
        "X2A-004518",
        "9" * 99,
    ],
)
def test_what_is_not_a_folio_is_refused(texto: str) -> None:
    with pytest.raises(NegocioError) as error:
        Folio.from_texto(texto)
    assert error.value.clave == "folio_invalido"
    assert error.value.mensaje == f"«{texto[:20]}» no es un folio. Son como 2A-004518"
