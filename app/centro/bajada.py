"""What a round brings down: people, prices and the padrón, each from where it was left.

Each piece is kept, with an asiento that names it, in the same commit as where the next one begins: cut anywhere, the
next round goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.centro.acreditaciones import acreditar_pendientes
from app.centro.ronda import LoteBajado, Medios
from app.centro.usuarios_centro import asentar_usuarios
from app.domain.errores import NegocioError
from app.ports.centro import CentroRemoto, UsuarioDelCentro
from app.tarifa.tarifas import datos_de_tarifa


@dataclass(frozen=True, slots=True)
class Bajada:
    """What came.

    Attributes:
        recibidos: rows, people, lists and credits.
        tarifas: how many of them are lists of prices, INPC or UMA.
        aviso: what came and could not be taken, in Spanish; empty when all was.
    """

    recibidos: int
    tarifas: int
    aviso: str


def bajar(medios: Medios, centro: CentroRemoto) -> Bajada:
    """Bring down everything that is new.

    Raises:
        EquipoError: the network, or the disk.
        IntegridadError: what came is not what its name says.
    """
    acreditados = acreditar_pendientes(medios, centro)
    gente = _gente(medios, centro)
    tarifas, aviso = _tarifas(medios, centro)
    return Bajada(gente + tarifas + acreditados + _padron(medios, centro), tarifas, aviso)


def _gente(medios: Medios, centro: CentroRemoto) -> int:
    with medios.leer() as uow:
        cookie = uow.sincronia.nota("usuario")
    siguiente, gente = centro.usuarios(cookie)
    if siguiente != cookie:
        _guardar_gente(medios, siguiente, gente)
    return len(gente)


def _guardar_gente(medios: Medios, cookie: str, gente: tuple[UsuarioDelCentro, ...]) -> None:
    with medios.escribir() as ctx, ctx.uow() as uow:
        asentar_usuarios(uow, gente)
        uow.sincronia.anotar("usuario", cookie)
        uow.commit()


def _tarifas(medios: Medios, centro: CentroRemoto) -> tuple[int, str]:
    """Lists that this program does not understand stay at the centre: it goes on charging by those that it has."""
    with medios.leer() as uow:
        cookie = uow.sincronia.nota("tarifa")
    siguiente, listas = centro.tarifas(cookie)
    if siguiente == cookie:
        return 0, ""
    try:
        cargadas = medios.recibir_tarifas(listas)
    except NegocioError as error:
        return 0, f"Hay precios del centro que esta caja no pudo cargar; actualice el programa. {error.mensaje}"
    with medios.escribir() as ctx, ctx.uow() as uow:
        for cargada in cargadas:
            uow.diario.asentar("tarifa_importada", datos_de_tarifa(cargada, "centro"))
        uow.sincronia.anotar("tarifa", siguiente)
        uow.commit()
    return len(cargadas), ""


def _padron(medios: Medios, centro: CentroRemoto) -> int:
    """The padrón's changes, page by page; each is named by an asiento together with where the next one begins."""
    filas, completo = 0, False
    while not completo:
        with medios.leer() as uow:
            cookie, propias = uow.sincronia.nota("padron"), [e.epoca for e in uow.sincronia.epocas()]
        lote = medios.bajar(centro, cookie, propias)
        if lote.cookie != cookie:
            _guardar_lote(medios, lote)
        if lote.sha:
            medios.plegar()
            medios.avance(lote.van, lote.de)
        filas, completo = filas + lote.filas, lote.is_completo
    return filas


def _guardar_lote(medios: Medios, lote: LoteBajado) -> None:
    with medios.escribir() as ctx, ctx.uow() as uow:
        if lote.sha:
            datos = {"sha": lote.sha, "filas": lote.filas, "total": lote.total, "pagado": lote.pagado}
            uow.diario.asentar("lote_importado", {**datos, "quien": "centro", "origen": "centro"})
        uow.sincronia.anotar("padron", lote.cookie)
        uow.commit()
