"""What paper a printer takes."""

from __future__ import annotations

from dataclasses import dataclass

#: Dots per millimetre of a thermal head (203 dpi).
PUNTOS_POR_MM = 8
#: Width of one sign of font A, in dots.
PUNTOS_POR_COLUMNA = 12


@dataclass(frozen=True, slots=True)
class Papel:
    """A printer's paper: signs of font A, and printable dots, in a row."""

    columnas: int
    puntos: int

    @property
    def milimetros(self) -> int:
        """Width of the roll: 58 or 80."""
        return 58 if self.puntos <= 48 * PUNTOS_POR_MM else 80


#: The papers sold: 58 mm, and 80 mm with two densities of head.
PAPELES = {32: Papel(32, 384), 42: Papel(42, 512), 48: Papel(48, 576)}


def papel_de(columnas: int) -> Papel:
    """The paper with that many columns; for a width that no printer has, one wide enough."""
    return PAPELES.get(columnas) or Papel(columnas, columnas * PUNTOS_POR_COLUMNA)
