"""Which paper a folio names, and that paper: rebuilt from what the diario says, so that a copy says what the original
said."""

from __future__ import annotations

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
from app.errors import NegocioError
from app.ports import UnitOfWork
from app.subsidio.firmas import trazos_de
from app.subsidio.subsidios import exigir_subsidio
from app.turno.cortes import corte_de_folio
from app.turno.movimientos import vale_de_folio

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
