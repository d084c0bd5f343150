"""The disk of the PC that was replaced: what it never sent goes to the centre as it was signed.

What does not follow what the centre has (two PCs went on as one caja) cannot go in as it is: the centre sets it aside,
and its payments are taken up again here, one by one, as from their tickets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.centro.enlace import contacto
from app.centro.ronda import Medios
from app.centro.sincronizacion import exigir_centro
from app.domain.caja import Caja
from app.domain.centro.recepcion import Comprobar
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import pago_de
from app.domain.dinero import suma
from app.domain.pago.pago import Pago
from app.domain.pago.recuperado import TicketPerdido
from app.errors import IntegridadError, NegocioError
from app.ports.centro import CentroRemoto, EstadoRemoto
from app.reposicion.bifurcacion import primero_distinto
from app.reposicion.traida import LOTE

#: Reads a disk from its beginning, each time that it is asked.
Disco = Callable[[], Iterable[Asiento]]


@dataclass(frozen=True, slots=True)
class Rescate:
    """What was found on a disk.

    Attributes:
        enviados: asientos that followed what the centre has, and were sent to it.
        sueltos: payments that cannot follow, turned round by nobody; oldest first.
    """

    enviados: int
    sueltos: tuple[Pago, ...]


def rescatar(medios: Medios, disco: Disco) -> Rescate:
    """Send what a disk has of this caja and the centre does not, and say what could not be sent.

    Raises:
        NegocioError: `sin_enlace`, or `disco_de_otra_caja`.
        IntegridadError: `disco_alterado`, something on it is not what the caja signed.
        EquipoError: the centre cannot be reached, or the disk not read.
    """
    enlace = medios.enlaces.leer(medios.caja)
    if enlace is None:
        raise NegocioError("sin_enlace", "Esta caja no está enlazada con ningún centro.")
    with medios.leer() as uow:
        propias, actual = {a.datos()["publica"] for a in uow.sincronia.aperturas()}, uow.caja.epoca
    lector = _Lector(medios.caja, propias, medios.enlaces.comprobar, disco)
    with contacto(medios.enlaces, enlace) as centro:
        estado = centro.estado()
        exigir_centro(enlace, estado)
        desde = {e: _desde(lector, centro, estado, e, hasta) for e, hasta in lector.epocas().items()}
        enviados = _enviar(medios, centro, lector, {e: s for e, (s, sigue) in desde.items() if sigue and e != actual})
    return Rescate(enviados, _sueltos(lector, {e: s for e, (s, sigue) in desde.items() if not sigue or e == actual}))


class _Lector:
    """Reads the asientos of a disk, each believed only if one of this caja's keys signed it."""

    def __init__(self, caja: Caja, publicas: set[str], comprobar: Comprobar, disco: Disco) -> None:
        self._caja = caja
        self._publicas = publicas
        self._comprobar = comprobar
        self._disco = disco

    def epocas(self) -> dict[str, int]:
        """Last seq of each epoca, oldest first."""
        hastas: dict[str, int] = {}
        for asiento in self._disco():
            if (asiento.organismo, asiento.caja) != (self._caja.organismo, self._caja.numero):
                raise NegocioError("disco_de_otra_caja", f"Ese disco es de la caja {asiento.caja}, no de esta.")
            hastas[asiento.epoca] = asiento.seq
        return hastas

    def hashes(self, epoca: str) -> dict[int, bytes]:
        """Of every asiento of an epoca."""
        return {a.seq: a.hash for a in self._disco() if a.epoca == epoca}

    def desde(self, desde: dict[str, int]) -> Iterator[Asiento]:
        """Asientos of those epocas from a seq on, checked."""
        llaves: dict[str, str] = {}
        for a in self._disco():
            if a.seq == 1 and a.tipo == "epoca_abierta":
                llaves[a.epoca] = str(a.datos()["publica"])
            if a.epoca in desde and a.seq >= desde[a.epoca]:
                llave = llaves.get(a.epoca, "")
                firmado = llave in self._publicas and self._comprobar(llave, a.hash, a.firma)
                if not firmado or a.calcular_hash() != a.hash:
                    raise IntegridadError(
                        "disco_alterado", f"El asiento {a.seq} de ese disco no lo firmó esta caja. Avise a sistemas."
                    )
                yield a


def _desde(lector: _Lector, centro: CentroRemoto, estado: EstadoRemoto, epoca: str, hasta: int) -> tuple[int, bool]:
    """From which seq on the disk has what the centre does not, and whether that follows what it has."""
    cursor = estado.cursores.get(epoca)
    if cursor is None:
        return 1, False
    hashes = lector.hashes(epoca)
    comun = min(cursor.seq, hasta)
    suyo = cursor.cabeza if comun == cursor.seq else centro.diario(epoca, comun, 1)[0].hash
    if hashes.get(comun) == suyo:
        return comun + 1, True
    return primero_distinto(hashes.get, lambda seq: centro.diario(epoca, seq, 1)[0].hash, comun), False


def _enviar(medios: Medios, centro: CentroRemoto, lector: _Lector, desde: dict[str, int]) -> int:
    enviados, lote = 0, list[Asiento]()
    for asiento in lector.desde(desde):
        lote.append(asiento)
        if len(lote) == LOTE:
            centro.enviar(lote, medios.ahora())
            enviados, lote = enviados + len(lote), []
    if lote:
        centro.enviar(lote, medios.ahora())
    return enviados + len(lote)


def _sueltos(lector: _Lector, desde: dict[str, int]) -> tuple[Pago, ...]:
    pagos: dict[str, Pago] = {}
    for asiento in lector.desde(desde):
        if asiento.tipo == "pago":
            pago = pago_de(asiento)
            pagos[str(pago.folio)] = pago
        else:
            # What was turned round there needs nothing here.
            pagos.pop(str(asiento.datos().get("cancela", "")), None)
    return tuple(pago for pago in pagos.values() if pago.cuenta)


def ticket_de(pago: Pago) -> TicketPerdido:
    """The ticket of a payment that a disk has: what it paid of the cuenta, services bought aside."""
    de_cuenta = suma(a.importe for a in pago.aplicado if a.periodo or a.clave == "anticipo")
    meses = tuple(dict.fromkeys(a.periodo for a in pago.aplicado if a.periodo))
    return TicketPerdido(
        folio=pago.folio,
        verificacion=pago.hash[:10],
        cuenta=pago.cuenta,
        fecha=pago.fecha,
        importe=de_cuenta + suma(d.importe for d in pago.descuentos) + pago.redondeo,
        recibos=meses,
        medio=max(pago.medios, key=lambda m: m.importe).medio if pago.medios else "efectivo",
        prueba="archivo",
    )
