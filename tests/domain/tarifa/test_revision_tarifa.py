"""What a look over a tariff finds: nothing in a sound one, and each spoilt kind once, by its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app import perfiles
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.escala import METODOS_POR_RANGOS, Escala, Rango
from app.domain.tarifa.indice import Inpc
from app.domain.tarifa.revision_precios import RenglonPublicado, reparos_de_escala
from app.domain.tarifa.revision_tarifa import HallazgoTarifa, revisar
from app.domain.tarifa.tarifa import SIN_FIN, Cuadro, CuotaFija, Tarifa
from tests.cajeme import PERFIL, TARIFA, casos

ENERO = Periodo(2023, 1)
URBANA = TARIFA.cuadros[0]


def _hallados(tarifa: Tarifa, **otros: Any) -> list[tuple[str, str, str, str]]:
    hallazgos = revisar(replace(PERFIL, tarifas=(tarifa,)), **otros)
    assert {h.version for h in hallazgos} <= {tarifa.clave}
    return [(h.uso, h.area, h.renglon, h.mensaje) for h in hallazgos]


def _con_cuadro(cuadro: Cuadro) -> Tarifa:
    return replace(TARIFA, cuadros=(cuadro, *TARIFA.cuadros[1:]))


def _con_precio(escala: Escala, desde: int, precio: str) -> Escala:
    rangos = (replace(r, precio=Decimal(precio)) if r.desde == desde else r for r in escala.rangos)
    return replace(escala, rangos=tuple(rangos))


# --- what ships ---


def test_the_five_rows_of_romita_and_no_other() -> None:
    hallazgos = revisar(perfiles.cargar("romita"))
    assert [(h.uso, h.renglon) for h in hallazgos] == [
        ("domestica", "118"), ("industrial", "114"), ("mixta", "163"), ("mixta", "167"), ("mixta", "197"),
    ]  # fmt: skip
    assert all("(enero 2020; igual en los demás meses)" in h.mensaje for h in hallazgos)
    assert "118 m³ cuestan 1,956.86 y 117 m³, 2,117.64" in hallazgos[0].mensaje


def test_a_tariff_without_prices_is_one_finding_that_says_what_to_import() -> None:
    for organismo in ("loreto", "ocampo"):
        (hallazgo,) = revisar(perfiles.cargar(organismo))
        assert "tarifa importar" in hallazgo.mensaje and (hallazgo.uso, hallazgo.renglon) == ("", "")


@pytest.mark.parametrize("metodo", METODOS_POR_RANGOS)
def test_nothing_in_cajeme_by_any_method(metodo: str) -> None:
    assert _hallados(replace(TARIFA, metodo=metodo)) == []


# --- tables ---


@pytest.mark.parametrize("caso", casos("revision-tablas"), ids=lambda c: c["caso"])
def test_rows_out_of_order(caso: dict[str, str]) -> None:
    tabla = tuple(map(Decimal, caso["importes"].split()))
    escala = Escala(Decimal(90), tabla=tabla, excedente=Decimal(caso["precio_pasado"]))
    hallados = [reparo.renglon for reparo in reparos_de_escala(escala, "tabla")]
    assert hallados == ([caso["renglones"]] if caso["renglones"].startswith("más") else caso["renglones"].split())


def test_a_row_out_of_order_in_some_months_names_them() -> None:
    bien, mal = (Escala(Decimal(1), tabla=tuple(map(Decimal, t)), excedente=Decimal(9)) for t in ("0123", "0103"))
    cuadro = replace(URBANA, escalas=(bien, mal, bien, mal, mal, *[bien] * 7))
    tarifa = replace(_con_cuadro(cuadro), metodo="tabla", cuadros=(cuadro, replace(cuadro, area="suburbana")))
    (urbana, _) = [m for uso, _, renglon, m in _hallados(tarifa) if (uso, renglon) == ("domestico", "2")]
    assert urbana.endswith("(febrero 2023; también abril 2023 a mayo 2023).")
    una = replace(cuadro, escalas=(bien, mal, *[bien] * 10))
    tarifa = replace(tarifa, cuadros=(una, replace(una, area="suburbana")))
    assert next(m for _, _, renglon, m in _hallados(tarifa) if renglon == "2").endswith("(febrero 2023).")


# --- ranges ---


def test_a_cheaper_range_by_the_range_reached_makes_one_m3_more_cost_less() -> None:
    hallados = _hallados(_con_cuadro(replace(URBANA, escalas=(_con_precio(URBANA.escalas[0], 31, "7.00"),))))
    ((uso, area, renglon, mensaje),) = hallados
    assert (uso, area, renglon) == ("domestico", "urbana", "rango 31-40")
    assert mensaje == (
        "7.00 por m³, menos que 9.95 del rango 21-30; 31 m³ cuestan 265.19 y 30 m³, 346.69: un metro más no puede"
        " costar menos (enero 2023; igual en los demás meses)."
    )


def test_a_cheaper_range_where_each_m3_has_its_own_price_is_only_a_price_that_falls() -> None:
    cuadro = replace(URBANA, escalas=(_con_precio(URBANA.escalas[0], 101, "35.00"),), indexa=False)
    assert _hallados(replace(_con_cuadro(cuadro), metodo="escalonado")) == [
        ("domestico", "urbana", "rango 101 o más", "35.00 por m³, menos que 35.11 del rango 81-100.")
    ]


def test_an_edge_may_be_crossed_by_a_lower_price_and_still_not_cost_less() -> None:
    escala = Escala(Decimal(0), (Rango(0, 1, Decimal("2.00")), Rango(2, None, Decimal("1.50"))))
    ((_, mensaje),) = [(r.renglon, r.mensaje) for r in reparos_de_escala(escala, "rango_alcanzado")]
    assert mensaje == "1.50 por m³, menos que 2.00 del rango 0-1"


def test_a_uso_that_pays_a_fixed_volume_of_another_is_not_told_again() -> None:
    mala = replace(URBANA, escalas=(_con_precio(URBANA.escalas[0], 31, "7.00"),))
    baldio = replace(mala, uso="baldio", m3_fijos=0)
    tarifa = _con_cuadro(mala)
    tarifa = replace(tarifa, cuadros=(*tarifa.cuadros, baldio, replace(baldio, area="suburbana")))
    assert [(uso, renglon) for uso, _, renglon, _ in _hallados(tarifa)] == [("domestico", "rango 31-40")]


# --- what the law prints beside its agua ---


def _publicado(**otros: str) -> RenglonPublicado:
    comercial = {
        "agua": "191.00", "iva": "58.37", "alcantarillado": "99.32", "total_sin_saneamiento": "348.69",
        "saneamiento": "74.49", "importe_total": "423.18",
    }  # fmt: skip
    return RenglonPublicado(
        "comercial", "urbana", "cuota_minima", **{c: Decimal(v) for c, v in (comercial | otros).items()}
    )


@pytest.mark.parametrize(
    ("columna", "impreso", "fuera"),
    [
        ("iva", "58.38", False),
        ("iva", "58.36", False),
        ("iva", "58.39", True),
        ("iva", "0.00", True),
        ("alcantarillado", "99.31", False),
        ("alcantarillado", "99.30", True),
        ("saneamiento", "74.50", False),
        ("saneamiento", "74.94", True),
        ("total_sin_saneamiento", "348.67", False),
        ("total_sin_saneamiento", "348.66", True),
        ("importe_total", "423.20", False),
        ("importe_total", "423.21", True),
    ],
)
def test_printed_parts_follow_from_agua_within_a_centavo_and_totals_within_two(
    columna: str, impreso: str, fuera: bool
) -> None:
    hallados = _hallados(TARIFA, publicados={TARIFA.clave: (_publicado(**{columna: impreso}),)})
    assert [(uso, area, renglon) for uso, area, renglon, _ in hallados] == (
        [("comercial", "urbana", "cuota_minima")] if fuera else []
    )
    assert all(f"{columna} debe ser" in m and f"dice {impreso}" in m and m.count(" debe ser ") == 1
               for *_, m in hallados)  # fmt: skip


def test_what_only_bears_agua_has_no_parts_to_follow() -> None:
    importes = map(Decimal, ("35.39", "5.66", "0", "41.05", "0", "41.05"))
    cruda = RenglonPublicado("construccion", "urbana", "rango 0 o más", *importes)
    assert _hallados(TARIFA, publicados={TARIFA.clave: (cruda,)}) == []


# --- what is missing ---


def _sin_inpc(*meses: int) -> Tarifa:
    valores = tuple((p, v) for p, v in TARIFA.indexacion.inpc.valores if p.ejercicio != 2023 or p.mes not in meses)
    return replace(TARIFA, indexacion=replace(TARIFA.indexacion, inpc=Inpc(valores)))


def test_months_without_inpc_are_named_and_the_rest_is_looked_at() -> None:
    ((uso, _, renglon, mensaje),) = _hallados(_sin_inpc(2, 7, 8))
    assert (uso, renglon) == ("", "INPC")
    assert mensaje == "Falta el INPC de febrero 2023, julio 2023 a agosto 2023: sin él no hay precios desde marzo 2023."
    sin_diciembre = replace(TARIFA.indexacion, inpc=Inpc(TARIFA.indexacion.inpc.valores[1:]))
    ((*_, mensaje),) = _hallados(replace(TARIFA, indexacion=sin_diciembre))
    assert mensaje == "Falta el INPC de diciembre 2022: sin él no hay precios desde febrero 2023."


def test_a_version_without_end_is_looked_at_for_a_year() -> None:
    assert _hallados(replace(TARIFA, hasta=SIN_FIN)) == []
    ((*_, mensaje),) = _hallados(replace(TARIFA, desde=Periodo(2023, 3), hasta=SIN_FIN))
    assert mensaje == "Falta el INPC de enero 2024: sin él no hay precios desde febrero 2024."


def test_nothing_that_follows_the_inpc_misses_none() -> None:
    fijos = tuple(replace(c, indexa=False) for c in TARIFA.cuadros)
    assert _hallados(replace(_sin_inpc(2, 3), cuadros=fijos)) == []
    ninguna = replace(TARIFA.indexacion, clase="ninguna", inpc=Inpc(()))
    assert _hallados(replace(TARIFA, indexacion=ninguna)) == []


def test_one_month_needs_no_inpc() -> None:
    indexacion = replace(TARIFA.indexacion, inpc=Inpc(()))
    assert _hallados(replace(TARIFA, hasta=TARIFA.desde, indexacion=indexacion)) == []


SPOILT: list[tuple[Callable[[Tarifa], Tarifa], tuple[str, str, str], str]] = [
    (
        lambda t: replace(t, igual_que=t.igual_que[1:]),
        ("", "", ""),
        "No trae precios de: Industrial. Esos usos no se podrán cobrar.",
    ),
    (
        lambda t: replace(t, cuadros=t.cuadros[1:]),
        ("domestico", "urbana", ""),
        "No trae precios de este uso en el área Urbana.",
    ),
    (
        lambda t: replace(t, porcentajes=tuple(p for p in t.porcentajes if p.clave != "saneamiento")),
        ("", "", ""),
        "No trae el porcentaje de: Saneamiento. Esos servicios no se cobrarán.",
    ),
    (
        lambda t: replace(t, cuotas_fijas=(CuotaFija("domestico", "", (Decimal(90),), "Art. 1"),)),
        ("", "", "cuota_fija"),
        "Trae cuotas fijas que nadie paga: ni sin_medidor ni regimen_fijo dicen «cuota_fija».",
    ),
    (
        lambda t: replace(t, cuadros=(replace(URBANA, escalas=URBANA.escalas * 11), *t.cuadros[1:])),
        ("domestico", "urbana", ""),
        "Trae precios de 11 meses y la versión rige otros: diga con «hasta» el último.",
    ),
]


@pytest.mark.parametrize(("estropear", "lugar", "mensaje"), SPOILT)
def test_a_spoilt_tariff(estropear: Callable[[Tarifa], Tarifa], lugar: tuple[str, str, str], mensaje: str) -> None:
    assert _hallados(estropear(TARIFA)) == [(*lugar, mensaje)]


def test_cuotas_that_somebody_pays_are_no_finding() -> None:
    cuotas = (CuotaFija("domestico", "", (Decimal(90),), "Art. 1"),)
    assert _hallados(replace(TARIFA, cuotas_fijas=cuotas, regimen_fijo=("cuota_fija",))) == []


def test_months_between_two_versions_that_nobody_covers() -> None:
    perfil: Perfil = replace(PERFIL, tarifas=(TARIFA, _de(2024, 1), _de(2025, 4)))
    huecos = [h for h in revisar(perfil) if "No hay tarifa" in h.mensaje]
    mensaje = "No hay tarifa de enero 2025 a marzo 2025: cajeme/2024 ya no rige y esta aún no."
    assert huecos == [HallazgoTarifa("cajeme/2025", mensaje)]


def _de(ejercicio: int, mes: int) -> Tarifa:
    return replace(TARIFA, version=str(ejercicio), desde=Periodo(ejercicio, mes), hasta=Periodo(ejercicio, 12))
