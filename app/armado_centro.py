"""Concrete parts of what goes between a caja and its centre, put together; the rest of the caja is in `armado`."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from app import perfiles
from app.armado_carpeta import Carpeta
from app.armado_sede import SedeDeMaquina
from app.centro.casa import Casa, buscar_casa, leer_casa
from app.centro.centro import Sede
from app.centro.ronda import Avance, LoteBajado, Medios, callar
from app.context import Contexto
from app.domain.caja import Caja
from app.errors import NegocioError
from app.ports.centro import CentroRemoto
from app.puesto import Puesto
from app.sistema import postgres
from app.sistema.espera import esperar
from app.sistema.llaves import Llave

#: In which a centre tells its moments.
_ZONA = "America/Mexico_City"


class TallerDelCentro(Carpeta):
    """The part of `Taller` that speaks with a centre, or is one."""

    @contextmanager
    def medios(self, avance: Avance = callar) -> Iterator[Medios]:
        """What a round works with: another process may charge while the network is waited for."""
        with self.contexto(escribir=False) as ctx:
            yield self._medios(ctx, lambda: self.contexto(escribir=True), avance)

    def medios_de(self, puesto: Puesto, avance: Avance = callar) -> Medios:
        """The same for an open window: its one writer is borrowed for as long as something is noted."""
        return self._medios(puesto.lectura, lambda: nullcontext(puesto.escritura), avance)

    def _medios(
        self, ctx: Contexto, escribir: Callable[[], AbstractContextManager[Contexto]], avance: Avance
    ) -> Medios:
        return Medios(
            caja=ctx.caja,
            enlaces=self.enlaces,
            leer=ctx.uow,
            escribir=escribir,
            ahora=lambda: datetime.now(ZoneInfo(ctx.perfil.zona)),
            esperar=esperar,
            bajar=lambda centro, cookie, propias: self._bajar(ctx.caja, centro, cookie, propias),
            plegar=self.plegar,
            recibir_tarifas=self.tarifario.recibir,
            avance=avance,
        )

    def _bajar(self, caja: Caja, centro: CentroRemoto, cookie: str, propias: Sequence[str]) -> LoteBajado:
        lotes = importlib.import_module("db.lotes").Lotes(self._datos / "lotes")
        bajado: LoteBajado = cast(Any, centro).bajar(lotes, caja, cookie, propias)
        return bajado

    def sede(self, url: str) -> SedeDeMaquina:
        """The centre of a URL, or the one of this folder, or the last one that was used here."""
        return SedeDeMaquina(buscar_casa(url, self._datos))

    def sede_en(self, carpeta: Path) -> SedeDeMaquina:
        """The centre of a folder."""
        casa = leer_casa(carpeta.resolve())
        if casa is None:
            raise NegocioError("sin_centro", f"En {carpeta} no hay ningún centro.")
        return SedeDeMaquina(casa)

    def abrir_ventana_del_centro(self, sede: Sede) -> int:
        """Show the centre in a window; first it must be there, so that a wrong folder is told on the terminal."""
        sede.centro().organismos()
        codigo: int = importlib.import_module("ui.sede.aplicacion").abrir(sede, _ZONA)
        return codigo

    def sede_nueva(self, url: str) -> SedeDeMaquina:
        """A centre to be made in somebody's PostgreSQL, administered from this folder; or the one that is there."""
        importlib.import_module("db.centro.conexion").revisar_url(url)
        antes = leer_casa(self._datos)
        if antes is not None and antes.url == url:
            return SedeDeMaquina(antes)
        if antes is not None:
            raise NegocioError(
                "carpeta_ocupada", f"Desde {self._datos} se administra ya otro centro. Use otra carpeta."
            )
        llave = Llave.nueva()
        casa = Casa(carpeta=str(self._datos.resolve()), url=url, publica=llave.publica)
        llave.guardar(casa.ruta_de_llave)
        return SedeDeMaquina(casa)

    def sede_demo(self, carpeta: Path, organismo: str) -> SedeDeMaquina:
        """A demonstration centre in a folder, its own PostgreSQL running; one that was stopped goes on."""
        carpeta = carpeta.resolve()
        antes = leer_casa(carpeta)
        if antes is None and carpeta.exists() and any(carpeta.iterdir()):
            raise NegocioError(
                "carpeta_ocupada", f"La carpeta {carpeta} no está vacía. Elija otra para la demostración."
            )
        if antes is not None and not antes.postgres:
            raise NegocioError("carpeta_ocupada", f"En {carpeta} hay un centro que no es de demostración.")
        if antes is not None:
            SedeDeMaquina(antes).detener()
        servidor = postgres.arrancar(carpeta / "postgres", puerto=antes.puerto if antes else 0)
        if antes is None:
            perfil = perfiles.cargar(organismo)
            inicio = perfil.demostracion.inicio.replace(tzinfo=ZoneInfo(perfil.zona))
            llave = Llave.nueva()
            creada = datetime.now(inicio.tzinfo).isoformat()
            antes = Casa(str(carpeta), "", llave.publica, "", 1, inicio.isoformat(), creada)
            llave.guardar(antes.ruta_de_llave)
        casa = replace(antes, url=servidor.url, postgres=str(servidor.carpeta), puerto=servidor.puerto)
        casa.guardar()
        return SedeDeMaquina(casa)
