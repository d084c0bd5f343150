"""The acuse of a request and its answer on paper: what was brought, what is missing, until when, and why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.documentos import COLUMNAS_MINIMAS, Documento, Encabezado, componer
from app.domain.beneficio.evidencia import Presentado
from app.domain.pago.pago import Folio
from app.papel.impresion import sacar_original
from app.papel.papeles import documento_de
from printing.archivos import EnArchivo
from tests.factories import CajaDePrueba, importar, una_cuenta
from tests.otorgamientos import CURP
from tests.solicitudes import INAPAM, en_loreto, estudiada, recibida, resuelta

ENCABEZADO = Encabezado("OOMAPAS de Prueba", organismo="cajeme")


def texto(documento: Documento, columnas: int = 48) -> str:
    filas = componer(documento, columnas)
    assert all(len(fila) <= columnas for fila in filas)
    return " ".join(" ".join(filas).split())


def _papel(caja: CajaDePrueba, folio: Folio, copia: int = 0) -> Documento:
    with caja.uow() as uow:
        return documento_de(caja.ctx, uow, str(folio), ENCABEZADO, copia)


@pytest.fixture
def con_cuenta(caja: CajaDePrueba) -> CajaDePrueba:
    importar(caja, [una_cuenta("100", titular="María de los Ángeles Peñúñuri Valenzuela")])
    return caja


def test_the_acuse_says_what_was_brought_and_what_is_missing(con_cuenta: CajaDePrueba) -> None:
    papel = Presentado(INAPAM, "INE 7", date(2030, 12, 31), "a" * 64)
    hecha = recibida(con_cuenta, curp="", documentos=(papel,), solicitante="Rosa Peña", nota="es su hija")
    dicho = texto(_papel(con_cuenta, hecha.folio, 2))
    for parte in (
        "COPIA 2", "ACUSE DE SOLICITUD", "T2A-000001", "Tarifa INSEN", "Art. 33", "Para: María López Peña",
        "La pide: Rosa Peña", "Nota: es su hija", "INE 7 · vigente hasta el 31/12/2030 · con escaneo", "FALTA TRAER",
        "- CURP", "Recibió: Cajera de demostración", "no es un beneficio otorgado", f"Verificación: {hecha.hash[:10]}",
    ):  # fmt: skip
        assert parte in dicho, parte
    assert texto(_papel(con_cuenta, hecha.folio), COLUMNAS_MINIMAS)
    nada = recibida(con_cuenta, programa="pensionado", curp="", documentos=())
    assert "Ninguno todavía." in texto(_papel(con_cuenta, nada.folio))


def test_the_curp_is_on_no_paper(con_cuenta: CajaDePrueba) -> None:
    folio = recibida(con_cuenta).folio
    assert "- CURP" in texto(_papel(con_cuenta, folio)) and CURP not in texto(_papel(con_cuenta, folio))
    resuelta(con_cuenta, folio)
    assert CURP not in texto(_papel(con_cuenta, folio))


def test_a_refusal_says_why_and_by_which_article(con_cuenta: CajaDePrueba) -> None:
    folio = recibida(con_cuenta).folio
    resuelta(con_cuenta, folio, "negada", motivo="vive en otra casa", fundamento="Art. 33, un solo inmueble")
    dicho = texto(_papel(con_cuenta, folio))
    for parte in ("RESPUESTA A SOLICITUD", "NEGADA", "Por qué: vive en otra casa", "Art. 33, un solo inmueble"):
        assert parte in dicho, parte
    assert "Vigente" not in dicho and "Resolvió: Supervisora" in dicho


def test_a_grant_says_from_when_to_when_and_on_which_study(con_cuenta: CajaDePrueba) -> None:
    folio = recibida(con_cuenta, programa="desempleo", curp="", documentos=(Presentado("baja del IMSS", "4"),)).folio
    assert "Sigue el estudio socioeconómico, que hace el organismo." in texto(_papel(con_cuenta, folio))
    estudiada(con_cuenta, folio)
    assert "Sigue el estudio" not in texto(_papel(con_cuenta, folio))
    resuelta(con_cuenta, folio)
    dicho = texto(_papel(con_cuenta, folio))
    assert "OTORGADA" in dicho and "Vigente desde el 05/09/2023 hasta el 04/12/2023" in dicho and "ES-8" in dicho
    sin_fin = recibida(con_cuenta, programa="nomina", curp="", beneficiario="Eva", documentos=()).folio
    resuelta(con_cuenta, sin_fin, "desistida", motivo="ya no trabaja ahí")
    assert "DESISTIDA" in texto(_papel(con_cuenta, sin_fin))


def test_the_term_of_the_law_is_on_the_acuse(tmp_path: Path) -> None:
    with en_loreto(tmp_path) as (caja, folio):
        dicho = texto(_papel(caja, folio))
        assert "Se resuelve a más tardar 20/10/2025" in dicho and "Art. 154" in dicho
        resuelta(caja, folio, "negada")
        assert "a más tardar" not in texto(_papel(caja, folio))


@pytest.mark.parametrize("nombre", ["a.pdf", "a.txt", "a.png", "a.bin"])
def test_it_comes_out_of_every_medium(con_cuenta: CajaDePrueba, tmp_path: Path, nombre: str) -> None:
    folio, ruta = recibida(con_cuenta).folio, tmp_path / nombre
    sacar_original(con_cuenta.ctx, EnArchivo(ruta, 32), ENCABEZADO, str(folio))
    assert ruta.stat().st_size > 200
