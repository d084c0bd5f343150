"""Reports on paper: their seal, their table on any width, their picture where one is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.documentos import (
    BarraDeImporte,
    Cuadro,
    Documento,
    Grafica,
    Texto,
    componer,
    disponer,
    disponer_con_graficas,
    papel_de_beneficios,
    papel_de_diferencias,
    papel_de_reporte,
)
from app.documentos.rotulos import columna_de, dias_de, rotulo, rotulo_corto, titulo_de
from app.domain.corte.diferencia import DiferenciaDeCorte, ReporteDiferencias
from app.domain.dinero import CERO, Dinero
from app.domain.reporte.reporte import DIMENSIONES, Filtro, RenglonReporte, Reporte, SelloReporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado, ReporteBeneficios
from tests.printing.muestras import ENCABEZADO

DIA = date(2023, 9, 5)
SELLO = SelloReporte("super", datetime(2023, 9, 5, 10, 24), 1_234, "abcdef0123456789ff")
CUADRO = Cuadro(
    ("Medio", "Pagos", "Neto"), (("Efectivo", "3", "1,000.00"), ("Tarjeta", "12", "5.00")), ("Total", "15", "1,005.00")
)


def un_reporte(por: str = "medio", **otros: object) -> Reporte:
    filas = (RenglonReporte("efectivo", 3, Dinero(10000), 1, Dinero(-500)),)
    reporte = Reporte(por, Filtro(DIA, DIA), filas, replace(filas[0], clave="total"), CERO, SELLO)
    return replace(reporte, **otros)


def texto(documento: Documento, columnas: int = 92) -> str:
    return "\n".join(componer(documento, columnas))


def test_a_report_says_of_what_it_is_who_asked_and_up_to_where_it_read() -> None:
    dicho = texto(papel_de_reporte(un_reporte(filtro=Filtro(DIA, date(2023, 9, 30), "ana", sin_turno=4)), ENCABEZADO))
    for parte in (
        "COBRANZA POR MEDIO DE PAGO", "05/09/2023 a 30/09/2023", "super", "05/09/2023 10:24:00", "1,234",
        "abcdef0123456789", "ana", "No incluye el turno 4", "-5.00", "NETO COBRADO", "Incluye todos los pagos",
    ):  # fmt: skip
        assert parte in dicho, parte


def test_what_is_in_no_row_and_what_is_third_parties_is_at_the_foot() -> None:
    filas = (RenglonReporte("agua", 1, Dinero(10000)), RenglonReporte("aportacion:U1", 1, Dinero(300)))
    total = RenglonReporte("total", 1, Dinero(9300))
    hecho = un_reporte("concepto", renglones=filas, total=total, fuera=Dinero(-1000))
    dicho = texto(papel_de_reporte(hecho, ENCABEZADO))
    assert "Menos descuentos " in dicho and "-10.00" in dicho and "de terceros" in dicho
    assert "descuentos y redondeo" in texto(
        papel_de_reporte(replace(hecho, por="antiguedad", renglones=()), ENCABEZADO)
    )


def test_discounts_are_said_as_such() -> None:
    filas = (RenglonReporte("insen", 3, Dinero(-900)),)
    assert "Descontado" in texto(papel_de_reporte(un_reporte("programa", renglones=filas), ENCABEZADO))


def test_benefits_carry_article_evidence_and_who_allowed_them() -> None:
    beneficios = (
        BeneficioAplicado("pronto_pago", "", Dinero(-100), "LI, Art. 46"),
        BeneficioAplicado(
            "insen", "100", Dinero(-50), "LI, Art. 33", "Ana Ruiz", "INAPAM 1", "OF-7", "super", DIA, None, "vigente"
        ),
        BeneficioAplicado("insen", "200", Dinero(-5), "", "Luis", "", "", "", DIA, date(2023, 12, 31), "por_empezar"),
        BeneficioAplicado("insen", "300", Dinero(-1)),
    )
    papel = papel_de_beneficios(ReporteBeneficios(Filtro(DIA, DIA), beneficios, SELLO), ENCABEZADO)
    dicho = " ".join(texto(papel).split())
    for parte in (
        "Todas las cuentas", "autorizó: la ley", "100 Ana Ruiz", "INAPAM 1, oficio OF-7", "autorizó: super",
        "05/09/2023 a sin fin, vigente", "padrón importado", "05/09/2023 a 31/12/2023, por empezar", "sin otorgamiento",
        "-1.56",
    ):  # fmt: skip
        assert parte in dicho, parte


def test_differences_show_the_recount_beside_the_count() -> None:
    cortes = (
        DiferenciaDeCorte(1, 1, "2", "ana", DIA, Dinero(10000), Dinero(9900), Dinero(-100), Dinero(10000)),
        DiferenciaDeCorte(2, 2, "2", "ana", DIA, Dinero(10000), Dinero(10000), CERO),
    )
    dicho = texto(papel_de_diferencias(ReporteDiferencias(Filtro(DIA, DIA), cortes, SELLO), ENCABEZADO))
    assert "Z 1 · 05/09/2023 · ana" in dicho and "Recuento" in dicho and "-1.00" in dicho


@pytest.mark.parametrize("por", DIMENSIONES)
def test_every_dimension_has_its_words(por: str) -> None:
    clave = {
        "hora": "09", "dia": "2023-09-05", "semana": "2023-09-04", "mes": "2023-09", "antiguedad": "rezago",
        "uso": "sin_cuenta",
    }.get(por, "x")  # fmt: skip
    palabras = rotulo(por, clave, ENCABEZADO)
    assert titulo_de(por) and columna_de(por) and palabras and rotulo_corto(por, clave, ENCABEZADO)
    esperado = {
        "hora": "09:00 a 10:00", "dia": "mar 05/09/2023", "semana": "04/09 al 10/09/2023", "mes": "Septiembre 2023",
        "uso": "Sin cuenta", "caja": "Caja x",
    }  # fmt: skip
    assert palabras == esperado.get(por, palabras)
    assert rotulo("hora", "23", ENCABEZADO) == "23:00 a 00:00"


def test_a_turno_is_named_in_the_place_of_its_days() -> None:
    assert dias_de(Filtro(DIA, DIA, turno=3)) == "Turno 3, abierto el 05/09/2023"


def test_a_table_that_fits_has_its_figures_in_columns() -> None:
    assert componer(Documento("x", (CUADRO,)), 30) == (
        "Medio          Pagos      Neto",
        "Efectivo           3  1,000.00",
        "Tarjeta           12      5.00",
        "──────────────────────────────",
        "Total             15  1,005.00",
    )


def test_a_table_that_does_not_fit_takes_lines_for_each_row() -> None:
    assert componer(Documento("x", (CUADRO,)), 20) == (
        "Efectivo    1,000.00", "  Pagos 3", "Tarjeta         5.00", "  Pagos 12", "─" * 20, "Total       1,005.00",
        "  Pagos 15",
    )  # fmt: skip


def test_a_table_without_total_has_no_rule() -> None:
    assert "─" not in "".join(componer(Documento("x", (replace(CUADRO, total=()),)), 30))


def test_only_who_draws_is_given_the_picture() -> None:
    grafica = Grafica((BarraDeImporte("9 h", Dinero(5)),), de_tiempo=True)
    documento = Documento("x", (Texto("a"), grafica, Texto("b")))
    assert [f for f in disponer_con_graficas(documento, 48) if f is grafica] == [grafica]
    assert componer(documento, 48) == ("a", "b") and len(disponer(documento, 48)) == 2
    with pytest.raises(ValueError, match="too narrow"):
        disponer_con_graficas(documento, 5)
