"""Concrete parts of what goes between a caja and its centre, put together; the rest of the caja is in `armado`."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from app import config, perfiles
from app.casa import Casa, buscar_casa, leer_casa
from app.context import Contexto
from app.domain.caja import Caja
from app.enlace import Enlace
from app.errors import EquipoError, NegocioError
from app.ports import Credenciales, Firmante, Reloj
from app.puertos_centro import CentroRemoto, Respuesta
from app.puesto import Puesto
from app.ronda import LoteBajado, Medios
from app.sistema import postgres
from app.sistema.candado import Candado
from app.sistema.credenciales import Argon2, ConCentro
from app.sistema.espera import esperar
from app.sistema.lanzamiento import lanzar
from app.sistema.llaves import Llave, is_firma
from app.sistema.reloj import RelojDemo, RelojReal
from app.sistema.secretos import guardar_secreto, leer_secreto
from app.usuarios_centro import DEL_CENTRO

if TYPE_CHECKING:
    from db.centro.centro import CentroSql

#: Seconds between two looks at what waits, while nothing does.
_PAUSA_S = 1
_ZONA = "America/Mexico_City"


class EnlacesDeMaquina:
    """Implements `app.enlace.Enlaces` with files of this machine and its network."""

    def __init__(self, datos: Path) -> None:
        self._datos = datos

    def leer(self, caja: Caja) -> Enlace | None:
        """How this caja enters its centre; None while it has none."""
        datos = leer_secreto(config.ruta_de_enlace(self._datos, caja))
        if datos is None:
            return None
        return Enlace(**{campo.name: str(datos.get(campo.name, "")) for campo in fields(Enlace)})

    def guardar(self, caja: Caja, enlace: Enlace) -> None:
        """Keep it beside the caja's key."""
        guardar_secreto(config.ruta_de_enlace(self._datos, caja), asdict(enlace))

    def contactar(self, url: str, rol: str, secreto: str) -> AbstractContextManager[CentroRemoto]:
        """The centre, entered with that role."""
        # The driver costs a tenth of a second to import, and most cajas start without their centre.
        contacto: AbstractContextManager[CentroRemoto] = importlib.import_module("db.remoto").contactar(
            url, rol, secreto
        )
        return contacto

    def firmante(self, caja: Caja) -> Firmante:
        """The caja's key."""
        return Llave.leer(config.ruta_de_llave(self._datos, caja))

    def comprobar(self, publica: str, mensaje: bytes, firma: bytes) -> bool:
        """Whether a signature is that key's."""
        return is_firma(publica, mensaje, firma)

    def esperar(self, preguntar: Callable[[], Respuesta | None], segundos: int) -> Respuesta | None:
        """Ask until there is an answer."""
        return esperar(preguntar, segundos)

    def credenciales(self, caja: Caja, llave: Firmante) -> Credenciales:
        """Verifiers of this caja, and of its centre if it has one."""
        propias, enlace = Argon2(llave.pimienta()), self.leer(caja)
        return propias if enlace is None else ConCentro(propias, Argon2(bytes.fromhex(enlace.pimienta)), DEL_CENTRO)


class TallerDelCentro:
    """The part of `Taller` that speaks with a centre, or is one."""

    _datos: Path

    @property
    def enlaces(self) -> EnlacesDeMaquina:
        """What this caja has of its centre."""
        return EnlacesDeMaquina(self._datos)

    def contexto(self, *, escribir: bool) -> AbstractContextManager[Contexto]:
        """The caja of the folder, open."""
        raise NotImplementedError

    @contextmanager
    def medios(self) -> Iterator[Medios]:
        """What a round works with: another process may charge while the network is waited for."""
        with self.contexto(escribir=False) as ctx:
            yield self._medios(ctx, lambda: self.contexto(escribir=True))

    def medios_de(self, puesto: Puesto) -> Medios:
        """The same for an open window: its one writer is borrowed for as long as something is noted."""
        return self._medios(puesto.lectura, lambda: nullcontext(puesto.escritura))

    def _medios(self, ctx: Contexto, escribir: Callable[[], AbstractContextManager[Contexto]]) -> Medios:
        return Medios(
            caja=ctx.caja,
            enlaces=self.enlaces,
            leer=ctx.uow,
            escribir=escribir,
            ahora=lambda: datetime.now(ZoneInfo(ctx.perfil.zona)),
            esperar=esperar,
            bajar=lambda centro, cookie: self._bajar(ctx.caja, centro, cookie),
        )

    def _bajar(self, caja: Caja, centro: CentroRemoto, cookie: str) -> LoteBajado:
        lotes = importlib.import_module("db.lotes").Lotes(self._datos / "lotes")
        bajado: LoteBajado = cast(Any, centro).bajar(lotes, caja, cookie, lambda clase, filas: None)
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


class SedeDeMaquina:
    """Implements `app.centro.Sede`."""

    def __init__(self, casa: Casa) -> None:
        self.casa = casa

    @property
    def url(self) -> str:
        """Of its administrador, without a password."""
        return self.casa.url

    @property
    def carpeta(self) -> Path:
        """From which it is administered."""
        return Path(self.casa.carpeta)

    def ahora(self) -> datetime:
        """The machine's clock."""
        return datetime.now(UTC)

    def centro(self) -> CentroSql:
        """Its database."""
        from db.centro.centro import CentroSql, Llavero

        llave = self.casa.llave()
        llavero = Llavero(
            centro_id=self.casa.centro_id,
            firmante=llave,
            publica=self.casa.publica,
            secreto=self.casa.secreto(),
            pimienta=lambda organismo: llave.derivar(f"ventanilla organismo {organismo} v1".encode(), 32).hex(),
            credenciales=lambda pimienta: Argon2(bytes.fromhex(pimienta)),
        )
        return CentroSql(self.casa.url, llavero, self.reloj(), is_firma)

    def reloj(self) -> Reloj:
        """The centre's clock; a demonstration has its own."""
        if not self.casa.demo:
            return RelojReal(_ZONA)
        return RelojDemo(datetime.fromisoformat(self.casa.reloj_inicio), datetime.fromisoformat(self.casa.reloj_creada))

    def iniciar(self, organismos: Sequence[str], *, restaurado: bool = False) -> Mapping[str, Any]:
        """Make the database or bring it up to date, and give it organismos."""
        from db.centro.fundacion import Nueva

        casa = self.casa
        identidad = self.centro().fundar(Nueva(casa.publica, casa.demo == 1, casa.reloj_inicio, casa.reloj_creada))
        self.casa = replace(casa, centro_id=identidad.id)
        self.casa.guardar()
        centro = self.centro()
        for organismo in organismos:
            centro.agregar_organismo(organismo)
        if restaurado:
            centro.restaurar()
        return {"centro": identidad.id, "url": casa.url, "organismos": list(centro.organismos())}

    def poblar(self, organismo: str, cuentas: int, semilla: int) -> None:
        """Generate a demonstration's padrón and merge it."""
        from app.demostracion.poblacion import poblar
        from db.lotes import Lotes

        perfil = perfiles.cargar(organismo)
        lotes = Lotes(Path(self.casa.carpeta) / perfil.organismo / "lotes")
        sha, filas = poblar(perfil, lotes, self.reloj().ahora().date(), cuentas, semilla)
        datos = {"sha": sha, "filas": filas, "quien": "centro", "origen": "demostracion"}
        self.centro().fundir(perfil.organismo, lotes, sha, datos)

    def servir(self, seguir: Callable[[], bool]) -> int:
        """Serve until `seguir` says no; how many asientos moved. A centre that cannot be reached is asked again."""
        movidos = 0
        with self.centro().sirviendo() as vuelta:
            while True:
                try:
                    movidos += (hechos := vuelta())
                except EquipoError:
                    hechos = 0
                if not seguir():
                    return movidos
                if not hechos:
                    esperar(lambda: None if seguir() else True, _PAUSA_S)

    def lanzar(self) -> int:
        """Start `servir` as a process of its own that outlives this one; its pid."""
        linea = [sys.executable, "-P", "-m", "app", "centro", "servir", "--datos", self.casa.carpeta]
        pid = lanzar(linea, self.carpeta / "servir.log", {"PYTHONPATH": str(Path(__file__).parent.parent)})
        (self.carpeta / "servir.pid").write_text(str(pid), encoding="utf-8")
        return pid

    def detener(self) -> None:
        """Stop the service and the server of a demonstration, if they run."""
        ruta = self.carpeta / "servir.pid"
        # Who holds the lock of the folder is the service; a number alone may be somebody else's by now.
        if ruta.exists() and _is_tomada(self.carpeta):
            with suppress(ProcessLookupError, ValueError):
                os.kill(int(ruta.read_text(encoding="utf-8")), signal.SIGTERM)
            Candado(self.carpeta, espera_s=10).soltar()
        ruta.unlink(missing_ok=True)
        if self.casa.postgres:
            postgres.detener(postgres.Servidor(Path(self.casa.postgres), self.casa.puerto))


def _is_tomada(carpeta: Path) -> bool:
    try:
        Candado(carpeta, espera_s=0).soltar()
    except NegocioError:
        return True
    return False
