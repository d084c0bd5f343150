"""How many small mistakes in the money, tariff and benefit modules the tests would notice.

    python -m tests.mutantes [--muestra N] [--semilla S] [módulo …]

Each change of `tests/mutaciones.py` is made alone, in a fork of a process that has collected the tests, and those that
run the changed lines are run until one fails. What no test notices is listed. See docs/mutantes.md.
"""

from __future__ import annotations

import argparse
import gc
import os
import pickle
import random
import resource
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import pytest

from tests.mutaciones import Mutante, mutantes, ruta

RAIZ = Path(__file__).resolve().parent.parent
MODULOS = (
    "dinero", "escala", "agua", "tarifa", "tarificacion", "indice", "fuente", "suministro",
    "programa", "descuento", "beneficio", "recargo", "precio", "liquidacion", "pago",
)  # fmt: skip
#: Those that reach the modules: all of the domain, and the use cases that quote, charge and read profiles.
PRUEBAS = ("domain", *(f"app/**/test_{n}.py" for n in (
    "beneficios", "casos_cotizacion", "cobranza_tablas", "cotizacion", "perfiles", "perfiles_atraso",
    "perfiles_servicios", "romita_publicada",
)))  # fmt: skip
#: The drawer's, and what reaches them.
DEL_CAJON = ("contrapago", "reversos", "vale", "autorizacion", "corte", "permisos", "auditoria_gente")
PRUEBAS_DEL_CAJON = (
    *(f"domain/**/test_{n}.py" for n in (
        "contrapago", "reversos", "autorizacion", "corte", "permisos", "auditoria", "auditoria_gente",
        "contenido_corte",
    )),
    *(f"app/**/test_{n}.py" for n in (
        "cancelaciones", "cancelaciones_beneficios", "cheques", "devoluciones", "movimientos", "caja", "cortes",
        "cortes_reversos", "documentos_cajon", "acceso", "usuarios", "entregas",
    )),
)  # fmt: skip
#: Tables that assert words, which few other tests do.
TEXTOS = ("[textos-del-recibo", "[rechazos-de-cotizacion")
#: Where a module is tested that has no tests of its name.
AFINES = {
    **dict.fromkeys(("programa", "descuento"), ("test_beneficio",)),
    **dict.fromkeys(("agua", "suministro", "tarificacion"), ("test_tarifa",)),
}
#: Plugins that would only take time.
SOBRAN = ("cacheprovider", "pytest-qt", "pytest_cov", "xdist", "logging", "threadexception", "unraisableexception")
#: Examples of a property, rows of a table, and tests in all, that are tried on each mutant; of what
#: anybody may use, fewer rows of each.
EJEMPLOS, FILAS, TOPE, POCAS = 25, 60, 500, 4
MEMORIA = 6 << 30
_ROTO = 99


class _Medidas(NamedTuple):
    """Which tests run each line of each module, and how long each takes."""

    lineas: dict[str, dict[int, set[int]]]
    segundos: list[float]


class Corredor:
    """Plugin of pytest that runs the collected tests once for each mutant, instead of once."""

    def __init__(self, elegidos: list[Mutante]) -> None:
        self._elegidos = elegidos
        self.vivos: list[Mutante] = []
        self.tiempo: list[Mutante] = []

    def pytest_sessionstart(self) -> None:
        # Imported before, it would be too late for pytest to look into it.
        ajustes = import_module("hypothesis").settings
        corto = ajustes.get_profile("corto")
        ajustes.register_profile("mutantes", corto, max_examples=EJEMPLOS, derandomize=True, database=None)
        ajustes.load_profile("mutantes")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        with tempfile.TemporaryFile() as medida:
            if _bifurcar(lambda: _medir(session, medida), 3_600):
                raise SystemExit("The tests fail without any change.")
            medida.seek(0)
            medidas = _Medidas(*pickle.load(medida))
        gc.freeze()
        for n, mutante in enumerate(self._elegidos, 1):
            pruebas = self._pruebas(session, mutante, medidas)
            limite = int(20 + 10 * sum(medidas.segundos[i] for i in pruebas))
            final = _bifurcar(lambda m=mutante, p=pruebas: _probar(session, m, p), limite)  # type: ignore[misc]
            if final == 0:
                self.vivos.append(mutante)
                print(f"[{n}/{len(self._elegidos)}] {mutante.texto}", flush=True)
            elif final == signal.SIGALRM:
                self.tiempo.append(mutante)
            elif final == _ROTO:
                raise SystemExit(f"It could not be tried: {mutante.texto}")
        return True

    def _pruebas(self, session: pytest.Session, mutante: Mutante, medidas: _Medidas) -> list[int]:
        """Tests that run the changed lines, so many rows of each table: the module's own first, then the shortest.

        What is run when the module is read also matters to those that read profiles.
        """
        nombres = [item.nodeid for item in session.items]
        propias = [
            f"test_{mutante.modulo}",
            *AFINES.get(mutante.modulo, ()),
            *TEXTOS,
            *(() if mutante.dentro else ("test_perfiles",)),
        ]
        candidatas = set().union(*(medidas.lineas[mutante.modulo].get(n, set()) for n in mutante.lineas))
        if not mutante.dentro:
            candidatas |= {i for i, n in enumerate(nombres) if not mutante.lineas or any(p in n for p in propias)}
        elegidas, vistas = [], Counter[str]()
        for i in random.Random(1).sample(sorted(candidatas), len(candidatas)):
            prueba, _, caso = nombres[i].partition("[")
            tabla = prueba + caso.rpartition(":")[0]
            vistas[tabla] += 1
            if vistas[tabla] <= (FILAS if mutante.lineas or propias[0] in prueba else POCAS):
                elegidas.append(i)
        elegidas.sort(key=lambda i: (not any(p in nombres[i] for p in propias), medidas.segundos[i]))
        return elegidas[:TOPE]


def _bifurcar(tarea: Callable[[], object], segundos: int) -> int:
    """How a task ends in a process of its own: 0, 1 when a test failed, the signal that ended it, or `_ROTO`."""
    hijo = os.fork()
    if hijo == 0:
        nada = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nada, 1)
        os.dup2(nada, 2)
        signal.alarm(segundos)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
        try:
            tarea()
        except BaseException:
            os._exit(_ROTO)
        os._exit(0)
    estado = os.waitpid(hijo, 0)[1]
    return os.WTERMSIG(estado) if os.WIFSIGNALED(estado) else os.WEXITSTATUS(estado)


class _AlPrimero:
    @staticmethod
    def pytest_runtest_logreport(report: pytest.TestReport) -> None:
        if report.failed:
            os._exit(1)


def _correr(session: pytest.Session, pruebas: Iterable[int], antes: Callable[[int], object] = id) -> None:
    session.config.pluginmanager.register(_AlPrimero())
    for i in pruebas:
        antes(i)
        item = session.items[i]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _medir(session: pytest.Session, archivo: Any) -> None:
    rutas = {m: str(ruta(m)) for m in (*MODULOS, *DEL_CAJON)}
    cov = coverage.Coverage(data_file=None, include=list(rutas.values()), config_file=False)
    empieza: list[float] = []

    def antes(i: int) -> None:
        empieza.append(time.perf_counter())
        cov.switch_context(str(i))

    cov.start()
    _correr(session, range(len(session.items)), antes)
    cov.stop()
    empieza.append(time.perf_counter())
    datos = cov.get_data()
    lineas = {
        m: {n: {int(c) for c in quienes if c} for n, quienes in datos.contexts_by_lineno(ruta).items()}
        for m, ruta in rutas.items()
    }
    pickle.dump((lineas, [b - a for a, b in pairwise(empieza)]), archivo)
    archivo.flush()


def _probar(session: pytest.Session, mutante: Mutante, pruebas: list[int]) -> None:
    try:
        mutante.hacer()
    except Exception:
        os._exit(1)
    _correr(session, pruebas)


def main() -> None:
    """Choose the mutants, run them, and say what lived."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modulos", nargs="*", default=MODULOS, help="all of the tariff's, or some of the drawer's")
    parser.add_argument("--muestra", type=int, help="at most so many of each module, by chance")
    parser.add_argument("--semilla", type=int, default=1)
    pedido = parser.parse_args()
    elegidos: list[Mutante] = []
    for modulo in pedido.modulos:
        todos = list(mutantes(modulo, ruta(modulo).read_text(encoding="utf-8")))
        azar = random.Random(pedido.semilla)
        elegidos += azar.sample(todos, pedido.muestra) if pedido.muestra and pedido.muestra < len(todos) else todos
    corredor = Corredor(elegidos)
    with tempfile.TemporaryDirectory() as carpeta:
        opciones = [
            "-q",
            "-s",
            *(f"-pno:{p}" for p in SOBRAN),
            "-o",
            "addopts=--import-mode=importlib",
            "-W",
            "ignore::pytest.PytestConfigWarning",
            f"--basetemp={carpeta}/pruebas",
        ]
        pruebas = PRUEBAS_DEL_CAJON if set(pedido.modulos) <= set(DEL_CAJON) else PRUEBAS
        if pytest.main([*opciones, *(str(f) for p in pruebas for f in (RAIZ / "tests").glob(p))], plugins=[corredor]):
            raise SystemExit("The tests could not be run.")
    total, vivos = Counter(m.modulo for m in elegidos), Counter(m.modulo for m in corredor.vivos)
    for modulo in pedido.modulos:
        muertos = total[modulo] - vivos[modulo]
        print(f"{modulo:14}{muertos:5} de {total[modulo]:5}  {100 * muertos / total[modulo]:.1f} %")
    muertos = len(elegidos) - len(corredor.vivos)
    print(f"{'total':14}{muertos:5} de {len(elegidos):5}  {100 * muertos / len(elegidos):.1f} %")
    print(f"Por tiempo: {len(corredor.tiempo)}. Muestra {pedido.muestra or 'completa'}, semilla {pedido.semilla}.")


if __name__ == "__main__":
    main()
