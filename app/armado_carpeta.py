"""One data folder as it is opened and made: its lock, its key, its file and its padrón, put together in a context."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app import config
from app.armado_enlaces import EnlacesDeMaquina
from app.context import Contexto
from app.domain.caja import Caja
from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.ports import Firmante
from app.reloj import reloj_de
from app.saltos import revisar_al_inicio
from app.sistema.candado import Candado
from app.sistema.llaves import Llave, SinLlave
from app.taller import Alta, caja_nueva
from app.tarifa.tarifario import Tarifario
from db import almacen as almacenes
from db.almacen import Almacen
from db.anexos import CARPETA as ANEXOS
from db.anexos import Anexos
from db.lotes import Lotes
from db.padron import Padron
from db.unit_of_work import SqlUnitOfWork


class Carpeta:
    """A data folder; the parts of the `Taller` that work on it are built upon this one."""

    def __init__(self, datos: Path) -> None:
        self._datos = datos

    @property
    def datos(self) -> Path:
        """The caja's folder."""
        return self._datos

    def hay_caja(self) -> bool:
        """Whether the folder holds a caja."""
        return almacenes.is_caja(self._datos)

    @property
    def tarifario(self) -> Tarifario:
        """The profiles, with the figures loaded into the folder."""
        return Tarifario(self._datos, self._tarifas_del_diario)

    def _tarifas_del_diario(self) -> Sequence[str] | None:
        if not self.hay_caja():
            return None
        with self._leyendo() as almacen:
            return almacen.tarifas()

    @property
    def enlaces(self) -> EnlacesDeMaquina:
        """What this caja has of its centre."""
        return EnlacesDeMaquina(self._datos)

    @contextmanager
    def contexto(self, *, escribir: bool) -> Iterator[Contexto]:
        """The caja of the folder, open; locked against other processes while it may write."""
        candado = Candado(self._datos) if escribir and almacenes.is_caja(self._datos) else None
        try:
            almacen = almacenes.abrir(self._datos, escribir=escribir)
            try:
                llave = Llave.leer(config.ruta_de_llave(self._datos, almacen.caja)) if escribir else SinLlave()
                if not escribir:
                    self._plegar_si_nadie_escribe(almacen)
                with self._armar(almacen, llave, plegar=escribir) as ctx:
                    if escribir:
                        revisar_al_inicio(ctx)
                    yield ctx
            finally:
                almacen.cerrar()
        finally:
            if candado is not None:
                candado.soltar()

    @contextmanager
    def fundar(self, alta: Alta) -> Iterator[Contexto]:
        """A new caja in an empty folder; the caller commits its first asientos."""
        caja, perfil, llave = self._nueva(alta)
        engine = almacenes.crear(self._datos)
        candado = Candado(self._datos)
        try:
            self._guardar_llave(caja, llave)
            with self._armar(Almacen(self._datos, engine, caja), llave) as ctx:
                # Its diario does not name yet the lists that were loaded before it; the profile has them already.
                yield replace(ctx, perfil=perfil)
        finally:
            engine.dispose()
            candado.soltar()

    def _nueva(self, alta: Alta) -> tuple[Caja, Perfil, Llave]:
        """The identity of a caja to be made, its profile and its key; nothing is written yet.

        Raises:
            NegocioError: the profile is not known, or its clock could not go on from there.
        """
        perfil, llave = self.tarifario.perfil(alta.organismo), Llave.nueva()
        caja = caja_nueva(perfil, alta, llave.publica, datetime.now(ZoneInfo(perfil.zona)))
        reloj_de(caja, perfil)
        return caja, perfil, llave

    def _guardar_llave(self, caja: Caja, llave: Llave) -> None:
        """Keep the key of a new caja; one left by a caja whose making was cut short signed nothing."""
        ruta = config.ruta_de_llave(self._datos, caja)
        ruta.unlink(missing_ok=True)
        llave.guardar(ruta)

    @contextmanager
    def _armar(self, almacen: Almacen, llave: Firmante, *, plegar: bool = True) -> Iterator[Contexto]:
        tarifario = Tarifario(self._datos, almacen.tarifas)
        perfil = tarifario.perfil(f"{almacen.caja.organismo}/{almacen.caja.version}")
        reloj = reloj_de(almacen.caja, perfil)

        def uow() -> SqlUnitOfWork:
            return almacen.uow(llave, reloj)

        with self._padron() as padron:
            if plegar:
                padron.aplicar(almacen.lotes())
            yield Contexto(
                caja=almacen.caja,
                perfil=perfil,
                reloj=reloj,
                padron=padron,
                credenciales=self.enlaces.credenciales(almacen.caja, llave),
                uow=uow,
                anexos=Anexos(self._datos / ANEXOS),
                espacio_libre=lambda: shutil.disk_usage(self._datos).free,
            )

    @contextmanager
    def _leyendo(self) -> Iterator[Almacen]:
        almacen = almacenes.abrir(self._datos, escribir=False)
        try:
            yield almacen
        finally:
            almacen.cerrar()

    def plegar(self) -> None:
        """Bring the padrón up to what the diario says was imported."""
        with self._leyendo() as almacen, self._padron() as padron:
            padron.aplicar(almacen.lotes())

    def _plegar_si_nadie_escribe(self, almacen: Almacen) -> None:
        """Fold what a program that was killed left unfolded, or a padrón that was deleted.

        Somebody who holds the lock is folding it already: two must never fold the same lote.
        """
        with self._padron() as padron:
            lotes = almacen.lotes()
            if padron.aplicados() == lotes:
                return
            try:
                candado = Candado(self._datos, espera_s=0)
            except NegocioError:
                return
            try:
                padron.aplicar(lotes)
            finally:
                candado.soltar()

    @contextmanager
    def _padron(self) -> Iterator[Padron]:
        padron = Padron(self._datos / "padron.db", Lotes(self._datos / "lotes"))
        try:
            yield padron
        finally:
            padron.cerrar()
