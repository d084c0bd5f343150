"""What people read in a report: its title, its days, the words of each row and of each bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from app.documentos.documento import Encabezado
from app.documentos.nombres import nombre_antiguedad, nombre_concepto, nombre_medio, nombre_programa, nombre_uso
from app.domain.periodo import MESES, Periodo
from app.domain.reporte.reporte import DE_RENGLON, Filtro

_TITULOS = {
    "hora": "Cobranza por hora",
    "dia": "Cobranza por día",
    "semana": "Cobranza por semana",
    "mes": "Cobranza por mes",
    "caja": "Cobranza por caja",
    "cajero": "Cobranza por cajero",
    "uso": "Cobranza por uso",
    "medio": "Cobranza por medio de pago",
    "concepto": "Ingreso por concepto",
    "programa": "Descuentos por programa",
    "antiguedad": "Rezago y corriente",
}
_COLUMNAS = {
    "hora": "Hora", "dia": "Día", "semana": "Semana", "mes": "Mes", "caja": "Caja", "cajero": "Cajero", "uso": "Uso",
    "medio": "Medio", "concepto": "Concepto", "programa": "Programa", "antiguedad": "Se debía de",
}  # fmt: skip
_DIAS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
#: Hours that the first and the last are said of: from 9 to 10.
_HORAS = 24


def titulo_de(por: str) -> str:
    """Title of a report by one of `DIMENSIONES`."""
    return _TITULOS[por]


def columna_de(por: str) -> str:
    """Title of its first column."""
    return _COLUMNAS[por]


def veces_de(por: str) -> str:
    """Title of the column that counts: whole payments, or their lines."""
    return "Renglones" if por in DE_RENGLON else "Pagos"


def dias_de(filtro: Filtro) -> str:
    """The days of a report, or its turno."""
    if filtro.turno:
        return f"Turno {filtro.turno}, abierto el {filtro.desde:%d/%m/%Y}"
    if filtro.desde == filtro.hasta:
        return f"{filtro.desde:%d/%m/%Y}"
    return f"{filtro.desde:%d/%m/%Y} a {filtro.hasta:%d/%m/%Y}"


def rotulo(por: str, clave: str, encabezado: Encabezado) -> str:
    """The words of a row."""
    return _ROTULOS[por](clave, encabezado)


def rotulo_corto(por: str, clave: str, encabezado: Encabezado) -> str:
    """The words under a bar of time; elsewhere those of the row."""
    if por == "hora":
        return f"{int(clave)} h"
    if por == "mes":
        return f"{MESES[int(clave[5:]) - 1][:3]} {clave[2:4]}"
    if por in ("dia", "semana"):
        dia = date.fromisoformat(clave)
        return f"{dia.day} {MESES[dia.month - 1][:3]}"
    return rotulo(por, clave, encabezado)


def _hora(clave: str, encabezado: Encabezado) -> str:
    return f"{clave}:00 a {(int(clave) + 1) % _HORAS:02d}:00"


def _dia(clave: str, encabezado: Encabezado) -> str:
    dia = date.fromisoformat(clave)
    return f"{_DIAS[dia.weekday()]} {dia:%d/%m/%Y}"


def _semana(clave: str, encabezado: Encabezado) -> str:
    lunes = date.fromisoformat(clave)
    return f"{lunes:%d/%m} al {lunes + timedelta(6):%d/%m/%Y}"


_ROTULOS: dict[str, Callable[[str, Encabezado], str]] = {
    "hora": _hora,
    "dia": _dia,
    "semana": _semana,
    "mes": lambda clave, encabezado: str(Periodo.from_texto(clave)).capitalize(),
    "caja": lambda clave, encabezado: f"Caja {clave}",
    "cajero": lambda clave, encabezado: clave,
    "uso": nombre_uso,
    "medio": lambda clave, encabezado: nombre_medio(clave),
    "concepto": nombre_concepto,
    "programa": nombre_programa,
    "antiguedad": lambda clave, encabezado: nombre_antiguedad(clave),
}
