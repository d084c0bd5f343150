"""Concrete parts put together around one data folder: the only module that sees every room.

It is heavy to import; `app/__main__` does so when there is something to do with a caja.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app import config, importacion
from app.ajustes import leer_ajustes
from app.armado_centro import TallerDelCentro
from app.armado_reemplazo import TallerDelReemplazo
from app.context import Contexto
from app.demostracion.poblacion import poblar
from app.documentos import Encabezado
from app.domain.cuenta import Marca
from app.errors import NegocioError
from app.facturacion import Avance as AvanceFacturacion
from app.facturacion import Facturacion, PedidoFacturacion, facturar
from app.fundacion import LoteInicial
from app.importacion import Archivos, Avance, Importacion, Reglas
from app.padron import importar
from app.papel.encabezado import encabezado_de
from app.ports import Firmante, Reloj
from app.puesto import Puesto
from app.reloj import reloj_de
from app.salidas import Salidas
from app.saltos import revisar_al_inicio
from app.sistema.candado import Candado
from app.sistema.llaves import Llave, SinLlave, is_firma
from app.sistema.reloj import RelojFijo, RelojReal
from app.taller import Alta, caja_nueva
from app.tarifa.tarifario import Tarifario
from app.turno.respaldos import Copiador, ver_respaldos
from db import almacen as almacenes
from db import diagnostico, exportacion, verificacion
from db.almacen import Almacen
from db.anexos import CARPETA as ANEXOS
from db.anexos import Anexos
from db.lotes import Lotes
from db.padron import Padron
from db.respaldo import Copias
from db.unit_of_work import SqlUnitOfWork


class Taller(TallerDelCentro, TallerDelReemplazo, Salidas):
    """The concrete parts, built around one data folder."""

    @property
    def datos(self) -> Path:
        """The caja's folder."""
        return self._datos

    def reloj(self) -> Reloj:
        """A clock for what needs no caja."""
        zona = "America/Mexico_City"
        momento = config.momento_ordenado(zona)
        return RelojFijo(momento) if momento else RelojReal(zona)

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
    def puesto(self) -> Iterator[Puesto]:
        """The caja open for a window: one context that writes, and one over reading connections of its own."""
        with self.contexto(escribir=True) as escritura, self.contexto(escribir=False) as lectura:
            yield Puesto(escritura, lectura)

    @contextmanager
    def fundar(self, alta: Alta) -> Iterator[Contexto]:
        """A new caja in an empty folder; the caller commits its first asientos."""
        perfil = self.tarifario.perfil(alta.organismo)
        llave = Llave.nueva()
        caja = caja_nueva(perfil, alta, llave.publica, datetime.now(ZoneInfo(perfil.zona)))
        reloj_de(caja, perfil)
        engine = almacenes.crear(self._datos)
        candado = Candado(self._datos)
        try:
            ruta = config.ruta_de_llave(self._datos, caja)
            # Left by a caja whose making was cut short: it signed nothing.
            ruta.unlink(missing_ok=True)
            llave.guardar(ruta)
            with self._armar(Almacen(self._datos, engine, caja), llave) as ctx:
                # Its diario does not name yet the lists that were loaded before it; the profile has them already.
                yield replace(ctx, perfil=perfil)
        finally:
            engine.dispose()
            candado.soltar()

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

    def importar(
        self, ctx: Contexto, archivos: Archivos, hasta: str, quien: str, avance: Avance | None = None
    ) -> Importacion:
        """Import files of the billing system into the padrón; with nobody who answers for it, only simulate.

        Args:
            avance: told while it reads; what it raises ends the import with nothing written.
        """
        lotes = Lotes(self._datos / "lotes")
        with self._padron() as padron:

            def preparar(reglas: Reglas, marcas: tuple[Marca, ...], escribir: bool) -> Importacion:
                return importacion.preparar(
                    padron,
                    lotes,
                    archivos,
                    organismo=ctx.caja.organismo,
                    reglas=reglas,
                    hasta=marcas,
                    simular=not escribir,
                    avance=avance,
                )

            hecha = importar(ctx, preparar, archivos.recibos is not None, hasta, quien)
        if hecha.lote is not None:
            self.plegar()
        return hecha

    def facturar(
        self, ctx: Contexto, pedido: PedidoFacturacion, quien: str, avance: AvanceFacturacion | None = None
    ) -> Facturacion:
        """Bill a month of the padrón; with nobody who answers for it, only simulate."""
        with self._padron() as padron:
            hecha = facturar(ctx, padron, Lotes(self._datos / "lotes"), pedido, quien, avance)
        if hecha.lote is not None:
            self.plegar()
        return hecha

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

    def poblar(self, ctx: Contexto, cuentas: int, semilla: int) -> LoteInicial:
        """Write the lote of a demonstration's padrón."""
        hoy = ctx.reloj.ahora().date()
        return LoteInicial(*poblar(ctx.perfil, Lotes(self._datos / "lotes"), hoy, cuentas, semilla))

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

    def encabezado(self, ctx: Contexto) -> Encabezado:
        """The organismo's header of papers."""
        return encabezado_de(ctx)

    def publicas(self, carpeta: Path | None) -> Mapping[str, str]:
        """Public keys by epoca: those of a folder, or the ones that this caja's diario names."""
        if carpeta is not None:
            return exportacion.leer_publicas(carpeta)
        with self._leyendo() as almacen:
            return exportacion.publicas_de(almacen)

    def copiador(self, ctx: Contexto) -> Copiador:
        """Makes copies of the caja's file."""
        return Copias(self._datos, ctx.caja.numero)

    def verificar(self, publicas: Path | None) -> verificacion.Informe:
        """Check the whole diario and what follows from it, whatever state it is in."""
        with self._leyendo() as almacen:
            claves = None if publicas is None else exportacion.leer_claves(publicas, almacen, is_firma)
            if not (self._datos / "padron.db").exists():
                # It is never the truth: what is missing is made again from its lotes, and then compared.
                self._plegar_si_nadie_escribe(almacen)
            with self._padron() as padron:
                enlace = self.enlaces.leer(almacen.caja)
                return verificacion.verificar(
                    almacen, padron, is_firma, claves, enlace.centro_publica if enlace else ""
                )

    def exportar_diario(self, ruta: Path) -> int:
        """Write every asiento to a file; how many."""
        with self._leyendo() as almacen:
            return exportacion.exportar_diario(almacen, ruta)

    def exportar_claves(self, carpeta: Path) -> Sequence[Path]:
        """Write the public keys to a folder."""
        with self._leyendo() as almacen:
            return exportacion.exportar_claves(almacen, carpeta)

    def diagnosticar(self) -> Mapping[str, Any]:
        """The state of this machine and caja, without personal data."""
        with self.contexto(escribir=False) as ctx:
            impresora, ahora = leer_ajustes(ctx).impresora.tipo, ctx.reloj.ahora()
            respaldos = ver_respaldos(ctx, self.copiador(ctx))
        with self._leyendo() as almacen:
            llave = config.ruta_de_llave(self._datos, almacen.caja).is_file()
            return diagnostico.diagnosticar(almacen, ahora, impresora, llave) | respaldos

    def medir(self, nombres: Sequence[str]) -> Mapping[str, Any]:
        """Run the benchmarks, which live with the tests."""
        return dict(importlib.import_module("tests.bench.medir").medir(nombres))
