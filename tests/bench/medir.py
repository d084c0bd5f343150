"""The benchmarks behind `ventanilla bench`: each beside its bare baseline in the same run; the ratio counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from app.errors import UsoError
from tests.bench.bajada import bench_bajada, bench_cambio
from tests.bench.centro import bench_aplicar, bench_cobrar_en_linea
from tests.bench.cobrar import bench_cobrar, bench_cotizar
from tests.bench.cobro_ventana import bench_enter, bench_tecla
from tests.bench.corte import bench_corte
from tests.bench.explicar import bench_explicar
from tests.bench.facturar import bench_facturar
from tests.bench.imprimir import bench_imprimir, bench_ticket
from tests.bench.padron import bench_buscar, bench_importar, bench_numero
from tests.bench.reportes import REPORTES, bench_reporte
from tests.bench.ventana import bench_inicio, bench_memoria

Resultado = tuple[str, float, float, int]
Medicion = Callable[[int], Resultado]

_RAPIDAS: dict[str, Callable[[], Resultado]] = {
    "cobrar": partial(bench_cobrar, 500),
    "cotizar": partial(bench_cotizar, 500),
    "corte": partial(bench_corte, 3_000),
    "explicar": partial(bench_explicar, 500),
    "imprimir": partial(bench_imprimir, 300),
    "ticket": partial(bench_ticket, 300),
    **{f"reporte-{cual}": partial(bench_reporte, cual, 10_000) for cual in REPORTES},
    "buscar": partial(bench_buscar, 20_000),
    "numero": partial(bench_numero, 20_000),
    "importar": partial(bench_importar, 20_000),
    "facturar": partial(bench_facturar, 5_000),
    "bajada": partial(bench_bajada, 20_000),
    "bajada-cambio": partial(bench_cambio, 20_000),
    "inicio": partial(bench_inicio, 5),
    "memoria": partial(bench_memoria, 3),
    "tecla": partial(bench_tecla, 20_000),
    "enter": partial(bench_enter, 200),
    "centro": partial(bench_aplicar, 1_000),
    "centro-cobrar": partial(bench_cobrar_en_linea, 60),
}
#: Minutes and gigabytes: only by name.
_GRANDES: dict[str, Callable[[], Resultado]] = {
    "buscar-1M": partial(bench_buscar, 1_000_000),
    "bajada-1M": partial(bench_bajada, 1_000_000),
    "centro-10k": partial(bench_aplicar, 10_000),
    "corte-10k": partial(bench_corte, 10_000),
    "corte-75k": partial(bench_corte, 75_000),
    **{f"reporte-{cual}-75k": partial(bench_reporte, cual, 75_000) for cual in REPORTES},
    "numero-1M": partial(bench_numero, 1_000_000),
    "importar-177k": partial(bench_importar, 177_000),
    "facturar-177k": partial(bench_facturar, 177_000),
    "tecla-1M": partial(bench_tecla, 1_000_000),
}
MEDICIONES = _RAPIDAS | _GRANDES


def medir(nombres: Sequence[str] = ()) -> dict[str, Any]:
    """Run the benchmarks of those names, or the quick ones; seconds as text.

    Raises:
        UsoError: `medicion_desconocida`.
    """
    for nombre in nombres:
        if nombre not in MEDICIONES:
            conocidas = ", ".join(MEDICIONES)
            raise UsoError("medicion_desconocida", f"«{nombre[:40]}» no es una medición. Las que hay: {conocidas}.")
    return {"resultados": [_medir(nombre) for nombre in nombres or _RAPIDAS]}


def _medir(nombre: str) -> dict[str, Any]:
    detalle, mediana, base, n = MEDICIONES[nombre]()
    return {
        "nombre": nombre,
        "mediana": f"{mediana:.6f}",
        "base": f"{base:.6f}",
        "razon": f"{mediana / base:.2f}",
        "n": n,
        "detalle": detalle,
    }
