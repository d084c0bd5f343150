"""What orders and the window need built for them; `app/armado` alone knows with what."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.centro.centro import Sede
from app.centro.enlace import Enlaces
from app.centro.ronda import Avance as AvanceRonda
from app.centro.ronda import Medios, callar
from app.context import Contexto
from app.documentos import Documento, Encabezado, Histograma
from app.domain.caja import Caja
from app.domain.centro.enlace import Invitacion
from app.domain.diario.asiento import Asiento
from app.domain.perfil import Perfil
from app.facturacion import Avance as AvanceFacturacion
from app.facturacion import Facturacion, PedidoFacturacion
from app.fundacion import LoteInicial
from app.importacion import Archivos, Avance, Importacion
from app.papel.impresion import Dispositivo
from app.papel.impresora import Hallada, Impresora
from app.ports import Reloj
from app.puesto import Puesto
from app.subsidio.anexos import Sellador
from app.tarifa.tarifario import Tarifario
from app.turno.respaldos import Copiador


@dataclass(frozen=True, slots=True)
class Alta:
    """A caja to be made.

    Attributes:
        organismo: profile, `cajeme` or `cajeme/2023`.
        demo: with its own clock and its key inside the folder.
        serie: of its folios.
        reloj_inicio, reloj_creada: clock of a demonstration that has one already; empty for a new one.
    """

    organismo: str
    centro: str
    numero: str
    demo: bool
    serie: str = "A"
    reloj_inicio: str = ""
    reloj_creada: str = ""


def caja_nueva(perfil: Perfil, alta: Alta, publica: str, ahora: datetime) -> Caja:
    """The identity of a caja to be made; a demonstration's clock begins where the profile says, unless it has one."""
    inicio = perfil.demostracion.inicio.replace(tzinfo=ahora.tzinfo).isoformat()
    return Caja(
        organismo=perfil.organismo,
        version=perfil.version,
        numero=alta.numero,
        centro=alta.centro,
        epoca=str(uuid.uuid4()),
        serie=alta.serie,
        publica=publica,
        demo=alta.demo,
        reloj_inicio=(alta.reloj_inicio or inicio) if alta.demo else "",
        reloj_creada=(alta.reloj_creada or ahora.isoformat()) if alta.demo else "",
    )


def alta_de(invitacion: Invitacion) -> Alta:
    """The caja that an enrolment file invites."""
    return Alta(
        f"{invitacion.organismo}/{invitacion.version}",
        invitacion.centro,
        invitacion.numero,
        demo=invitacion.demo == 1,
        serie=invitacion.serie,
        reloj_inicio=invitacion.reloj_inicio,
        reloj_creada=invitacion.reloj_creada,
    )


class Taller(Protocol):
    """Builds the context of an order and does what needs concrete parts."""

    @property
    def datos(self) -> Path:
        """The caja's folder."""
        ...

    def reloj(self) -> Reloj:
        """A clock for what needs no caja."""
        ...

    def contexto(self, *, escribir: bool) -> AbstractContextManager[Contexto]:
        """The caja of the folder, open; locked against other processes while it may write."""
        ...

    def puesto(self) -> AbstractContextManager[Puesto]:
        """The caja open for a window, until the block ends."""
        ...

    def fundar(self, alta: Alta) -> AbstractContextManager[Contexto]:
        """A new caja in an empty folder, open, with its first asiento still to be committed by the caller."""
        ...

    def importar(
        self, ctx: Contexto, archivos: Archivos, hasta: str, quien: str, avance: Avance | None = None
    ) -> Importacion:
        """Import files of the billing system into the padrón; with nobody who answers for it, only simulate."""
        ...

    def facturar(
        self, ctx: Contexto, pedido: PedidoFacturacion, quien: str, avance: AvanceFacturacion | None = None
    ) -> Facturacion:
        """Bill a month of the padrón; with nobody who answers for it, only simulate."""
        ...

    def hay_caja(self) -> bool:
        """Whether the folder holds a caja."""
        ...

    @property
    def tarifario(self) -> Tarifario:
        """The profiles, with the figures loaded into the folder."""
        ...

    def poblar(self, ctx: Contexto, cuentas: int, semilla: int) -> LoteInicial:
        """Write the lote of a demonstration's padrón."""
        ...

    @property
    def enlaces(self) -> Enlaces:
        """What this caja has of its centre."""
        ...

    def is_trayendo(self) -> bool:
        """Whether the folder is of a caja whose diario is still being brought from its centre."""
        ...

    def tomar(self, invitacion: Invitacion) -> AbstractContextManager[Contexto]:
        """The caja to be in the place of another, over what was brought of its diario until now."""
        ...

    def apartar(self) -> Path:
        """Move a stopped caja aside, inside its folder, to make room for what the centre has of it."""
        ...

    def disco(self, carpeta: Path) -> Iterable[Asiento]:
        """Every asiento of the caja of another PC's folder, in order."""
        ...

    def medios(self, avance: AvanceRonda = callar) -> AbstractContextManager[Medios]:
        """What a round with the centre works with; the caja is open to write only while something is noted."""
        ...

    def medios_de(self, puesto: Puesto, avance: AvanceRonda = callar) -> Medios:
        """The same for an open window."""
        ...

    def sede(self, url: str) -> Sede:
        """The centre of a URL, or the one of this folder, or the last one that was used here."""
        ...

    def sede_en(self, carpeta: Path) -> Sede:
        """The centre of a folder."""
        ...

    def sede_nueva(self, url: str) -> Sede:
        """A centre to be made in somebody's PostgreSQL."""
        ...

    def sede_demo(self, carpeta: Path, organismo: str) -> Sede:
        """A demonstration centre in a folder, its PostgreSQL running."""
        ...

    def abrir_ventana_del_centro(self, sede: Sede) -> int:
        """Show the centre in a window until it is closed; exit code.

        Raises:
            EquipoError: `sin_pantalla`; or the centre cannot be reached.
        """
        ...

    def plegar(self) -> None:
        """Bring the padrón up to what the diario says was imported."""
        ...

    def encabezado(self, ctx: Contexto) -> Encabezado:
        """The organismo's header of papers."""
        ...

    def guardar_papel(self, documento: Documento, ruta: Path, columnas: int) -> None:
        """Write a paper that has no folio to a file, by its extension."""
        ...

    def en_archivo(self, ruta: Path, columnas: int) -> Dispositivo:
        """A file where one paper comes out, by its extension."""
        ...

    def guardar_histograma(self, histograma: Histograma, ruta: Path) -> None:
        """Write a histogram as a picture."""
        ...

    def dispositivo(self, impresora: Impresora) -> Dispositivo | None:
        """Where papers come out, not touched yet; None where there is no printer."""
        ...

    def calentar_impresion(self) -> None:
        """Load what a ticket needs, so that the first is as quick as the others; forget which printers were there."""
        ...

    def impresoras_halladas(self) -> Sequence[Hallada]:
        """Printers that the system offers."""
        ...

    def sellador(self, caja: Caja | None) -> Sellador:
        """Makes and checks signed PDFs; of no caja, only checks them."""
        ...

    def publicas(self, carpeta: Path | None) -> Mapping[str, str]:
        """Public keys by epoca: those of a folder, or the ones that this caja's diario names."""
        ...

    def copiador(self, ctx: Contexto) -> Copiador:
        """Makes copies of the caja's file."""
        ...

    def verificar(self, publicas: Path | None) -> Any:
        """Check the whole diario and what follows from it."""
        ...

    def exportar_diario(self, ruta: Path) -> int:
        """Write every asiento to a file; how many."""
        ...

    def exportar_claves(self, carpeta: Path) -> Sequence[Path]:
        """Write the public keys to a folder."""
        ...

    def diagnosticar(self) -> Mapping[str, Any]:
        """The state of this machine and caja, without personal data."""
        ...

    def medir(self, nombres: Sequence[str]) -> Mapping[str, Any]:
        """Run the benchmarks."""
        ...
