"""A folder that becomes the caja of another PC, put together: begun, gone on with, or set aside to make room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from app import config
from app.armado_carpeta import Carpeta
from app.centro.alto import TRAYENDO, Alto
from app.context import Contexto
from app.domain.caja import Caja
from app.domain.centro.enlace import Invitacion
from app.domain.diario.asiento import Asiento
from app.errors import NegocioError
from app.reposicion.reemplazo import EN_CURSO
from app.sistema.candado import Candado
from app.sistema.llaves import Llave
from app.taller import alta_de
from db import almacen as almacenes
from db import reemplazo
from db.almacen import Almacen
from db.disco import leer_disco
from db.engine import abrir_escritor


class TallerDelReemplazo(Carpeta):
    """The part of `Taller` that makes a caja from its centre."""

    def is_trayendo(self) -> bool:
        """Whether the folder is of a caja whose diario is still being brought."""
        return bool(reemplazo.leer_nota(self._datos, EN_CURSO))

    @contextmanager
    def tomar(self, invitacion: Invitacion) -> Iterator[Contexto]:
        """The caja to be, over what was brought of its diario until now; nothing else opens it before it is whole.

        Raises:
            NegocioError: `carpeta_ocupada`, `enlace_de_otra_caja`, the folder began with another file.
            EquipoError: the disk.
        """
        candado = Candado(self._datos) if almacenes.is_caja(self._datos) else None
        caja = self._caja_en_curso(invitacion) or self._empezar(invitacion)
        candado = candado or Candado(self._datos)
        engine = abrir_escritor(self._datos / almacenes.BASE)
        try:
            llave = Llave.leer(config.ruta_de_llave(self._datos, caja))
            with self._armar(Almacen(self._datos, engine, caja), llave, plegar=False) as ctx:
                yield ctx
        finally:
            engine.dispose()
            candado.soltar()

    def _caja_en_curso(self, invitacion: Invitacion) -> Caja | None:
        datos = json.loads(reemplazo.leer_nota(self._datos, EN_CURSO) or "{}")
        if not datos:
            return None
        if datos.pop("registro") != invitacion.registro:
            raise NegocioError(
                "enlace_de_otra_caja", "Esta carpeta se empezó con otro enlace: use ese, o una carpeta vacía."
            )
        return Caja(**datos)

    def _empezar(self, invitacion: Invitacion) -> Caja:
        caja, _, llave = self._nueva(alta_de(invitacion))
        engine = almacenes.crear(self._datos)
        try:
            self._guardar_llave(caja, llave)
            alto = Alto(
                TRAYENDO,
                "A esta caja le falta traer su diario del centro: dé otra vez la orden «enlazar» con el mismo archivo.",
            )
            reemplazo.empezar(engine, alto, EN_CURSO, json.dumps(asdict(caja) | {"registro": invitacion.registro}))
        finally:
            engine.dispose()
        return caja

    def disco(self, carpeta: Path) -> Iterable[Asiento]:
        """Every asiento of the caja of another PC's folder, in order."""
        return leer_disco(carpeta)

    def apartar(self) -> Path:
        """Move a stopped caja to a folder of its own inside this one, which may then become the caja anew."""
        candado = Candado(self._datos)
        try:
            return reemplazo.apartar(self._datos)
        finally:
            candado.soltar()
