"""`subsidio` as a script gives it: emitir, archivar, verificar from the folio and from any folder, and exit codes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.__main__ import main
from tests.cli.conftest import Orden, Respuesta
from tests.firmas import SVG

AHORA = "2025-03-05T10:00:00"
CASOS = Path(__file__).resolve().parents[1] / "casos"


@pytest.fixture(scope="module")
def plantilla(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of Loreto with the invented prices, and a pensioner who paid: 1A-000001 with S1A-000001."""
    raiz = tmp_path_factory.mktemp("loreto")
    carpeta = raiz / "caja"
    hojas = {
        "cuentas": "cuenta,titular,domicilio,uso,area,medidor,servicios\n"
        "700-1,Josefa Amador Murillo,Callejón Davis 12,domestico,general,M1,agua\n",
        "recibos": "cuenta,periodo,vence,m3,agua,total\n700-1,2025-02,2025-03-20,25,182.61,182.61\n",
        "beneficios": "cuenta,programa,beneficiario,curp,documento,desde,hasta,porcentaje\n"
        "700-1,pensionado,Josefa Amador Murillo,BOXW310820HNERXN09,IMSS 55,2025-01-01,2025-12-31,50\n",
    }
    archivos: list[str] = []
    for nombre, texto in hojas.items():
        (raiz / f"{nombre}.csv").write_text(texto, encoding="utf-8")
        archivos += [f"--{nombre}", str(raiz / f"{nombre}.csv")]
    tarifa = ("tarifa", "importar", "--fuente", "Inventada", "--supervisor", "super")
    precios, inpc = str(CASOS / "loreto-precios-de-prueba.csv"), str(CASOS / "loreto-inpc-de-prueba.csv")
    with pytest.MonkeyPatch.context() as patch:
        for variable, valor in (
            ("VENTANILLA_AHORA", AHORA),
            ("VENTANILLA_DATOS", str(carpeta)),
            ("VENTANILLA_PIN", "246810"),
            ("VENTANILLA_PIN_SUPERVISOR", "135791"),
        ):
            patch.setenv(variable, valor)
        for palabras in (
            ("demo", "--organismo", "loreto", "--cuentas", "0"),
            (*tarifa, precios, "--organismo", "loreto", "--desde", "2025-01"),
            (*tarifa, inpc),
            ("importar", *archivos, "--supervisor", "super"),
            ("turno", "abrir", "--cajero", "demo", "--fondo", "500"),
            ("cobrar", "700-1", "--efectivo", "200"),
        ):
            assert main(list(palabras)) == 0, palabras
    return carpeta


@pytest.fixture
def aqui(orden: Orden, monkeypatch: pytest.MonkeyPatch) -> Orden:
    """The same orders, on the day of the pensioner."""
    monkeypatch.setenv("VENTANILLA_AHORA", AHORA)
    return orden


@pytest.fixture
def svg(tmp_path: Path) -> Path:
    ruta = tmp_path / "firma.svg"
    ruta.write_bytes(SVG)
    return ruta


@pytest.fixture
def emitir(aqui: Orden, svg: Path) -> Callable[..., Respuesta]:
    return lambda *mas: aqui("subsidio", "emitir", "1A-000001", "--firmante", "Josefa Amador", *mas)


def test_a_payment_s_recibo_is_signed_by_a_file_once(aqui: Orden, svg: Path, emitir: Callable[..., Respuesta]) -> None:
    assert [s["estado"] for s in aqui("subsidio", "pendientes").datos["pendientes"]] == ["por firmar"]
    hecho = emitir("--firma", svg, "--calidad", "pagador")
    assert (hecho.codigo, hecho.datos["folio"], len(hecho.datos["hash"])) == (0, "S1A-000001", 64)
    assert aqui("subsidio", "verificar", "S1A-000001").datos["ok"] is True
    assert aqui("subsidio", "pendientes").datos == {"pendientes": []}
    otra_vez = emitir("--firma", svg)
    assert (otra_vez.codigo, otra_vez.error) == (1, "ya_firmado")
    assert aqui("verificar").datos["ok"] is True


def test_its_pdf_is_verified_in_a_folder_without_a_caja(
    aqui: Orden, svg: Path, emitir: Callable[..., Respuesta], tmp_path: Path
) -> None:
    pdf, claves, nada = tmp_path / "F.pdf", tmp_path / "claves", tmp_path / "nada"
    assert emitir("--firma", svg, "--firma-cajero", svg, "--a", pdf).codigo == 0
    assert aqui("claves", "exportar", claves).codigo == 0
    visto = aqui("subsidio", "verificar", pdf, "--publicas", claves, "--datos", nada)
    assert (visto.codigo, visto.datos["ok"], visto.datos["folio"]) == (0, True, "S1A-000001")
    assert aqui("subsidio", "verificar", pdf).datos["ok"] is True
    otro = tmp_path / "otro.pdf"
    for cambiado in (pdf.read_bytes() + b"\n", pdf.read_bytes().replace(b"S1A", b"S1B", 1), b"%PDF-1.7"):
        otro.write_bytes(cambiado)
        negado = aqui("subsidio", "verificar", otro, "--publicas", claves, "--datos", nada)
        assert (negado.codigo, negado.datos["ok"]) == (4, False) and negado.datos["motivo"]
    assert aqui("subsidio", "pdf", "S1A-000001", otro).codigo == 0
    assert otro.read_bytes() == pdf.read_bytes()


def test_a_changed_stroke_is_exit_four(aqui: Orden, svg: Path, emitir: Callable[..., Respuesta], datos: Path) -> None:
    assert emitir("--firma", svg).codigo == 0
    trazos = min((datos / "anexos").iterdir(), key=lambda ruta: ruta.stat().st_size)
    trazos.write_bytes(trazos.read_bytes()[:-2] + b"\x55\x55")
    negado = aqui("subsidio", "verificar", "S1A-000001")
    assert (negado.codigo, negado.datos["ok"]) == (4, False) and "trazos" in negado.datos["motivo"]


def test_on_paper_it_waits_for_its_scan(aqui: Orden, emitir: Callable[..., Respuesta], tmp_path: Path) -> None:
    assert emitir("--firma-en-papel").datos["estado"] == "por_archivar"
    assert aqui("subsidio", "pendientes").datos["pendientes"][0]["estado"] == "pendiente de archivar"
    assert aqui("subsidio", "pdf", "S1A-000001", tmp_path / "x.pdf").error == "sin_pdf"
    foto, salida = tmp_path / "foto.jpg", BytesIO()
    Image.new("RGB", (60, 80), "white").save(salida, "JPEG")
    foto.write_bytes(b"esto no es una foto")
    assert aqui("subsidio", "archivar", "S1A-000001", foto).error == "escaneo_invalido"
    foto.write_bytes(salida.getvalue())
    assert aqui("subsidio", "archivar", "S1A-000001", foto).datos["estado"] == "firmado"
    assert aqui("subsidio", "verificar", "S1A-000001").datos["motivo"] == "firmado"


def test_what_is_wrong_says_so_and_signs_nothing(
    aqui: Orden, emitir: Callable[..., Respuesta], tmp_path: Path, svg: Path
) -> None:
    malo = tmp_path / "malo.svg"
    malo.write_bytes(b"<svg><script/></svg>")
    assert emitir("--firma", malo).error == "svg_invalido"
    assert emitir("--firma", tmp_path / "no.svg").codigo == 3
    assert emitir().codigo == 2
    assert emitir("--firma", svg, "--firma-en-papel").codigo == 2
    assert aqui("subsidio", "emitir", "zzz", "--firma-en-papel", "--firmante", "J").codigo in (1, 2)
    assert aqui("subsidio", "emitir", "1A-000077", "--firma", svg, "--firmante", "J").error == "folio_desconocido"
    assert aqui("subsidio", "verificar", "S1A-000099").error == "folio_desconocido"
    assert aqui("subsidio", "verificar", tmp_path / "no.pdf").codigo == 3
    assert aqui("subsidio", "verificar", "S1A-000001", "--publicas", tmp_path / "vacia").codigo == 2
    assert len(aqui("subsidio", "pendientes").datos["pendientes"]) == 1


def test_the_picture_of_its_paper_is_made(
    aqui: Orden, svg: Path, emitir: Callable[..., Respuesta], tmp_path: Path
) -> None:
    assert emitir("--firma", svg).codigo == 0
    for nombre in ("a.png", "a.bin", "a.pdf", "a.txt"):
        assert aqui("imprimir", "S1A-000001", "--a", tmp_path / nombre, "--ancho", "58").codigo == 0
        assert (tmp_path / nombre).stat().st_size > 500
    assert "[FIRMA]" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_what_is_to_be_covered_is_reported(aqui: Orden, tmp_path: Path) -> None:
    dicho = aqui("reporte", "subsidios", "--supervisor", "super", "--a", tmp_path / "s.xlsx")
    assert (dicho.codigo, dicho.datos["neto"], dicho.datos["estados"]) == (0, "42.19", {"por_firmar": 1})
    assert (tmp_path / "s.xlsx").stat().st_size > 1000
