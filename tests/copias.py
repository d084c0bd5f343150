"""An earlier `caja.db` put back over a caja, and what its supervisor does about it."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.reposicion.recuperacion import Recuperacion, recuperar
from tests.factories import SUPER
from tests.sede import PuestoDePrueba


class Copia:
    """A `caja.db` of some time ago, and the caja that goes on after it."""

    def __init__(self, puesto: PuestoDePrueba, tmp_path: Path) -> None:
        self.puesto = puesto
        self._ruta = tmp_path / "copia.db"
        puesto.caja.cerrar()
        shutil.copy(puesto.caja.carpeta / "caja.db", self._ruta)
        puesto.caja.reabrir()

    def reponer(self, *, con_cabeza: bool) -> None:
        """Put it back; with its `cabeza.json` of now, or as if that had been lost too."""
        caja = self.puesto.caja
        caja.cerrar()
        for nombre in ("caja.db-wal", "caja.db-shm"):
            (caja.carpeta / nombre).unlink(missing_ok=True)
        shutil.copy(self._ruta, caja.carpeta / "caja.db")
        if not con_cabeza:
            (caja.carpeta / "cabeza.json").unlink()
        caja.reabrir()

    def recuperar(self) -> Recuperacion:
        """The supervisor's way out, with the centre."""
        hecha = recuperar(self.puesto.medios(), SUPER)
        self.puesto.caja.reabrir()
        return hecha
