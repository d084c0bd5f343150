"""A benefit that ended not long ago: since when, what to bring, and the full price only when it is confirmed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import importar, un_recibo, una_cuenta
from tests.subsidios import un_pensionado, una_caja_de_loreto
from ui.cobro.curso import Curso, cargar, vencido_en


@pytest.mark.parametrize(("dias", "pregunta"), [(1, True), (364, True), (366, False)])
def test_a_benefit_that_ended_is_charged_in_full_only_when_confirmed(tmp_path: Path, dias: int, pregunta: bool) -> None:
    with una_caja_de_loreto(tmp_path / "otra") as caja:
        hoy = caja.reloj.ahora().date()
        fin = hoy - timedelta(days=dias)
        de_ella = un_pensionado("200", desde=fin - timedelta(days=300), hasta=fin)
        cuenta = una_cuenta("200", titular="Rosa Gil", area="general", servicios=("agua",))
        importar(caja, [cuenta], [un_recibo("200", "2025-02", m3=5, agua="84.37", vence=hoy)], [de_ella])
        dicho = vencido_en(cargar(caja.ctx, Curso("x", ("200",))))
        assert bool(dicho) is pregunta
        if pregunta:
            assert dicho.startswith("Rosa Gil: ") and f"{fin:%d/%m/%Y}" in dicho
            assert vencido_en(cargar(caja.ctx, Curso("x", ("200",), sin_beneficio=True))) == ""
        assert vencido_en(cargar(caja.ctx, Curso("x", ("100",)))) == ""
