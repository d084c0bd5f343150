"""Several cajas and a centre without a network or a database: whatever arrives when, no money is made or lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.centro.acreditacion import (
    Acreditacion,
    Acreditado,
    acreditacion_de,
    ajustar,
    datos_de_acreditacion,
    retirar,
)
from app.domain.centro.conciliacion import Cobrado, conciliar
from app.domain.dinero import CERO, Dinero

CIEN, DEBIDO = Dinero.from_texto("100.00"), Dinero.from_texto("120.00")
ORDEN = Acreditacion("500", "3/e/7", "3A-1", "2023-08", "i", "doble_pago", ("2A-1", "3A-1"), CIEN)


def test_the_same_word_is_done_once() -> None:
    hecho = ajustar(ORDEN, None, CERO)
    assert hecho is not None and (hecho.importe, hecho.falta) == (CIEN, CERO)
    assert ajustar(ORDEN, Acreditado(ORDEN, CIEN), CIEN) is None


def test_what_another_pc_did_under_this_number_is_not_done_again() -> None:
    hecho = ajustar(replace(ORDEN, acreditado=CIEN, importe=CIEN + CIEN), None, CERO)
    assert hecho is not None and hecho.importe == CIEN


def test_only_what_was_not_spent_can_be_taken_back() -> None:
    hecho = ajustar(replace(ORDEN, importe=CERO), Acreditado(ORDEN, CIEN), Dinero.from_texto("30.00"))
    assert hecho is not None
    assert (hecho.importe, hecho.falta) == (-Dinero.from_texto("30.00"), Dinero.from_texto("70.00"))


def test_its_asiento_says_the_order_that_it_answers() -> None:
    hecho = retirar(Acreditado(ORDEN, CIEN), CIEN)
    datos = datos_de_acreditacion(hecho, CIEN, "demo")
    assert acreditacion_de(datos) == replace(ORDEN, importe=CERO)
    assert (datos["acreditado_antes"], datos["importe"], datos["favor_antes"], datos["favor_despues"]) == (
        10_000, -10_000, 10_000, 0,
    )  # fmt: skip


@dataclass
class Mundo:
    """Three cajas that charge one recibo, and a centre that hears of it when it does.

    Attributes:
        pagos: by folio, what stands of each payment, as its caja knows.
        llegados: the same, as the centre knows, in the order of arrival.
        favor, hecho: of each caja, credit of the cuenta, and what it answered to each order.
        dinero: that came into the drawers, less what went out.
        gastado: of the credit.
    """

    pagos: dict[str, Dinero] = field(default_factory=dict)
    llegados: dict[str, Dinero] = field(default_factory=dict)
    favor: dict[str, Dinero] = field(default_factory=lambda: dict.fromkeys("234", CERO))
    hecho: dict[str, Acreditado] = field(default_factory=dict)
    dinero: Dinero = CERO
    gastado: Dinero = CERO

    def cobrar(self, caja: str, importe: Dinero) -> None:
        self.pagos[f"{caja}A-{len(self.pagos)}"] = importe
        self.dinero += importe

    def cancelar(self, cual: int) -> None:
        """With the credit that it left; refused where that was spent."""
        if not self.pagos:
            return
        folio = list(self.pagos)[cual % len(self.pagos)]
        hecho = self.hecho.get(folio)
        if hecho is not None and hecho.importe > self.favor[folio[0]]:
            return
        if hecho is not None:
            self._asentar(folio, retirar(hecho, hecho.importe))
        self.dinero -= self.pagos[folio]
        self.pagos[folio] = CERO

    def gastar(self, caja: str, importe: Dinero) -> None:
        gasto = min(importe, self.favor[caja])
        self.favor[caja] -= gasto
        self.gastado += gasto

    def subir(self, caja: str) -> None:
        self.llegados |= {folio: importe for folio, importe in self.pagos.items() if folio[0] == caja}

    def bajar(self, caja: str) -> None:
        """What the centre says at this moment of the payments of a caja."""
        cobrados = [Cobrado(f"{f[0]}/e/{f}", f, i, i) for f, i in self.llegados.items()]
        excesos = {e.despues.folio: e for e in conciliar(DEBIDO, cobrados)}
        for folio in (f for f in self.llegados if f[0] == caja):
            importe = excesos[folio].importe if folio in excesos else CERO
            orden = replace(ORDEN, pago=folio, folio=folio, importe=importe)
            antes = self.hecho.get(folio, Acreditado(replace(orden, importe=CERO), CERO))
            ajuste = ajustar(orden, antes, self.favor[caja])
            if ajuste is not None:
                self._asentar(folio, ajuste)

    def _asentar(self, folio: str, ajuste: object) -> None:
        datos = datos_de_acreditacion(ajuste, self.favor[folio[0]], "centro")  # type: ignore[arg-type]
        assert datos["favor_despues"] >= 0
        assert datos["acreditado_antes"] + datos["importe"] == datos["objetivo"] + datos["falta"]
        self.favor[folio[0]] += Dinero(datos["importe"])
        hecho = Dinero(datos["acreditado_antes"] + datos["importe"])
        self.hecho[folio] = Acreditado(acreditacion_de(datos), hecho)


_CAJA = st.sampled_from("234")
_IMPORTE = st.sampled_from([3_000, 12_000, 5_001]).map(Dinero)
_ACTOS = st.one_of(
    st.tuples(st.just("cobrar"), _CAJA, _IMPORTE),
    st.tuples(st.just("cancelar"), st.integers(0, 9)),
    st.tuples(st.just("gastar"), _CAJA, _IMPORTE),
    st.tuples(st.just("subir"), _CAJA),
    st.tuples(st.just("bajar"), _CAJA),
)


@settings(max_examples=300)
@given(st.lists(_ACTOS, max_size=30))
def test_what_was_paid_is_applied_or_in_favour_whatever_arrives_when(actos: list[tuple[object, ...]]) -> None:
    mundo = Mundo()
    for que, *con in actos:
        getattr(mundo, str(que))(*con)
    for caja in "234":
        mundo.subir(caja)
    for caja in "234234":
        mundo.bajar(caja)
    aplicado = min(sum(i.centavos for i in mundo.llegados.values()), DEBIDO.centavos)
    a_favor = sum(f.centavos for f in mundo.favor.values())
    falta = sum((h.importe - h.orden.importe).centavos for h in mundo.hecho.values())
    assert mundo.llegados == mundo.pagos
    assert mundo.dinero.centavos == aplicado + a_favor + mundo.gastado.centavos - falta
    # Nothing is owed to the cuenta that nobody owes: what could not be taken back had been spent.
    assert 0 <= falta <= mundo.gastado.centavos
