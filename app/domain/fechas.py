"""Days counted as the law counts them."""

from __future__ import annotations

import calendar
from datetime import date


def sumar_meses(fecha: date, meses: int) -> date:
    """The same day `meses` later; the month's last one where that day does not exist."""
    ejercicio, mes = divmod(fecha.year * 12 + fecha.month - 1 + meses, 12)
    ultimo = calendar.monthrange(ejercicio, mes + 1)[1]
    return date(ejercicio, mes + 1, min(fecha.day, ultimo))
