"""What may be written for ever."""

from __future__ import annotations

import pytest

from app.domain.errores import NegocioError
from app.domain.renglon import LARGO, exigir_renglon


@pytest.mark.parametrize("texto", ["", "María Peñúñuri", "Ley 3 · §4 «x» 李", "a" * LARGO])
def test_what_people_write_may_stay(texto: str) -> None:
    assert exigir_renglon(texto) == texto


@pytest.mark.parametrize("texto", ["a\nb", "a\x1b[31m", "\x00", "a\u202eb", "a" * (LARGO + 1), "\udcf1"])
def test_what_no_paper_prints_or_holds_may_not(texto: str) -> None:
    with pytest.raises(NegocioError) as negado:
        exigir_renglon(texto)
    assert negado.value.clave == "texto_invalido"
