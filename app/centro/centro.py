"""The centre as whoever administers it uses it: make it, expect cajas, look at them; and `servir`, which works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from app.centro.raices_centro import Cabeza, Raices, RaizDelCentro, leer_raiz_del_centro
from app.domain.centro.enlace import Invitacion
from app.domain.centro.incidencia import Incidencia
from app.domain.centro.recepcion import Comprobar
from app.domain.cuenta import Marca
from app.domain.reporte.reporte_subsidios import SubsidiosDeCentro
from app.domain.usuario import ROLES
from app.errors import EquipoError, IntegridadError, NegocioError, UsoError
from app.facturacion import Avance as AvanceFacturacion
from app.facturacion import Facturacion, PedidoFacturacion
from app.importacion import Archivos, Avance, Importacion
from app.perfiles.cargada import Datos
from app.tarifa.tarifas import TarifaCargada

#: Days for which an enrolment file may be used.
DIAS_DE_ENLACE = 3


@dataclass(frozen=True, slots=True)
class CajaVista:
    """A caja as the centre knows it.

    Attributes:
        asientos, pagos, cobrado: applied, of its last epoca; `cobrado` in centavos, before what was turned round.
        en_espera, apartados: left in `entrada`, and set aside.
        contacto: last time that anything was heard of it (ISO); empty when never.
        desfase: seconds that its clock is behind the centre's.
        turno: cashier of the open turno; empty when there is none.
        estado: `invitada`, `enlazada` or `baja`.
        serie: of the folios of its last epoca.
        sin_enviar: asientos that it had not got acknowledged when it was last heard of; None while it never said.
        programa: version of its program; empty while it never said.
        aviso: what it found wrong at its last round, or why it is stopped; empty when all was well.
    """

    organismo: str
    caja: str
    centro: str
    estado: str
    epoca: str
    asientos: int
    pagos: int
    cobrado: int
    en_espera: int
    apartados: int
    contacto: str
    desfase: int
    turno: str
    serie: str
    sin_enviar: int | None
    programa: str
    aviso: str


@dataclass(frozen=True, slots=True)
class EstadoDelCentro:
    """All of it at one moment.

    Attributes:
        incidencias: those that nobody has resolved, oldest first.
    """

    centro: str
    generacion: str
    organismos: tuple[str, ...]
    cajas: tuple[CajaVista, ...]
    incidencias: tuple[Incidencia, ...]


@dataclass(frozen=True, slots=True)
class Recaudado:
    """What a caja collected in an hour of a day.

    Attributes:
        hora: 0 to 23, by the clock of the caja.
        centavos: of its payments, less what was cancelled or given back in that hour.
    """

    organismo: str
    caja: str
    hora: int
    pagos: int
    centavos: int


@dataclass(frozen=True, slots=True)
class ErrorDelCentro:
    """Something in the database that is not as it was written."""

    organismo: str
    caja: str
    seq: int
    mensaje: str


class Centro(Protocol):
    """A centre's database, as its administrador uses it."""

    def organismos(self) -> tuple[str, ...]: ...
    def agregar_organismo(self, organismo: str) -> None: ...
    def invitar(self, organismo: str, numero: str, centro: str, vence: datetime) -> Invitacion: ...
    def firmar(self, mensaje: bytes) -> bytes: ...
    def dar_de_baja(self, organismo: str, numero: str, motivo: str) -> tuple[str, int]: ...
    def guardar_usuario(
        self, organismo: str, clave: str, nombre: str, roles: Sequence[str], pin: str, activo: bool
    ) -> None: ...
    def marcas(self, organismo: str, folios: Sequence[str]) -> tuple[Marca, ...] | None:
        """The payments of every caja up to one folio each; None where nobody was paid and nothing is named."""
        ...

    def ahora(self) -> datetime:
        """The centre's clock; a demonstration has its own."""
        ...

    def estado(self) -> EstadoDelCentro: ...
    def recaudacion(self, dia: date) -> tuple[Recaudado, ...]: ...
    def subsidios(self, organismo: str, desde: date, hasta: date) -> tuple[SubsidiosDeCentro, ...]: ...
    def incidencias(self) -> tuple[Incidencia, ...]:
        """All of them, open or settled, oldest first."""
        ...

    def resolver(self, incidencia: str, resolucion: str, nota: str, quien: str) -> Incidencia: ...
    def raiz(self, organismo: str, dia: date) -> RaizDelCentro:
        """The heads of an organismo as they are now, signed as those with which that day ends."""
        ...

    def distintas(self, raiz: RaizDelCentro) -> tuple[Cabeza, ...]:
        """Heads of a kept root that are not here as they were signed; all of them where it is another centre's."""
        ...

    def verificar(self) -> tuple[ErrorDelCentro, ...]: ...


class Sede(Protocol):
    """A centre and the machine from which it is administered."""

    @property
    def url(self) -> str: ...
    @property
    def carpeta(self) -> Path: ...
    @property
    def demo(self) -> bool:
        """Whether what it holds is a demonstration."""
        ...

    def centro(self) -> Centro: ...
    def ahora(self) -> datetime:
        """The machine's clock, also in a demonstration: files expire by it."""
        ...

    def iniciar(self, organismos: Sequence[str], *, restaurado: bool = False) -> Mapping[str, Any]: ...
    def poblar(self, organismo: str, cuentas: int, semilla: int) -> None: ...
    def importar(
        self,
        organismo: str,
        archivos: Archivos,
        marcas: tuple[Marca, ...],
        *,
        completas: Sequence[str] = (),
        simular: bool,
        avance: Avance | None = None,
    ) -> Importacion: ...
    def importar_tarifa(self, organismo: str, ruta: Path, datos: Datos, *, simular: bool) -> TarifaCargada: ...
    def facturar(
        self, organismo: str, pedido: PedidoFacturacion, *, simular: bool, avance: AvanceFacturacion | None = None
    ) -> Facturacion:
        """A month's bills for every caja, from the readings that were imported here; or only what they would be."""
        ...

    @property
    def raices(self) -> Raices:
        """The roots that were kept here."""
        ...

    def servir(self, seguir: Callable[[], bool]) -> int:
        """Check and apply what cajas send while `seguir` says so; how many asientos were moved."""
        ...

    def lanzar(self) -> int:
        """Start the service as a process that outlives this one; its pid."""
        ...

    def detener(self) -> None:
        """Stop it, and the server of a demonstration."""
        ...


def elegir_organismo(centro: Centro, organismo: str) -> str:
    """The organismo that an order is about: the one it names, or the only one there is.

    Raises:
        UsoError: `falta_organismo`, there are several or none.
    """
    if organismo:
        return organismo.partition("/")[0]
    hay = centro.organismos()
    if len(hay) != 1:
        raise UsoError(
            "falta_organismo", f"Diga con --organismo de cuál se trata: {', '.join(hay) or 'no hay ninguno'}."
        )
    return hay[0]


def exigir_numero(caja: str) -> str:
    """The number of a caja, without zeros in front.

    Raises:
        UsoError: `caja_invalida`.
    """
    if not (caja.isascii() and caja.isdigit() and len(caja) <= 6 and int(caja)):
        raise UsoError("caja_invalida", "El número de caja lleva de 1 a 6 dígitos.")
    return str(int(caja))


def exigir_roles(roles: Sequence[str]) -> None:
    """Refuse roles that are none.

    Raises:
        NegocioError: `rol_invalido`.
    """
    if not roles or set(roles) - set(ROLES):
        raise NegocioError("rol_invalido", f"Los roles son: {', '.join(ROLES)}.")


def leer_folios(ruta: Path) -> tuple[str, ...]:
    """The last folio of each caja that the billing system has received: a line each, or a column `folio`.

    Raises:
        EquipoError: `archivo_ilegible`.
        UsoError: `pagos_vacio`.
    """
    try:
        lineas = ruta.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise EquipoError("archivo_ilegible", f"No se puede leer {ruta}.") from error
    celdas = [[celda.strip() for celda in linea.split(",")] for linea in lineas if linea.strip()]
    columna = celdas[0].index("folio") if celdas and "folio" in celdas[0] else 0
    filas = celdas[1:] if celdas and "folio" in celdas[0] else celdas
    folios = tuple(fila[columna] for fila in filas if len(fila) > columna and fila[columna])
    if not folios:
        raise UsoError(
            "pagos_vacio", f"{ruta.name} no trae ningún folio; si no incluyen ninguno, diga --pagos ninguno."
        )
    return folios


def exigir_marcas(centro: Centro, organismo: str, pagos: str, *, con_recibos: bool) -> tuple[Marca, ...]:
    """What the recibos of an import already include.

    Args:
        pagos: path of the file of folios, `ninguno`, or empty while nobody was paid.

    Raises:
        UsoError: `falta_pagos`, somebody was paid and it is not said.
    """
    folios = () if pagos in ("", "ninguno") else leer_folios(Path(pagos))
    marcas = centro.marcas(organismo, folios)
    if con_recibos and marcas == () and not pagos:
        raise UsoError(
            "falta_pagos",
            "Ya hay pagos: diga cuáles incluyen, con --pagos ARCHIVO (el último folio de cada caja) o --pagos ninguno.",
        )
    return marcas or ()


def raices_rotas(sede: Sede, comprobar: Comprobar) -> tuple[ErrorDelCentro, ...]:
    """What the roots kept in the centre's folder say that is not so any more."""
    errores: list[ErrorDelCentro] = []
    for ruta in sede.raices.todas():
        try:
            raiz = leer_raiz_del_centro(ruta, comprobar)
        except (IntegridadError, UsoError) as error:
            errores.append(ErrorDelCentro("", "", 0, error.mensaje))
            continue
        for cabeza in sede.centro().distintas(raiz):
            dicho = f"no es lo que se firmó el {raiz.fecha}, o no está"
            errores.append(ErrorDelCentro(raiz.organismo, cabeza.caja, cabeza.seq, dicho))
    return tuple(errores)
