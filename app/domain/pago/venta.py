"""Otros servicios sold at the till: each line with its IVA, its article, and who may have it.

They are bought now, apart from what a cuenta owes, and no benefit touches them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.cuenta import Cargo
from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Liquidacion
from app.domain.pago.pago import Aplicacion, ServicioPedido
from app.domain.pago.precio import precio_servicio
from app.domain.pago.servicio import exigir_vendible
from app.domain.perfil import Perfil


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
                f"«{servicio.concepto}» va con cargo al siguiente recibo: pídalo aparte, sin cobrar nada.",
            )
        conceptos = precio_servicio(perfil, p.clave, p.cantidad, p.importe, adeudo.fecha, p.referencia)
        lineas.extend(Aplicacion(None, c.clave, c.importe, c.detalle, c.fundamento) for c in conceptos)
        avisos += [servicio.leyenda] if servicio.leyenda else []
    return Liquidacion(adeudo, tuple(lineas), (), tuple(dict.fromkeys(avisos)))


def is_al_recibo(perfil: Perfil, pedidos: Sequence[ServicioPedido]) -> bool:
    """Whether all of them go on the next recibo, and nothing is paid now."""
    return bool(pedidos) and all(perfil.servicio(p.clave).clase == "cargo_al_recibo" for p in pedidos)


def cargar_al_recibo(perfil: Perfil, pedidos: Sequence[ServicioPedido], adeudo: Adeudo) -> tuple[Cargo, ...]:
    """What these services add to a recibo of the cuenta of `adeudo`, at the prices of its day.

    Raises:
        NegocioError: what `precio_servicio` and `exigir_vendible` refuse, or `servicio_de_contado`.
    """
    cargos: list[Cargo] = []
    for p in pedidos:
        servicio = perfil.servicio(p.clave)
        exigir_vendible(servicio, adeudo.cuenta, adeudo.total)
        if servicio.clase != "cargo_al_recibo":
            raise NegocioError("servicio_de_contado", f"«{servicio.concepto}» se cobra al momento, no con el recibo.")
        conceptos = precio_servicio(perfil, p.clave, p.cantidad, p.importe, adeudo.fecha, p.referencia)
        cargos.extend(Cargo(c.clave, c.importe, c.detalle, c.fundamento) for c in conceptos)
    return tuple(cargos)
