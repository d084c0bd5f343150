"""Otros servicios sold at the till: each line with its IVA, its article, and who may have it.

They are bought now, apart from what a cuenta owes, and no benefit touches them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.adeudo import Adeudo
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError
from app.domain.liquidacion import Liquidacion
from app.domain.pago import Aplicacion, ServicioPedido
from app.domain.perfil import Perfil
from app.domain.precio import precio_servicio
from app.domain.servicio import exigir_vendible


def vender(perfil: Perfil, pedidos: Sequence[ServicioPedido], adeudo: Adeudo, debe: Dinero) -> Liquidacion:
    """What these services cost to the cuenta of `adeudo` on its day; one without number is nobody's.

    Args:
        debe: what the cuenta still owes once this payment is made.

    Raises:
        NegocioError: what `precio_servicio` and `exigir_vendible` refuse, or `servicio_con_cargo_al_recibo`.
    """
    cuenta = adeudo.cuenta if adeudo.cuenta.numero else None
    lineas: list[Aplicacion] = []
    avisos: list[str] = []
    for p in pedidos:
        servicio = perfil.servicio(p.clave)
        exigir_vendible(servicio, cuenta, debe)
        if servicio.clase == "cargo_al_recibo":
            raise NegocioError(
                "servicio_con_cargo_al_recibo",
                f"«{servicio.concepto}» no se cobra aquí: va con cargo al siguiente recibo de la cuenta.",
            )
        conceptos = precio_servicio(perfil, p.clave, p.cantidad, p.importe, adeudo.fecha, p.referencia)
        lineas.extend(Aplicacion(None, c.clave, c.importe, c.detalle, c.fundamento) for c in conceptos)
        avisos += [servicio.leyenda] if servicio.leyenda else []
    return Liquidacion(adeudo, tuple(lineas), (), tuple(dict.fromkeys(avisos)))
