"""Papers of which nobody knows whether they came out: their queue was left at another PC, or is an older one."""

from __future__ import annotations

from collections.abc import Callable

from app.cobro.recuperados import nombre_de_papel
from app.domain.corte.vale import Vale
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import pago_de
from app.domain.diario.contenido_solicitud import solicitud_de
from app.domain.diario.contenido_subsidio import firma_de
from app.domain.diario.contenido_tramite import constancia_de, convenio_de
from app.domain.pago.contrapago import CLASES, contrapago_de
from app.domain.pago.recuperado import recuperado_de
from app.papel.papeles import clase_de_papel
from app.ports import UnitOfWork

#: Kind of asiento -> the folio of the paper that went into the queue with it.
FOLIOS: dict[str, Callable[[Asiento], str]] = {
    "pago": lambda asiento: str(pago_de(asiento).folio),
    **dict.fromkeys(CLASES, lambda asiento: str(contrapago_de(asiento).folio)),
    "movimiento": lambda asiento: str(Vale.from_asiento(asiento).folio),
    "subsidio_firmado": lambda asiento: str(firma_de(asiento).folio),
    "convenio_hecho": lambda asiento: str(convenio_de(asiento).folio),
    "constancia": lambda asiento: str(constancia_de(asiento).folio),
    "solicitud": lambda asiento: str(solicitud_de((asiento,)).folio),
    "pago_recuperado": lambda asiento: nombre_de_papel(recuperado_de(asiento).folio),
}


def dudar_de_papeles(uow: UnitOfWork, detalle: str) -> int:
    """Have all that waits, and the papers of the open turno that no outcome is known of, wait as doubtful.

    Returns:
        how many.
    """
    turno = uow.turnos.abierto()
    for asiento in () if turno is None else uow.cortes.asientos(turno.numero, tuple(FOLIOS)):
        folio = FOLIOS[asiento.tipo](asiento)
        if not uow.cola.is_sabido(folio):
            uow.cola.encolar(folio, clase_de_papel(folio))
    return uow.cola.dudar(detalle)
