"""What every test shares: a clean environment, the `--largo` option, hypothesis profiles and a PostgreSQL."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator

import hypothesis
import pytest

from tests import postgres

# Qt aborts the whole process, without an exception, where there is no screen and nobody said so.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PG_VARIABLE = "VENTANILLA_PRUEBAS_PG"

# No deadline and no complaint about slowness: the machine may be busy with other tests. What failed can be repeated
# from the blob that is printed.
_HASTE = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("corto", deadline=None, print_blob=True, suppress_health_check=_HASTE)
hypothesis.settings.register_profile("largo", hypothesis.settings.get_profile("corto"), max_examples=5_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--largo", action="store_true", help="run the long campaigns too, with many more examples")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("largo" if config.getoption("--largo") else "corto")


#: Campaigns and sizes go over and over what other tests reach; measured, each takes two thirds longer.
_SIN_MEDIR = re.compile(r"/tests/(faults/|ui/test_\w*tamanos)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if _SIN_MEDIR.search(item.path.as_posix()):
            item.add_marker(pytest.mark.no_cover)
    if config.getoption("--largo"):
        return
    for item in items:
        if item.get_closest_marker("largo"):
            item.add_marker(pytest.mark.skip(reason="a long campaign: give --largo"))


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: Python's collector need not go through them again each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the settings, the PINs or the caja of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("VENTANILLA_") and n != PG_VARIABLE]:
            patch.delenv(name)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server where databases may be created: an own one, or the one PG_VARIABLE names."""
    if url := os.environ.get(PG_VARIABLE):
        yield url
        return
    with postgres.server() as running:
        yield running.url


@pytest.fixture
def pg_database(postgres_url: str) -> Iterator[str]:
    """URL of an empty database of the test's own, dropped afterwards whoever is still connected."""
    with postgres.database(postgres_url) as url:
        yield url
