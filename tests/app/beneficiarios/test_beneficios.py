"""Which benefit a cuenta gets, and which of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.beneficiarios.beneficios import Pedido, beneficiar, vigente
from app.domain.cuenta import Beneficio, Recibo
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Ofrecido
from tests.factories import PERFIL, un_beneficio, un_recibo, una_cuenta

HOY = date(2023, 9, 5)
AGUA = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


def _adeudo(recibo: Recibo) -> Adeudo:
    return calcular_adeudo(una_cuenta(), (recibo,), (), CERO, lambda fecha: None, HOY)


def _ofrecer(beneficios: Sequence[Beneficio], programa: str = "", recibo: Recibo | None = None) -> Ofrecido:
    adeudo = _adeudo(recibo or un_recibo(**AGUA))
    return beneficiar(PERFIL, adeudo, beneficios, Pedido(programa))(adeudo.saldos[0])


def _programas(ofrecido: Ofrecido) -> set[str]:
    return {d.programa for d in ofrecido.descuentos}


def test_of_several_in_force_the_latest_granted_is_given() -> None:
    viejo, nuevo = un_beneficio(programa="pensionado"), un_beneficio(desde=date(2023, 5, 1))
    for orden in ([viejo, nuevo], [nuevo, viejo]):
        assert vigente(orden, _adeudo(un_recibo())) == nuevo
        assert _programas(_ofrecer(orden)) == {"insen"}
    assert _programas(_ofrecer([viejo, nuevo], "pensionado")) == {"pensionado"}, "asked for by name"


def test_of_several_rights_the_profile_says_whether_the_larger_one_is_given() -> None:
    """«Se otorgará el de mayor cuantía» (Loreto, Art. 151); «no podrán gozar de otro diverso» (Cajeme, Art. 33)."""
    mayor, ultimo = un_beneficio(), un_beneficio(programa="pensionado", desde=date(2023, 5, 1))
    menos = replace(PERFIL.programa("pensionado"), porcentajes=(("urbana", Decimal(10)), ("suburbana", Decimal(10))))
    programas = tuple(menos if p.clave == "pensionado" else p for p in PERFIL.programas)
    adeudo = _adeudo(un_recibo(**AGUA))
    for palabra, dado in (("el_ultimo", "pensionado"), ("el_mayor", "insen")):
        perfil = replace(PERFIL, programas=programas, varios_derechos=palabra)
        for orden in ([mayor, ultimo], [ultimo, mayor]):
            ofrecido = beneficiar(perfil, adeudo, orden, Pedido())(adeudo.saldos[0])
            assert _programas(ofrecido) == {dado}


def test_what_was_authorised_is_for_the_debt_of_its_day_and_shared_by_its_recibos() -> None:
    """100.00 over two recibos of 395.16 and 197.58: two thirds and one third, whichever is paid first."""
    julio = un_recibo(periodo="2023-07", **AGUA)
    agosto = un_recibo(periodo="2023-08", agua="103.45", alcantarillado="53.79", saneamiento="40.34")
    septiembre = un_recibo(periodo="2023-09", **AGUA)
    oficio = un_beneficio(programa="direccion", desde=date(2023, 8, 31), importe=Dinero(10_000), autorizacion="DG-7")
    for pagados in ((), (julio,), (agosto,)):
        hechos = tuple(
            Aplicado("1", "e", n, HOY, r.periodo.texto(), c.clave, c.importe)
            for n, r in enumerate(pagados, 1)
            for c in r.cargos
        )
        recibos = (julio, agosto, septiembre)
        adeudo = calcular_adeudo(una_cuenta(), recibos, hechos, CERO, lambda fecha: None, HOY)
        dar = beneficiar(PERFIL, adeudo, [oficio], Pedido("direccion"))
        dados = [suma(d.importe for d in dar(s).descuentos).texto() for s in adeudo.saldos[:2]]
        assert dados == ["-66.67", "-33.33"]
        with pytest.raises(NegocioError, match="antes de este recibo"):
            dar(adeudo.saldos[2])


def test_one_in_force_comes_before_a_later_one_that_is_not() -> None:
    futuro = un_beneficio(programa="pensionado", desde=date(2023, 10, 1))
    assert _programas(_ofrecer([un_beneficio(), futuro])) == {"insen"}
    vencido = un_beneficio(programa="pensionado", desde=date(2023, 6, 1), hasta=date(2023, 7, 1))
    assert _programas(_ofrecer([un_beneficio(), vencido])) == {"insen"}


def test_a_renewal_counts_when_its_program_is_asked_for() -> None:
    vencido = un_beneficio(hasta=date(2023, 6, 30))
    renovado = un_beneficio(desde=date(2023, 7, 1))
    assert _programas(_ofrecer([vencido, renovado], "insen")) == {"insen"}


def test_nobody_else_s_benefit_is_given() -> None:
    with pytest.raises(NegocioError, match="no está otorgado"):
        _ofrecer([un_beneficio("200")], "insen")
    assert _ofrecer([un_beneficio("200")]).descuentos == ()


def test_a_recibo_of_a_month_without_tariff_says_so() -> None:
    viejo = un_recibo("100", "2022-12", vence=date(2023, 12, 31), **AGUA)
    assert "no hay tarifa de diciembre 2022" in _ofrecer([un_beneficio()], recibo=viejo).aviso
    with pytest.raises(NegocioError, match="no hay tarifa") as error:
        _ofrecer([un_beneficio()], "insen", viejo)
    assert error.value.clave == "beneficio_negado"


def test_a_program_that_takes_off_nothing_is_not_given_when_asked_for() -> None:
    with pytest.raises(NegocioError) as error:
        _ofrecer([un_beneficio()], "insen", un_recibo(recargos="50.00"))
    assert error.value.clave == "beneficio_negado"


def test_without_benefit_nothing_is_offered() -> None:
    adeudo = _adeudo(un_recibo(**AGUA))
    assert beneficiar(PERFIL, adeudo, [un_beneficio()], Pedido(sin_beneficio=True))(adeudo.saldos[0]) == Ofrecido()


def test_an_unknown_program_is_named_before_anything_is_worked_out() -> None:
    with pytest.raises(NegocioError, match="no es un programa"):
        beneficiar(PERFIL, _adeudo(un_recibo()), [], Pedido("nada"))


def test_recargos_mora_and_other_charges_are_not_touched() -> None:
    recibo = un_recibo(**AGUA, recargos="50.00", mora="205.39", otros="10.00")
    ofrecido = _ofrecer([un_beneficio()], recibo=recibo)
    assert {d.clave for d in ofrecido.descuentos} == {"agua", "alcantarillado", "saneamiento"}
    assert suma(d.importe for d in ofrecido.descuentos).texto() == "-197.59"
    pronto = _ofrecer([], recibo=replace(recibo, vence=date(2023, 9, 20)))
    assert suma(d.importe for d in pronto.descuentos).texto() == "-39.52"
