"""What one of the otros servicios costs on a day: its price, by quantity, and the IVA it bears.

Prices in UMA use the UMA of the day; those that the law indexes follow the INPC like the tariff does.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.dinero import CERO, Dinero, redondear
from app.domain.errores import NegocioError
from app.domain.pago.servicio import ENTERAS, Servicio
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.renglon import exigir_renglon
from app.domain.tarifa.tarificacion import Concepto, pesos, por_ciento

#: More of anything than is ever sold at a window: a typing error.
LIMITE_CANTIDAD = 999_999


def precio_servicio(
    perfil: Perfil, clave: str, cantidad: Decimal | None, importe: Dinero | None, fecha: date, referencia: str = ""
) -> tuple[Concepto, ...]:
    """The line of a service, `servicio:CLAVE` or `aportacion:CLAVE`, and that of its IVA, `iva_servicio:CLAVE`.

    Args:
        cantidad: how many; None for one.
        importe: amount before IVA, only for a service without a price in the list.
        fecha: day of the charge.
        referencia: of the document that `importe` comes from, obligatory with it.

    Raises:
        NegocioError: `servicio_desconocido`, `tarifa_no_vigente`, `inpc_faltante`, `uma_faltante`,
            `cantidad_invalida`, `importe_invalido`, `servicio_con_precio`, `servicio_sin_precio`, `falta_referencia`.
    """
    servicio = perfil.servicio(clave)
    tarifa = perfil.tarifa_de(Periodo.from_fecha(fecha))
    if servicio.precio is None:
        neto, detalle = _por_importe(servicio, cantidad, importe, referencia)
    else:
        if importe is not None or referencia:
            raise NegocioError(
                "servicio_con_precio", f"«{servicio.concepto}» tiene precio de ley: diga cuántos, no el importe."
            )
        precio = servicio.precio
        if servicio.indexa:
            precio = tarifa.precio_del_mes(precio, Periodo.from_fecha(fecha))
        neto, detalle = _por_cantidad(perfil, servicio, precio, cantidad, fecha)
    lineas = [Concepto(servicio.concepto_de_cobro, neto, detalle, servicio.fundamento)]
    iva = neto.por(tarifa.iva.tasa / 100) if servicio.causa_iva else CERO
    if iva:
        detalle = f"IVA {por_ciento(tarifa.iva.tasa)} de {servicio.concepto}"
        lineas.append(Concepto(f"iva_servicio:{clave}", iva, detalle, servicio.fundamento))
    return tuple(lineas)


def _por_importe(
    servicio: Servicio, cantidad: Decimal | None, importe: Dinero | None, referencia: str
) -> tuple[Dinero, str]:
    if importe is None or cantidad is not None:
        raise NegocioError(
            "servicio_sin_precio", f"«{servicio.concepto}» no tiene precio en la lista: diga el importe antes de IVA."
        )
    if importe <= CERO:
        raise NegocioError("importe_invalido", f"El importe de «{servicio.concepto}» debe ser mayor que cero.")
    if not exigir_renglon(referencia).strip():
        raise NegocioError(
            "falta_referencia",
            f"«{servicio.concepto}» se calcula aparte: diga la referencia del documento de donde sale el importe.",
        )
    return importe, f"{servicio.concepto}, referencia {referencia.strip()}"


def _por_cantidad(
    perfil: Perfil, servicio: Servicio, precio: Decimal, cantidad: Decimal | None, fecha: date
) -> tuple[Dinero, str]:
    veces = Decimal(1) if cantidad is None else cantidad
    if not veces.is_finite() or not 0 < veces <= LIMITE_CANTIDAD:
        raise NegocioError("cantidad_invalida", f"La cantidad va de más de 0 a {LIMITE_CANTIDAD:,}; se leyó {veces}.")
    if servicio.unidad in ENTERAS and veces != int(veces):
        raise NegocioError(
            "cantidad_invalida", f"«{servicio.concepto}» se cobra por {servicio.unidad}, en números enteros."
        )
    en_pesos, detalle = precio, servicio.concepto
    if servicio.unidad_de_precio == "UMA":
        uma = perfil.uma.del_dia(fecha)
        en_pesos, detalle = precio * uma, f"{detalle}, {precio.normalize():f} UMA de {pesos(uma)}"
    if veces != 1:
        detalle = f"{detalle}, {veces.normalize():f} {servicio.unidad} × {pesos(en_pesos)}"
    neto = redondear(en_pesos * veces)
    if not neto:
        raise NegocioError("cantidad_invalida", f"{veces} de «{servicio.concepto}» no llega ni a un centavo.")
    return neto, detalle
