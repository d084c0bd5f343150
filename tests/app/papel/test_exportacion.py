"""Lists written to files: values as values, text that no spreadsheet runs, all of it or nothing."""

from __future__ import annotations

import csv
import resource
import signal
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.domain.dinero import Dinero
from app.errors import EquipoError, NegocioError, UsoError
from app.papel.exportacion import Listado, csv_por_renglones, escribir_listado, sin_formula

FILAS = (
    ("Núñez, «María»", Dinero(-123_456), 7, date(2023, 9, 5), datetime(2023, 9, 5, 10, 30)),
    ('=HYPERLINK("x")', None, Decimal("1.5"), None, None),
)
LISTADO = Listado("Cobros: hoy/ayer", ("Nombre", "Importe", "m³", "Día", "Hora"), FILAS)


def leer(ruta: Path) -> list[list[str]]:
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        return list(csv.reader(archivo))


def test_csv(tmp_path: Path) -> None:
    assert escribir_listado(LISTADO, tmp_path / "a.CSV") == 2
    assert leer(tmp_path / "a.CSV") == [
        ["Nombre", "Importe", "m³", "Día", "Hora"],
        ["Núñez, «María»", "-1234.56", "7", "2023-09-05", "2023-09-05 10:30:00"],
        ['\'=HYPERLINK("x")', "", "1.5", "", ""],
    ]


def test_xlsx(tmp_path: Path) -> None:
    escribir_listado(LISTADO, tmp_path / "a.xlsx")
    libro = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    hoja = libro.get_sheet_by_index(0)
    assert libro.sheet_names == ["Cobros hoyayer"]
    titulos, primera, segunda = hoja.to_python()
    assert titulos == list(LISTADO.titulos)
    assert primera == ["Núñez, «María»", -1234.56, 7, date(2023, 9, 5), datetime(2023, 9, 5, 10, 30)]
    assert segunda == ['=HYPERLINK("x")', "", 1.5, "", ""]


@pytest.mark.parametrize("malo", ["=1+1", "+1", "-x", "--5", "@SUM(A1)", "\t=1", "\r=1", "-1 2"])
def test_what_would_be_run_is_text(malo: str) -> None:
    assert sin_formula(malo) == f"'{malo}"


@pytest.mark.parametrize("bueno", ["", "Ana", "-1", "-1,234.50", "12", "a=b", "−5"])
def test_what_is_harmless_is_left_alone(bueno: str) -> None:
    assert sin_formula(bueno) == bueno


@given(st.text(max_size=30))
def test_no_cell_begins_as_a_formula(texto: str) -> None:
    salida = sin_formula(texto)
    assert not salida.startswith(("=", "+", "@", "\t", "\r"))
    assert not salida.startswith("-") or salida.lstrip("-").replace(",", "").replace(".", "").isdigit()


@pytest.mark.parametrize("extension", [".csv", ".xlsx"])
def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(tmp_path: Path, extension: str) -> None:
    destino = tmp_path / f"a{extension}"
    destino.mkdir()
    with pytest.raises(EquipoError, match="Elija otro lugar") as error:
        escribir_listado(LISTADO, destino)
    assert error.value.clave == "archivo_no_escrito"
    assert [p.name for p in tmp_path.iterdir()] == [destino.name]
    with pytest.raises(EquipoError, match="No se pudo escribir"):
        escribir_listado(LISTADO, tmp_path / "no hay" / f"a{extension}")


def test_an_ending_that_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(UsoError, match="xlsx"):
        escribir_listado(LISTADO, tmp_path / "a.pdf")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    antes, techo = resource.getrlimit(resource.RLIMIT_FSIZE)
    viejo = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    largo = Listado("x", ("Nombre",), tuple((f"{n} " * 40,) for n in range(4_000)))
    (tmp_path / "a.csv").write_text("de antes")
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, techo))
    try:
        for nombre in ("a.csv", "a.xlsx"):
            with pytest.raises(EquipoError, match="No se pudo escribir"):
                escribir_listado(largo, tmp_path / nombre)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (antes, techo))
        signal.signal(signal.SIGXFSZ, viejo)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"] and (tmp_path / "a.csv").read_text() == "de antes"


def test_rows_written_as_they_come_are_never_formulas(tmp_path: Path) -> None:
    ruta = tmp_path / "a.csv"
    with csv_por_renglones(("cuenta", "m³"), ruta) as escribir:
        assert not ruta.exists()
        escribir(("=1+1", 5))
        escribir(("ñandú", -Dinero(150)))
    assert ruta.read_bytes().decode("utf-8") == "\ufeffcuenta,m³\r\n'=1+1,5\r\nñandú,-1.50\r\n"


def test_rows_cut_short_leave_what_was_there(tmp_path: Path) -> None:
    ruta = tmp_path / "a.csv"
    ruta.write_text("lo de antes", encoding="utf-8")
    with pytest.raises(NegocioError), csv_por_renglones(("cuenta",), ruta) as escribir:
        escribir(("1",))
        raise NegocioError("corte", "Se cortó.")
    assert ruta.read_text(encoding="utf-8") == "lo de antes" and list(tmp_path.iterdir()) == [ruta]
