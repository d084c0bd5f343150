"""Whoever holds the key cannot give back of a payment what it did not pay, even where every sum comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.db.escena import firmar_de_nuevo, hechos_de
from tests.factories import CajaDePrueba, importar, un_beneficio, un_medio, un_pago, un_recibo, un_turno, una_caja
from tests.factories import una_cuenta as cuenta
from tests.reversos import cerrado, devuelto

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A payment of another turno, part by card, with a benefit; half of it given back in cash."""
    with una_caja(tmp_path / "caja") as nueva:
        importar(nueva, [cuenta()], [un_recibo(**AGOSTO)], [un_beneficio()])
        pago = un_pago(nueva, medios=(un_medio("40.00", "tarjeta"), un_medio("157.57")))
        cerrado(nueva)
        un_turno(nueva)
        devuelto(nueva, pago, "20.00")
        yield nueva


def otro_concepto(d: dict[str, Any]) -> None:
    """From what it did not pay."""
    d["aplicado"][0]["clave"] = "otros"


def mas_descuento(d: dict[str, Any]) -> None:
    """More discount taken back than was given, against more of the debt."""
    d["descuentos"][0]["importe"] += 400_00
    d["aplicado"][0]["importe"] -= 400_00


def de_la_terminal(d: dict[str, Any]) -> None:
    """By a way that it did not come."""
    d["medios"][0] |= {"medio": "cheque", "forma": "02"}


def nada(d: dict[str, Any]) -> None:
    """The control: signed again as it was."""


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        (nada, []),
        (otro_concepto, ["lo que pagó de 2023-08 otros"]),
        (mas_descuento, ["lo que pagó de 2023-08", "lo que se le descontó de 2023-08"]),
        (de_la_terminal, ["lo que se recibió en cheque"]),
    ],
)
def test_no_line_goes_back_that_was_not_paid(
    caja: CajaDePrueba, cambio: Callable[[dict[str, Any]], None], dice: list[str]
) -> None:
    hechos = hechos_de(caja)
    seq, datos = next((n, d) for n, (tipo, d) in enumerate(hechos, 1) if tipo == "devolucion")
    cambio(datos)
    firmar_de_nuevo(caja, hechos)
    hallados = [h for h in caja.verificar().errores if "del pago 2A-000001 se devolvió más que" in h.mensaje]
    assert [h.seq for h in hallados] == [seq] * len(dice)
    assert all(texto in h.mensaje for texto, h in zip(dice, hallados, strict=True))
