"""A payment goes into its asiento and comes back whole."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.domain.beneficio.programa import Descuento
from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.domain.diario.contenido import datos_de_pago, pago_de
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Aplicacion, Folio, Medio, Pago
from app.domain.periodo import Periodo

palabra = st.text(st.characters(codec="utf-8"), max_size=12)
dinero = st.integers(0, 10**9).map(Dinero)
periodo = st.none() | st.builds(Periodo, st.integers(2000, 2099), st.integers(1, 12))
aplicaciones = st.lists(st.builds(Aplicacion, periodo, palabra, dinero, palabra, palabra), max_size=4).map(tuple)
descuentos = st.lists(
    st.builds(Descuento, periodo, palabra, palabra, dinero.map(lambda d: -d), palabra, palabra), max_size=3
).map(tuple)
medios = st.lists(st.builds(Medio, palabra, dinero, palabra, palabra, palabra, palabra), max_size=3).map(tuple)
momentos = st.datetimes(datetime(2023, 1, 1), datetime(2030, 1, 1), timezones=st.just(ZoneInfo("America/Hermosillo")))

pagos = st.builds(
    Pago,
    cobro=palabra,
    orden=st.integers(1, 9),
    folio=st.builds(Folio, st.just("2"), st.sampled_from(["A", "BC"]), st.integers(1, 999_999)),
    cuenta=palabra,
    titular=palabra,
    domicilio=palabra,
    fecha=st.dates(date(2023, 1, 1), date(2030, 1, 1)),
    momento=momentos,
    cajero=palabra,
    cajero_nombre=palabra,
    caja=st.just("2"),
    turno=st.integers(1, 999),
    aplicado=aplicaciones,
    descuentos=descuentos,
    redondeo=st.sampled_from([CERO, Dinero(-30)]),
    medios=medios,
    recibido=dinero,
    cambio=dinero,
    saldo_anterior=dinero,
    saldo_restante=dinero,
    saldo_a_favor=dinero,
    uso=palabra,
    medidor=palabra,
    autorizo=palabra,
    avisos=st.lists(palabra, max_size=2).map(tuple),
    seq=st.just(7),
    hash=st.just("ab" * 32),
)


def _asentado(pago: Pago) -> Asiento:
    contenido = canonico(datos_de_pago(pago, "huella", Dinero(5), [{"periodo": "2023-08"}]))
    return Asiento("cajeme", "2", "e", 7, "pago", 1, contenido, GENESIS, bytes.fromhex("ab" * 32), b"")


@given(pagos)
def test_a_payment_comes_back_as_it_went_in(pago: Pago) -> None:
    assert pago_de(_asentado(pago)) == pago


@given(pagos)
def test_the_asiento_carries_what_others_check(pago: Pago) -> None:
    datos = _asentado(pago).datos()
    assert datos["total"] == pago.total.centavos
    assert (datos["favor_antes"], datos["huella"], datos["recibos"]) == (5, "huella", [{"periodo": "2023-08"}])
    assert ("autorizo" in datos) == bool(pago.autorizo), "what is empty is left out"
