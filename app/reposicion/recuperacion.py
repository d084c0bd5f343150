"""The way out of a caja whose file was restored: what is missing is brought back, and a new epoca begins.

With the centre at hand nothing is lost but what it never got. Without it a supervisor says which folio was the last,
and the new epoca takes a serie after that one; what the old epoca had and this file never saw stands at the centre.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.centro.alto import HASTA, SIN_ALTO, Alto, leer_alto, poner_alto
from app.centro.enlace import contacto
from app.centro.ronda import Medios
from app.centro.sincronizacion import exigir_acuses, exigir_centro
from app.domain.caja import Caja
from app.domain.centro.enlace import serie_siguiente
from app.domain.pago.pago import Folio
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.ports.centro import EpocaPropia
from app.reposicion.dudosos import dudar_de_papeles
from app.reposicion.traida import Progreso, exigir_cabezas, exigir_prefijo, linea_de, sin_avisar, traer


@dataclass(frozen=True, slots=True)
class Recuperacion:
    """A caja that goes on.

    Attributes:
        traidos: asientos brought from the centre.
        perdidos: asientos that were confirmed at this PC and are nowhere: their payments are re-entered from tickets.
        serie: of the folios from now on.
        dudosos: papers of which nobody knows whether they came out.
    """

    traidos: int
    perdidos: int
    serie: str
    dudosos: int


def recuperar(medios: Medios, quien: Usuario, progreso: Progreso = sin_avisar) -> Recuperacion:
    """Bring back what the file lacks, and go on in a new epoca and serie.

    Raises:
        NegocioError: `sin_alto`, `otro_camino`, `sin_enlace`, or what `app.gente.acceso.exigir` raises.
        IntegridadError: what the centre gives is not what this caja signed.
        EquipoError: the centre cannot be reached; what was brought stays, and the same order goes on from there.
    """
    with medios.leer() as uow:
        exigir(uow, quien, "recuperar_caja")
        exigir_completable(leer_alto(uow.sincronia))
    enlace = medios.enlaces.leer(medios.caja)
    if enlace is None:
        raise NegocioError(
            "sin_enlace", "Esta caja no tiene centro de donde traer lo que falta: siga con una serie nueva, sin centro."
        )
    with contacto(medios.enlaces, enlace) as centro:
        estado = centro.estado()
        exigir_centro(enlace, estado)
        exigir_acuses(medios.caja, medios.enlaces, enlace, estado)
        tramos, series = linea_de(centro, estado), centro.series()
        with medios.leer() as uow:
            exigir_prefijo(uow, tramos)
        traidos = traer(medios.caja, centro, tramos, medios.leer, medios.escribir, medios.enlaces.comprobar, progreso)
    with medios.escribir() as ctx, ctx.uow() as uow:
        exigir_cabezas(uow, tramos, {c.epoca: c.cabeza for c in estado.cursores.values()})
        caja, perdidos = _abrir(uow, quien, series)
        dudosos = dudar_de_papeles(uow, _DE_OTRA_VEZ)
        uow.commit()
    return Recuperacion(traidos, perdidos, caja.serie, dudosos)


_DE_OTRA_VEZ = "Se asentó antes de restaurar esta caja: no se sabe si salió. Si hace falta, imprima una copia."


def seguir_sin_centro(medios: Medios, quien: Usuario, ultimo: Folio) -> Recuperacion:
    """Go on in a new epoca without asking the centre, with the serie after that of the last ticket that was seen.

    Args:
        ultimo: the newest folio that this caja is known to have given, from a customer's ticket or its copy.

    Raises:
        NegocioError: `sin_alto`, `otro_camino`, `folio_de_otra_caja`, `folio_anterior`, or what
            `app.gente.acceso.exigir` raises.
    """
    if (ultimo.caja, ultimo.clase) != (medios.caja.numero, ""):
        raise NegocioError("folio_de_otra_caja", f"{ultimo} no es el folio de un pago de la caja {medios.caja.numero}.")
    with medios.escribir() as ctx, ctx.uow() as uow:
        exigir(uow, quien, "recuperar_caja")
        exigir_completable(leer_alto(uow.sincronia))
        _exigir_ultimo(uow, ultimo)
        caja, perdidos = _abrir(uow, quien, (ultimo.serie,))
        dudosos = dudar_de_papeles(uow, _DE_OTRA_VEZ)
        uow.commit()
    return Recuperacion(0, perdidos, caja.serie, dudosos)


def _exigir_ultimo(uow: UnitOfWork, ultimo: Folio) -> None:
    siguiente = uow.pagos.siguiente_folio()
    hay = replace(siguiente, numero=siguiente.numero - 1)
    if (len(ultimo.serie), ultimo.serie, ultimo.numero) < (len(hay.serie), hay.serie, hay.numero):
        raise NegocioError(
            "folio_anterior",
            f"Este archivo ya llega al folio {hay}, que es posterior. Busque el último ticket que dio esta caja.",
        )


def exigir_completable(alto: Alto) -> None:
    """Refuse where the file needs no way out, or needs another one.

    Raises:
        NegocioError: `sin_alto`, `otro_camino`.
    """
    if not alto:
        raise NegocioError("sin_alto", "Esta caja no está detenida: no hay nada que recuperar.")
    if not alto.se_completa:
        raise NegocioError("otro_camino", alto.mensaje)


def _abrir(uow: UnitOfWork, quien: Usuario, series: Sequence[str]) -> tuple[Caja, int]:
    perdidos = _perdidos(uow)
    ultima = uow.sincronia.epocas()[-1]
    caja = replace(uow.caja, epoca=str(uuid.uuid4()), serie=serie_nueva((*series, *uow.sincronia.series())))
    poner_alto(uow.sincronia, SIN_ALTO)
    uow.sincronia.anotar(HASTA, "")
    abrir_epoca(uow, caja, ultima, "restauracion", quien.clave, perdidos)
    return caja, perdidos


def serie_nueva(series: Sequence[str]) -> str:
    """The serie after every one of those."""
    return serie_siguiente(max(series, key=lambda serie: (len(serie), serie), default=""))


def abrir_epoca(uow: UnitOfWork, caja: Caja, ultima: EpocaPropia, motivo: str, quien: str, perdidos: int) -> None:
    """Append the first asiento of an epoca that goes on after that one, in the caller's unit of work."""
    anterior = {"epoca": ultima.epoca, "seq": ultima.seq, "hash": ultima.cabeza.hex()}
    campos = {c: getattr(caja, c) for c in ("version", "centro", "serie", "publica", "reloj_inicio", "reloj_creada")}
    faltan = {"perdidos": perdidos} if perdidos else {}
    uow.diario.abrir_epoca(
        caja, campos | {"demo": int(caja.demo), "motivo": motivo, "anterior": anterior, "quien": quien} | faltan
    )


def _perdidos(uow: UnitOfWork) -> int:
    """Asientos that this PC had confirmed, of its last epoca, and the file does not have even now."""
    epoca, _, seq = uow.sincronia.nota(HASTA).rpartition("/")
    hay = {propia.epoca: propia.seq for propia in uow.sincronia.epocas()}
    return max(0, int(seq or 0) - hay.get(epoca, 0))
