"""What somebody must look at, and what a word about it decides."""

from __future__ import annotations

import pytest

from app.domain.centro.incidencia import RESOLUCIONES, Hallazgo, Incidencia, abono_de, datos_de_resolucion
from app.domain.dinero import CERO, Dinero

CIEN = Dinero.from_texto("100.00")


def una_incidencia(clase: str = "doble_pago", **fin: str) -> Incidencia:
    return Incidencia(
        "cajeme", "i", clase, "2", "500", CIEN, "qué", ("2A-1",), (CIEN,), ("2/e/1",), "2023-09-05", **fin
    )


def test_it_is_open_until_somebody_says_what_was_done() -> None:
    assert una_incidencia().estado == "abierta"
    assert una_incidencia(resolucion="a_favor", nota="n", quien="q", resuelta="m").estado == "resuelta"


def test_a_class_that_is_not_known_here_still_says_what_to_do() -> None:
    assert una_incidencia("de_otra_version").que_hacer and una_incidencia("de_otra_version").titulo
    assert una_incidencia().que_hacer != una_incidencia("reloj").que_hacer


def test_the_same_facts_are_the_same_one_in_any_order() -> None:
    una, otra = (Hallazgo("c", "2", refs, "x") for refs in (("a", "b"), ("b", "a")))
    assert una.id == otra.id != Hallazgo("c", "2", ("a", "b"), "x", objeto="2023-08").id


def test_what_closes_it_names_the_asientos_that_it_was_about() -> None:
    datos = datos_de_resolucion(una_incidencia(), "devuelto", " se le dio ", "teso")
    assert (datos["refs"], datos["nota"], datos["quien"]) == (["2/e/1"], "se le dio", "teso")


@pytest.mark.parametrize("resolucion", ["", *RESOLUCIONES])
@pytest.mark.parametrize("clase", ["doble_pago", "condonado_y_pagado", "pago_de_mas", "reloj"])
def test_only_what_was_paid_twice_is_credit_before_anybody_says_so(clase: str, resolucion: str) -> None:
    solo = clase in ("doble_pago", "condonado_y_pagado") and not resolucion
    assert abono_de(clase, CIEN, resolucion) == (CIEN if solo or resolucion == "a_favor" else CERO)
