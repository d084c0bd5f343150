"""A centre over its PostgreSQL: what its administrador orders, and the service that works beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, text

from app import perfiles
from app.centro.centro import ErrorDelCentro, EstadoDelCentro, Recaudado
from app.centro.facturacion_centro import CambioDelMes
from app.centro.incidencias import exigir_resolucion
from app.centro.raices_centro import Cabeza, RaizDelCentro
from app.domain.centro.enlace import Invitacion
from app.domain.centro.incidencia import Incidencia, datos_de_resolucion
from app.domain.centro.recepcion import Comprobar
from app.domain.cuenta import Marca
from app.domain.periodo import Periodo
from app.domain.reporte.reporte_subsidios import SubsidiosDeCentro, por_centro
from app.errors import NegocioError
from app.ports import Reloj
from db.centro import acreditaciones, altas, consultas
from db.centro.beneficios import leer_cambios
from db.centro.conciliacion import Conciliador
from db.centro.conexion import abrir, errores_de_red, reintentar
from db.centro.diario import DiarioPropio, Identidad, subir_flujo
from db.centro.fundacion import Nueva, agregar_organismo, exigir_al_dia, iniciar, renovar_generacion
from db.centro.gente import guardar_usuario
from db.centro.incidencias import CENTRO, elegir_abierta, leer_incidencias
from db.centro.llavero import Llavero
from db.centro.padron import fundir, leer_lotes, leer_marcas
from db.centro.paquete import empacar
from db.centro.permisos import Roles
from db.centro.raices import cabezas_distintas, firmar_raiz
from db.centro.recepcion import Receptor
from db.centro.saludos import podar
from db.centro.subsidios import leer_subsidios
from db.centro.tarifas import leer_tarifas, publicar_tarifa
from db.lecturas.beneficios import BeneficiosRepo
from db.lotes import Lotes


class CentroSql:
    """Implements the part of `app.centro.centro.Centro` that is the database's.

    Args:
        url: enters as whoever administers it, without a password.
    """

    def __init__(self, url: str, llavero: Llavero, reloj: Reloj, comprobar: Comprobar) -> None:
        self.url = url
        self._llavero = llavero
        self._reloj = reloj
        self._comprobar = comprobar
        self._conciliador = Conciliador(llavero.firmante, reloj)

    def ahora(self) -> datetime:
        """The centre's clock."""
        return self._reloj.ahora()

    def firmar(self, mensaje: bytes) -> bytes:
        """The centre's signature."""
        return self._llavero.firmante.firmar(mensaje)

    def fundar(self, nueva: Nueva) -> Identidad:
        """Make the database, or bring it up to this program."""
        engine = abrir(self.url)
        with errores_de_red():
            return reintentar(lambda: iniciar(engine, nueva, self._llavero.secreto))

    def restaurar(self) -> None:
        """Say that the database was put back from a copy: cajas then pull everything and push again what they hold."""
        with self._como_dueno() as (conexion, _):
            renovar_generacion(conexion, self._llavero.firmante)
            for organismo in conexion.execute(text("SELECT organismo FROM organismo ORDER BY 1")).scalars().all():
                self._propio(conexion, organismo).asentar("centro_restaurado", {"quien": CENTRO})

    @contextmanager
    def _como_dueno(self, aislada: str = "READ COMMITTED") -> Iterator[tuple[Connection, Identidad]]:
        with self._como_administrador(aislada) as (conexion, identidad):
            conexion.exec_driver_sql(f"SET LOCAL ROLE {Roles(identidad.id).dueno}")
            yield conexion, identidad

    @contextmanager
    def _como_administrador(self, aislada: str = "READ COMMITTED") -> Iterator[tuple[Connection, Identidad]]:
        """One transaction; the owner's rows are read as the owner, whom even a superuser's absence does not hide."""
        engine = abrir(self.url).execution_options(isolation_level=aislada)
        with errores_de_red(), engine.begin() as conexion:
            dueno = conexion.exec_driver_sql(
                "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'ventanilla'"
            ).scalar()
            if dueno is None:
                raise NegocioError(
                    "sin_centro", "En esa base no hay ningún centro. Hágalo con «centro iniciar --url U»."
                )
            conexion.exec_driver_sql(f"SET LOCAL ROLE {dueno}")
            identidad = exigir_al_dia(conexion)
            conexion.exec_driver_sql("SET LOCAL ROLE NONE")
            yield conexion, identidad

    def organismos(self) -> tuple[str, ...]:
        """Those that it serves."""
        with self._como_dueno() as (conexion, _):
            return tuple(conexion.execute(text("SELECT organismo FROM organismo ORDER BY 1")).scalars())

    def agregar_organismo(self, organismo: str) -> None:
        """Serve one more; one that it serves already stays as it is."""
        perfil = perfiles.cargar(organismo)
        with self._como_dueno() as (conexion, _):
            agregar_organismo(
                conexion, perfil.organismo, perfil.version, perfil.nombre, self._llavero.firmante, self._reloj
            )

    def invitar(self, organismo: str, numero: str, centro: str, vence: datetime) -> Invitacion:
        """Expect a caja: its role, and what its file will say."""
        with self._como_administrador() as (conexion, identidad):
            roles = Roles(identidad.id)
            conexion.exec_driver_sql(f"SET LOCAL ROLE {roles.dueno}")
            version = conexion.execute(
                text("SELECT version FROM organismo WHERE organismo = :o"), {"o": organismo}
            ).scalar()
            conexion.exec_driver_sql("SET LOCAL ROLE NONE")
            if version is None:
                raise NegocioError("organismo_desconocido", f"El centro no atiende a {organismo[:30]}.")
            pimienta = self._llavero.pimienta(organismo)
            invitada = altas.Invitada(organismo, version, numero, centro, self._url_para_cajas(), pimienta, vence)
            return altas.dar_de_alta(conexion, roles, identidad, self._llavero.firmante, self._reloj, invitada)

    def _url_para_cajas(self) -> str:
        """The same place without the user, who is the administrador."""
        esquema, _, resto = self.url.partition("://")
        return f"{esquema}://{resto.rpartition('@')[2]}"

    def dar_de_baja(self, organismo: str, numero: str, motivo: str) -> tuple[str, int]:
        """Take nothing more from a caja; epoca and seq of the last asiento taken as good."""
        with self._como_administrador() as (conexion, identidad):
            firmante, roles = self._llavero.firmante, Roles(identidad.id)
            return altas.dar_de_baja(conexion, roles, firmante, self._reloj, organismo, numero, motivo)

    def guardar_usuario(
        self, organismo: str, clave: str, nombre: str, roles: Sequence[str], pin: str, activo: bool
    ) -> None:
        """Somebody who works, or no longer works, at every caja of an organismo."""
        sellado = self._llavero.credenciales(self._llavero.pimienta(organismo)).sellar(pin) if activo else ""
        with self._como_dueno() as (conexion, _):
            propio, persona = self._propio(conexion, organismo), (clave, nombre, roles)
            guardar_usuario(conexion, propio, organismo, persona, sellado, activo=activo)

    def fundir(
        self, organismo: str, lotes: Lotes, sha: str, datos: Mapping[str, Any], vistos: Sequence[str] | None = None
    ) -> None:
        """Merge a lote that is on the disk into an organismo's padrón; its asiento with it.

        Args:
            vistos: the lotes that the padrón must be the fold of; None where it does not matter.

        Raises:
            NegocioError: `padron_cambio`.
        """
        with self._como_dueno() as (conexion, _):
            ver = fundir(conexion, organismo, lotes.abrir(sha), vistos)
            self._conciliador.mirar_importados(conexion, organismo, ver)
            self._propio(conexion, organismo).asentar("lote_importado", datos)
        # Apart: cajas need not wait for it, and one that comes before pulls row by row.
        with self._como_dueno("REPEATABLE READ") as (conexion, _):
            empacar(conexion, organismo)

    def tarifas(self, organismo: str) -> tuple[tuple[str, bytes], ...]:
        """Lists of figures of an organismo, in the order in which they count: name and content."""
        with self._como_dueno() as (conexion, _):
            return leer_tarifas(conexion, organismo)

    def publicar_tarifa(self, organismo: str, contenido: bytes, datos: Mapping[str, Any]) -> None:
        """Send a list to every caja of an organismo."""
        with self._como_dueno() as (conexion, _):
            publicar_tarifa(conexion, self._propio(conexion, organismo), organismo, contenido, datos)

    def _propio(self, conexion: Connection, organismo: str) -> DiarioPropio:
        return DiarioPropio(conexion, organismo, self._llavero.firmante, self._reloj)

    @contextmanager
    def beneficios(self, organismo: str) -> Iterator[BeneficiosRepo]:
        """What the diarios of all its cajas say of benefits."""
        with self._como_dueno() as (conexion, _):
            yield BeneficiosRepo(conexion, organismo)

    def lotes(self, organismo: str) -> list[str]:
        """What was merged into an organismo's padrón, in order."""
        with self._como_dueno() as (conexion, _):
            return leer_lotes(conexion, organismo)

    @contextmanager
    def cambios_del_mes(self, organismo: str, mes: Periodo) -> Iterator[Iterator[CambioDelMes]]:
        """What cajas granted or withdrew, as it stands in that month, by cuenta; read while the block lasts."""
        with self._como_dueno() as (conexion, _):
            yield leer_cambios(conexion, organismo, mes)

    def marcas(self, organismo: str, folios: Sequence[str]) -> tuple[Marca, ...] | None:
        """The payments of every caja up to one folio each; None where nothing was paid yet and nothing is named.

        Raises:
            NegocioError: `folio_desconocido`.
        """
        with self._como_dueno() as (conexion, _):
            return leer_marcas(conexion, organismo, folios)

    def estado(self) -> EstadoDelCentro:
        """Every caja and what is open."""
        with self._como_dueno() as (conexion, identidad):
            return consultas.leer_estado(conexion, identidad)

    def recaudacion(self, dia: date) -> tuple[Recaudado, ...]:
        """What was collected that day by caja and hour."""
        with self._como_dueno() as (conexion, _):
            return consultas.leer_recaudacion(conexion, dia)

    def subsidios(self, organismo: str, desde: date, hasta: date) -> tuple[SubsidiosDeCentro, ...]:
        """What each centro's cajas issued for payments of those days."""
        with self._como_dueno() as (conexion, _):
            return por_centro(leer_subsidios(conexion, organismo, desde, hasta))

    def incidencias(self) -> tuple[Incidencia, ...]:
        """All of them, open or settled, oldest first."""
        with self._como_dueno() as (conexion, _):
            return leer_incidencias(conexion)

    def resolver(self, incidencia: str, resolucion: str, nota: str, quien: str) -> Incidencia:
        """Close an incidencia, with what was done and why.

        Raises:
            NegocioError: `incidencia_desconocida`, `incidencia_resuelta`, `resolucion_invalida`, or `falta_motivo`.
        """
        nota = exigir_resolucion(resolucion, nota)
        with self._como_dueno() as (conexion, _):
            hallada = elegir_abierta(conexion, incidencia)
            # First, as `servir` does: neither then waits for the other in vain.
            subir_flujo(conexion, hallada.organismo, "padron", 0)
            propio = DiarioPropio(conexion, hallada.organismo, self._llavero.firmante, self._reloj)
            propio.asentar("incidencia_resuelta", datos_de_resolucion(hallada, resolucion, nota, quien))
            acreditaciones.resolver(conexion, hallada.organismo, hallada.id)
        return hallada

    def raiz(self, organismo: str, dia: date) -> RaizDelCentro:
        """The heads of an organismo as they are now, signed as those with which that day ends."""
        with self._como_dueno() as (conexion, identidad):
            return firmar_raiz(conexion, identidad, self._llavero.firmante, organismo, dia, self._reloj.ahora())

    def distintas(self, raiz: RaizDelCentro) -> tuple[Cabeza, ...]:
        """Heads of a kept root that are not here as they were signed; all of them where it is another centre's."""
        with self._como_dueno() as (conexion, identidad):
            return cabezas_distintas(conexion, identidad, self._comprobar, raiz)

    def verificar(self) -> tuple[ErrorDelCentro, ...]:
        """Everything that is not as it was written."""
        with self._como_dueno() as (conexion, identidad):
            return tuple(consultas.verificar(conexion, identidad, self._comprobar))

    @contextmanager
    def sirviendo(self) -> Iterator[Callable[[], int]]:
        """The service: each call drains what waits and answers who asks to be enrolled; how many asientos moved."""
        engine = abrir(self.url, Roles(self._llavero.centro_id).servir, self._llavero.secreto, quedarse=True)
        try:
            with errores_de_red(), engine.begin() as conexion:
                exigir_al_dia(conexion)
            yield self._vuelta(engine)
        finally:
            engine.dispose()

    def _vuelta(self, engine: Engine) -> Callable[[], int]:
        portero = altas.Portero(engine, self._llavero.firmante, self._comprobar, self._reloj)
        receptor = Receptor(engine, self._llavero.firmante, self._comprobar, self._reloj, self._conciliador.mirar)

        def vuelta() -> int:
            with errores_de_red():
                # First what was sent: whoever is enrolled in the place of another then finds all of it.
                movidos = receptor.drenar().movidos + reintentar(portero.atender)
                reintentar(lambda: podar(engine))
                return movidos

        return vuelta
