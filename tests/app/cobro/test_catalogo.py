"""The price list at the window: the prices of the day, for whom, and found while typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.cobro.catalogo import hallar, ofrecer
from app.domain.dinero import CERO, Dinero
from app.domain.tarifa.indice import Uma
from tests.cajeme import PERFIL, una_cuenta

HOY = date(2023, 9, 5)


def _precios(fecha: date, perfil: object = PERFIL) -> dict[str, tuple[Dinero | None, Dinero]]:
    return {o.servicio.clave: (o.precio, o.iva) for o in ofrecer(perfil, None, fecha)}  # type: ignore[arg-type]


def test_prices_are_those_of_the_day() -> None:
    enero, septiembre = _precios(date(2023, 1, 31)), _precios(HOY)
    assert (enero["FUGA"], septiembre["FUGA"]) == ((Dinero(19244), Dinero(3079)), (Dinero(20748), Dinero(3320)))
    assert (enero["VIAB"], septiembre["VIAB"]) == ((Dinero(77000), Dinero(12320)), (Dinero(78866), Dinero(12619)))
    assert septiembre["TAMBO"] == (Dinero(898), CERO)
    assert septiembre["PRESUP"] == (None, CERO)


def test_a_price_that_is_missing_leaves_the_rest_of_the_list() -> None:
    sin_uma = replace(PERFIL, uma=Uma(((date(2030, 2, 1), PERFIL.uma.valores[0][1]),)))
    precios = _precios(HOY, sin_uma)
    assert precios["FUGA"] == (None, CERO) and precios["B"] == (Dinero(17706), Dinero(2833))
    assert set(_precios(date(2024, 5, 1)).values()) == {(None, CERO)}


def test_each_buyer_is_offered_what_is_for_them_in_the_order_of_the_list() -> None:
    orden = [s.clave for s in PERFIL.servicios]
    for cuenta in (None, una_cuenta(), una_cuenta(uso="comercial")):
        claves = [o.servicio.clave for o in ofrecer(PERFIL, cuenta, HOY)]
        assert claves == sorted(claves, key=orden.index) and "Z" not in claves
    assert [o.servicio.clave for o in hallar(ofrecer(PERFIL, una_cuenta(), HOY), "voluntaria")] == ["U1", "V1"]
    assert [o.servicio.clave for o in hallar(ofrecer(PERFIL, una_cuenta(uso="industrial"), HOY), "voluntaria")] == [
        "U2", "V2",
    ]  # fmt: skip


def test_a_clave_typed_whole_comes_before_names_that_hold_it() -> None:
    ofertas = ofrecer(PERFIL, una_cuenta(), HOY)
    assert hallar(ofertas, "t")[0].servicio.clave == "T" and hallar(ofertas, " x ")[0].servicio.clave == "X"
    assert hallar(ofertas, "") == ofertas and hallar(ofertas, "no hay tal") == ()
