"""The rules of the house as functions: each reads one module's source and names what breaks it.

`test_architecture.py` runs them over the tree, and over a bad snippet each, so that none can pass by being blind.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

#: What gives a use case a window, a database or a printer.
CONCRETE = ("PySide6", "PyQt5", "PyQt6", "shiboken6", "sqlalchemy", "alembic", "sqlite3", "psycopg", "escpos",
            "reportlab", "PIL", "serial", "usb")  # fmt: skip

#: The way in, and the modules that wire concrete parts together.
ROOT_MODULES = (
    "app/__main__.py",
    "app/armado.py",
    "app/armado_carpeta.py",
    "app/armado_centro.py",
    "app/armado_enlaces.py",
    "app/armado_reemplazo.py",
    "app/armado_salidas.py",
    "app/armado_sede.py",
)

#: Where a transaction may be ended, besides the use cases: the unit of work, and the padrón, a database of its own.
COMMITTERS = ("db/unit_of_work.py", "db/engine.py", "db/padron/", "db/migrations/")

#: Where a number that is not money may be a float, and why.
FLOATS_ALLOWED = {
    "app/importacion/hoja.py": "numbers as a spreadsheet stores them, on their way to text",
    "app/sistema/": "seconds to wait for a lock or a device",
    "app/demostracion/": "how often a generated person has a second name, a cuenta a benefit",
}

#: The only places that read the machine's clock; everything else is handed a date.
CLOCKS = ("app/reloj.py", "app/sistema/")


@dataclass(frozen=True)
class Module:
    """A source file: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """Dotted names of all it imports, wherever the import stands; `from a import b` counts as `a.b`."""
        return tuple(_imports(self))

    def under(self, *folders: str) -> bool:
        return self.path.startswith(folders)


Rule = Callable[[Module], list[str]]


def _imports(module: Module) -> Iterator[str]:
    package = module.path.split("/")[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__") and node.args:
            yield str(node.args[0].value) if isinstance(node.args[0], ast.Constant) else "a module named at run time"


def _name(node: ast.expr) -> str:
    """Last part of a name: `update` of `update`, and of `sa.update`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == p or name.startswith(p + ".") for p in packages)


def _must_not_import(module: Module, *packages: str) -> list[str]:
    return [f"imports {name}" for name in module.imports if _within(name, packages)]


def _texts(module: Module) -> Iterator[str]:
    """Every piece of literal text, those inside f-strings too, with its white space made single."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield " ".join(node.value.split())


# --- who may import whom ---


def domain_imports_only_the_standard_library_and_itself(module: Module) -> list[str]:
    allowed = ("app.domain", *sys.stdlib_module_names)
    foreign = [name for name in module.imports if not _within(name, allowed)]
    return [f"imports {name}" for name in foreign] if module.under("app/domain/") else []


def app_imports_no_window_database_or_printer(module: Module) -> list[str]:
    return _must_not_import(module, *CONCRETE) if module.under("app/") and module.path not in ROOT_MODULES else []


def only_the_root_module_sees_the_outer_rooms(module: Module) -> list[str]:
    inside = module.under("app/") and module.path not in ROOT_MODULES
    return _must_not_import(module, "db", "printing", "ui", "tests") if inside else []


def db_printing_and_ui_never_import_each_other(module: Module) -> list[str]:
    rooms = {"db": ("PySide6", "escpos", "reportlab"), "printing": ("PySide6", "sqlalchemy", "sqlite3"),
             "ui": ("sqlalchemy", "sqlite3", "escpos", "reportlab")}  # fmt: skip
    room = module.path.partition("/")[0]
    if room not in rooms:
        return []
    return _must_not_import(
        module, *(rooms.keys() - {room}), *rooms[room], "app.__main__", "app.armado", "app.cli", "tests"
    )


# --- sizes and names ---


def files_are_short(module: Module) -> list[str]:
    lines = len(module.text.splitlines())
    return [f"{lines} lines of 300"] if lines > 300 else []


def functions_are_short(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = 60 if node.name.startswith("_build_") else 40
            found += [f"{node.name}: {lines} lines of {limit}"] if lines > limit else []
    return found


def files_are_named_by_a_noun(module: Module) -> list[str]:
    name = module.path.rpartition("/")[2].removesuffix(".py")
    return [f"{name}.py says nothing"] if name in ("util", "utils", "helper", "helpers", "misc", "common") else []


def no_work_is_left_in_comments(module: Module) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return [
        t.string for t in tokens if t.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", t.string)
    ]


# --- money, time and the diario ---


def money_is_never_a_float(module: Module) -> list[str]:
    if not module.under("app/", "db/") or module.under(*FLOATS_ALLOWED):
        return []
    found = [n for n in ast.walk(module.tree) if (isinstance(n, ast.Name) and n.id == "float")
             or (isinstance(n, ast.Constant) and isinstance(n.value, (float, complex)))]  # fmt: skip
    return [f"line {n.lineno}: {ast.unparse(n)}" for n in found]


def the_clock_is_handed_in(module: Module) -> list[str]:
    if not module.under("app/") or module.path in ROOT_MODULES or module.under(*CLOCKS):
        return []
    readings = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time")
    return [f"line {n.lineno}: {ast.unparse(n)}" for n in ast.walk(module.tree)
            if isinstance(n, ast.Call) and ast.unparse(n.func).endswith(readings)]  # fmt: skip


def only_use_cases_and_the_unit_of_work_commit(module: Module) -> list[str]:
    product = module.under("app/", "db/", "printing/", "ui/")
    if not product or (module.under("app/") and not module.under("app/domain/")) or module.under(*COMMITTERS):
        return []
    calls = [n for n in ast.walk(module.tree) if isinstance(n, ast.Call) and _name(n.func) == "commit"]
    orders = [t for t in _texts(module) if re.match(r"COMMIT\b", t)]
    return [f"line {n.lineno}: commit()" for n in calls] + orders


_SQL = re.compile(r"\b(UPDATE(\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO)\s+[\"`\[]?(\w+\.)?(diario|pago)\b", re.I)
_INSERT_ONLY = re.compile(r"_?(diario|pago)(_?row|_?tabla?|_?table)?", re.I)


def diario_and_pago_are_insert_only(module: Module) -> list[str]:
    """Tests are free to try: they prove that the database itself refuses."""
    if not module.under("app/", "db/", "printing/", "ui/"):
        return []
    found = [text for text in _texts(module) if _SQL.search(text)]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _name(node.func) in ("update", "delete"):
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            touched = [_name(e) for e in (*node.args[:1], owner) if e is not None]
            found += [ast.unparse(node) for name in touched if _INSERT_ONLY.fullmatch(name)]
    return found


# --- tests and words ---


def tests_use_no_mocks(module: Module) -> list[str]:
    fixtures = [a.arg for a in ast.walk(module.tree) if isinstance(a, ast.arg) and a.arg == "mocker"]
    return [*_must_not_import(module, "unittest.mock", "mock"), *fixtures] if module.under("tests/") else []


def public_classes(module: Module) -> list[str]:
    """Names of its classes that the glossary must explain."""
    return [n.name for n in module.tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]


def glossary_terms(text: str) -> set[str]:
    """Terms of the first column of a Markdown table; a cell may hold several, with commas between them."""
    cells = re.findall(r"^\|([^|]*)\|", text, re.M)
    return {word.strip(" `*") for cell in cells for word in cell.split(",")}


RULES: tuple[Rule, ...] = (
    domain_imports_only_the_standard_library_and_itself,
    app_imports_no_window_database_or_printer,
    only_the_root_module_sees_the_outer_rooms,
    db_printing_and_ui_never_import_each_other,
    files_are_short,
    functions_are_short,
    files_are_named_by_a_noun,
    no_work_is_left_in_comments,
    money_is_never_a_float,
    the_clock_is_handed_in,
    only_use_cases_and_the_unit_of_work_commit,
    diario_and_pago_are_insert_only,
    tests_use_no_mocks,
)
