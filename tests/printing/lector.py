"""A scanner that shares nothing with what draws the codes: zbar."""

from __future__ import annotations

from PIL import Image
from pyzbar.pyzbar import decode


def leer_codigos(imagen: Image.Image) -> list[str]:
    """What a scanner reads on a picture, code by code."""
    return [codigo.data.decode() for codigo in decode(imagen.convert("L"))]
