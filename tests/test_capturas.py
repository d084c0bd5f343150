"""The pictures of the documents: those that are shown exist, are made by the script, and weigh little."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.capturas import IMAGENES, MOSTRADAS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Bytes of all committed pictures together.
MAXIMO = 3_000_000


def test_pictures_shown_are_those_that_the_script_makes() -> None:
    shown = {n for page in PAGES for n in re.findall(r"imagenes/([\w-]+)\.png", page.read_text(encoding="utf-8"))}
    kept = {path.stem for path in IMAGENES.iterdir()}
    assert shown == set(MOSTRADAS) == kept
    assert sum(path.stat().st_size for path in IMAGENES.iterdir()) < MAXIMO


def test_script_makes_a_picture(tmp_path: Path) -> None:
    """In a process of its own, as anybody runs it: it needs an application that no test has dressed."""
    order = [sys.executable, "-m", "tests.capturas", "--solo", "acceso", "--en", str(tmp_path)]
    subprocess.run(order, cwd=ROOT, check=True, capture_output=True, timeout=120)
    with Image.open(tmp_path / "acceso-claro.png") as imagen:
        assert imagen.size == (1366, 768)
        assert len(imagen.convert("RGB").getcolors(1 << 20) or ()) > 16
