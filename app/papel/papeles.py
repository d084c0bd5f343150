"""Papers of what is already on the disk: the original once, copies after it, each outcome recorded.

Nothing here can undo a payment; nothing is printed that is not committed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.cobro.consulta import EstadoDeCuenta
from app.context import Contexto
from app.documentos import (
    Documento,
    Encabezado,
    comprobante_contrapago,
    corte_x,
    papel_de_constancia,
    papel_de_convenio,
    papel_de_recuperado,
    papel_de_solicitud,
    papel_estado,
    papel_subsidio,
    ticket_pago,
    vale_movimiento,
)
from app.domain.beneficio.solicitud import Solicitud
from app.domain.corte.corte import Corte
from app.domain.corte.vale import CLASE_DE_VALE, Vale
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO as CLASE_DE_TRAMITE
from app.domain.pago.contrapago import CLASE_DE_FOLIO, Contrapago
from app.domain.pago.pago import Folio, Pago
from app.domain.pago.recuperado import CLASE_DE_RECUPERADO, PagoRecuperado
from app.domain.papel import PapelEnCola
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO, Subsidio
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenio
from app.errors import EquipoError, NegocioError
from app.ports import UnitOfWork
from app.subsidio.firmas import trazos_de
from app.subsidio.subsidios import exigir_subsidio
from app.turno.cortes import corte_de_folio
from app.turno.movimientos import vale_de_folio

#: Puts a paper where it goes; raises `EquipoError` when it cannot.
Sacar = Callable[[Documento], None]

_CLASES = {
    CLASE_DE_FOLIO: "contrapago",
    CLASE_DE_VALE: "movimiento",
    CLASE_DE_SUBSIDIO: "subsidio",
    CLASE_DE_TRAMITE: "tramite",
    CLASE_DE_RECUPERADO: "tramite",
}


def clase_de_papel(folio: str) -> str:
    """Which paper a folio names: `corte`, `contrapago`, `movimiento`, `subsidio`, `tramite` or `pago`."""
    return "corte" if folio.startswith("Z-") else _CLASES.get(folio[:1], "pago")


def papel_de_folio(folio: str) -> PapelEnCola:
    """The paper that a folio names."""
    return PapelEnCola(folio, clase_de_papel(folio))


#: What a folio may name.
Hecho = Pago | Contrapago | Corte | Vale | Subsidio | Convenio | Constancia | Solicitud | PagoRecuperado


def hecho_de(ctx: Contexto, uow: UnitOfWork, folio: str) -> Hecho:
    """What the diario says under a folio.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    clase = clase_de_papel(folio)
    if clase == "corte":
        return corte_de_folio(ctx, uow, folio)
    if folio.startswith(CLASE_DE_RECUPERADO):
        return _recuperado(uow, Folio.from_texto(folio[1:]))
    leido = Folio.from_texto(folio)
    if clase == "subsidio":
        return exigir_subsidio(uow, leido)
    if clase == "movimiento":
        return vale_de_folio(uow, leido)
    hecho: Hecho | None = None
    if clase == "tramite":
        # Convenios, constancias and requests share the series of their folios.
        hecho = uow.tramites.convenio(leido) or uow.tramites.constancia(leido) or uow.solicitudes.por_folio(leido)
    elif clase == "contrapago":
        hecho = uow.contrapagos.por_folio(leido)
    else:
        hecho = uow.pagos.por_folio(leido)
    if hecho is None:
        raise _desconocido(leido)
    return hecho


def _recuperado(uow: UnitOfWork, folio: Folio) -> PagoRecuperado:
    """The last one of that folio."""
    hechos = uow.recuperados.de_folio(folio)
    if not hechos:
        raise _desconocido(folio)
    return hechos[-1]


def _desconocido(folio: Folio) -> NegocioError:
    return NegocioError("folio_desconocido", f"No hay ningún papel con el folio {folio}.")


def papel_de(ctx: Contexto, uow: UnitOfWork, hecho: Hecho, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper of what the diario says; a payment that was turned round says so."""
    match hecho:
        case Corte():
            return corte_x(hecho, encabezado, copia)
        case Subsidio():
            return papel_subsidio(hecho, encabezado, copia, trazos_de(ctx.anexos, hecho))
        case Vale():
            return vale_movimiento(hecho, encabezado, copia)
        case Convenio():
            return papel_de_convenio(hecho, encabezado, copia)
        case Constancia():
            return papel_de_constancia(hecho, encabezado, copia)
        case Solicitud():
            return papel_de_solicitud(hecho, encabezado, copia)
        case PagoRecuperado():
            return papel_de_recuperado(hecho, encabezado, copia)
        case Contrapago():
            return comprobante_contrapago(hecho, encabezado, copia)
    return ticket_pago(hecho, encabezado, copia, uow.contrapagos.de_pago(hecho.folio))


def documento_de(ctx: Contexto, uow: UnitOfWork, folio: str, encabezado: Encabezado, copia: int = 0) -> Documento:
    """Any paper by its folio.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    return papel_de(ctx, uow, hecho_de(ctx, uow, folio), encabezado, copia)


def efectivo_movido(hecho: Hecho) -> datetime | None:
    """When the cash of a paper went in or out of the drawer; None when it moved none.

    Of a charge that gave several folios, the one that carries what was received and given back.
    """
    match hecho:
        case Pago() if hecho.recibido:
            return hecho.momento
        case Contrapago() if hecho.partes.con("efectivo"):
            return hecho.momento
        case Vale():
            return hecho.momento
    return None


def papel_de_estado(ctx: Contexto, estado: EstadoDeCuenta, encabezado: Encabezado) -> Documento:
    """What a cuenta owes, on paper: it has no folio, since it proves nothing."""
    return papel_estado(estado.adeudo, estado.beneficios, encabezado, ctx.reloj.ahora())


def sacar_original(ctx: Contexto, folio: str, encabezado: Encabezado, sacar: Sacar) -> None:
    """Print the paper of what was just confirmed; if it came out before (a repeated charge), another copy.

    Raises:
        EquipoError: the printer; the paper stays in the queue.
    """
    with ctx.uow() as uow:
        copia = 0 if folio in uow.cola.pendientes() else uow.cola.copias(folio) + 1
        documento = documento_de(ctx, uow, folio, encabezado, copia)
    _sacar(ctx, papel_de_folio(folio), documento, sacar, copia, "")


def reimprimir(ctx: Contexto, folio: str, encabezado: Encabezado, sacar: Sacar, quien: str) -> int:
    """Print any paper again by its folio, rebuilt from its asiento and marked COPIA n; returns n.

    Raises:
        NegocioError: `folio_desconocido`.
        EquipoError: the printer.
    """
    papel = papel_de_folio(folio)
    with ctx.uow() as uow:
        copia = uow.cola.copias(folio) + 1
        documento = documento_de(ctx, uow, folio, encabezado, copia)
    _sacar(ctx, papel, documento, sacar, copia, quien)
    return copia


def _sacar(ctx: Contexto, papel: PapelEnCola, documento: Documento, sacar: Sacar, copia: int, quien: str) -> None:
    try:
        sacar(documento)
    except (EquipoError, NegocioError):
        _anotar(ctx, papel, copia, quien, "fallo")
        raise
    _anotar(ctx, papel, copia, quien, "impreso")


def _anotar(ctx: Contexto, papel: PapelEnCola, copia: int, quien: str, resultado: str) -> None:
    with ctx.uow() as uow:
        datos = {"folio": papel.folio, "clase": papel.clase, "copia": copia, "resultado": resultado, "quien": quien}
        uow.diario.asentar("papel", datos)
        if resultado == "impreso" and copia == 0:
            uow.cola.quitar(papel.folio)
        uow.commit()
