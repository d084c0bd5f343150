"""Codes for scanners as modules, before anybody knows how large they will be drawn: one byte a module, 1 is ink."""

from __future__ import annotations

from typing import Any

#: From the library's greys, of which it uses black and white.
_TINTA = b"\x01" + bytes(255)
#: Every third column of modules turned round.
_MASCARA = 2


def modulos_qr(datos: str) -> tuple[bytes, ...]:
    """The rows of a QR (ISO/IEC 18004) with level M of correction, without the blank that goes around them.

    Raises:
        ValueError: it is empty, or more than any QR holds.
    """
    # Any mask is read; to look for the one that is read best takes five times as long as the rest.
    return _modulos("QRCode", datos, ec_level="M", data_mask=_MASCARA)


def modulos_de_barras(datos: str) -> bytes:
    """The bars of a Code 128 (ISO/IEC 15417), without the blank at its sides.

    Raises:
        ValueError: it is empty, or not printable ASCII.
    """
    if not datos.isascii() or not datos.isprintable() or not datos:
        raise ValueError(f"Code 128 takes printable ASCII, not {datos!r}")
    return _modulos("Code128", datos)[0]


def _modulos(formato: str, datos: str, **opciones: Any) -> tuple[bytes, ...]:
    # Loaded with the first code: the window opens before it needs one.
    import zxingcpp

    codigo = zxingcpp.create_barcode(datos, getattr(zxingcpp, formato), **opciones)
    imagen = zxingcpp.write_barcode_to_image(codigo, add_quiet_zones=False)
    alto, ancho = imagen.shape
    # Its types do not tell that it is a buffer.
    modulos = bytes(memoryview(imagen)).translate(_TINTA)  # type: ignore[arg-type]
    return tuple(modulos[n : n + ancho] for n in range(0, alto * ancho, ancho))
