"""Columns of the rows of a lote, in order; `padron.db` stores them under the same names.

Amounts are whole centavos, volumes and readings whole litres, dates and months ISO text; what is absent is "" for text
and null for a number.
"""

from __future__ import annotations

CUENTA = (
    "numero", "titular", "domicilio", "colonia", "uso", "area", "clase", "regimen", "medidor", "medidor_estado",
    "servicios", "estado", "ruta", "volumen_presuntivo", "unidades", "alumnos", "nivel", "turnos", "giro",
    "fuente_propia", "rfc", "telefono",
)  # fmt: skip
RECIBO = (
    "cuenta", "periodo", "referencia", "emitido", "vence", "lectura_anterior", "lectura_actual", "litros", "agua",
    "alcantarillado", "saneamiento", "drenaje", "tratamiento", "iva", "recargos", "mora", "otros", "total", "pagado",
    "programa",
)  # fmt: skip
LECTURA = ("cuenta", "periodo", "litros", "fecha", "observacion")
BENEFICIO = (
    "cuenta", "programa", "desde", "hasta", "beneficiario", "curp", "documento", "m3", "porcentaje", "importe",
    "autorizacion",
)  # fmt: skip
#: What was granted at a caja, and what was done to any grant, each under the identity of its asiento.
OTORGADO = (
    "caja", "epoca", "seq", "cuenta", "programa", "desde", "hasta", "beneficiario", "curp", "documento", "m3",
    "porcentaje", "importe", "autorizacion", "quien",
)  # fmt: skip
CAMBIO = (
    "caja", "epoca", "seq", "cuenta", "programa", "beneficio", "desde", "clase", "fecha", "hasta", "motivo",
    "documento", "quien",
)  # fmt: skip
#: A row that is no more: its kind, and what names it there, empty text for the rest.
BAJA = ("de", "cuenta", "segunda", "tercera")

#: Kind of row -> its columns, in the order in which a lote holds them.
CLASES = {
    "cuentas": CUENTA, "recibos": RECIBO, "lecturas": LECTURA, "beneficios": BENEFICIO, "otorgados": OTORGADO,
    "cambios": CAMBIO, "bajas": BAJA,
}  # fmt: skip
