"""The benchmarks run, on little data; what they measure is nobody's promise here."""

from __future__ import annotations

import pytest

from app.errors import UsoError
from tests.bench import medir
from tests.bench.centro import bench_aplicar, bench_cobrar_en_linea
from tests.bench.cobrar import bench_cobrar, bench_cotizar
from tests.bench.explicar import bench_explicar
from tests.bench.facturar import bench_facturar
from tests.bench.imprimir import bench_imprimir, bench_ticket


@pytest.mark.parametrize(
    "bench",
    [
        bench_cobrar,
        bench_cotizar,
        bench_explicar,
        bench_facturar,
        bench_imprimir,
        bench_ticket,
        bench_aplicar,
        bench_cobrar_en_linea,
    ],
)
def test_bench_gives_a_time_and_its_base(bench: medir.Medicion) -> None:
    nombre, mediana, base, n = bench(3)
    assert nombre and mediana > 0 and base > 0 and n == 3


def test_result_is_told_as_the_contract_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(medir.MEDICIONES, "cotizar", lambda: bench_cotizar(2))
    (resultado,) = medir.medir(["cotizar"])["resultados"]
    assert list(resultado) == ["nombre", "mediana", "base", "razon", "n", "detalle"]
    assert resultado["nombre"] == "cotizar" and resultado["n"] == 2
    assert all("." in resultado[clave] for clave in ("mediana", "base", "razon"))


def test_unknown_name_is_refused_before_anything_runs() -> None:
    with pytest.raises(UsoError, match="no es una medición"):
        medir.medir(["cobrar", "volar"])
