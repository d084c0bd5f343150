"""What people read on paper for the claves of conceptos, medios, programas and usos."""

from __future__ import annotations

from collections.abc import Mapping

from app.documentos.documento import Encabezado
from app.domain.pago.servicio import APORTACION
from app.domain.perfil import Perfil

_CONCEPTOS = {
    "agua": "Agua potable",
    "alcantarillado": "Alcantarillado",
    "saneamiento": "Saneamiento",
    "drenaje": "Drenaje",
    "tratamiento": "Tratamiento",
    "iva": "IVA",
    "mora": "Cargo por mora",
    "iva_mora": "IVA de mora",
    "recargos": "Recargos",
    "otros": "Otros cargos",
    "multa": "Multa",
    "diferencia": "Diferencia por beneficio retirado",
    "recargos_diferencia": "Recargos de la diferencia",
    "reintegro": "Reintegro de lo devuelto",
    "gastos": "Gastos de cobranza",
    "anticipo": "Pago anticipado (saldo a favor)",
    "redondeo": "Redondeo",
}
_MEDIOS = {
    "efectivo": "Efectivo",
    "tarjeta": "Tarjeta",
    "cheque": "Cheque",
    "transferencia": "Transferencia",
    "saldo_a_favor": "Saldo a favor aplicado",
}
_TARJETAS = {"credito": "Tarjeta de crédito", "debito": "Tarjeta de débito"}
_PROGRAMAS = {
    "insen": "INSEN",
    "pensionado": "pensionado",
    "pronto_pago": "pronto pago",
}
_USOS = {
    "domestico": "Doméstico",
    "comercial": "Comercial",
    "industrial": "Industrial",
    "gobierno": "Gobierno",
    "organizaciones_publicas": "Organizaciones públicas",
}
#: What treasury and an auditor read of where each line comes from.
_ANTIGUEDADES = {
    "rezago": "Rezago (recibos vencidos)",
    "corriente": "Corriente",
    "sin_recibo": "Servicios y anticipos",
    "sin_fecha": "De vencimiento no asentado",
}
#: What a sum over many sales is called where the price list of today no longer names it.
_VENTAS = {"servicio:": "Servicio", "iva_servicio:": "IVA del servicio", APORTACION: "Aportación"}


def nombres_de(perfil: Perfil) -> tuple[tuple[str, str], ...]:
    """(clave, name) of everything that the profile of an organismo names."""
    return (
        *perfil.conceptos,
        *perfil.usos,
        *((p.clave, p.nombre) for p in perfil.programas),
        *((s.concepto_de_cobro, s.concepto) for s in perfil.servicios),
        *((f"iva_servicio:{s.clave}", f"IVA de {s.concepto}") for s in perfil.servicios if s.causa_iva),
    )


def nombre_concepto(clave: str, encabezado: Encabezado, detalle: str = "") -> str:
    """Name of a concepto; a service and its IVA are named by their own detalle, which the price list gave them."""
    familia, dos_puntos, servicio = clave.partition(":")
    if (venta := _VENTAS.get(familia + dos_puntos)) is not None:
        return detalle or _buscar(clave, encabezado, {}) or f"{venta} {servicio}"
    return _buscar(clave, encabezado, _CONCEPTOS) or _legible(clave)


def nombre_medio(clave: str, tipo: str = "") -> str:
    """Name of a means of payment; a card says which kind it is."""
    return _TARJETAS.get(tipo) or _MEDIOS.get(clave) or _legible(clave)


def nombre_programa(clave: str, encabezado: Encabezado) -> str:
    """Name of a benefit, as it reads after «Descuento»."""
    nombre = _buscar(clave, encabezado, _PROGRAMAS) or _legible(clave)
    # The law calls many of them «Tarifa INSEN»; «Descuento Tarifa INSEN» says it twice.
    return nombre.removeprefix("Tarifa ")


def nombre_uso(clave: str, encabezado: Encabezado) -> str:
    """Name of the use of a toma; of a sale to nobody's, that it had none."""
    if clave == "sin_cuenta":
        return "Sin cuenta"
    return _buscar(clave, encabezado, _USOS) or _legible(clave)


def nombre_antiguedad(clave: str) -> str:
    """Name of what a line of a payment was owed for."""
    return _ANTIGUEDADES[clave]


def _buscar(clave: str, encabezado: Encabezado, conocidos: Mapping[str, str]) -> str:
    return dict(encabezado.nombres).get(clave) or conocidos.get(clave, "")


def _legible(clave: str) -> str:
    return clave.replace("_", " ").capitalize()
