"""A quote with every step of it told, beside the same quote without."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from statistics import median
from time import perf_counter

from app import perfiles
from app.domain.periodo import Periodo
from app.tarifa.cotizacion import cotizar
from app.tarifa.pedido_cotizacion import SolicitudCotizacion

Resultado = tuple[str, float, float, int]
_CALENTAR = 20
_HOY = date(2023, 9, 5)


def bench_explicar(n: int) -> Resultado:
    """n quotes of Cajeme and Romita, with and without a benefit, turn about with and without their steps."""
    de_cajeme, de_romita = perfiles.cargar("cajeme"), perfiles.cargar("romita")
    nuestros, bases = [], []
    for i in range(n + _CALENTAR):
        m3, con_beneficio = Decimal(i * 7 % 230), i % 2 == 0
        if i % 3:
            perfil, uso, programa, mes = de_cajeme, "domestico", "insen", Periodo(2023, 1 + i % 12)
        else:
            perfil, uso, programa, mes = de_romita, "domestica", "pensionado", Periodo(2020, 1 + i % 12)
        solicitud = SolicitudCotizacion(
            perfil.organismo, uso, m3=m3, mes=mes, programa=programa if con_beneficio else ""
        )
        comienzo = perf_counter()
        cotizacion = cotizar(perfil, solicitud, _HOY)
        medio = perf_counter()
        assert cotizacion.pasos
        nuestros.append(perf_counter() - comienzo)
        bases.append(medio - comienzo)
    return f"explicar {n} cotizaciones", median(nuestros[_CALENTAR:]), median(bases[_CALENTAR:]), n
