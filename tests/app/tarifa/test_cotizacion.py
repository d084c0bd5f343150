"""Quoting, one and many, and what the order answers."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import perfiles
from app.cli import cotizar as orden
from app.cli.salida import en_json
from app.domain.dinero import CERO
from app.domain.periodo import Periodo
from app.errors import EquipoError, NegocioError, UsoError
from app.tarifa.cotizacion import Cotizacion, cotizar
from app.tarifa.cotizacion_lote import Cotizaciones, cotizar_lote
from app.tarifa.pedido_cotizacion import SolicitudCotizacion
from app.tarifa.tarifario import Tarifario
from tests.cajeme import PERFIL, casos

HOY = date(2026, 1, 15)
EN_2023 = date(2023, 9, 5)
ENCABEZADO = "organismo,uso,area,m3,mes,programa,programa_m3,pronto_pago,sin_medidor,deshabitado,sin_servicio"


def _cotizar(hoy: date = HOY, **campos: str) -> Cotizacion:
    todos = {"organismo": "cajeme", "uso": "domestico", "area": "urbana", "m3": "30"} | campos
    return cotizar(PERFIL, SolicitudCotizacion.from_textos(todos), hoy)


def _clave(**campos: str) -> str:
    with pytest.raises(NegocioError) as e:
        _cotizar(**campos)
    return e.value.clave


def test_the_examples_of_the_rules() -> None:
    assert _cotizar(m3="32").total.texto() == "929.99"
    assert _cotizar(m3="32", uso="comercial").total.texto() == "1714.97"
    insen = _cotizar(programa="insen")
    assert (insen.importe.texto(), insen.descuento.texto(), insen.total.texto()) == ("662.18", "-293.10", "369.08")


def test_month_is_the_clock_s_where_the_tariff_covers_it_or_its_first() -> None:
    assert _cotizar(EN_2023).periodo == Periodo(2023, 9)
    assert _cotizar(HOY).periodo == Periodo(2023, 1)
    assert _cotizar(EN_2023, mes="2023-02").periodo == Periodo(2023, 2)
    assert _clave(mes="2024-01") == "tarifa_no_vigente"
    assert _clave(mes="2023-13") == "periodo_invalido"


def test_area_is_the_first_where_none_is_said() -> None:
    assert _cotizar(area="").area == "urbana"


def test_m3_are_the_billed_ones() -> None:
    assert _cotizar(m3="30.9").m3 == 30
    assert _cotizar(m3="", sin_medidor="1").m3 == 26
    assert _cotizar(m3="", sin_medidor="1", uso="comercial").m3 == 48
    assert _cotizar(m3="", deshabitado="1").m3 == 1


@pytest.mark.parametrize("m3", ["1e5", "abc", "1,000", "٣", "1" * 16, "--1", "1.", ".5", "0x1F", "nan"])
def test_what_is_not_a_number_of_m3(m3: str) -> None:
    with pytest.raises(UsoError) as e:
        _cotizar(m3=m3)
    assert e.value.clave == "m3_invalido"


@pytest.mark.parametrize("m3", ["-1", "-0.5", "1000000", "999999999999999"])
def test_numbers_that_no_toma_consumes(m3: str) -> None:
    assert _clave(m3=m3) == "m3_invalido"


def test_what_is_not_known_or_missing() -> None:
    assert _clave(uso="naviero") == "uso_desconocido"
    assert _clave(area="rural") == "area_desconocida"
    assert _clave(programa="becas") == "programa_desconocido"
    assert _clave(sin_servicio="drenaje") == "servicio_desconocido"
    assert _clave(sin_servicio="agua") == "servicio_sin_tarifa"
    assert _clave(m3="") == "campo_faltante"
    assert _clave(uso=" ") == "campo_faltante"
    assert _clave(organismo="") == "campo_faltante"
    assert _clave(sin_medidor="sí") == "bandera_invalida"
    assert _clave(programa_m3="1.5") == "m3_invalido"


def test_services_not_contracted_are_not_billed() -> None:
    claves = [c.clave for c in _cotizar(uso="comercial", sin_servicio="alcantarillado|saneamiento").conceptos]
    assert claves == ["agua", "iva"]


def test_programs_that_cannot_be_given_are_refused_by_name() -> None:
    assert _clave(programa="insen", uso="comercial") == "programa_no_aplica"
    assert _clave(programa="pronto_pago", uso="gobierno") == "programa_no_aplica"
    assert _clave(programa="insen", sin_medidor="1") == "programa_sin_medidor"
    assert _clave(programa="insen", programa_m3="5") == "programa_m3_no_aplica"
    assert _clave(programa_m3="5") == "programa_m3_no_aplica"


def test_pronto_pago_as_a_circumstance() -> None:
    assert _cotizar(pronto_pago="1").descuento.texto() == "-66.22"
    assert _cotizar(pronto_pago="1", sin_medidor="1").descuento.texto() == "-58.62"
    assert _cotizar(pronto_pago="1").descuentos == _cotizar(programa="pronto_pago").descuentos
    assert _cotizar(pronto_pago="1", programa="pronto_pago") == _cotizar(programa="pronto_pago")
    comercial = _cotizar(pronto_pago="1", uso="comercial")
    assert (comercial.descuentos, comercial.avisos) == ((), ("Pronto pago: no se da a cuentas de uso «comercial».",))
    insen = _cotizar(pronto_pago="1", programa="insen")
    assert insen.descuentos == _cotizar(programa="insen").descuentos
    assert insen.avisos == ("Pronto pago: no se da junto con otro beneficio (insen).",)


def _lote(tmp_path: Path, contenido: str | bytes) -> Cotizaciones:
    ruta = tmp_path / "lote.csv"
    ruta.write_bytes(contenido if isinstance(contenido, bytes) else contenido.encode())
    return cotizar_lote(ruta, perfiles.cargar, HOY)


def test_a_file_answers_row_by_row_and_a_refused_row_stops_nothing(tmp_path: Path) -> None:
    filas = [
        "cajeme,domestico,urbana,32,2023-01,,,,,,",
        "cajeme-2023,comercial,urbana,32,2023-01,,,,,,",
        "",
        "navojoa,domestico,urbana,32,2023-01,,,,,,",
        "cajeme,domestico,urbana,x,2023-01,,,,,,",
        "cajeme,domestico,urbana,30",
        "cajeme/2023,domestico,,30,2023-01,insen,,,,,saneamiento",
        "cajeme,domestico,urbana,0,,,,1,1,,alcantarillado|saneamiento",
    ]
    lote = _lote(tmp_path, "\ufeff" + "\r\n".join([ENCABEZADO, *filas]))
    vistos = [r.clave if isinstance(r, NegocioError) else r.total.texto() for r in lote.resultados]
    assert vistos == [
        "929.99", "1714.97", "organismo_desconocido", "m3_invalido", "renglon_invalido", "293.72", "276.20",
    ]  # fmt: skip
    assert lote.avisos == ()


def test_every_case_of_a_program_through_a_file(tmp_path: Path) -> None:
    tabla = [c for c in casos("cajeme-beneficios") if c["metodo"] == "rango_alcanzado"]
    filas = [f"cajeme,{c['uso']},{c['area']},{c['m3']},2023-01,{c['programa']},,,,," for c in tabla]
    lote = _lote(tmp_path, "\n".join([ENCABEZADO, *filas]))
    totales = [r.total.texto() for r in lote.resultados if isinstance(r, Cotizacion)]
    assert totales == [c["total"] for c in tabla]


def test_columns_in_any_order_and_unknown_ones_reported(tmp_path: Path) -> None:
    lote = _lote(tmp_path, "m3,USO,nota,organismo\n32,domestico,hola,cajeme\n")
    assert [r.total.texto() for r in lote.resultados if isinstance(r, Cotizacion)] == ["929.99"]
    assert lote.avisos == ("Columnas que no se conocen y no se leyeron: nota.",)


@pytest.mark.parametrize(
    ("contenido", "clave"),
    [
        ("", "archivo_columnas"),
        ("organismo,uso\ncajeme,domestico\n", "archivo_columnas"),
        ("organismo,uso,m3,m3\n", "archivo_columnas"),
        (b"organismo,uso,m3,area\ncajeme,dom\xe9stico,1,\n", "archivo_codificacion"),
        ('organismo,uso,m3\n"cajeme"x,domestico,1\n', "archivo_invalido"),
        ('organismo,uso,m3\n"cajeme,domestico,1\n', "archivo_invalido"),
        ("organismo,uso,m3\ncajeme,domestico," + "1" * 200_000, "archivo_invalido"),
    ],
)
def test_a_bad_file_is_refused_whole(tmp_path: Path, contenido: str | bytes, clave: str) -> None:
    with pytest.raises(NegocioError) as e:
        _lote(tmp_path, contenido)
    assert e.value.clave == clave


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for ruta in (tmp_path, tmp_path / "no-existe.csv"):
        with pytest.raises(EquipoError) as e:
            cotizar_lote(ruta, perfiles.cargar, HOY)
        assert e.value.clave == "archivo_ilegible"


@given(
    st.sampled_from(["domestico", "comercial", "industrial"]),
    st.sampled_from(["urbana", "suburbana"]),
    st.decimals(0, 999_999, places=3),
    st.sampled_from(["", "insen", "pensionado", "pronto_pago"]),
    st.integers(1, 12),
)
def test_parts_sum_to_the_total_and_no_benefit_raises_it(
    uso: str, area: str, m3: Decimal, programa: str, mes: int
) -> None:
    solicitud = SolicitudCotizacion("cajeme", uso, area, m3, Periodo(2023, mes), programa if uso == "domestico" else "")
    c = cotizar(PERFIL, solicitud, HOY)
    partes = [x.importe.centavos for x in (*c.conceptos, *c.descuentos)]
    assert sum(partes) == c.total.centavos
    assert CERO <= c.total <= c.importe


# --- The order ---


class _Taller:
    """Only what `cotizar` asks for: a clock, and the profiles of a folder into which nothing was loaded."""

    tarifario = Tarifario(Path("/no/hay"), lambda: None)

    def reloj(self) -> _Taller:
        return self

    def ahora(self) -> datetime:
        return datetime(2026, 1, 15, 10)


def _correr(*palabras: str) -> tuple[dict[str, Any], str]:
    parser = ArgumentParser()
    orden.agregar(parser.add_subparsers())
    args = parser.parse_args(["cotizar", *palabras])
    salida = args.correr(_Taller(), args)
    return json.loads(en_json(salida.datos)), salida.texto


def test_order_answers_the_contract() -> None:
    datos, texto = _correr("--organismo", "cajeme", "--uso", "domestico", "--m3", "30", "--programa", "insen")
    esperadas = "organismo version uso area mes m3 conceptos descuentos importe descuento total avisos explicacion"
    assert list(datos) == esperadas.split()
    assert (datos["mes"], datos["m3"], datos["area"]) == ("2023-01", 30, "urbana")
    assert datos["conceptos"][0] == {
        "clave": "agua",
        "importe": "346.69",
        "detalle": "48.19 + 30 m³ × 9.95",
        "fundamento": "Ley de Ingresos de Cajeme 2023, Art. 33 fr. I-A",
    }
    assert {"programa": "insen", "clave": "agua", "importe": "-153.45"}.items() <= datos["descuentos"][0].items()
    assert (datos["importe"], datos["descuento"], datos["total"]) == ("662.18", "-293.10", "369.08")
    assert "OOMAPAS de Cajeme · tarifa cajeme/2023 · enero 2023\nUso doméstico, área urbana, 30 m³\n" in texto
    assert "Total" in texto and "369.08" in texto


def test_order_takes_services_apart_or_together_and_says_notices() -> None:
    base = ("--organismo", "cajeme", "--uso", "comercial", "--m3", "32", "--pronto-pago")
    for resto in (("--sin-servicio", "alcantarillado", "saneamiento"),
                  ("--sin-servicio", "alcantarillado", "--sin-servicio", "saneamiento")):  # fmt: skip
        datos, texto = _correr(*base, *resto)
        assert [c["clave"] for c in datos["conceptos"]] == ["agua", "iva"]
        assert datos["avisos"] == ["Pronto pago: no se da a cuentas de uso «comercial»."]
        assert texto.endswith("\nAviso. Pronto pago: no se da a cuentas de uso «comercial».")


def test_order_without_what_it_needs() -> None:
    for palabras in ((), ("--organismo", "cajeme", "--uso", "domestico"), ("--organismo", "cajeme", "--m3", "1")):
        with pytest.raises(UsoError) as e:
            _correr(*palabras)
        assert e.value.clave == "campo_faltante"


def test_order_with_a_file(tmp_path: Path) -> None:
    ruta = tmp_path / "lote.csv"
    ruta.write_text("organismo,uso,m3,otra\ncajeme,domestico,32,\ncajeme,naviero,32,\n", encoding="utf-8")
    datos, texto = _correr("--lote", str(ruta))
    bien, mal = datos["resultados"]
    assert bien["total"] == "929.99" and mal["error"]["clave"] == "uso_desconocido" and "domestico" in str(mal)
    assert datos["avisos"] == ["Columnas que no se conocen y no se leyeron: otra."]
    ruta_limpia = tmp_path / "limpio.csv"
    ruta_limpia.write_text("organismo,uso,m3\ncajeme,domestico,32\n", encoding="utf-8")
    assert list(_correr("--lote", str(ruta_limpia))[0]) == ["resultados"]
    assert "     1          929.99  domestico urbana, 32 m³, enero 2023\n     2               —  «naviero»" in texto
    for sobra in (("--m3", "1"), ("--pronto-pago",), ("--sin-servicio", "agua")):
        with pytest.raises(UsoError) as e:
            _correr("--lote", str(ruta), *sobra)
        assert e.value.clave == "opciones_excluyentes"


def _en_romita(**campos: str) -> Cotizacion:
    todos = {"organismo": "romita", "mes": "2020-01"} | campos
    return cotizar(perfiles.cargar("romita"), SolicitudCotizacion.from_textos(todos), HOY)


def test_a_uso_that_only_has_a_cuota_fija_is_charged_it_where_there_is_no_meter() -> None:
    agua, *otros = _en_romita(uso="educacion_particular", sin_medidor="1").conceptos
    assert (agua.importe.texto(), [c.importe.texto() for c in otros]) == ("319.42", ["63.88", "44.72"])


@pytest.mark.parametrize("como", [{"regimen": "fijo"}, {"sin_medidor": "1"}])
def test_a_cuota_fija_in_an_unknown_area_is_refused_and_loses_no_drainage(como: dict[str, str]) -> None:
    with pytest.raises(NegocioError, match="Conocidas: general") as e:
        _en_romita(uso="domestica", area="centro", **como)
    assert e.value.clave == "area_desconocida"
