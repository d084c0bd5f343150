"""One user action on `caja.db`: a transaction opened outside the use case and committed by it, once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.ports import Firmante, Reloj
from db.ajustes import AjustesRepo
from db.cola import ColaRepo
from db.diario import DiarioRepo
from db.engine import errores_de_disco
from db.lecturas.acreditaciones import AcreditacionesRepo
from db.lecturas.beneficios import BeneficiosRepo
from db.lecturas.cargos import CargosRepo
from db.lecturas.contrapagos import ContrapagosRepo
from db.lecturas.cortes import CortesRepo
from db.lecturas.recuperados import RecuperadosRepo
from db.lecturas.reportes import ReportesRepo
from db.lecturas.solicitudes import SolicitudesRepo
from db.lecturas.subsidios import SubsidiosRepo
from db.lecturas.tramites import TramitesRepo
from db.lecturas.usuarios import UsuariosRepo
from db.repos import PagosRepo, TurnosRepo
from db.sincronia import SincroniaRepo


class SqlUnitOfWork:
    """Repositories over one connection; leaving the block without `commit` rolls everything back.

    Attributes:
        caja: the till whose diario this is.
        reloj: its clock.
    """

    def __init__(
        self,
        engine: Engine,
        caja: Caja,
        firmante: Firmante,
        reloj: Reloj,
        confirmado: Callable[[Asiento], None] = lambda asiento: None,
    ) -> None:
        self._engine = engine
        self._firmante = firmante
        self.reloj = reloj
        self._confirmado = confirmado
        self._conexion: Connection | None = None
        self.caja = caja

    def __enter__(self) -> Self:
        with errores_de_disco():
            conexion = self._engine.connect()
            try:
                conexion.begin()
            except BaseException:
                # There is only one: lost here, the next action would wait for it in vain.
                conexion.close()
                raise
        self._conexion = conexion
        return self

    def __exit__(self, *exc: object) -> None:
        conexion, self._conexion = self._conexion, None
        dinero = ("diario", "pagos", "contrapagos", "cargos", "beneficios", "subsidios", "turnos", "cortes")
        otros = (
            "acreditaciones",
            "recuperados",
            "tramites",
            "solicitudes",
            "reportes",
            "usuarios",
            "cola",
            "ajustes",
            "sincronia",
        )
        for nombre in (*dinero, *otros):
            self.__dict__.pop(nombre, None)
        with errores_de_disco():
            if conexion is not None:
                conexion.close()
            if isinstance(exc[1], (DBAPIError, sqlite3.Error)):
                raise exc[1]

    @property
    def conexion(self) -> Connection:
        """The open connection.

        Raises:
            RuntimeError: outside the `with` block.
        """
        if self._conexion is None:
            raise RuntimeError("the unit of work is not open")
        return self._conexion

    @cached_property
    def diario(self) -> DiarioRepo:
        """The journal."""
        return DiarioRepo(self.conexion, self.caja, self._firmante, self.reloj)

    @cached_property
    def pagos(self) -> PagosRepo:
        """Payments."""
        return PagosRepo(self.conexion, self.caja)

    @cached_property
    def contrapagos(self) -> ContrapagosRepo:
        """What turned payments round."""
        return ContrapagosRepo(self.conexion, self.caja)

    @cached_property
    def recuperados(self) -> RecuperadosRepo:
        """Payments taken up again from a ticket."""
        return RecuperadosRepo(self.conexion, self.caja)

    @cached_property
    def cargos(self) -> CargosRepo:
        """Charges and condonaciones."""
        return CargosRepo(self.conexion, self.caja)

    @cached_property
    def beneficios(self) -> BeneficiosRepo:
        """Benefits granted here, and years paid ahead."""
        return BeneficiosRepo(self.conexion, self.caja.organismo)

    @cached_property
    def subsidios(self) -> SubsidiosRepo:
        """Recibos de subsidio."""
        return SubsidiosRepo(self.conexion, self.caja)

    @cached_property
    def tramites(self) -> TramitesRepo:
        """Convenios and constancias."""
        return TramitesRepo(self.conexion, self.caja)

    @cached_property
    def solicitudes(self) -> SolicitudesRepo:
        """Requests of benefits."""
        return SolicitudesRepo(self.conexion, self.caja)

    @cached_property
    def acreditaciones(self) -> AcreditacionesRepo:
        """Credit of what was paid twice."""
        return AcreditacionesRepo(self.conexion, self.caja)

    @cached_property
    def turnos(self) -> TurnosRepo:
        """Turnos."""
        return TurnosRepo(self.conexion, self.caja)

    @cached_property
    def cortes(self) -> CortesRepo:
        """Figures of turnos, cortes Z and what became of them."""
        return CortesRepo(self.conexion, self.caja)

    @cached_property
    def reportes(self) -> ReportesRepo:
        """Sums for reports."""
        return ReportesRepo(self.conexion, self.caja)

    @cached_property
    def usuarios(self) -> UsuariosRepo:
        """People."""
        return UsuariosRepo(self.conexion, self.caja)

    @cached_property
    def cola(self) -> ColaRepo:
        """Print queue."""
        return ColaRepo(self.conexion, self.caja)

    @cached_property
    def ajustes(self) -> AjustesRepo:
        """Settings of this PC."""
        return AjustesRepo(self.conexion)

    @cached_property
    def sincronia(self) -> SincroniaRepo:
        """What this file knows of the centre."""
        return SincroniaRepo(self.conexion, self.caja)

    def commit(self) -> None:
        """Make it durable; then keep the new head outside the file."""
        with errores_de_disco():
            self.conexion.commit()
        ultimo = self.diario.ultimo
        if ultimo is not None:
            self._confirmado(ultimo)


#: The head's file always has this size, that of the smallest sector: a write over it is whole or has not happened.
_SECTOR = 512


class Cabeza:
    """The last head, kept outside `caja.db` so that a truncated or restored file is noticed."""

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta

    def guardar(self, asiento: Asiento) -> None:
        """Remember this asiento as the last; losing the write is harmless, an older head is an ancestor too."""
        datos = {"epoca": asiento.epoca, "seq": asiento.seq, "hash": asiento.hash.hex()}
        contenido = json.dumps(datos).encode().ljust(_SECTOR)
        try:
            self._escribir(contenido)
        except OSError:
            # The payment is committed; a full disk must not turn it into a failure.
            return

    def _escribir(self, contenido: bytes) -> None:
        try:
            # Over itself: replacing it by another file would make every payment wait for the disk twice.
            with self._ruta.open("r+b", buffering=0) as archivo:
                archivo.write(contenido)
        except FileNotFoundError:
            nueva = self._ruta.with_suffix(".nueva")
            nueva.write_bytes(contenido)
            nueva.replace(self._ruta)

    def leer(self) -> tuple[str, int, str] | None:
        """(epoca, seq, hash) of the last head, or None if there is none."""
        try:
            leido = json.loads(self._ruta.read_text())
            return leido["epoca"], leido["seq"], leido["hash"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
