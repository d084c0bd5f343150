"""The state of a request, its term and what is told of it; the documents that it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import perfiles
from app.domain.beneficio.evidencia import Evidencia, Presentado, faltantes, recibir_documento, requisitos, reunir
from app.domain.beneficio.solicitud import (
    DIAS_DE_AVISO,
    ESTADOS,
    RESULTADOS,
    SIN_PLAZO,
    Estudio,
    ReglaSolicitud,
    Respuesta,
    Solicitud,
    aviso_de_plazo,
    exigir_estudiable,
    exigir_otorgada,
    exigir_pendiente,
    por_urgencia,
)
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio

HOY = date(2023, 9, 5)
CAJEME = perfiles.cargar("cajeme")
SOLICITUD = Solicitud(
    folio=Folio("2", "A", 1, "T"),
    cuenta="100",
    titular="Ana",
    programa="desempleo",
    nombre="Apoyo por desempleo",
    fundamento="Art. 33",
    beneficiario="Ana",
    solicitante="Ana",
    momento=datetime(2023, 9, 1, 10),
    documentos=(),
    faltan=(),
    estudio="estudio socioeconómico",
)
HECHO = Estudio("ES-1", HOY, "Lic. Soto", favorable=True)


@pytest.mark.parametrize(
    ("quedan", "dice"),
    [
        (None, ""),
        (DIAS_DE_AVISO + 1, ""),
        (DIAS_DE_AVISO, f"quedan {DIAS_DE_AVISO} días de plazo"),
        (1, "quedan 1 día de plazo"),
        (0, "el plazo vence hoy"),
        (-1, "el plazo venció hace 1 día"),
        (-8, "el plazo venció hace 8 días"),
    ],
)
def test_the_end_of_the_term_is_told_in_time(quedan: int | None, dice: str) -> None:
    plazo = None if quedan is None else HOY + timedelta(days=quedan)
    hecha = replace(SOLICITUD, plazo=plazo)
    assert hecha.quedan(HOY) == quedan and aviso_de_plazo(hecha, HOY) == dice
    con = replace(hecha, respuesta=Respuesta("negada", datetime(2023, 9, 4, 10)))
    assert con.quedan(HOY) is None and aviso_de_plazo(con, HOY) == "" and con.edad(HOY) == 3
    assert hecha.edad(HOY) == 4


def test_without_a_rule_there_is_no_term_and_with_one_it_counts_working_days() -> None:
    calendario = CAJEME.facturacion.calendario
    assert SIN_PLAZO.plazo(calendario, HOY) is None
    # From Tuesday the 5th, over the weekend and the holiday of the 16th, a Saturday in 2023.
    assert ReglaSolicitud(10, fundamento="x").plazo(calendario, HOY) == date(2023, 9, 19)


@given(
    faltan=st.lists(st.sampled_from(["INE", "talones"]), unique=True),
    vence=st.none() | st.integers(-3, 3),
    estudio=st.booleans(),
    previo=st.booleans(),
    hecho=st.none() | st.booleans(),
    resultado=st.none() | st.sampled_from(RESULTADOS),
)
def test_a_state_follows_and_only_what_is_ready_may_be_granted(
    faltan: list[str], vence: int | None, estudio: bool, previo: bool, hecho: bool | None, resultado: str | None
) -> None:
    """Granted is only what is complete, in force, studied where it must be, and not against its study."""
    ultimo = None if vence is None else HOY + timedelta(days=vence)
    hecha = replace(
        SOLICITUD,
        faltan=tuple(faltan),
        documentos=(Evidencia("baja", "1", vence=ultimo),),
        estudio="estudio" if estudio else "",
        estudio_previo=previo,
        hecho=None if hecho is None else replace(HECHO, favorable=hecho),
        respuesta=None if resultado is None else Respuesta(resultado, datetime(2023, 9, 5, 9)),
    )
    estado = hecha.estado(HOY)
    assert estado in ESTADOS and (estado in RESULTADOS) == (resultado is not None)
    if resultado is not None:
        with pytest.raises(NegocioError, match=ESTADOS[resultado]):
            exigir_pendiente(hecha)
        return
    exigir_pendiente(hecha)
    vencido = vence is not None and vence < 0
    assert (estado == "incompleta") == bool(faltan or vencido)
    espera = estudio and previo and hecho is None
    if faltan or vencido or espera or hecho is False:
        with pytest.raises(NegocioError):
            exigir_otorgada(hecha, HOY)
    else:
        assert estado == "por_resolver"
        exigir_otorgada(hecha, HOY)


def test_a_late_study_is_of_a_grant_that_had_none() -> None:
    dada = replace(SOLICITUD, respuesta=Respuesta("aceptada", datetime(2023, 9, 5, 9)))
    exigir_estudiable(dada)
    for no in (replace(dada, hecho=HECHO), replace(dada, respuesta=Respuesta("negada", datetime(2023, 9, 5, 9)))):
        with pytest.raises(NegocioError, match="ya se resolvió"):
            exigir_estudiable(no)


def test_the_most_urgent_goes_first() -> None:
    def una(n: int, dia: int, plazo: int | None) -> Solicitud:
        hasta = None if plazo is None else date(2023, 10, plazo)
        return replace(SOLICITUD, folio=Folio("2", "A", n, "T"), momento=datetime(2023, 9, dia), plazo=hasta)

    lista = [una(1, 2, None), una(2, 1, None), una(3, 3, 20), una(4, 4, 10)]
    assert [s.folio.numero for s in por_urgencia(lista)] == [4, 3, 2, 1]


def test_the_checklist_is_of_what_people_bring() -> None:
    desempleo, insen = CAJEME.programa("desempleo"), CAJEME.programa("insen")
    assert requisitos(desempleo) == ("baja del IMSS",) and requisitos(CAJEME.programa("social")) == ()
    assert faltantes(insen, (), "") == insen.evidencia and faltantes(insen, (), "X") == insen.evidencia[:1]
    todos = reunir([Evidencia("a", "1"), Evidencia("b", "2")], [Evidencia("a", "3")])
    assert [d.numero for d in todos] == ["3", "2"]


@given(st.dates(date(2021, 1, 1), date(2026, 1, 1)), st.dates(date(2021, 1, 1), date(2026, 1, 1)))
def test_a_document_of_a_limited_age_is_good_for_so_many_months(expedido: date, hoy: date) -> None:
    programa = replace(CAJEME.programa("insen"), evidencia=("examen", "INE"), meses_de_evidencia=(12, 0))
    examen = Presentado(" examen ", "1", expedido)
    try:
        hecho = recibir_documento(programa, examen, hoy)
    except NegocioError as error:
        assert error.clave in ("fecha_invalida", "documento_vencido")
        assert (expedido > hoy) == (error.clave == "fecha_invalida")
        assert expedido > hoy or (hoy - expedido).days >= 365
        return
    assert hecho.vence is not None and hoy <= hecho.vence and 363 <= (hecho.vence - expedido).days <= 365
    assert recibir_documento(programa, Presentado("INE", "1"), hoy) == Evidencia("INE", "1")
