"""An order given twice is done once: its asiento keeps the order's UUID and a digest of what was asked for."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping

from app.domain.diario.asiento import Asiento, canonico
from app.errors import NegocioError
from app.ports import UnitOfWork


def nuevo_id() -> str:
    """A UUID for an order that does not bring its own."""
    return str(uuid.uuid4())


def datos_de_pedido(id: str, pedido: Mapping[str, str]) -> dict[str, str]:
    """What the asiento of an order keeps of it."""
    return {"pedido": id, "huella": hashlib.sha256(canonico(dict(pedido))).hexdigest()}


def ya_asentado(uow: UnitOfWork, tipo: str, id: str, pedido: Mapping[str, str]) -> Asiento | None:
    """What the same order did before, or None.

    Raises:
        NegocioError: `id_repetido`, when that UUID is of another order.
    """
    asiento = uow.diario.del_pedido(id)
    if asiento is None:
        return None
    if (asiento.tipo, asiento.datos()["huella"]) != (tipo, datos_de_pedido(id, pedido)["huella"]):
        raise NegocioError("id_repetido", "Ese identificador ya se usó para otra cosa. No se hizo nada.")
    return asiento
