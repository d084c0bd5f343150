"""Section `facturacion` of `perfil.toml`: the calendar of each ruta and what is believed of a reading."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.calendario import DIAS, Calendario
from app.domain.cuenta import ESTADOS
from app.domain.tarifa.facturacion import ReglaFacturacion
from app.domain.tarifa.medicion import SIN_LECTURA, ReglaLectura
from app.perfiles.seccion import Seccion

_ULTIMO_DIA = 31


def leer_facturacion(seccion: Seccion) -> ReglaFacturacion:
    """The rules of billing; mistakes are noted in the section."""
    calendario = Calendario(
        dia_de_lectura=_dia(seccion, "dia_de_lectura", seccion.entero("dia_de_lectura")),
        rutas=_rutas(seccion.seccion("rutas")),
        dias=seccion.palabra("dias", DIAS),
        dias_para_emitir=seccion.entero("dias_para_emitir"),
        dias_para_repartir=seccion.entero("dias_para_repartir"),
        dias_para_vencer=seccion.entero("dias_para_vencer"),
        inhabiles=_fechas(seccion, "inhabiles"),
    )
    lectura = ReglaLectura(
        veces_promedio=seccion.decimal("veces_promedio"),
        meses_de_promedio=_de_uno_en_adelante(seccion, "meses_de_promedio"),
        m3_sin_revisar=seccion.entero("m3_sin_revisar"),
        m3_sin_uso=seccion.entero("m3_sin_uso"),
        meses_entre_lecturas=_de_uno_en_adelante(seccion, "meses_entre_lecturas"),
        sin_lectura=seccion.palabra("sin_lectura", SIN_LECTURA),
        estados_sin_recibo=seccion.palabras("estados_sin_recibo", ESTADOS),
    )
    return ReglaFacturacion(calendario, lectura)


def _dia(seccion: Seccion, clave: str, dia: int) -> int:
    if not 1 <= dia <= _ULTIMO_DIA:
        seccion.fallar(clave, f"debe ser un día del mes, de 1 a {_ULTIMO_DIA}")
        return 1
    return dia


def _de_uno_en_adelante(seccion: Seccion, clave: str) -> int:
    valor = seccion.entero(clave)
    if valor < 1:
        seccion.fallar(clave, "debe ser 1 o más")
    return max(1, valor)


def _rutas(seccion: Seccion) -> tuple[tuple[str, int], ...]:
    """`19 = ["R01", "R12"]`: each ruta on one day."""
    rutas: dict[str, int] = {}
    for clave in seccion.datos:
        nombres = seccion.palabras(clave)
        dia = _dia(seccion, clave, int(clave) if clave.isascii() and clave.isdigit() else 0)
        for ruta in nombres:
            if ruta in rutas:
                seccion.fallar(clave, f"«{ruta}» ya se lee el día {rutas[ruta]}")
            rutas[ruta] = dia
    return tuple(rutas.items())


def _fechas(seccion: Seccion, clave: str) -> tuple[date, ...]:
    valores = seccion.valor(clave, list, "una lista de fechas entre corchetes") or []
    fechas = tuple(v for v in valores if isinstance(v, date) and not isinstance(v, datetime))
    if len(fechas) < len(valores):
        seccion.fallar(clave, "debe ser una lista de fechas, por ejemplo [2024-06-02]")
    return fechas
