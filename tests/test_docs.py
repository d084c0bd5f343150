"""What the documents say is what the program does: kinds of asiento, links, commands, and the tour of the README."""

from __future__ import annotations

import ast
import configparser
import json
import os
import pkgutil
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli.parser import construir
from app.domain.permisos import OPERACIONES
from app.domain.usuario import ROLES
from db.proyeccion import proyeccion

ROOT = Path(__file__).resolve().parent.parent
DIARIO = (ROOT / "docs" / "diario.md").read_text(encoding="utf-8")
MANUAL = sorted((ROOT / "docs" / "manual").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

#: Paths that the README writes, and that a test keeps to its own folder.
TOUR = "/tmp/ventanilla"
ANADIDO = ("Añadido", "Cambiado", "Obsoleto", "Eliminado", "Corregido", "Seguridad")


# --- docs/diario.md ---


def sections() -> dict[str, str]:
    """Text under each `### tipo` heading."""
    parts = re.split(r"^### `(\w+)`$", DIARIO, flags=re.M)[1:]
    return {
        tipo: re.split(r"^##", text, maxsplit=1, flags=re.M)[0] for tipo, text in zip(*[iter(parts)] * 2, strict=True)
    }


def catalogue() -> dict[str, tuple[int, str]]:
    """Version and «since» of each kind in the table of all kinds."""
    rows = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\) \| (\d+) \|.*\| ([\w.]+) \|$", DIARIO, re.M)
    assert all(tipo == anchor for tipo, anchor, _, _ in rows)
    return {tipo: (int(v), since) for tipo, _, v, since in rows}


def appended() -> set[str]:
    """Kinds that the program writes: the literal first argument of every `asentar`."""
    kinds = set()
    for path in (p for room in ("app", "db") for p in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "asentar":
                assert isinstance(node.args[0], ast.Constant), f"{path}: the kind of an asiento is written out"
                kinds.add(str(node.args[0].value))
    return kinds


def test_every_asiento_written_or_projected_has_a_section() -> None:
    projected = {tipo for tipo, _ in proyeccion._PROYECTORES}
    assert appended() >= {"pago", "turno_abierto", "lote_importado"}
    assert appended() | projected <= sections().keys()


def test_table_and_sections_of_the_diario_name_the_same_kinds() -> None:
    assert catalogue().keys() == sections().keys()


def test_table_says_which_kinds_are_written_and_in_what_version() -> None:
    table = catalogue()
    assert not [tipo for tipo in appended() if table[tipo][1] == "planned"]
    newest: dict[str, int] = {}
    for tipo, v in proyeccion._PROYECTORES:
        newest[tipo] = max(v, newest.get(tipo, 0))
    assert {tipo: table[tipo][0] for tipo in newest} == newest


# --- docs/architecture.md ---


def test_functions_named_in_the_architecture_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:app|db|printing)\.[\w.]+)`", text)
    assert len(names) > 10
    for name in names:
        pkgutil.resolve_name(name)


# --- CHANGELOG.md ---


def test_changelog_keeps_its_form() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    releases = [
        re.fullmatch(r"## \[(Sin publicar|\d+\.\d+\.\d+)\](?: - (\d{4}-\d\d-\d\d))?", x)
        for x in lines
        if x.startswith("## ")
    ]
    assert releases and all(releases), "## [1.2.3] - AAAA-MM-DD, or ## [Sin publicar]"
    named = [m for m in releases if m]
    assert all((m[2] is None) == (m[1] == "Sin publicar") for m in named)
    days = [date.fromisoformat(m[2]) for m in named if m[2]]
    assert days == sorted(days, reverse=True)
    assert {x.removeprefix("### ") for x in lines if x.startswith("### ")} <= set(ANADIDO)
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    assert named[0][1] in ("Sin publicar", settings["metadata"]["version"])


# --- links ---


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if not link.startswith(("http:", "https:", "mailto:")):
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_relative_to(ROOT) and target.exists(), link
            assert not anchor or anchor in anchors(target), link


# --- commands ---


def blocks(page: Path, language: str) -> list[list[str]]:
    found = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    return [block.splitlines() for block in found]


def orders(page: Path) -> Iterator[list[str]]:
    """Arguments of every `./ventanilla …` in the page's blocks, `test` aside, which is the launcher's."""
    for line in (x for language in ("console", "sh") for block in blocks(page, language) for x in block):
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words[:1] == ["./ventanilla"] and words[1:] not in ([], ["test"]):
            yield words[1:]


@pytest.mark.parametrize("page", [ROOT / "README.md", *MANUAL], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_shown_are_commands_of_the_program(page: Path) -> None:
    for words in orders(page):
        assert construir().parse_args(words).correr


def test_manual_prints_the_table_of_permissions() -> None:
    text = (ROOT / "docs" / "manual" / "permisos.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    marks = [["●" if rol in o.roles else "" for rol in ROLES] for o in OPERACIONES]
    assert rows[2:] == [[o.nombre, *m, "sí" if o.ajena else ""] for o, m in zip(OPERACIONES, marks, strict=True)]


def test_manual_names_every_order() -> None:
    listed = set(
        re.findall(r"^\| `([a-z]+)", (ROOT / "docs" / "manual" / "LEEME.md").read_text(encoding="utf-8"), re.M)
    )
    orden = next(a for a in construir()._actions if a.dest == "orden")
    assert listed == set(orden.choices or ())


# --- the tour ---


class Tour:
    """Runs console blocks as a person would, in a folder of its own; `/tmp/ventanilla…` stands for that folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._monkeypatch = folder, capsys, monkeypatch
        for name in [n for n in os.environ if n.startswith("VENTANILLA_")]:
            monkeypatch.delenv(name)

    def run(self, block: list[str]) -> list[str]:
        """The block as it should be: its commands, each followed by what it prints now."""
        shown = []
        for line in (x for x in block if x.startswith("$ ")):
            shown += [line, *self._command(shlex.split(line[2:])).splitlines()]
        return [x.rstrip() for x in shown]

    def _command(self, words: list[str]) -> str:
        name, *arguments = (w.replace(TOUR, f"{self.folder}/ventanilla") for w in words)
        if name == "export":
            for variable, _, value in (a.partition("=") for a in arguments):
                self._monkeypatch.setenv(variable, value)
            return ""
        main([re.sub(r"^docs/", f"{ROOT}/docs/", a) if a != "ticket.txt" else str(self.folder / a) for a in arguments])
        printed = self._capsys.readouterr()
        return (printed.out + printed.err).replace(f"{self.folder}/ventanilla", TOUR)


@pytest.fixture
def tour(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tour:
    return Tour(tmp_path, capsys, monkeypatch)


def test_readme_tour_prints_what_the_readme_shows(tour: Tour) -> None:
    for block in blocks(ROOT / "README.md", "console"):
        assert tour.run(block) == [x.rstrip() for x in block]
    exported = tour.folder / "diario.jsonl"
    assert main(["--datos", f"{tour.folder}/ventanilla-demo", "diario", "exportar", str(exported)]) == 0
    asientos = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    check_fields(asientos)
    check_hashes(asientos)


def check_fields(asientos: list[dict[str, str]]) -> None:
    """Every field that the program wrote is described in the section of its kind."""
    texts = sections()
    assert {a["tipo"] for a in asientos} >= {"epoca_abierta", "usuario", "pago", "papel", "turno_cerrado"}
    for a in asientos:
        for field in json.loads(a["contenido"]).keys() - {"id", "momento"}:
            assert f"`{field}`" in texts[a["tipo"]], f"{a['tipo']}.{field}"


def check_hashes(asientos: list[dict[str, str]]) -> None:
    """The program printed in docs/diario.md gives the hashes of the diario."""
    (listing,) = blocks(ROOT / "docs" / "diario.md", "python")
    names: dict[str, object] = {}
    exec("\n".join(listing), names)
    hash_of = names["hash_of"]
    assert callable(hash_of)
    assert [hash_of(a) for a in asientos] == [a["hash"] for a in asientos]
