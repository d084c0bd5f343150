"""The bill of a month by Cajeme's law, against cases worked without the program and the tables as they were printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dinero import Dinero, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from app.domain.tarifa.escala import METODOS_POR_RANGOS, partes
from app.domain.tarifa.indice import Inpc
from app.domain.tarifa.suministro import Escuela, FuentePropia, Suministro
from app.domain.tarifa.tarifa import SIN_FIN, vigencia
from app.domain.tarifa.tarificacion import m3_facturados, tarifar
from tests.cajeme import ENERO, TARIFA, casos, columnas, con, importes, un_suministro, una_cuenta

usos = st.sampled_from(["domestico", "comercial", "industrial", "gobierno", "organizaciones_publicas"])
areas = st.sampled_from(["urbana", "suburbana"])
metodos = st.sampled_from(METODOS_POR_RANGOS)
TARIFAS = {metodo: con(metodo=metodo) for metodo in METODOS_POR_RANGOS}
meses = st.integers(1, 12).map(lambda mes: Periodo(2023, mes))


def _total(m3: object, **otros: Any) -> str:
    return suma(c.importe for c in tarifar(TARIFA, un_suministro(m3, **otros))).texto()


@pytest.mark.parametrize("caso", casos("cajeme-agua"), ids=lambda c: "-".join(list(c.values())[1:5]))
def test_every_edge_of_every_range(caso: dict[str, str]) -> None:
    conceptos = tarifar(con(metodo=caso["metodo"]), un_suministro(caso["m3"], caso["uso"], caso["area"]))
    assert importes(conceptos) == columnas(caso)
    assert suma(c.importe for c in conceptos).texto() == caso["total"]


@pytest.mark.parametrize("caso", casos("cajeme-circunstancias"), ids=lambda c: "-".join(list(c.values())[1:6]))
def test_circumstances(caso: dict[str, str]) -> None:
    circunstancia, presuntivo = caso["circunstancia"], caso["volumen_presuntivo"]
    suministro = un_suministro(
        caso["m3"],
        caso["uso"],
        caso["area"],
        servicios=tuple(s for s in ("agua", "alcantarillado", "saneamiento") if s not in circunstancia),
        con_medidor=circunstancia != "sin_medidor",
        deshabitado=circunstancia == "deshabitado",
        volumen_presuntivo=int(presuntivo) if presuntivo else None,
    )
    assert m3_facturados(TARIFA, suministro) == int(caso["m3_cobrados"])
    assert importes(tarifar(TARIFA, suministro)) == columnas(caso)


@pytest.mark.parametrize("caso", casos("cajeme-meses"), ids=lambda c: "-".join(list(c.values())[1:5]))
def test_every_month_by_both_chains(caso: dict[str, str]) -> None:
    periodo = Periodo.from_texto(caso["mes"])
    conceptos = tarifar(
        con(cadena=caso["cadena"]), un_suministro(caso["m3"], caso["uso"], caso["area"], periodo=periodo)
    )
    assert importes(conceptos) == columnas(caso)


@pytest.mark.parametrize("caso", casos("cajeme-precios-indexados"), ids=lambda c: "-".join(list(c.values())[:3]))
def test_every_indexed_price(caso: dict[str, str]) -> None:
    escala = TARIFA.escala_del_mes(caso["uso"], caso["area"], Periodo.from_texto(caso["mes"]))
    publicados = [caso[f"rango_{n}"] for n in range(1, 9) if caso[f"rango_{n}"]]
    assert escala.base == Decimal(caso["cuota_minima"])
    assert [r.precio for r in escala.rangos] == [Decimal(p) for p in publicados]


@pytest.mark.parametrize("caso", casos("cajeme-cuadros-publicados"), ids=lambda c: "-".join(list(c.values())[1:4]))
def test_the_printed_tables_follow_from_their_agua(caso: dict[str, str]) -> None:
    escala = TARIFA.cuadro(caso["uso"], caso["area"]).escalas[0]
    desde = "101" if caso["rango"].startswith(">") else caso["rango"].partition("-")[0]
    minima = caso["rango"] == "CUOTA MINIMA"
    precio = escala.base if minima else next(r.precio for r in escala.rangos if str(r.desde) == desde)
    assert precio == Decimal(caso["agua"])
    agua = Dinero.from_texto(caso["agua"])
    derivados = {p.clave: agua.por(p.tasa / 100) for p in TARIFA.porcentajes_de(caso["area"])}
    if caso["uso"] in TARIFA.iva.usos:
        derivados["iva"] = suma([agua, *derivados.values()]).por(TARIFA.iva.tasa / 100)
    for clave, importe in derivados.items():
        assert abs(importe.centavos - Dinero.from_texto(caso[clave]).centavos) <= 1
    total = suma([agua, *derivados.values()])
    sin_saneamiento = total - derivados["saneamiento"]
    assert abs(total.centavos - Dinero.from_texto(caso["importe_total"]).centavos) <= 2
    assert abs(sin_saneamiento.centavos - Dinero.from_texto(caso["total_sin_saneamiento"]).centavos) <= 2
    assert bool(caso["iva"]) == ("iva" in derivados)


def test_the_examples_of_the_rules() -> None:
    assert _total(32) == "929.99"
    assert _total(32, uso="comercial") == "1714.97"


def test_the_words_of_the_settings_change_the_bill() -> None:
    assert _total(32) != suma(c.importe for c in tarifar(con(metodo="escalonado"), un_suministro(32))).texto()
    diciembre = un_suministro(32, periodo=Periodo(2023, 12))
    assert tarifar(TARIFA, diciembre)[0].importe != tarifar(con(cadena="sin_redondeo"), diciembre)[0].importe


def test_lines_say_how_they_came_about() -> None:
    agua, alcantarillado, saneamiento, iva = tarifar(TARIFA, un_suministro(32, "comercial"))
    assert (agua.detalle, agua.fundamento) == (
        "191.00 + 32 m³ × 18.22",
        "Ley de Ingresos de Cajeme 2023, Art. 33 fr. II-A",
    )
    assert (alcantarillado.detalle, saneamiento.detalle) == ("52 % del agua", "39 % del agua")
    assert iva.detalle == "16 % de 1,478.42"
    assert all(c.fundamento.startswith("Ley de Ingresos de Cajeme 2023, Art. 33") for c in (alcantarillado, iva))


@pytest.mark.parametrize(
    ("otros", "detalle"),
    [
        ({"m3": 12, "metodo": "escalonado"}, "48.19 + 10 m³ × 5.85 + 2 m³ × 7.75"),
        ({"m3": 0, "metodo": "escalonado"}, "48.19 + 0 m³ × 5.85"),
        ({"m3": 0, "deshabitado": True}, "deshabitado: 48.19 + 1 m³ × 5.85"),
        ({"m3": 0, "deshabitado": True, "con_medidor": False, "regimen": "fijo"}, "deshabitado: 48.19 + 1 m³ × 5.85"),
        ({"m3": 0, "con_medidor": False}, "sin medidor, volumen fijo de 26 m³: 48.19 + 26 m³ × 9.95"),
        (
            {"m3": 0, "con_medidor": False, "volumen_presuntivo": 8},
            "sin lectura, volumen presuntivo de 8 m³: 48.19 + 8 m³ × 5.85",
        ),
        ({"m3": 5, "periodo": Periodo(2023, 2)}, "48.52 + 5 m³ × 5.89"),
        ({"m3": 5, "periodo": Periodo(2023, 2), "cadena": "sin_redondeo"}, "48.516911 + 5 m³ × 5.889685"),
    ],
)
def test_detail_of_agua(otros: dict[str, Any], detalle: str) -> None:
    ajustes = {c: v for c, v in otros.items() if c in ("metodo", "cadena")}
    dado = {c: v for c, v in otros.items() if c not in ajustes}
    assert tarifar(con(**ajustes), un_suministro(**dado))[0].detalle == detalle


@pytest.mark.parametrize("m3", ["-1", "-0.001", "1000000", "999999.001", "NaN", "Infinity"])
def test_negative_or_absurd_volume_is_refused(m3: str) -> None:
    with pytest.raises(NegocioError) as e:
        tarifar(TARIFA, un_suministro(m3))
    assert e.value.clave == "m3_invalido"


def test_unknown_uso_and_area_list_the_known_ones() -> None:
    with pytest.raises(
        NegocioError,
        match="domestico, comercial, construccion, agua_cruda, industrial, gobierno, organizaciones_publicas",
    ) as e:
        tarifar(TARIFA, un_suministro(uso="naviero"))
    assert e.value.clave == "uso_desconocido"
    with pytest.raises(NegocioError, match="urbana, suburbana") as e:
        tarifar(TARIFA, un_suministro(area="rural"))
    assert e.value.clave == "area_desconocida"


def test_a_month_outside_validity_is_refused() -> None:
    for periodo in (Periodo(2022, 12), Periodo(2024, 1)):
        with pytest.raises(NegocioError, match=str(periodo)) as e:
            tarifar(TARIFA, un_suministro(periodo=periodo))
        assert e.value.clave == "tarifa_no_vigente"


def test_a_version_says_which_months_it_rules() -> None:
    assert vigencia(TARIFA) == "de enero 2023 a diciembre 2023"
    assert vigencia(con(hasta=SIN_FIN)) == "desde enero 2023"
    with pytest.raises(NegocioError) as e:
        TARIFA.precio_del_mes(Decimal(1), Periodo(2024, 1))
    assert e.value.mensaje == (
        "La tarifa cajeme/2023 rige de enero 2023 a diciembre 2023: no tiene precios de enero 2024."
    )


def test_a_tariff_without_prices_says_what_to_load() -> None:
    sin_precios = con(sin_precios=True)
    for pedir in (
        lambda: sin_precios.cuadro("domestico", "urbana"),
        lambda: sin_precios.cuota_fija("domestico", "", ENERO),
    ):
        with pytest.raises(NegocioError) as e:
            pedir()
        assert e.value.clave == "tarifa_sin_precios"
        assert e.value.mensaje == (
            "Falta la tarifa vigente de cajeme: sus precios no vienen con el programa. Impórtela con "
            "«./ventanilla tarifa importar ARCHIVO.csv» o en F6; docs/manual/tarifas.md dice qué columnas lleva."
        )


def test_a_month_without_inpc_is_refused_by_its_name() -> None:
    corta = con(indexacion=replace(TARIFA.indexacion, inpc=Inpc(TARIFA.indexacion.inpc.valores[:4])))
    assert tarifar(corta, un_suministro(periodo=Periodo(2023, 4)))
    with pytest.raises(NegocioError, match="abril 2023") as e:
        tarifar(corta, un_suministro(periodo=Periodo(2023, 5)))
    assert e.value.clave == "inpc_faltante"


def test_without_agua_there_is_no_tariff_to_apply() -> None:
    with pytest.raises(NegocioError) as e:
        tarifar(TARIFA, un_suministro(servicios=("alcantarillado",)))
    assert e.value.clave == "servicio_sin_tarifa"


def test_suministro_of_a_cuenta_follows_its_contract() -> None:
    cuenta = una_cuenta(medidor_estado="no_funciona", estado="deshabitada", volumen_presuntivo=9)
    s = Suministro.from_cuenta(cuenta, Decimal("4.5"), ENERO)
    assert (s.con_medidor, s.deshabitado, s.volumen_presuntivo, s.servicios) == (False, True, 9, cuenta.servicios)
    assert Suministro.from_cuenta(una_cuenta(), Decimal(4), ENERO).con_medidor
    assert not Suministro.from_cuenta(una_cuenta(regimen="fijo"), Decimal(4), ENERO).con_medidor
    assert Suministro.from_cuenta(una_cuenta(estado="toma_muerta"), Decimal(4), ENERO).toma_muerta
    assert not s.toma_muerta and not Suministro.from_cuenta(una_cuenta(), Decimal(4), ENERO).deshabitado
    sin_contar = Suministro.from_cuenta(una_cuenta(unidades=None), Decimal(4), ENERO, servicios=("agua",))
    assert (sin_contar.unidades, sin_contar.servicios) == (1, ("agua",))


@pytest.mark.parametrize(
    ("campos", "fuente"),
    [
        ({}, None),
        ({"fuente_propia": "mixta"}, FuentePropia("mixta")),
        ({"fuente_propia": "exclusiva"}, FuentePropia("exclusiva", descarga=Decimal(7))),
        ({"fuente_propia": "exclusiva", "medidor_estado": "sin_medidor"}, FuentePropia("exclusiva", None, Decimal(7))),
    ],
)
def test_reading_of_who_has_its_own_source(campos: dict[str, str], fuente: FuentePropia | None) -> None:
    assert Suministro.from_cuenta(una_cuenta(**campos), Decimal(7), ENERO).fuente == fuente


@pytest.mark.parametrize(
    ("campos", "escuela"),
    [
        ({}, None),
        ({"nivel": "primaria", "turnos": 2}, None),
        ({"alumnos": 0, "nivel": "primaria"}, Escuela(0, "primaria", 1)),
        ({"alumnos": 300, "nivel": "primaria", "turnos": 2}, Escuela(300, "primaria", 2)),
    ],
)
def test_school_of_a_cuenta(campos: dict[str, Any], escuela: Escuela | None) -> None:
    assert Suministro.from_cuenta(una_cuenta(**campos), Decimal(7), ENERO).escuela == escuela


@given(st.integers(0, 999_999), usos, areas, metodos, meses)
def test_percentages_and_iva_follow_from_the_rounded_parts(
    m3: int, uso: str, area: str, metodo: str, periodo: Periodo
) -> None:
    partes = {c.clave: c.importe for c in tarifar(TARIFAS[metodo], un_suministro(m3, uso, area, periodo=periodo))}
    tasas = {p.clave: p.tasa for p in TARIFA.porcentajes_de(area)}
    for clave, tasa in tasas.items():
        assert abs(partes[clave].centavos * 100 - partes["agua"].centavos * tasa) <= 50
    if uso != "domestico":
        base = sum(partes[c].centavos for c in ("agua", *tasas))
        assert abs(partes["iva"].centavos * 100 - base * 16) <= 50
    assert ("iva" in partes) == (uso != "domestico")


@given(st.integers(0, 500), usos, areas, metodos, meses)
def test_one_more_m3_never_costs_less(m3: int, uso: str, area: str, metodo: str, periodo: Periodo) -> None:
    antes, despues = (
        tarifar(TARIFAS[metodo], un_suministro(m, uso, area, periodo=periodo))[0].importe for m in (m3, m3 + 1)
    )
    assert antes < despues


@given(st.integers(0, 2000), st.one_of(st.none(), st.integers(0, 60)), usos, areas, metodos)
def test_partes_hold_every_m3_once(m3: int, limite: int | None, uso: str, area: str, metodo: str) -> None:
    escala = TARIFA.cuadro(uso, area).escalas[0]
    _, *por_rango = partes(escala, metodo, Decimal(m3), limite)
    assert sum(p.m3 for p in por_rango) == (m3 if limite is None else min(m3, limite))
    assert all(p.m3 > 0 for p in por_rango) or len(por_rango) == 1
    assert por_rango[-1].precio <= escala.alcanzado(Decimal(m3)).precio
