"""An earlier `caja.db` put back over a caja, and what its supervisor does about it."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.armado_sede import SedeDeMaquina
from app.domain.pago.pago import Pago
from app.reposicion.recuperacion import Recuperacion, recuperar
from tests.factories import SUPER, un_pago
from tests.sede import PuestoDePrueba, consultar


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


def pagar(puesto: PuestoDePrueba, cuenta: str = "100") -> Pago:
    """10.00 of a cuenta."""
    return un_pago(puesto.caja, cuenta, monto="10.00")


def pagos_del_centro(sede: SedeDeMaquina) -> list[str]:
    """Folios of caja 2 that the centre has."""
    return [f[0] for f in consultar(sede, "SELECT folio FROM pago WHERE caja = '2' ORDER BY folio")]
