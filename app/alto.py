"""A file that is not the caja that its centre knows takes no payments, also once the network is gone."""

from __future__ import annotations

from app.errors import NegocioError
from app.ports import UnitOfWork

#: Note in which a round keeps why.
ALTO = "alto"


def exigir_sin_alto(uow: UnitOfWork) -> None:
    """Go on only with the caja that the centre knows.

    Raises:
        NegocioError: `caja_detenida`, the last round found that this file was restored or cloned.
    """
    alto = uow.sincronia.nota(ALTO)
    if alto:
        raise NegocioError("caja_detenida", alto)
