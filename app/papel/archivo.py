"""A paper as a file: the forms that there are, by the ending of its name."""

from __future__ import annotations

from pathlib import Path

from app.errors import UsoError

#: Text, bytes of a printer, sheet, picture.
FORMAS = (".txt", ".bin", ".pdf", ".png")


def exigir_forma(ruta: Path) -> str:
    """The form that a file's name asks for, one of `FORMAS`.

    Raises:
        UsoError: `formato_desconocido`.
    """
    forma = ruta.suffix.lower()
    if forma not in FORMAS:
        raise UsoError(
            "formato_desconocido",
            f"No se sabe qué formato es «{ruta.name}». Termine el nombre en .txt, .pdf, .png o .bin (impresora).",
        )
    return forma
