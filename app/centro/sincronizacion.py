"""A round with the centre: up goes the diario in order, and down comes what the centre has to say.

No transaction of the caja's file is open while the network is waited for: what is to be sent is read, then sent; what
was answered is noted afterwards. Cut anywhere, the next round begins by asking how far the centre is.
"""

from __future__ import annotations

from dataclasses import replace

from app.centro.alto import ATRASADO, BIFURCADO, CLONADO, DE_RONDA, REEMPLAZADA, Alto, leer_alto, poner_alto
from app.centro.bajada import bajar
from app.centro.enlace import Enlace, Enlaces, contacto
from app.centro.frescura import GENTE, PADRON, anotar_frescura
from app.centro.ronda import Medios, Ronda
from app.centro.vigilancia import anotar_cotejo, anotar_incidencias, saludando
from app.domain.caja import Caja
from app.domain.centro.recepcion import Acuse
from app.errors import IntegridadError, NegocioError
from app.ports import UnitOfWork
from app.ports.centro import CentroRemoto, CursorRemoto, EpocaPropia, EstadoRemoto
from app.reposicion.bifurcacion import mostrar_bifurcados
from app.reposicion.historia import comparar

#: Asientos sent at a time.
LOTE = 500
#: Seconds to wait for the acknowledgement.
ESPERA_S = 10


def sincronizar(medios: Medios, espera_s: int = ESPERA_S) -> Ronda:
    """One round.

    Raises:
        NegocioError: `sin_enlace`, this caja was never enrolled; `archivo_atrasado`, the centre has more of this caja
            than the file; `archivo_clonado`, it has a later epoca of it; `caja_reemplazada`, another PC has its number:
            in all of these it takes no payments until that is settled. `caja_detenida`, for another reason.
        IntegridadError: `archivo_bifurcado`, the centre has another history; `cabeza_ausente`; `centro_ajeno`;
            `acuse_falso`.
        EquipoError: the centre cannot be reached; nothing is lost.
    """
    enlace = medios.enlaces.leer(medios.caja)
    if enlace is None:
        raise NegocioError("sin_enlace", "Esta caja no está enlazada con ningún centro. Enlácela con: enlazar ARCHIVO")
    with contacto(medios.enlaces, enlace) as centro, saludando(medios, centro):
        estado = _preguntar(medios, centro)
        exigir_centro(enlace, estado)
        with medios.leer() as uow:
            alto = comparar(uow, estado)
        if alto.clave == BIFURCADO:
            mostrar_bifurcados(medios, centro, estado)
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


def _preguntar(medios: Medios, centro: CentroRemoto) -> EstadoRemoto:
    try:
        return centro.estado()
    except NegocioError as error:
        if error.clave == REEMPLAZADA:
            _detener(medios, Alto(REEMPLAZADA, error.mensaje))
        raise


def _subir(medios: Medios, enlace: Enlace, centro: CentroRemoto, estado: EstadoRemoto, espera_s: int) -> Ronda:
    enviados = _enviar(medios, centro, estado)
    ronda = _anotar(medios, enlace, _esperar(medios, centro, espera_s))
    return replace(ronda, enviados=enviados)


def exigir_centro(enlace: Enlace, estado: EstadoRemoto) -> None:
    """Refuse to believe another centre than the one that enrolled this caja.

    Raises:
        IntegridadError: `centro_ajeno`.
    """
    if (estado.centro, estado.publica) != (enlace.centro_id, enlace.centro_publica):
        raise IntegridadError(
            "centro_ajeno", "El centro que responde no es el que enlazó a esta caja. Avise a sistemas."
        )


def _detener(medios: Medios, alto: Alto) -> None:
    """Keep the reason in the file, so that nothing is taken also after the network is gone; or take it away.

    What was found at the start is no matter of the network, and stays.
    """
    with medios.leer() as uow:
        antes = leer_alto(uow.sincronia)
    if antes and antes.clave not in DE_RONDA:
        antes.exigir()
    if antes != alto:
        with medios.escribir() as ctx, ctx.uow() as uow:
            poner_alto(uow.sincronia, alto)
            uow.commit()
    if alto.clave == BIFURCADO:
        raise IntegridadError(alto.clave, alto.mensaje)
    if alto.clave in (ATRASADO, CLONADO):
        raise NegocioError(alto.clave, alto.mensaje)


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
        alto = comparar(uow, estado)
        hecho: EpocaPropia | None = None
        for propia in uow.sincronia.epocas():
            cursor = estado.cursores.get(propia.epoca)
            if cursor is None:
                break
            _exigir_acuse(medios.caja, medios.enlaces, enlace, estado, cursor)
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


def exigir_acuses(caja: Caja, enlaces: Enlaces, enlace: Enlace, estado: EstadoRemoto) -> None:
    """Refuse heads that the centre did not sign.

    Raises:
        IntegridadError: `acuse_falso`.
    """
    for cursor in estado.cursores.values():
        _exigir_acuse(caja, enlaces, enlace, estado, cursor)


def _exigir_acuse(caja: Caja, enlaces: Enlaces, enlace: Enlace, estado: EstadoRemoto, cursor: CursorRemoto) -> None:
    acuse = Acuse(
        estado.centro, estado.generacion, caja.organismo, caja.numero, cursor.epoca, cursor.seq, cursor.cabeza
    )
    if not enlaces.comprobar(enlace.centro_publica, acuse.mensaje(), cursor.firma):
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
