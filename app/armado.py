"""Concrete parts put together around one data folder: the only module that sees every room.

It is heavy to import; `app/__main__` does so when there is something to do with a caja.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app import config, importacion
from app.ajustes import leer_ajustes
from app.armado_centro import TallerDelCentro
from app.armado_reemplazo import TallerDelReemplazo
from app.armado_salidas import TallerDeSalidas
from app.context import Contexto
from app.demostracion.poblacion import poblar
from app.documentos import Encabezado
from app.domain.cuenta import Marca
from app.facturacion import Avance as AvanceFacturacion
from app.facturacion import Facturacion, PedidoFacturacion, facturar
from app.fundacion import LoteInicial
from app.importacion import Archivos, Avance, Importacion, Reglas
from app.padron import importar
from app.papel.encabezado import encabezado_de
from app.ports import Reloj
from app.puesto import Puesto
from app.reloj import reloj_sin_caja
from app.sistema.llaves import is_firma
from app.turno.respaldos import Copiador, ver_respaldos
from db import diagnostico, exportacion, verificacion
from db.lotes import Lotes
from db.respaldo import Copias


class Taller(TallerDelCentro, TallerDelReemplazo, TallerDeSalidas):
    """The concrete parts, built around one data folder."""

    def reloj(self) -> Reloj:
        """A clock for what needs no caja."""
        return reloj_sin_caja()

    @contextmanager
    def puesto(self) -> Iterator[Puesto]:
        """The caja open for a window: one context that writes, and one over reading connections of its own."""
        with self.contexto(escribir=True) as escritura, self.contexto(escribir=False) as lectura:
            yield Puesto(escritura, lectura)

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

    def poblar(self, ctx: Contexto, cuentas: int, semilla: int) -> LoteInicial:
        """Write the lote of a demonstration's padrón."""
        hoy = ctx.reloj.ahora().date()
        return LoteInicial(*poblar(ctx.perfil, Lotes(self._datos / "lotes"), hoy, cuentas, semilla))

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
