"""What a line of a payment was owed for: late, in time, or of no recibo."""

from __future__ import annotations

#: What a line of a payment was owed for: past its vencimiento, not yet, of no recibo, or of one whose vencimiento the
#: asiento does not say.
ANTIGUEDADES = ("rezago", "corriente", "sin_recibo", "sin_fecha")


def antiguedad(periodo: str, vence: str, fecha: str, *, causado: bool) -> str:
    """One of `ANTIGUEDADES`, of a line of a payment made on `fecha`; days and months as the diario writes them.

    What was worked out on the day (recargos, mora) is owed only because of a delay.
    """
    if not periodo:
        return "sin_recibo"
    if causado:
        return "rezago"
    if not vence:
        return "sin_fecha"
    return "rezago" if vence < fecha else "corriente"
