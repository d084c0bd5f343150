"""Every step of a bill in the words of its law, for the kinds of tariff and the ways a volume is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.tarifa.cotizacion import Cotizacion, SolicitudCotizacion, cotizar
from tests.organismos import perfil_de_prueba


def _cotizar(organismo: str, uso: str, metodo: str = "", **campos: Any) -> Cotizacion:
    textos = {"organismo": organismo, "uso": uso, **{c: str(v) for c, v in campos.items()}}
    return cotizar(perfil_de_prueba(organismo, metodo), SolicitudCotizacion.from_textos(textos), date(2025, 1, 15))


@pytest.mark.parametrize(
    ("pedido", "pasos"),
    [
        (
            {"organismo": "cajeme", "uso": "domestico", "m3": 101},
            ["cuota mínima del mes", "101 m³ a 51.65 (rango más de 100 m³)"],
        ),
        (
            {"organismo": "cajeme", "uso": "domestico", "m3": 12, "metodo": "escalonado"},
            ["cuota mínima del mes", "10 m³ a 5.85 (rango de 0 a 10 m³)", "2 m³ a 7.75 (rango de 11 a 20 m³)"],
        ),
        (
            {"organismo": "cajeme", "uso": "domestico", "m3": 5, "mes": "2023-02"},
            ["cuota mínima del mes, a precios de febrero de 2023", "5 m³ a 5.89 (rango de 0 a 10 m³)"],
        ),
        ({"organismo": "cajeme", "uso": "domestico", "toma_muerta": 1}, []),
        (
            {"organismo": "cajeme", "uso": "comercial", "m3": 40, "giro": "lavado de autos"},
            ["cuota mínima del mes", "40 m³ a 18.22 (rango de 11 a 60 m³)", "2 % de 919.80, por no reciclar el agua",
             "redondeo al centavo"],
        ),
        ({"organismo": "romita", "uso": "domestica", "m3": 30}, ["cuota base del mes", "30 m³ por la tabla del mes"]),
        (
            {"organismo": "romita", "uso": "domestica", "m3": 300, "mes": "2020-02"},
            ["cuota base del mes", "300 m³ a 25.33: pasa del final de la tabla"],
        ),
        ({"organismo": "romita", "uso": "domestica", "regimen": "fijo"}, ["cuota fija del mes"]),
        (
            {"organismo": "romita", "uso": "educacion_publica", "m3": 40, "alumnos": 100, "nivel": "preescolar"},
            ["dentro de la asignación gratuita"],
        ),
        (
            {"organismo": "loreto", "uso": "domestico", "m3": 13},
            ["tarifa básica, que incluye 12 m³", "1 m³ a 7.03 (rango de 13 a 20 m³)"],
        ),
        (
            {"organismo": "ocampo", "uso": "domestico", "sin_medidor": 1, "historia": "10|11|20|21|30|31"},
            ["promedio de los seis meses anteriores", "redondeo al centavo"],
        ),
    ],
)  # fmt: skip
def test_steps_of_the_agua(pedido: dict[str, Any], pasos: list[str]) -> None:
    cotizacion = _cotizar(**pedido)
    agua = cotizacion.pasos[0]
    assert agua.clave == "agua"
    assert [p.texto for p in agua.pasos] == pasos
    for linea in cotizacion.pasos:
        if linea.pasos:
            assert sum(p.importe for p in linea.pasos) == linea.importe


def test_steps_of_what_follows_from_the_agua() -> None:
    _, alcantarillado, _, iva = _cotizar("cajeme", "comercial", m3=40).pasos
    assert [p.texto for p in alcantarillado.pasos] == ["52 % de 919.80", "redondeo al centavo"]
    assert [p.texto for p in iva.pasos] == ["16 % de 1,756.82", "redondeo al centavo"]


def test_what_a_source_of_its_own_costs_is_one_step() -> None:
    drenaje, *_ = _cotizar("romita", "comercial", fuente_propia="exclusiva", descarga=50).pasos
    assert (drenaje.texto, drenaje.pasos) == ("50 m³ descargados × 3.70", ())
    _, mixto, *_ = _cotizar("romita", "comercial", m3=40, fuente_propia="mixta", descarga=50).pasos
    assert (mixto.clave, mixto.pasos) == ("drenaje", ())


@pytest.mark.parametrize(
    ("programa", "paso"),
    [("insen", "50 % de 404.65: los primeros 26 m³"), ("reciclaje", "5 % de 919.80: todo el consumo")],
)
def test_steps_of_a_benefit_on_the_agua(programa: str, paso: str) -> None:
    uso = "domestico" if programa == "insen" else "comercial"
    descuento = next(p for p in _cotizar("cajeme", uso, m3=40, programa=programa).pasos if p.programa == programa)
    assert next(p.texto for p in descuento.pasos) == paso
    assert sum(p.importe for p in descuento.pasos) == descuento.importe
