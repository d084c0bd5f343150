"""Text from outside made safe for one line of paper: whatever a name holds, it cannot command the printer.

One sign is one column, so a sign that has no width of its own would shift every figure after it; those are shown
as `·` too, never dropped in silence.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: What stands in a line for a sign that cannot be shown.
MARCA = "·"

#: Unicode categories: control, format, surrogate, private, unassigned, line and paragraph separators, and marks that
#: stay loose after composition.
_SIN_FORMA = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me"})


def limpiar(texto: str) -> str:
    """The text composed (NFC), with `·` for every sign that is no column of ink, and single spaces."""
    if texto.isascii() and texto.isprintable():
        return " ".join(texto.split())
    return " ".join("".join(map(_visible, unicodedata.normalize("NFC", texto))).split())


@lru_cache(maxsize=1024)
def _visible(signo: str) -> str:
    if " " <= signo <= "~":
        return signo
    categoria = unicodedata.category(signo)
    if categoria == "Zs":
        return " "
    # Chinese, Japanese and most drawings take two columns where they are drawn at all.
    return MARCA if categoria in _SIN_FORMA or unicodedata.east_asian_width(signo) in "WF" else signo
