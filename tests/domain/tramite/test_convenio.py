"""Convenios: the plan of parts, and what becomes of one from what is owed and what was paid, when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import perfiles
from app.domain.deuda.aplicado import Aplicado
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.domain.tramite.convenio import Convenido, Convenio, Fin, Parcialidad, ReglaConvenio, planear
from app.domain.tramite.situacion import Situacion, situar
from tests.cajeme import PERFIL, casos

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
        ("5.00", "abona 5.00 al enganche. Quedan 95.00; el enganche vence el 05/09/2023."),
        ("20.00", "cubre el enganche. Quedan 80.00; la parcialidad 1 vence el 05/10/2023."),
        ("59.99", "cubre el enganche. Quedan 40.01; la parcialidad 1 vence el 05/10/2023."),
        ("60.00", "cubre hasta la parcialidad 1 de 2. Quedan 40.00; la parcialidad 2 vence el 05/11/2023."),
        ("100.00", "cubre hasta la parcialidad 2 de 2. Queda cumplido."),
    ],
)
def test_a_ticket_says_what_a_payment_covers(importe: str, dice: str) -> None:
    assert situado(un_convenio(), HECHO).avisar(pesos(importe)) == f"Convenio T2A-000001: {dice}"
