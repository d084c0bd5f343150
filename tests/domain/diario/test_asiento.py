"""Canonical bytes and the hash that chains them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de

#: Halves of a surrogate pair are no text: they have no UTF-8.
_TEXTO = st.text(st.characters(codec="utf-8"))
valores = st.recursive(
    st.integers() | _TEXTO,
    lambda hijos: st.lists(hijos, max_size=4) | st.dictionaries(_TEXTO, hijos, max_size=4),
    max_leaves=12,
)
contenidos = st.dictionaries(_TEXTO, valores, max_size=5)


def _asiento(contenido: bytes = b"{}") -> Asiento:
    resumen = hash_de("cajeme", "2", "e", 1, "pago", 1, contenido, GENESIS)
    return Asiento("cajeme", "2", "e", 1, "pago", 1, contenido, GENESIS, resumen, b"")


@given(contenidos)
def test_what_enters_comes_out_and_gives_the_same_bytes(datos: dict[str, object]) -> None:
    contenido = canonico(datos)
    leidos = _asiento(contenido).datos()
    assert canonico(leidos) == contenido
    assert canonico(dict(reversed(datos.items()))) == contenido


def test_keys_are_sorted_and_accents_kept() -> None:
    assert canonico({"b": 1, "a": ["ñ", {"z": 2, "y": -3}]}) == '{"a":["ñ",{"y":-3,"z":2}],"b":1}'.encode()


@pytest.mark.parametrize("valor", [1.5, True, None, b"x", {1: "a"}, [1, [2, {"a": False}]]])
def test_only_text_and_whole_numbers_enter(valor: object) -> None:
    with pytest.raises(TypeError):
        canonico({"a": valor})


@pytest.mark.parametrize(
    "otro",
    [
        {"organismo": "cajeme2"}, {"caja": "3"}, {"epoca": "f"}, {"seq": 2}, {"tipo": "papel"}, {"v": 2},
        {"contenido": b"[]"}, {"prev_hash": bytes(31) + b"\x01"},
    ],
)  # fmt: skip
def test_every_field_is_under_the_hash(otro: dict[str, object]) -> None:
    sano = _asiento()
    assert sano.calcular_hash() == sano.hash
    assert replace(sano, **otro).calcular_hash() != sano.hash  # type: ignore[arg-type]


def test_fields_do_not_run_into_each_other() -> None:
    uno = hash_de("cajeme", "21", "e", 1, "pago", 1, b"{}", GENESIS)
    otro = hash_de("cajeme", "2", "1e", 1, "pago", 1, b"{}", GENESIS)
    assert uno != otro
