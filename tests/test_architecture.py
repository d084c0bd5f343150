"""The house, as tests: who may import whom, how large things may grow, what money and the diario may never suffer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import reglas
from tests.reglas import Module, Rule

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app", "db", "printing", "ui", "tests")
MODULES = [
    Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
]

#: What somebody made and others may use only by his licence; figures of the law are nobody's.
WORKS = {".ttf", ".otf", ".woff", ".woff2", ".svg", ".png", ".ico", ".wav"}
LICENCES = ("OFL", "LICENSE", "LICENCE")


@pytest.mark.parametrize("rule", reglas.RULES, ids=lambda rule: rule.__name__)
def test_rule_holds_everywhere(rule: Rule) -> None:
    broken = [f"{module.path}: {what}" for module in MODULES for what in rule(module)]
    assert not broken, "\n".join([rule.__name__, *broken])


def test_every_room_was_read() -> None:
    assert {m.path.partition("/")[0] for m in MODULES} >= {"app", "db", "printing", "tests"}


#: What talks to the centre, or waits for it.
NETWORK = (
    "db.remoto",
    "db.bajada",
    "db.centro",
    "app.centro.sincronizacion",
    "app.centro.vigilancia",
    "psycopg",
    "socket",
)


def reached(start: str) -> set[str]:
    """Modules of ours that importing one brings along, through any number of others, and foreign names they import."""
    ours = {m.path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): m for m in MODULES}
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        # `from a.b import c` is read as `a.b.c`, whether c is a module or not.
        module = name if name in ours else name.rpartition(".")[0]
        if name in found:
            continue
        found |= {name, module}
        waiting += ours[module].imports if module in ours else ()
    return found


def test_no_payment_can_wait_for_the_network() -> None:
    """What charges, and the transaction in which it does, know of nothing that talks to the centre."""
    for module in ("app.cobro.cobranza", "app.cobro.registro", "app.turno.caja", "db.unit_of_work", "db.almacen"):
        near = {n for n in reached(module) if any(n == far or n.startswith(f"{far}.") for far in NETWORK)}
        assert not near, f"{module} reaches {sorted(near)}"
    # It does not pass by being blind.
    assert any(name.startswith("db.centro") for name in reached("db.remoto"))
    assert "app.centro.sincronizacion.sincronizar" in reached("ui.rondas")


def test_every_public_class_of_the_domain_is_in_the_glossary() -> None:
    terms = reglas.glossary_terms((ROOT / "docs" / "glosario.md").read_text(encoding="utf-8"))
    classes = [(m.path, name) for m in MODULES if m.under("app/domain/") for name in reglas.public_classes(m)]
    missing = [f"{path}: {name}" for path, name in classes if name not in terms]
    assert classes and not missing, "\n".join(["without a row in docs/glosario.md:", *missing])


def test_bundled_works_have_their_licence_beside_them() -> None:
    assert unlicensed(ROOT / "resources") == []


def unlicensed(folder: Path) -> list[str]:
    """Folders that hold somebody's works and no licence."""
    homes = {path.parent for path in folder.rglob("*") if path.suffix.lower() in WORKS}
    return sorted(str(h) for h in homes if not any(f.name.upper().startswith(LICENCES) for f in h.iterdir()))


LONG_BUILD = "def _build_table():\n" + "    a = 1\n" * 60
SNIPPETS = [
    (reglas.domain_imports_only_the_standard_library_and_itself, "app/domain/x.py", "import msgspec"),
    (reglas.domain_imports_only_the_standard_library_and_itself, "app/domain/x.py", "from app.errors import UsoError"),
    (reglas.domain_imports_only_the_standard_library_and_itself, "app/domain/x.py", "from ..ports import Reloj"),
    (reglas.domain_imports_only_the_standard_library_and_itself, "app/domain/x.py", "from app import ports"),
    (reglas.app_imports_no_window_database_or_printer, "app/turno/caja.py", "def f():\n    import sqlite3"),
    (reglas.app_imports_no_window_database_or_printer, "app/cli/bench.py", "from PySide6.QtCore import QTimer"),
    (reglas.only_the_root_module_sees_the_outer_rooms, "app/cli/cobrar.py", "from db.engine import abrir"),
    (reglas.only_the_root_module_sees_the_outer_rooms, "app/turno/caja.py", "import_module('printing.escpos')"),
    (reglas.db_printing_and_ui_never_import_each_other, "db/x.py", "import printing"),
    (reglas.db_printing_and_ui_never_import_each_other, "printing/x.py", "from db import rows"),
    (reglas.db_printing_and_ui_never_import_each_other, "ui/x.py", "from sqlalchemy.orm import Session"),
    (reglas.db_printing_and_ui_never_import_each_other, "db/x.py", "import app.__main__"),
    (reglas.db_printing_and_ui_never_import_each_other, "ui/x.py", "from app.armado import Taller"),
    (reglas.files_are_short, "db/x.py", "a = 1\n" * 301),
    (reglas.functions_are_short, "db/x.py", "def f():\n" + "    a = 1\n" * 40),
    (reglas.functions_are_short, "ui/x.py", LONG_BUILD),
    (reglas.files_are_named_by_a_noun, "db/utils.py", ""),
    (reglas.no_work_is_left_in_comments, "db/x.py", "a = 1  # TODO later"),
    (reglas.money_is_never_a_float, "app/x.py", "def f(a: float): ..."),
    (reglas.money_is_never_a_float, "db/x.py", "a = 0.16"),
    (reglas.the_clock_is_handed_in, "app/cobro/cobranza.py", "import datetime\nh = datetime.date.today()"),
    (reglas.only_use_cases_and_the_unit_of_work_commit, "db/repos.py", "session.commit()"),
    (reglas.only_use_cases_and_the_unit_of_work_commit, "printing/cola.py", "c.execute('COMMIT')"),
    (reglas.diario_and_pago_are_insert_only, "db/x.py", "s = f'update  pago\\n set a = {b}'"),
    (reglas.diario_and_pago_are_insert_only, "db/x.py", "s = 'DELETE FROM \"diario\" WHERE seq = 1'"),
    (reglas.diario_and_pago_are_insert_only, "db/x.py", "s = 'INSERT OR REPLACE INTO pago VALUES (1)'"),
    (reglas.diario_and_pago_are_insert_only, "db/x.py", "e = sa.update(PagoRow).values(a=1)"),
    (reglas.diario_and_pago_are_insert_only, "db/x.py", "e = diario.delete()"),
    (reglas.tests_use_no_mocks, "tests/x.py", "from unittest import mock"),
    (reglas.tests_use_no_mocks, "tests/x.py", "def test_f(mocker): ..."),
]

FINE = [
    ("app/domain/x.py", "from decimal import Decimal\nfrom app.domain.dinero import Dinero\nfrom . import cuenta"),
    ("app/armado.py", "import sqlite3\nfrom db import engine\nfrom printing import pdf"),
    ("app/cobro/cobranza.py", "def cobrar(ctx):\n    with ctx.uow() as uow:\n        uow.commit()"),
    (
        "db/x.py",
        "t = 'CREATE TRIGGER t BEFORE UPDATE ON pago BEGIN SELECT 1; END'\nu = 'UPDATE pago_sin_folio SET a = 1'",
    ),
    ("ui/x.py", LONG_BUILD.removesuffix("    a = 1\n")),
    ("printing/x.py", "t = 'TODO PAGADO'  # todo el adeudo\nancho = 0.5"),
]


@pytest.mark.parametrize(("rule", "path", "text"), SNIPPETS)
def test_rule_catches_a_bad_snippet(rule: Rule, path: str, text: str) -> None:
    assert rule(Module(path, text))


def test_every_rule_is_shown_to_fail() -> None:
    assert {rule for rule, _, _ in SNIPPETS} == set(reglas.RULES)


@pytest.mark.parametrize(("path", "text"), FINE)
def test_rules_let_good_code_pass(path: str, text: str) -> None:
    module = Module(path, text)
    assert [(rule.__name__, rule(module)) for rule in reglas.RULES if rule(module)] == []


def test_glossary_and_licence_checks_can_fail(tmp_path: Path) -> None:
    assert reglas.glossary_terms("| term | source |\n|---|---|\n| `Cuenta`, Recibo | Art. 1 |") >= {"Cuenta", "Recibo"}
    assert "Corte" not in reglas.glossary_terms("| Turno | the Corte of a caja |")
    assert reglas.public_classes(Module("app/domain/x.py", "class Corte: ...\nclass _Oculta: ...")) == ["Corte"]
    (tmp_path / "icono.svg").touch()
    assert unlicensed(tmp_path) == [str(tmp_path)]
    (tmp_path / "LICENSE.txt").touch()
    assert unlicensed(tmp_path) == []
