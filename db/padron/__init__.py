"""`padron.db`: cuentas, recibos, benefits and search. Never the truth: the fold of the lotes, made again at will."""

from __future__ import annotations

from db.padron.padron import Padron

__all__ = ["Padron"]
