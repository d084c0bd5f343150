"""Papers of what is already on the disk: the original once, copies after it, each outcome recorded.

Nothing here can undo a payment; nothing is printed that is not committed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.consulta import EstadoDeCuenta
from app.context import Contexto
from app.cortes import corte_de_folio
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
from app.domain.contenido_tramite import CLASE_DE_FOLIO as CLASE_DE_TRAMITE
from app.domain.contrapago import CLASE_DE_FOLIO
from app.domain.pago import Folio
from app.domain.papel import PapelEnCola
from app.domain.recuperado import CLASE_DE_RECUPERADO
from app.domain.subsidio import CLASE_DE_SUBSIDIO
from app.domain.vale import CLASE_DE_VALE
from app.errors import EquipoError, NegocioError
from app.firmas_subsidio import trazos_de
from app.movimientos import vale_de_folio
from app.ports import UnitOfWork
from app.subsidios import exigir_subsidio

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


def documento_de(ctx: Contexto, uow: UnitOfWork, folio: str, encabezado: Encabezado, copia: int = 0) -> Documento:
    """Any paper, rebuilt from what the diario says; a payment that was turned round says so.

    Raises:
        NegocioError: `folio_desconocido`.
    """
    clase = clase_de_papel(folio)
    if clase == "corte":
        return corte_x(corte_de_folio(ctx, uow, folio), encabezado, copia)
    if folio.startswith(CLASE_DE_RECUPERADO):
        return _papel_de_recuperado(uow, Folio.from_texto(folio[1:]), encabezado, copia)
    leido = Folio.from_texto(folio)
    if clase == "subsidio":
        subsidio = exigir_subsidio(uow, leido)
        return papel_subsidio(subsidio, encabezado, copia, trazos_de(ctx.anexos, subsidio))
    if clase == "movimiento":
        return vale_movimiento(vale_de_folio(uow, leido), encabezado, copia)
    if clase == "tramite":
        return _papel_de_tramite(uow, leido, encabezado, copia)
    if clase == "contrapago":
        hecho = uow.contrapagos.por_folio(leido)
        if hecho is not None:
            return comprobante_contrapago(hecho, encabezado, copia)
    pago = uow.pagos.por_folio(leido)
    if pago is None:
        raise _desconocido(leido)
    return ticket_pago(pago, encabezado, copia, uow.contrapagos.de_pago(leido))


def efectivo_movido(uow: UnitOfWork, folio: str) -> datetime | None:
    """When the cash of a paper went in or out of the drawer; None when it moved none.

    Of a charge that gave several folios, the one that carries what was received and given back.
    """
    clase = clase_de_papel(folio)
    if clase not in ("pago", "contrapago", "movimiento"):
        return None
    leido = Folio.from_texto(folio)
    if clase == "movimiento":
        return vale_de_folio(uow, leido).momento
    if clase == "contrapago":
        hecho = uow.contrapagos.por_folio(leido)
        return hecho.momento if hecho is not None and hecho.partes.con("efectivo") else None
    pago = uow.pagos.por_folio(leido)
    return pago.momento if pago is not None and pago.recibido else None


def papel_de_estado(ctx: Contexto, estado: EstadoDeCuenta, encabezado: Encabezado) -> Documento:
    """What a cuenta owes, on paper: it has no folio, since it proves nothing."""
    return papel_estado(estado.adeudo, estado.beneficios, encabezado, ctx.reloj.ahora())


def _papel_de_tramite(uow: UnitOfWork, folio: Folio, encabezado: Encabezado, copia: int) -> Documento:
    """Of a convenio, a constancia or a request: they share the series of their folios."""
    if (convenio := uow.tramites.convenio(folio)) is not None:
        return papel_de_convenio(convenio, encabezado, copia)
    if (constancia := uow.tramites.constancia(folio)) is not None:
        return papel_de_constancia(constancia, encabezado, copia)
    if (solicitud := uow.solicitudes.por_folio(folio)) is not None:
        return papel_de_solicitud(solicitud, encabezado, copia)
    raise _desconocido(folio)


def _papel_de_recuperado(uow: UnitOfWork, folio: Folio, encabezado: Encabezado, copia: int) -> Documento:
    """The last one of that folio."""
    hechos = uow.recuperados.de_folio(folio)
    if not hechos:
        raise _desconocido(folio)
    return papel_de_recuperado(hechos[-1], encabezado, copia)


def _desconocido(folio: Folio) -> NegocioError:
    return NegocioError("folio_desconocido", f"No hay ningún papel con el folio {folio}.")


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
