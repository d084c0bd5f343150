"""What paper a printer takes and how its page of signs is numbered."""

from __future__ import annotations

from dataclasses import dataclass

#: Dots per millimetre of a thermal head (203 dpi).
PUNTOS_POR_MM = 8
#: Width of one sign of font A, in dots.
PUNTOS_POR_COLUMNA = 12


@dataclass(frozen=True, slots=True)
class Papel:
    """A printer's paper.

    Attributes:
        columnas: signs of font A in a row.
        puntos: printable dots in a row.
        pagina_codigo: number by which this printer calls CP858 in `ESC t n`: 19 at Epson, 53 at others. 0 to 255.
    """

    columnas: int
    puntos: int
    pagina_codigo: int = 19

    @property
    def milimetros(self) -> int:
        """Width of the roll: 58 or 80."""
        return 58 if self.puntos <= 48 * PUNTOS_POR_MM else 80


#: The papers sold: 58 mm, and 80 mm with two densities of head.
PAPELES = {32: Papel(32, 384), 42: Papel(42, 512), 48: Papel(48, 576)}


def papel_de(columnas: int) -> Papel:
    """The paper with that many columns; for a width that no printer has, one wide enough."""
    return PAPELES.get(columnas) or Papel(columnas, columnas * PUNTOS_POR_COLUMNA)
