"""`beneficio solicitar|completar|estudio|resolver|solicitudes`: from the counter to the answer, by order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from app.__main__ import main
from tests.cli.conftest import Orden

CURP = "BOXW310820HNERXN09"
SUPER = ("--supervisor", "super")
PEDIR = ("beneficio", "solicitar", "B-1", "insen", "--beneficiario", "María López")


@pytest.fixture
def con_cuentas(turno: Orden, tmp_path: Path) -> Orden:
    """An open turno and two cuentas."""
    cuentas = tmp_path / "cuentas.csv"
    cuentas.write_text(
        "cuenta,titular,domicilio,uso,area,medidor\nB-1,Ana Ruiz,Calle 1,domestico,urbana,M1\n"
        "B-2,Eva Ruiz,Calle 2,domestico,urbana,M2\n",
        encoding="utf-8",
    )
    assert turno("importar", "--cuentas", cuentas, *SUPER).codigo == 0
    return turno


@pytest.fixture
def foto(tmp_path: Path) -> Path:
    ruta = tmp_path / "ine.png"
    Image.new("L", (20, 20)).save(ruta)
    return ruta


def test_received_incomplete_completed_and_granted_with_its_documents(
    con_cuentas: Orden, foto: Path, tmp_path: Path
) -> None:
    orden, acuse = con_cuentas, tmp_path / "acuse.txt"
    hecha = orden(*PEDIR, "--solicitante", "Rosa López", "--a", acuse).datos
    assert (hecha["folio"], hecha["estado"], len(hecha["faltan"])) == ("T1A-000001", "incompleta", 2)
    assert (hecha["recibio"], hecha["curp"], hecha["plazo"]) == ("demo", "", "")
    assert "FALTA TRAER" in acuse.read_text(encoding="utf-8")
    assert orden("beneficio", "resolver", "T1A-000001", "otorgar", *SUPER).error == "solicitud_incompleta"
    documento = ("--documento", "1=INAPAM 123", "--escaneo", f"1={foto}", "--fecha", "1=2030-01-01")
    lista = orden("beneficio", "completar", "t1a-000001", *documento, "--curp", CURP).datos
    assert (lista["estado"], lista["faltan"], lista["curp"]) == ("por_resolver", [], "BOXW" + "*" * 14)
    (papel,) = lista["documentos"]
    assert (papel["numero"], papel["vence"], len(papel["archivo"])) == ("INAPAM 123", "2030-01-01", 64)
    assert [s["folio"] for s in orden("beneficio", "solicitudes").datos["solicitudes"]] == ["T1A-000001"]
    assert orden("beneficio", "resolver", "T1A-000001", "otorgar").error == "requiere_supervisor"
    assert orden("beneficio", "resolver", "T1A-000001", "otorgar", "--supervisor", "demo").codigo == 1
    dada = orden("beneficio", "resolver", "T1A-000001", "otorgar", *SUPER, "--a", tmp_path / "r.pdf").datos
    assert (dada["estado"], dada["resolvio"]) == ("aceptada", "super") and dada["otorgado"].startswith("1/")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    (beneficio,) = orden("beneficio", "ver", "B-1").datos["vigentes"]
    assert (beneficio["ref"], beneficio["documento"]) == (dada["otorgado"], "INAPAM 123")
    assert orden("beneficio", "resolver", "T1A-000001", "negar", "--motivo", "x", *SUPER).error == "solicitud_resuelta"
    assert orden("beneficio", "solicitudes").datos["solicitudes"] == []
    assert orden("beneficio", "solicitudes", "--dias", "5").datos["solicitudes"][0]["estado"] == "aceptada"
    assert orden("verificar").datos["ok"] is True


def test_a_study_decides_how_much_and_a_refusal_says_why(con_cuentas: Orden, foto: Path) -> None:
    orden = con_cuentas
    pedir = ("beneficio", "solicitar", "B-1", "social", "--beneficiario", "Ana Ruiz")
    assert orden(*pedir).datos["estado"] == "en_estudio"
    estudio = ("beneficio", "estudio", "T1A-000001", "--numero", "ES-8", "--hizo", "Lic. Soto", "--resultado")
    assert orden(*estudio, "favorable", "--m3", "10").error == "requiere_supervisor"
    hecho = orden(*estudio, "favorable", "--m3", "10", "--escaneo", foto, "--fecha", "2023-09-04", *SUPER).datos
    assert (hecho["estudio"], hecho["estado"]) == ("favorable", "por_resolver")
    resolver = ("beneficio", "resolver", "T1A-000001")
    assert orden(*resolver, "otorgar", "--m3", "12", *SUPER).error == "medida_del_estudio"
    assert orden(*estudio, "desfavorable", *SUPER).datos["estudio"] == "desfavorable"
    assert orden(*resolver, "otorgar", *SUPER).error == "estudio_desfavorable"
    assert orden(*resolver, "negar", *SUPER).error == "falta_motivo"
    negada = orden(*resolver, "negar", "--motivo", "ingreso suficiente", *SUPER).datos
    assert (negada["estado"], negada["motivo"], negada["otorgado"]) == ("negada", "ingreso suficiente", "")
    assert orden("beneficio", "solicitudes", "--folio", "T1A-000001").datos == negada
    assert orden("imprimir", "T1A-000001", "--a", foto.with_suffix(".txt")).codigo == 0
    assert "Por qué: ingreso suficiente" in foto.with_suffix(".txt").read_text(encoding="utf-8")
    assert orden("verificar").datos["ok"] is True


@pytest.mark.parametrize(
    ("palabras", "codigo", "clave"),
    [
        (("--documento", "INAPAM"), 2, "documento_invalido"),
        (("--documento", "1="), 2, "documento_invalido"),
        (("--fecha", "1=ayer"), 2, "fecha_invalida"),
        (("--fecha", "1=2030-01-01"), 1, "falta_dato"),
        (("--documento", "1=7", "--fecha", "1=2020-01-01"), 1, "documento_vencido"),
        (("--curp", CURP[:-1] + "8"), 1, "curp_invalida"),
        (("--escaneo", "1=no-existe.png"), 3, "archivo_ilegible"),
        (("--escaneo", "1=HUGE"), 1, "escaneo_invalido"),
        (("--escaneo", "1=TEXTO"), 1, "escaneo_invalido"),
    ],
)
def test_what_is_no_request(
    con_cuentas: Orden, tmp_path: Path, palabras: tuple[str, ...], codigo: int, clave: str
) -> None:
    grande, texto = tmp_path / "grande.pdf", tmp_path / "nota.pdf"
    grande.write_bytes(b"%PDF-1.4\n" + bytes(11 * 2**20))
    texto.write_text("no soy un PDF", encoding="utf-8")
    puestas = [p.replace("HUGE", str(grande)).replace("TEXTO", str(texto)) for p in palabras]
    respuesta = con_cuentas(*PEDIR, *puestas)
    assert (respuesta.codigo, respuesta.error) == (codigo, clave)
    assert con_cuentas("beneficio", "solicitudes").datos["solicitudes"] == []
    assert not list((tmp_path / "caja" / "anexos").glob("*"))


def test_a_folio_that_is_none(con_cuentas: Orden) -> None:
    assert con_cuentas("beneficio", "completar", "T9", "--curp", CURP).error == "folio_invalido"
    assert con_cuentas("beneficio", "completar", "T1A-000009", "--curp", CURP).error == "folio_desconocido"
    assert con_cuentas("beneficio", "solicitudes", "nadie").error == "cuenta_desconocida"
    assert con_cuentas("beneficio", "solicitar", "B-9", "insen", "--beneficiario", "A").error == "cuenta_desconocida"


def test_for_people_it_reads_as_sentences(con_cuentas: Orden, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PEDIR, "--curp", CURP, "--a", "/no/hay/tal/acuse.pdf"]) == 0
    dicho = capsys.readouterr()
    assert "falta traer: credencial" in dicho.out + dicho.err and "su papel no se escribió" in dicho.out + dicho.err
    assert main(["beneficio", "solicitudes"]) == 0
    dicho = capsys.readouterr()
    assert "T1A-000001" in dicho.out and CURP not in dicho.out
    con_cuentas("beneficio", "resolver", "T1A-000001", "desistir", "--motivo", "se mudó", *SUPER)
    capsys.readouterr()
    assert main(["beneficio", "solicitudes"]) == 0
    assert "Ninguna solicitud espera respuesta." in capsys.readouterr().out
    assert main(["beneficio", "solicitudes", "--folio", "T1A-000001"]) == 0
    assert "Por qué: se mudó" in capsys.readouterr().out


def test_the_report_of_the_days_by_order(
    con_cuentas: Orden, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = con_cuentas
    assert orden("reporte", "solicitudes", *SUPER).error == "sin_movimientos"
    orden(*PEDIR)
    orden("beneficio", "solicitar", "B-2", "social", "--beneficiario", "Eva Ruiz")
    orden("beneficio", "resolver", "T1A-000002", "negar", "--motivo", "ingreso suficiente", *SUPER)
    datos = orden("reporte", "solicitudes", *SUPER).datos
    assert [(s["programa"], s["recibidas"], s["negadas"], s["pendientes"]) for s in datos["sumas"]] == [
        ("insen", 1, 0, 1), ("social", 1, 1, 0),
    ]  # fmt: skip
    assert [(s["folio"], s["estado"], s["motivo"]) for s in datos["solicitudes"]] == [
        ("T1A-000001", "incompleta", ""), ("T1A-000002", "negada", "ingreso suficiente"),
    ]  # fmt: skip
    for nombre in ("r.csv", "r.xlsx", "r.pdf"):
        assert orden("reporte", "solicitudes", *SUPER, "--a", tmp_path / nombre).codigo == 0
        assert (tmp_path / nombre).stat().st_size > 200
    assert orden("reporte", "solicitudes", "--turno", "1", *SUPER).codigo == 2
    capsys.readouterr()
    assert main(["reporte", "solicitudes", *SUPER]) == 0
    assert "negada: ingreso suficiente" in capsys.readouterr().out
