"""A convenio inside a debt: lateness stopped, parcialidades paid, kept or broken whatever is done in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cuenta import Cargo, Recibo
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.atraso import ReglaMora
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Liquidacion, Ofrecido, liquidar
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.domain.tramite.convenio import Convenido, Convenio, Fin, Parcialidad, ReglaConvenio, planear
from app.domain.tramite.parcialidad import con_aviso, exigir_convenio, liquidar_parcialidad
from tests.cajeme import una_cuenta
from tests.domain.tramite.test_convenio import CALENDARIO, HECHO, JULIO, JUNIO, pesos, un_convenio

TASAS = (TasaRecargo(Periodo(2023, 1), Decimal(2), "Ley de prueba, Art. 1"),)


def un_recibo(periodo: Periodo, agua: str, **otros: object) -> Recibo:
    siguiente = periodo.mas(1)
    campos = {"vence": date(siguiente.ejercicio, siguiente.mes, 20), "m3": Decimal(20)} | otros
    return Recibo("100", periodo, cargos=(Cargo("agua", pesos(agua)),), **campos)  # type: ignore[arg-type]


RECIBOS = (un_recibo(JUNIO, "1000.00"), un_recibo(JULIO, "1000.00"))
SEPTIEMBRE = un_recibo(Periodo(2023, 9), "300.00")


def adeudo_de(
    dia: date,
    hechos: tuple[Aplicado, ...] = (),
    convenios: tuple[Convenio, ...] = (),
    recibos: tuple[Recibo, ...] = RECIBOS,
    regla: object = lambda dia: None,
) -> Adeudo:
    return calcular_adeudo(
        una_cuenta(),
        recibos,
        hechos,
        CERO,
        regla,
        dia,
        tasas=TASAS,
        convenios=convenios,  # type: ignore[arg-type]
    )


def el_de_siempre(**otros: object) -> Convenio:
    """2060.00 of that debt: 412.00 down and four times 412.00."""
    recibos = (Convenido(JUNIO, pesos("1000.00"), pesos("40.00")), Convenido(JULIO, pesos("1000.00"), pesos("20.00")))
    regla = ReglaConvenio(Decimal(20), 12, 2, "")
    partes = planear(regla, CALENDARIO, HECHO, pesos("2060.00"), pesos("412.00"), 4)
    return replace(un_convenio(), recibos=recibos, parcialidades=partes, **otros)  # type: ignore[arg-type]


def hechos_de(liquidacion: Liquidacion, dia: date, seq: int, signo: int = 1) -> tuple[Aplicado, ...]:
    """The facts that a payment leaves, or that turn it round."""
    return tuple(
        Aplicado("2", "E", seq, dia, a.periodo.texto(), a.clave, a.importe * signo, a.causado)
        for a in liquidacion.aplicado
        if a.periodo is not None
    )


def test_lateness_stops_on_the_day_it_is_made_and_a_new_recibo_has_its_own() -> None:
    dia = date(2023, 12, 1)
    pagado = hechos_de(liquidar_parcialidad(adeudo_de(HECHO, (), (el_de_siempre(),)), _nada), HECHO, 11)
    pagado += hechos_de(
        liquidar_parcialidad(adeudo_de(HECHO, pagado, (el_de_siempre(),)), _nada, monto=pesos("824.00")), HECHO, 12
    )
    adeudo = adeudo_de(dia, pagado, (el_de_siempre(),), (*RECIBOS, SEPTIEMBRE))
    assert adeudo.convenio is not None and adeudo.convenio.is_al_corriente
    # September fell due on the 20th of October: two months begun, 2 % each.
    assert [(a.periodo, a.importe) for a in adeudo.recargos] == [(SEPTIEMBRE.periodo, pesos("12.00"))]
    assert adeudo.total == pesos("2060.00") - pesos("1236.00") + pesos("312.00")
    assert not adeudo.al_corriente
    assert adeudo_de(HECHO, pagado, (el_de_siempre(),)).al_corriente


def _nada(saldo: object) -> Ofrecido:
    return Ofrecido()


def test_the_late_charge_of_the_day_is_agreed_and_no_other_appears_while_it_is_kept() -> None:
    mora = ReglaMora(pesos("100.00"), pesos("16.00"), 2, "Inciso Z")
    cara = replace(mora, importe=pesos("200.00"), iva=pesos("32.00"))

    def regla(dia: date) -> ReglaMora:
        return mora if dia <= HECHO else cara

    hoy = adeudo_de(HECHO, regla=regla)
    assert hoy.total_mora == pesos("116.00")
    recibos = (Convenido(JUNIO, pesos("1000.00"), pesos("156.00")), Convenido(JULIO, pesos("1000.00"), pesos("20.00")))
    partes = planear(ReglaConvenio(Decimal(0), 12, 2, ""), CALENDARIO, HECHO, hoy.total, CERO, 4)
    convenio = replace(el_de_siempre(), recibos=recibos, parcialidades=partes)
    despues = adeudo_de(date(2023, 9, 30), (), (convenio,), regla=regla)
    assert despues.total_mora == pesos("116.00")
    viejo = adeudo_de(date(2023, 9, 30), regla=regla)
    assert viejo.total_mora == pesos("232.00")


def test_a_parcialidad_goes_to_its_recibos_and_other_months_are_paid_beside_it() -> None:
    agosto = un_recibo(Periodo(2023, 8), "250.00")
    adeudo = adeudo_de(HECHO, (), (el_de_siempre(),), (*RECIBOS, agosto))
    sola = liquidar_parcialidad(adeudo, _nada)
    assert sola.total == pesos("412.00") and {a.periodo for a in sola.aplicado} == {JUNIO, JULIO}
    juntos = liquidar_parcialidad(adeudo, _nada, elegidos=(agosto.periodo,))
    assert juntos.total == pesos("662.00")
    # The newer month may be paid by itself too: nothing waits for what is agreed.
    assert liquidar(adeudo, _nada, elegidos=(agosto.periodo,)).total == pesos("250.00")
    with pytest.raises(NegocioError, match="está en el convenio"):
        liquidar_parcialidad(adeudo, _nada, elegidos=(JULIO,))
    with pytest.raises(NegocioError, match="no se cobran"):
        liquidar_parcialidad(adeudo, _nada, monto=pesos("2060.01"))


def test_without_a_convenio_in_force_there_is_no_parcialidad() -> None:
    for convenios in ((), (el_de_siempre(fin=Fin(HECHO, "error", CERO, "super")),)):
        with pytest.raises(NegocioError) as negado:
            exigir_convenio(adeudo_de(HECHO, (), convenios))
        assert negado.value.clave == "sin_convenio"


def test_whatever_pays_its_recibos_says_what_it_covers() -> None:
    adeudo = adeudo_de(HECHO, (), (el_de_siempre(),))
    assert con_aviso(liquidar(adeudo, _nada, monto=pesos("412.00"))).avisos[-1].startswith("Convenio T2A-000001: cubre")
    assert con_aviso(liquidar(adeudo_de(HECHO), _nada)).avisos == ()


def test_of_several_the_newest_is_the_one_and_a_fulfilled_one_keeps_its_recargos_stopped() -> None:
    primero = el_de_siempre()
    pagos = hechos_de(liquidar(adeudo_de(HECHO, (), (primero,)), _nada), HECHO, 11)
    octubre = date(2023, 10, 25)
    recibos = (*RECIBOS, un_recibo(Periodo(2023, 8), "500.00"))
    debe = adeudo_de(octubre, pagos, (primero,), recibos)
    assert debe.total == pesos("520.00") and debe.convenio is not None and debe.convenio.estado == "cumplido"
    nuevo = replace(
        un_convenio(), folio=Folio("2", "A", 2, "T"), fecha=octubre, seq=20,
        recibos=(Convenido(Periodo(2023, 8), pesos("500.00"), pesos("20.00")),),
        parcialidades=(Parcialidad(1, date(2023, 11, 27), pesos("520.00")),),
    )  # fmt: skip
    ambos = adeudo_de(date(2023, 11, 27), pagos, (primero, nuevo), recibos)
    assert [s.estado for s in ambos.convenios] == ["vigente", "cumplido"]
    assert ambos.total == pesos("520.00")


# --- whatever the order of payments, cancelaciones and breakage ---

PASOS = st.lists(
    st.tuples(st.integers(0, 45), st.sampled_from(["parcialidad", "monto", "todo", "cancela"]), st.integers(1, 90_000)),
    max_size=8,
)


@given(pasos=PASOS, meses=st.integers(1, 6), enganche=st.sampled_from([0, 41_200, 100_000]))
def test_nothing_is_lost_or_freed_whatever_is_paid_cancelled_or_missed(
    pasos: list[tuple[int, str, int]], meses: int, enganche: int
) -> None:
    regla = ReglaConvenio(Decimal(0), 12, 2, "")
    partes = planear(regla, CALENDARIO, HECHO, pesos("2060.00"), Dinero(enganche), meses)
    convenio = replace(el_de_siempre(), parcialidades=partes)
    vivos, hechos, dia = _vivir(convenio, pasos)
    adeudo = adeudo_de(dia, hechos, (convenio,))
    situacion = adeudo.convenio
    assert situacion is not None
    assert situacion.cubierto + situacion.pendiente == convenio.deuda and situacion.fuera == CERO
    pagado = suma(a.importe for hecha, _ in vivos for a in hecha.aplicado)
    if situacion.detiene_recargos:
        assert situacion.cubierto == pagado and adeudo.total == convenio.deuda - pagado
    else:
        # Broken, it is as if it had never been, less what was paid.
        assert replace(adeudo, convenios=()) == adeudo_de(dia, hechos)
    # Broken once, it stays so.
    if situacion.roto is not None:
        luego = adeudo_de(dia + timedelta(days=400), hechos, (convenio,)).convenio
        assert luego is not None and luego.roto == situacion.roto


def _vivir(
    convenio: Convenio, pasos: list[tuple[int, str, int]]
) -> tuple[list[tuple[Liquidacion, date]], tuple[Aplicado, ...], date]:
    """Payments that stand, all the facts, and the last day."""
    dia, hechos, seq = HECHO, (), 10
    vivos: list[tuple[Liquidacion, date]] = []
    for dias, que, cuanto in pasos:
        dia, seq = dia + timedelta(days=dias), seq + 1
        antes = adeudo_de(dia, hechos, (convenio,))
        if que == "cancela":
            if vivos and vivos[-1][1] == dia:
                hechos += hechos_de(vivos.pop()[0], dia, seq, -1)
            continue
        try:
            hecha = (
                liquidar_parcialidad(antes, _nada, monto=Dinero(cuanto) if que == "monto" else None)
                if que != "todo"
                else liquidar(antes, _nada)
            )
        except NegocioError as error:
            assert error.clave in ("sin_convenio", "monto_excede_convenio", "sin_adeudo")
            continue
        vivos.append((hecha, dia))
        hechos += hechos_de(hecha, dia, seq)
        assert adeudo_de(dia, hechos, (convenio,)).total == antes.total - hecha.total
    return vivos, hechos, dia
