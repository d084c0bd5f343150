"""A real centre on a database of the test's own, and cajas enrolled at it: nothing is faked but who waits for whom.

Instead of a service in another process, waiting for the centre makes it work: a round is the same every time.

    sede = una_sede(pg_database, tmp_path / "centro")
    with una_caja(tmp_path / "caja2") as caja:
        puesto = enlazada(sede, caja)
        un_pago(caja)
        ronda = puesto.sincronizar()
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text

from app.armado_enlaces import EnlacesDeMaquina
from app.armado_sede import SedeDeMaquina
from app.centro.casa import Casa
from app.centro.enlace import Enlace, enlazar
from app.centro.ronda import LoteBajado, Medios, Ronda
from app.centro.sincronizacion import sincronizar
from app.context import Contexto
from app.domain.centro.enlace import Invitacion
from app.domain.cuenta import Beneficio, Cuenta, Recibo
from app.domain.perfil import Perfil
from app.ports.centro import CentroRemoto
from app.sistema.llaves import Llave
from app.tarifa.tarifario import Tarifario
from db.centro.conexion import abrir
from db.centro.permisos import Roles
from db.remoto import Remoto, contactar
from tests.factories import INICIO, PERFIL, CajaDePrueba, importar, una_caja

_T = TypeVar("_T")


def copia_de(sede: SedeDeMaquina, url: str, carpeta: Path) -> SedeDeMaquina:
    """The same centre over a copy of its database: its own roles serve both."""
    casa = replace(sede.casa, url=url, carpeta=str(carpeta))
    shutil.copytree(sede.carpeta, carpeta)
    return SedeDeMaquina(casa)


def una_sede(url: str, carpeta: Path, organismos: tuple[str, ...] = ("cajeme",)) -> SedeDeMaquina:
    """A demonstration centre in an empty database."""
    llave = Llave.nueva()
    creada = datetime.now(INICIO.tzinfo).isoformat()
    casa = Casa(str(carpeta), url, llave.publica, "", 1, INICIO.isoformat(), creada)
    llave.guardar(casa.ruta_de_llave)
    sede = SedeDeMaquina(casa)
    sede.iniciar(organismos)
    return sede


def invitar(sede: SedeDeMaquina, numero: str = "2", organismo: str = "cajeme", dias: int = 3) -> Invitacion:
    """An invitation for a caja."""
    vence = datetime.now(UTC) + timedelta(days=dias)
    return sede.centro().invitar(organismo, numero, f"Centro {numero}", vence)


def servir(sede: SedeDeMaquina) -> int:
    """What the service does once; how many asientos moved."""
    return sede.servir(lambda: False)


class EnlacesDePrueba(EnlacesDeMaquina):
    """While the caja waits, the centre works."""

    def __init__(self, datos: Path, trabajar: Callable[[], object]) -> None:
        super().__init__(datos)
        self._trabajar = trabajar
        self.paciencia_s = 20

    def contactar(self, url: str, rol: str, secreto: str) -> AbstractContextManager[CentroRemoto]:
        """The centre, which is not waited for longer than `paciencia_s`."""
        return contactar(url, rol, secreto, self.paciencia_s)

    def esperar(self, preguntar: Callable[[], _T | None], segundos: int) -> _T | None:
        """Let the centre work, and ask once."""
        self._trabajar()
        return preguntar()


class PuestoDePrueba:
    """An enrolled caja.

    Attributes:
        trabajar: what happens while it waits for the centre.
        avances: what was told while the padrón came down.
    """

    def __init__(self, sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
        self.sede = sede
        self.caja = caja
        self.trabajar: Callable[[], object] = lambda: servir(sede)
        self.enlaces = EnlacesDePrueba(caja.carpeta, lambda: self.trabajar())
        self.desfase = timedelta()
        self.avances: list[tuple[int, int]] = []

    def enlazar(self, invitacion: Invitacion) -> Enlace:
        """Enrol it."""
        return enlazar(self.caja.ctx, self.enlaces, invitacion)

    def medios(self) -> Medios:
        """What a round works with."""

        @contextmanager
        def escribir() -> Iterator[Contexto]:
            yield self.caja.ctx

        return Medios(
            caja=self.caja.ctx.caja,
            enlaces=self.enlaces,
            leer=self.caja.uow,
            escribir=escribir,
            ahora=lambda: datetime.now(UTC) + self.desfase,
            esperar=self.enlaces.esperar,
            bajar=self._bajar,
            plegar=lambda: self.caja.padron.aplicar(self.caja.almacen.lotes()),
            recibir_tarifas=Tarifario(self.caja.carpeta, self.caja.almacen.tarifas).recibir,
            avance=lambda hecho, total: self.avances.append((hecho, total)),
        )

    def _bajar(self, centro: CentroRemoto, cookie: str, propias: Sequence[str]) -> LoteBajado:
        assert isinstance(centro, Remoto)
        return centro.bajar(self.caja.lotes, self.caja.ctx.caja, cookie, propias)

    def sincronizar(self) -> Ronda:
        """A round."""
        return sincronizar(self.medios())

    def cambiar(self, **otros: Any) -> None:
        """Change how it enters the centre."""
        enlace = self.enlaces.leer(self.caja.ctx.caja)
        assert enlace is not None
        self.enlaces.guardar(self.caja.ctx.caja, replace(enlace, **otros))


def enlazada(sede: SedeDeMaquina, caja: CajaDePrueba) -> PuestoDePrueba:
    """That caja, enrolled."""
    puesto = PuestoDePrueba(sede, caja)
    puesto.enlazar(invitar(sede, caja.ctx.caja.numero, caja.ctx.caja.organismo))
    return puesto


def importar_al_centro(
    sede: SedeDeMaquina,
    caja: CajaDePrueba,
    cuentas: Sequence[Cuenta] = (),
    recibos: Sequence[Recibo] = (),
    beneficios: Sequence[Beneficio] = (),
) -> None:
    """Rows of the billing system, merged into the centre's padrón; that caja makes their lote, and has it too."""
    sha = importar(caja, cuentas, recibos, beneficios)
    datos = {"sha": sha, "filas": len(cuentas) + len(recibos) + len(beneficios), "quien": "centro"}
    sede.centro().fundir("cajeme", caja.lotes, sha, datos)


@contextmanager
def dos_cajas(
    sede: SedeDeMaquina, carpeta: Path, cuentas: Sequence[Cuenta], recibos: Sequence[Recibo], perfil: Perfil = PERFIL
) -> Iterator[tuple[PuestoDePrueba, PuestoDePrueba]]:
    """Cajas 2 and 3, enrolled, with that padrón of the centre."""
    with una_caja(carpeta / "dos", perfil=perfil) as una, una_caja(carpeta / "tres", perfil=perfil, numero="3") as otra:
        importar_al_centro(sede, una, cuentas, recibos)
        puestos = enlazada(sede, una), enlazada(sede, otra)
        for puesto in puestos:
            puesto.sincronizar()
        yield puestos


def consultar(sede: SedeDeMaquina, sql: str, **valores: object) -> list[tuple[Any, ...]]:
    """Rows of the centre's database, as whoever owns it."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno)
    with engine.begin() as conexion:
        resultado = conexion.execute(text(sql), valores)
        return [tuple(fila) for fila in resultado] if resultado.returns_rows else []


def diarios(sede: SedeDeMaquina, caja: str = "2") -> list[tuple[int, str]]:
    """(seq, tipo) of what the centre has of a caja, in order."""
    sql = "SELECT seq, tipo FROM diario WHERE caja = :caja ORDER BY epoca, seq"
    return [(fila[0], fila[1]) for fila in consultar(sede, sql, caja=caja)]
