"""Convenios: the plan of parts, and what becomes of one from what is owed and what was paid, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import perfiles
from app.domain.adeudo import Adeudo, calcular_adeudo
from app.domain.aplicado import Aplicado
from app.domain.atraso import ReglaMora
from app.domain.convenio import (
    Convenido,
    Convenio,
    Fin,
    Parcialidad,
    ReglaConvenio,
    Situacion,
    planear,
    situar,
)
from app.domain.cuenta import Cargo, Recibo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.liquidacion import Liquidacion, Ofrecido, liquidar
from app.domain.pago import Folio
from app.domain.parcialidad import con_aviso, exigir_convenio, liquidar_parcialidad
from app.domain.periodo import Periodo
from app.domain.recargo import TasaRecargo
from tests.cajeme import PERFIL, casos, una_cuenta

CALENDARIO = PERFIL.facturacion.calendario
HECHO = date(2023, 9, 5)
JUNIO, JULIO = Periodo(2023, 6), Periodo(2023, 7)
PLANES = casos("convenios-plan")
TASAS = (TasaRecargo(Periodo(2023, 1), Decimal(2), "Ley de prueba, Art. 1"),)


def pesos(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


@pytest.mark.parametrize("caso", PLANES, ids=[c["caso"] for c in PLANES])
def test_every_plan_of_the_table(caso: dict[str, str]) -> None:
    perfil = perfiles.cargar(caso["organismo"])
    assert perfil.convenio is not None
    pedido = (
        perfil.convenio,
        perfil.facturacion.calendario,
        date.fromisoformat(caso["fecha"]),
        pesos(caso["deuda"]),
        pesos(caso["enganche"]),
        int(caso["parcialidades"]),
    )
    if caso["error"]:
        with pytest.raises(NegocioError) as negado:
            planear(*pedido)
        assert negado.value.clave == caso["error"]
        return
    partes = planear(*pedido)
    assert "|".join(p.importe.texto() for p in partes) == caso["importes"]
    assert "|".join(p.vence.isoformat() for p in partes) == caso["vencen"]


@given(
    deuda=st.integers(1, 10**9),
    enganche=st.integers(0, 10**9),
    cuantas=st.integers(1, 60),
    dia=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_the_parts_add_up_to_the_debt_and_none_differs_by_more_than_a_centavo(
    deuda: int, enganche: int, cuantas: int, dia: date
) -> None:
    regla = ReglaConvenio(Decimal(0), 60, 2, "")
    try:
        partes = planear(regla, CALENDARIO, dia, Dinero(deuda), Dinero(enganche), cuantas)
    except NegocioError:
        assert enganche >= deuda or deuda - enganche < cuantas
        return
    assert suma(p.importe for p in partes) == Dinero(deuda)
    mensuales = [p for p in partes if p.n]
    assert [p.n for p in mensuales] == [*range(1, cuantas + 1)]
    centavos = [p.importe.centavos for p in mensuales]
    assert max(centavos) - min(centavos) <= 1 and min(centavos) > 0 and centavos == sorted(centavos, reverse=True)
    vencen = [p.vence for p in mensuales]
    assert vencen == sorted(set(vencen)) and all(map(CALENDARIO.is_habil, vencen)) and vencen[0] > dia


def un_convenio(*importes: str, enganche: str = "20.00", **otros: object) -> Convenio:
    """Over the recibos of junio and julio, in equal parts of that, monthly from the day it was made."""
    partes = [Parcialidad(0, HECHO, pesos(enganche))] if enganche else []
    partes += [Parcialidad(n, date(2023, 9 + n, 5), pesos(i)) for n, i in enumerate(importes or ("40.00", "40.00"), 1)]
    deuda = suma(p.importe for p in partes)
    recibos = (Convenido(JUNIO, pesos("60.00")), Convenido(JULIO, deuda - pesos("60.00")))
    campos = {
        "folio": Folio("2", "A", 1, "T"), "cuenta": "100", "titular": "Ana", "domicilio": "Calle 1", "fecha": HECHO,
        "recibos": recibos, "parcialidades": tuple(partes), "firmante": "Ana", "calidad": "titular", "documento": "",
        "incumplidas": 2, "fundamento": "", "quien": "demo", "autorizo": "super", "epoca": "E", "seq": 10,
    }  # fmt: skip
    return Convenio(**(campos | otros))  # type: ignore[arg-type]


def un_hecho(importe: str, dia: date = HECHO, periodo: Periodo = JUNIO, seq: int = 11, **otros: object) -> Aplicado:
    campos = {"caja": "2", "epoca": "E", "seq": seq, "fecha": dia, "periodo": periodo.texto(), "clave": "agua"}
    return Aplicado(**(campos | otros), importe=pesos(importe))  # type: ignore[arg-type]


def situado(convenio: Convenio, dia: date, *hechos: Aplicado, mas: str = "0.00") -> Situacion:
    """What becomes of it when nothing but `hechos` has lowered its debt, and `mas` was added to junio."""
    debido = {r.periodo: r.importe for r in convenio.recibos}
    for hecho in hechos:
        debido[Periodo.from_texto(hecho.periodo)] -= hecho.importe
    debido[JUNIO] += pesos(mas)
    return situar(convenio, debido, hechos, dia)


def test_what_was_paid_before_it_on_the_same_day_covers_nothing_of_it() -> None:
    convenio = un_convenio()
    antes = un_hecho("20.00", seq=9)
    debido = {r.periodo: r.importe for r in convenio.recibos}
    assert situar(convenio, debido, [antes], HECHO).cubierto == CERO
    assert situado(convenio, HECHO, un_hecho("20.00")).cubierto == pesos("20.00")
    assert situado(convenio, HECHO, un_hecho("20.00", seq=1, caja="3")).cubierto == pesos("20.00")


def test_a_payment_of_before_turned_round_reopens_what_was_not_agreed() -> None:
    convenio = un_convenio()
    vuelto = un_hecho("-30.00", seq=12)
    situacion = situado(convenio, HECHO, vuelto)
    assert (situacion.cubierto, situacion.fuera) == (CERO, pesos("30.00"))
    pagado = situado(convenio, HECHO, vuelto, un_hecho("20.00", seq=13))
    assert (pagado.cubierto, pagado.fuera, pagado.is_al_corriente) == (pesos("20.00"), pesos("30.00"), False)


def test_debt_that_appeared_later_is_not_agreed_and_the_convenio_is_paid_first() -> None:
    convenio = un_convenio()
    situacion = situado(convenio, HECHO, un_hecho("20.00"), mas="5.00")
    assert (situacion.pendiente, situacion.fuera, situacion.estado) == (pesos("80.00"), pesos("5.00"), "vigente")
    assert not situacion.is_al_corriente
    todo = situado(convenio, HECHO, un_hecho("60.00"), un_hecho("40.00", periodo=JULIO), mas="5.00")
    assert (todo.estado, todo.fuera, todo.pendiente) == ("cumplido", pesos("5.00"), CERO)


def test_what_was_paid_elsewhere_was_paid_on_time() -> None:
    convenio = un_convenio()
    debido = {JUNIO: CERO, JULIO: pesos("40.00")}
    assert situar(convenio, debido, [], date(2023, 11, 6)).estado == "vigente"
    assert situar(convenio, dict.fromkeys(debido, CERO), [], date(2024, 6, 1)).estado == "cumplido"


@pytest.mark.parametrize(
    ("incumplidas", "dia", "roto"),
    [
        (1, date(2023, 10, 5), None),
        (1, date(2023, 10, 6), date(2023, 10, 6)),
        (2, date(2023, 11, 5), None),
        (2, date(2024, 3, 1), date(2023, 11, 6)),
        (3, date(2023, 12, 5), None),
        (3, date(2023, 12, 6), date(2023, 12, 6)),
    ],
)
def test_it_is_broken_the_day_after_so_many_are_missed_or_its_term_is_over(
    incumplidas: int, dia: date, roto: date | None
) -> None:
    situacion = situado(un_convenio(incumplidas=incumplidas), dia, un_hecho("20.00"))
    assert (situacion.roto, situacion.estado) == (roto, "vigente" if roto is None else "incumplido")


def test_what_is_paid_once_it_is_broken_does_not_mend_it() -> None:
    tarde = un_hecho("80.00", date(2023, 11, 6))
    situacion = situado(un_convenio(), date(2023, 11, 6), un_hecho("20.00"), tarde)
    assert (situacion.estado, situacion.pendiente, situacion.detiene_recargos) == ("incumplido", CERO, False)


def test_one_ended_by_a_person_is_ended_whatever_was_paid() -> None:
    fin = Fin(HECHO, "error", pesos("100.00"), "super")
    situacion = situado(un_convenio(fin=fin), HECHO, un_hecho("20.00"))
    assert (situacion.estado, situacion.is_vigente, situacion.detiene_recargos) == ("terminado", False, False)


def test_without_enganche_it_stands_from_the_first_moment() -> None:
    situacion = situado(un_convenio(enganche=""), HECHO)
    assert (situacion.por_pagar, situacion.is_al_corriente) == (pesos("40.00"), True)


@pytest.mark.parametrize(
    ("importe", "dice"),
    [
        ("5.00", "abona 5.00 al enganche, de 2. Quedan 95.00; el enganche vence el 05/09/2023."),
        ("20.00", "cubre el enganche, de 2. Quedan 80.00; la parcialidad 1 vence el 05/10/2023."),
        ("59.99", "cubre el enganche, de 2. Quedan 40.01; la parcialidad 1 vence el 05/10/2023."),
        ("60.00", "cubre hasta la parcialidad 1, de 2. Quedan 40.00; la parcialidad 2 vence el 05/11/2023."),
        ("100.00", "cubre hasta la parcialidad 2. Queda cumplido."),
    ],
)
def test_a_ticket_says_what_a_payment_covers(importe: str, dice: str) -> None:
    assert situado(un_convenio(), HECHO).avisar(pesos(importe)) == f"Convenio T2A-000001: {dice}"


# --- inside a debt ---


def un_recibo(periodo: Periodo, agua: str, **otros: object) -> Recibo:
    siguiente = periodo.mas(1)
    campos = {"vence": date(siguiente.ejercicio, siguiente.mes, 20), "m3": Decimal(20)} | otros
    return Recibo("100", periodo, cargos=(Cargo("agua", pesos(agua)),), **campos)  # type: ignore[arg-type]


RECIBOS = (un_recibo(JUNIO, "1000.00"), un_recibo(JULIO, "1000.00"))
SEPTIEMBRE = un_recibo(Periodo(2023, 9), "300.00")
SIN_CONVENIO = (TASAS, ())


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
