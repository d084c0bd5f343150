"""A corte to the diario and back; what is no corte Z does not get there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corte.corte import DENOMINACIONES, Arqueo, Turno
from app.domain.corte.sueltos import uso_de
from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.domain.diario.contenido_corte import arqueo_de, corte_de, datos_de_arqueo, datos_de_corte, paso_de
from app.domain.dinero import CERO, Dinero
from tests.printing.muestras import un_corte

MOMENTO = "2023-09-05T15:01:40-07:00"


def asiento(tipo: str, datos: dict[str, object], v: int = 1) -> Asiento:
    return Asiento("cajeme", "2", "epoca", 7, tipo, v, canonico(datos), GENESIS, bytes(32), bytes(64))


PIEZAS = st.dictionaries(st.sampled_from(DENOMINACIONES), st.integers(0, 999))
VALORES = st.lists(st.tuples(st.sampled_from(["cheque", "tarjeta"]), st.integers(1, 10**7).map(Dinero)), max_size=4)


@given(PIEZAS, VALORES)
def test_a_corte_comes_back_as_it_went(piezas: dict[int, int], valores: list[tuple[str, Dinero]]) -> None:
    arqueo = Arqueo(tuple(sorted(piezas.items(), reverse=True)), tuple(valores))
    corte = un_corte(arqueo=arqueo, contado=arqueo.total, diferencia=arqueo.total - Dinero(1630550), seq=7)
    escrito = asiento("turno_cerrado", datos_de_corte(corte), 2)
    turno = Turno(3, corte.cajero, corte.fondo, corte.abierto)
    leido = corte_de(escrito, turno, un_corte(medios=(), usos=(), otorgados=(), pagos=0, perpetuo=None))
    assert datos_de_corte(leido) == datos_de_corte(corte)
    assert (leido.seq, leido.hash, arqueo_de(datos_de_arqueo(arqueo))) == (7, "00" * 32, arqueo)


@pytest.mark.parametrize("falta", ["esperado", "diferencia", "arqueo", "perpetuo"])
def test_what_has_no_figures_is_no_z(falta: str) -> None:
    with pytest.raises(ValueError, match="three figures"):
        datos_de_corte(un_corte(**{falta: None}))


def test_steps_are_read_whatever_they_leave_out() -> None:
    rechazo = paso_de(asiento("corte_rechazado", {"corte": 1, "quien": "teso", "motivo": "no", "momento": MOMENTO}))
    assert (rechazo.clase, rechazo.importe, rechazo.nota, rechazo.piezas) == ("rechazado", CERO, "no", ())
    documentos = [{"medio": "cheque", "n": 2, "importe": 300}]
    datos = {"corte": 1, "quien": "demo", "importe": 500, "momento": MOMENTO, "piezas": {"100": 3, "200": 1}}
    entrega = paso_de(asiento("corte_entregado", datos | {"documentos": documentos, "recibe": "R"}))
    assert entrega.piezas == ((200, 1), (100, 3)) and entrega.documentos == (("cheque", 2, Dinero(300)),)
    assert (entrega.importe, entrega.recibe, entrega.referencia) == (Dinero(500), "R", "")


@pytest.mark.parametrize(
    ("datos", "uso"),
    [({"cuenta": {"uso": "comercial"}}, "comercial"), ({"cuenta": {"uso": ""}}, "sin_cuenta"), ({}, "sin_cuenta")],
)
def test_a_sale_without_a_cuenta_is_of_no_uso(datos: dict[str, object], uso: str) -> None:
    assert uso_de(datos) == uso
