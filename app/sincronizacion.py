"""A round with the centre: up goes the diario in order, and down comes what the centre has to say.

No transaction of the caja's file is open while the network is waited for: what is to be sent is read, then sent; what
was answered is noted afterwards. Cut anywhere, the next round begins by asking how far the centre is.
"""

from __future__ import annotations

from dataclasses import replace

from app.alto import ALTO
from app.bajada import bajar
from app.domain.recepcion import Acuse
from app.enlace import Enlace, contacto
from app.errors import IntegridadError, NegocioError
from app.frescura import GENTE, PADRON, anotar_frescura
from app.ports import UnitOfWork
from app.puertos_centro import CentroRemoto, CursorRemoto, EpocaPropia, EstadoRemoto
from app.ronda import Medios, Ronda
from app.vigilancia import anotar_cotejo, anotar_incidencias, saludando

#: Asientos sent at a time.
LOTE = 500
#: Seconds to wait for the acknowledgement.
ESPERA_S = 10


def sincronizar(medios: Medios, espera_s: int = ESPERA_S) -> Ronda:
    """One round.

    Raises:
        NegocioError: `sin_enlace`, this caja was never enrolled; `archivo_atrasado`, the centre has more of this caja
            than the file: it was restored or cloned, and takes no payments until that is settled.
        IntegridadError: `archivo_bifurcado`, the centre has another history; `centro_ajeno`; `acuse_falso`.
        EquipoError: the centre cannot be reached; nothing is lost.
    """
    enlace = medios.enlaces.leer(medios.caja)
    if enlace is None:
        raise NegocioError("sin_enlace", "Esta caja no está enlazada con ningún centro. Enlácela con: enlazar ARCHIVO")
    with contacto(medios.enlaces, enlace) as centro, saludando(medios, centro):
        estado = centro.estado()
        _exigir_centro(enlace, estado)
        with medios.leer() as uow:
            alto = _comparar(uow, estado)
        _detener(medios, alto)
        ronda = _subir(medios, enlace, centro, estado, espera_s)
        # After the own payments went up: what comes down then counts them, and they do not come down again.
        bajada = bajar(medios, centro)
        if bajada.recibidos:
            otra = _subir(medios, enlace, centro, centro.estado(), espera_s)
            enviados, confirmados = ronda.enviados + otra.enviados, ronda.confirmados + otra.confirmados
            ronda = replace(otra, enviados=enviados, confirmados=confirmados)
        aviso = _anotar_al_dia(medios, bajada.aviso)
        anotar_incidencias(medios, centro)
    return replace(ronda, recibidos=bajada.recibidos, tarifas=bajada.tarifas, aviso=aviso)


def _subir(medios: Medios, enlace: Enlace, centro: CentroRemoto, estado: EstadoRemoto, espera_s: int) -> Ronda:
    enviados = _enviar(medios, centro, estado)
    ronda = _anotar(medios, enlace, _esperar(medios, centro, espera_s))
    return replace(ronda, enviados=enviados)


def _exigir_centro(enlace: Enlace, estado: EstadoRemoto) -> None:
    if (estado.centro, estado.publica) != (enlace.centro_id, enlace.centro_publica):
        raise IntegridadError(
            "centro_ajeno", "El centro que responde no es el que enlazó a esta caja. Avise a sistemas."
        )


def _comparar(uow: UnitOfWork, estado: EstadoRemoto) -> tuple[str, str]:
    """Why this file is not the caja that the centre knows: a clave and what to say; empty when it is."""
    propias = {propia.epoca for propia in uow.sincronia.epocas()}
    ultima = list(estado.cursores)[-1:]
    for cursor in estado.cursores.values():
        propio = uow.sincronia.hash_de(cursor.epoca, cursor.seq)
        if propio is None and cursor.epoca in ultima and propias & estado.cursores.keys():
            return "archivo_atrasado", (
                f"El centro tiene hasta el asiento {cursor.seq} de esta caja, y este archivo no llega ahí: es una "
                "copia anterior. No se cobra con él; avise a sistemas."
            )
        if propio is not None and propio != cursor.cabeza:
            return "archivo_bifurcado", (
                f"El asiento {cursor.seq} de esta caja no es el que tiene el centro: hay dos copias cobrando. No se "
                "cobra con este archivo; avise a sistemas."
            )
    return "", ""


def _detener(medios: Medios, alto: tuple[str, str]) -> None:
    """Keep the reason in the file, so that no payment is taken also after the network is gone; or take it away."""
    clave, mensaje = alto
    with medios.leer() as uow:
        antes = uow.sincronia.nota(ALTO)
    if antes != mensaje:
        with medios.escribir() as ctx, ctx.uow() as uow:
            uow.sincronia.anotar(ALTO, mensaje)
            uow.commit()
    if clave == "archivo_bifurcado":
        raise IntegridadError(clave, mensaje)
    if clave:
        raise NegocioError(clave, mensaje)


def _anotar_al_dia(medios: Medios, aviso: str) -> str:
    """Everything came: only from here on are the data said to be of this moment. What somebody must look at."""
    with medios.escribir() as ctx, ctx.uow() as uow:
        anotar_frescura(uow, GENTE, PADRON)
        avisos = " ".join(filter(None, (uow.sincronia.nota("aviso"), aviso)))
        uow.sincronia.anotar("aviso", avisos)
        uow.commit()
    return avisos


def _enviar(medios: Medios, centro: CentroRemoto, estado: EstadoRemoto) -> int:
    """Everything that the centre does not have yet, epoca by epoca, in order; what waits there is not sent again."""
    enviados = 0
    with medios.leer() as uow:
        epocas = uow.sincronia.epocas()
    for propia in epocas:
        cursor = estado.cursores.get(propia.epoca)
        desde = max(0 if cursor is None else cursor.seq, estado.esperan.get(propia.epoca, 0)) + 1
        while desde <= propia.seq:
            with medios.leer() as uow:
                asientos = uow.sincronia.asientos(propia.epoca, desde, LOTE)
            centro.enviar(asientos, medios.ahora())
            enviados += len(asientos)
            desde += len(asientos)
    return enviados


def _esperar(medios: Medios, centro: CentroRemoto, espera_s: int) -> EstadoRemoto:
    """The centre's word once it has applied everything, or as it is when the time is over."""
    with medios.leer() as uow:
        ultima = uow.sincronia.epocas()[-1]

    def preguntar() -> EstadoRemoto | None:
        estado = centro.estado()
        return estado if _is_alcanzada(ultima, estado.cursores.get(ultima.epoca)) or estado.apartados else None

    return medios.esperar(preguntar, espera_s) or centro.estado()


def _is_alcanzada(propia: EpocaPropia, cursor: CursorRemoto | None) -> bool:
    return cursor is not None and cursor.seq >= propia.seq


def _anotar(medios: Medios, enlace: Enlace, estado: EstadoRemoto) -> Ronda:
    """Believe the centre only over heads that are this file's own and that it signed."""
    recibido = medios.ahora()
    with medios.leer() as uow:
        alto = _comparar(uow, estado)
        hecho: EpocaPropia | None = None
        for propia in uow.sincronia.epocas():
            cursor = estado.cursores.get(propia.epoca)
            if cursor is None:
                break
            _exigir_acuse(medios, enlace, estado, cursor)
            hecho = EpocaPropia(cursor.epoca, cursor.seq, cursor.cabeza)
            if cursor.seq < propia.seq:
                break
        aviso = _cotejar(uow, estado)
    _detener(medios, alto)
    with medios.escribir() as ctx, ctx.uow() as uow:
        antes = uow.sincronia.confirmados()
        if hecho is not None:
            uow.sincronia.confirmar(hecho.epoca, hecho.seq)
        elif antes:
            uow.sincronia.anotar("confirmado", "0")
        anotar_cotejo(uow, estado, recibido)
        uow.sincronia.anotar("contacto", medios.ahora().isoformat(timespec="seconds"))
        uow.sincronia.anotar("generacion", estado.generacion)
        uow.sincronia.anotar("aviso", aviso)
        confirmados, pendientes = uow.sincronia.confirmados() - antes, uow.sincronia.pendientes()
        uow.commit()
    return Ronda(0, max(confirmados, 0), 0, pendientes, estado.incidencias, aviso)


def _exigir_acuse(medios: Medios, enlace: Enlace, estado: EstadoRemoto, cursor: CursorRemoto) -> None:
    caja = medios.caja
    acuse = Acuse(
        estado.centro, estado.generacion, caja.organismo, caja.numero, cursor.epoca, cursor.seq, cursor.cabeza
    )
    if not medios.enlaces.comprobar(enlace.centro_publica, acuse.mensaje(), cursor.firma):
        raise IntegridadError(
            "acuse_falso", "El acuse del centro no lleva su firma: nada se da por recibido. Avise a sistemas."
        )


def _cotejar(uow: UnitOfWork, estado: EstadoRemoto) -> str:
    """Whether both sides add up to the same; what to say when they do not."""
    for cursor in estado.cursores.values():
        suyas = cursor.pagos, cursor.centavos, cursor.folio
        propias = uow.sincronia.cifras(cursor.epoca, cursor.seq)
        # Of an epoca that was left behind, the centre may have what this file never saw.
        if uow.sincronia.hash_de(cursor.epoca, cursor.seq) is not None and suyas != propias:
            return (
                f"El centro cuenta {suyas[0]} pagos de esta caja y aquí hay {propias[0]}: las cifras no coinciden. "
                "Avise a sistemas; pruebe con «verificar»."
            )
    if estado.apartados:
        return f"El centro apartó {estado.apartados} asientos de esta caja. Avise a sistemas."
    return ""
