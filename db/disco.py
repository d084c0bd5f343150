"""The diario on the disk of another PC, read as it is: nothing there is opened to be written, migrated or mended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.diario.asiento import Asiento
from app.errors import EquipoError, NegocioError
from db.almacen import BASE
from db.diario import leer
from db.engine import abrir_escritor, errores_de_disco


def leer_disco(carpeta: Path) -> Iterator[Asiento]:
    """Every asiento of the caja of a folder, in order, from a copy of its file: its last writes may be beside it.

    Raises:
        NegocioError: `sin_caja`.
        EquipoError: `disco_ilegible`, or what the file's own damage is.
    """
    if not (carpeta / BASE).is_file():
        raise NegocioError("sin_caja", f"En {carpeta} no hay ninguna caja.")
    with TemporaryDirectory(prefix="ventanilla-") as aparte:
        try:
            for nombre in (BASE, f"{BASE}-wal"):
                if (carpeta / nombre).exists():
                    shutil.copyfile(carpeta / nombre, Path(aparte) / nombre)
        except OSError as error:
            raise EquipoError("disco_ilegible", f"No se puede leer {carpeta}: {error.strerror}.") from error
        engine = abrir_escritor(Path(aparte) / BASE)
        try:
            with errores_de_disco(), engine.begin() as conexion:
                yield from leer(conexion)
        finally:
            engine.dispose()
