"""The count of a drawer and what it should hold."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corte.corte import (
    DENOMINACIONES,
    TECHO_PAPEL,
    TECHO_PIEZAS,
    Arqueo,
    efectivo_esperado,
    exigir_motivo,
)
from app.domain.corte.entrega import Paso
from app.domain.deuda.antiguedad import ANTIGUEDADES, antiguedad
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from tests.printing.muestras import un_corte


@pytest.mark.parametrize(
    ("texto", "piezas", "total"),
    [
        ("500x2,100x3,0.50x4", ((50000, 2), (10000, 3), (50, 4)), "1302.00"),
        ("0.5x1", ((50, 1),), "0.50"),
        (" 20x1 , 1000x2 ", ((100000, 2), (2000, 1)), "2020.00"),
        ("200x0", ((20000, 0),), "0.00"),
        ("", (), "0.00"),
        ("0", (), "0.00"),
    ],
)
def test_a_count_is_read(texto: str, piezas: tuple[tuple[int, int], ...], total: str) -> None:
    arqueo = Arqueo.from_texto(texto)
    assert arqueo.piezas == piezas and arqueo.total.texto() == total


@pytest.mark.parametrize(
    "texto",
    [
        "500", "500x", "x2", "500x-2", "500x2;100x3", "3x5", "0.05x10", "500x2,500x1", "0.5x1,0.50x1", "0,50x4",
        "500x2,", "100x1 0,50x2", "5 00x2", "500x1.5", "500x999999", "0.10x20001", "1e2x1", "500x2,0", "quinientos",
    ],
)  # fmt: skip
def test_what_is_not_a_count_is_refused_whole(texto: str) -> None:
    with pytest.raises(NegocioError) as error:
        Arqueo.from_texto(texto)
    assert error.value.clave == "arqueo_invalido"


@pytest.mark.parametrize(
    "arqueo",
    [
        Arqueo(((300, 1),)),
        Arqueo(((5000, 1), (5000, 2))),
        Arqueo(((5000, -1),)),
        Arqueo(((5000, TECHO_PIEZAS + 1),)),
        Arqueo((), (("efectivo", Dinero(100)),)),
        Arqueo((), (("cheque", CERO),)),
        Arqueo((), (("tarjeta", Dinero(-1)),)),
        Arqueo((), (("cheque", Dinero(TECHO_PAPEL.centavos + 1)),)),
    ],
)
def test_what_no_drawer_holds_is_refused_however_it_was_counted(arqueo: Arqueo) -> None:
    with pytest.raises(NegocioError) as error:
        arqueo.exigir()
    assert error.value.clave == "arqueo_invalido"


def test_what_a_drawer_may_hold_is_the_same() -> None:
    arqueo = Arqueo(((5000, TECHO_PIEZAS), (10, 0)), (("cheque", TECHO_PAPEL), ("tarjeta", Dinero(1))))
    assert arqueo.exigir() is arqueo


@given(st.dictionaries(st.sampled_from(DENOMINACIONES), st.integers(0, 9999)))
def test_a_count_adds_up_in_any_order(piezas: dict[int, int]) -> None:
    texto = ",".join(f"{Dinero(valor).texto()}x{n}" for valor, n in piezas.items())
    assert Arqueo.from_texto(texto).total == Dinero(sum(valor * n for valor, n in piezas.items()))


def test_only_cash_is_expected_in_the_drawer() -> None:
    medios = (("cheque", Dinero(700)), ("efectivo", Dinero(300)), ("saldo_a_favor", Dinero(50)))
    assert efectivo_esperado(Dinero(1000), medios, Dinero(20), Dinero(500)) == Dinero(820)
    assert efectivo_esperado(CERO, (), CERO, CERO) == CERO


def test_third_parties_money_is_told_from_income() -> None:
    conceptos = (("agua", Dinero(100)), ("aportacion:U1", Dinero(324)), ("redondeo", Dinero(-50)))
    corte = un_corte(conceptos=conceptos)
    assert corte.aportaciones == (("U1", Dinero(324)),)
    assert corte.propios == (("agua", Dinero(100)), ("redondeo", Dinero(-50)))


@pytest.mark.parametrize(
    ("periodo", "vence", "causado", "es"),
    [
        ("", "", False, "sin_recibo"),
        ("2023-07", "2023-08-14", False, "rezago"),
        ("2023-08", "2023-09-05", False, "corriente"),
        ("2023-08", "2023-09-04", False, "rezago"),
        ("2023-08", "2023-09-14", False, "corriente"),
        ("2023-07", "", True, "rezago"),
        ("2023-07", "", False, "sin_fecha"),
    ],
)
def test_a_line_is_of_the_past_or_of_the_present(periodo: str, vence: str, causado: bool, es: str) -> None:
    assert antiguedad(periodo, vence, "2023-09-05", causado=causado) == es and es in ANTIGUEDADES


LIMITE = Dinero(5000)


@pytest.mark.parametrize(
    ("centavos", "limite", "motivo"),
    [(0, LIMITE, ""), (5000, LIMITE, ""), (-5000, LIMITE, ""), (-99999, None, ""), (-5001, LIMITE, "faltó un billete")],
)
def test_a_difference_passes_small_or_explained(centavos: int, limite: Dinero | None, motivo: str) -> None:
    exigir_motivo(Dinero(centavos), limite, motivo, ciego=True)


@pytest.mark.parametrize("ciego", [True, False])
@pytest.mark.parametrize("centavos", [5001, -5001, 123456])
def test_a_large_one_needs_a_reason_and_a_blind_count_is_not_told_how_large(centavos: int, ciego: bool) -> None:
    with pytest.raises(NegocioError) as error:
        exigir_motivo(Dinero(centavos), LIMITE, "  ", ciego=ciego)
    assert error.value.clave == "falta_motivo"
    assert (str(Dinero(centavos)) in error.value.mensaje) is not ciego
    assert any(signo.isdigit() for signo in error.value.mensaje) is not ciego


def test_three_counts_stand_beside_each_other() -> None:
    recuento = Paso("recontado", Dinero(1500), "super", datetime(2023, 9, 5), ((1000, 1), (500, 1)))
    otro = Paso("recontado", Dinero(2000), "super", datetime(2023, 9, 5), ((2000, 1),))
    corte = un_corte(arqueo=Arqueo(((1000, 2), (200, 3))), pasos=())
    assert corte.piezas == ((1000, 2, None), (200, 3, None)) and corte.recuento is None
    dos = un_corte(arqueo=Arqueo(((1000, 2), (200, 3))), pasos=(otro, recuento))
    assert dos.recuento == recuento
    assert dos.piezas == ((1000, 2, 1), (500, 0, 1), (200, 3, 0))
    assert un_corte(arqueo=None).piezas == ()


def test_papers_counted_one_by_one_stand_beside_what_the_system_has() -> None:
    arqueo = Arqueo((), (("cheque", Dinero(50000)), ("cheque", Dinero(40000)), ("tarjeta", Dinero(7))))
    corte = un_corte(arqueo=arqueo, medios=(("cheque", Dinero(98000)),))
    # Of the 980.00 by cheque, 300.00 more are in the drawer: the bank returned one of an earlier corte.
    assert corte.en_papel == (("cheque", Dinero(128000), Dinero(90000)), ("tarjeta", CERO, Dinero(7)))
    assert un_corte(arqueo=None).en_papel == ()
