"""Which clock a caja goes by: the real one, or a demonstration's own."""

from __future__ import annotations

from datetime import datetime

from app import config
from app.domain.caja import Caja
from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.ports import Reloj
from app.sistema.reloj import RelojDemo, RelojFijo, RelojReal


def reloj_de(caja: Caja, perfil: Perfil) -> Reloj:
    """The clock a caja goes by.

    Raises:
        NegocioError: `reloj_ajeno`, a real caja was told what time it is.
    """
    momento = config.momento_ordenado(perfil.zona)
    if not caja.demo:
        if momento is not None:
            raise NegocioError("reloj_ajeno", f"Una caja de verdad no acepta {config.AHORA}: quite esa variable.")
        return RelojReal(perfil.zona)
    if momento is not None:
        return RelojFijo(momento)
    return RelojDemo(datetime.fromisoformat(caja.reloj_inicio), datetime.fromisoformat(caja.reloj_creada))


def reloj_sin_caja() -> Reloj:
    """A clock for what needs no caja: that of the capital, or the moment that was ordered."""
    zona = "America/Mexico_City"
    momento = config.momento_ordenado(zona)
    return RelojFijo(momento) if momento else RelojReal(zona)
