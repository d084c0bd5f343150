"""Files as they come from billing systems and spreadsheets, good and bad."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EquipoError, NegocioError
from app.importacion import Rechazo, leer_tabla
from app.importacion.separado import LARGO_LINEA


def leer(ruta: Path) -> tuple[list[tuple[int, list[str]]], list[Rechazo]]:
    filas, rechazos = [], []
    for bloque in leer_tabla(ruta).bloques(2):
        filas += bloque.filas
        rechazos += bloque.rechazos
    return filas, rechazos


def escribir(carpeta: Path, contenido: bytes, nombre: str = "f.csv") -> Path:
    ruta = carpeta / nombre
    ruta.write_bytes(contenido)
    return ruta


@pytest.mark.parametrize(
    "contenido",
    [
        b"a,b\n1,\xc3\xb1\n",
        b"\xef\xbb\xbfa,b\n1,\xc3\xb1\n",
        b"a,b\r\n1,\xc3\xb1\r\n",
        b"a,b\n1,\xc3\xb1",
        b'"a","b"\n"1","\xc3\xb1"\n',
        b"a;b\n1;\xc3\xb1\n",
        b" A , B \n1,\xc3\xb1\n",
    ],
    ids=["plain", "BOM", "CRLF", "no last newline", "quoted", "semicolon", "capitals"],
)
def test_same_rows_however_they_are_written(tmp_path: Path, contenido: bytes) -> None:
    ruta = escribir(tmp_path, contenido)
    assert leer_tabla(ruta).columnas == ("a", "b")
    assert leer(ruta) == ([(2, ["1", "ñ"])], [])


def test_row_numbers_are_those_of_a_spreadsheet_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b"a,b\n1,2\n\n,\n3,4\n,,\n"))
    assert filas == [(2, ["1", "2"]), (5, ["3", "4"])]
    assert rechazos == []


def test_columns_are_named_without_accents_or_spaces(tmp_path: Path) -> None:
    tabla = leer_tabla(escribir(tmp_path, "Número de cuenta,  Área ,\n".encode()))
    assert tabla.columnas == ("numero_de_cuenta", "area", "")
    assert tabla.desconocidas(["area"]) == ("numero_de_cuenta",)


def test_wrong_number_of_cells_is_one_bad_row(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b"a,b\n1\n1,2,3\n3,4\n"))
    assert filas == [(4, ["3", "4"])]
    assert [(r.archivo, r.renglon, r.columna) for r in rechazos] == [("f.csv", 2, ""), ("f.csv", 3, "")]
    assert "3 celdas" in rechazos[1].mensaje


def test_quote_never_closed_costs_its_row_only(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b'a,b\n1,"x\n3,4\n5,"y ""z"""\n7,"\n' + b"8,9\n" * 20))
    assert filas[:2] == [(3, ["3", "4"]), (4, ["5", 'y "z"'])]
    assert len(filas) == 22
    assert [r.renglon for r in rechazos] == [2, 5]
    assert "comillas" in rechazos[0].mensaje


def test_quote_never_closed_at_the_end_of_the_file(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b'a,b\n1,2\n3,"x\n'))
    assert filas == [(2, ["1", "2"])]
    assert [r.renglon for r in rechazos] == [3]


def test_quotes_that_close_rows_later_do_not_swallow_the_rows_between(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b'a,b\n1,"x\n3,4\n5",6,7\n8,9\n'))
    assert filas == [(3, ["3", "4"]), (5, ["8", "9"])]
    assert [r.renglon for r in rechazos] == [2, 4]


def test_line_break_inside_quotes_becomes_a_space_in_one_row(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b'a,b\n1,"x\ny"\n3,4\n'))
    assert filas == [(2, ["1", "x y"]), (3, ["3", "4"])]
    assert rechazos == []


def test_quote_inside_plain_text_is_text(tmp_path: Path) -> None:
    assert leer(escribir(tmp_path, b'a,b\n1,tubo de 2"\n'))[0] == [(2, ["1", 'tubo de 2"'])]


def test_line_of_ten_megabytes_is_one_bad_row(tmp_path: Path) -> None:
    filas, rechazos = leer(
        escribir(tmp_path, b"a,b\n" + b"x" * 10_000_000 + b',1\n3,4\n5,"' + b"y" * 100_000 + b"\n7,8\n")
    )
    assert filas == [(3, ["3", "4"]), (5, ["7", "8"])]
    assert [r.renglon for r in rechazos] == [2, 4]
    assert "demasiado largo" in rechazos[0].mensaje


def test_quote_never_closed_before_a_line_too_long(tmp_path: Path) -> None:
    filas, rechazos = leer(escribir(tmp_path, b'a,b\n1,"x\n' + b"y" * (LARGO_LINEA + 5) + b"\n3,4\n"))
    assert filas == [(4, ["3", "4"])]
    assert [r.renglon for r in rechazos] == [2, 3]


@pytest.mark.parametrize(
    ("contenido", "clave"),
    [
        (b"", "archivo_vacio"),
        (b"\n", "archivo_vacio"),
        (b"a,b\n1,Mu\xf1oz\n", "archivo_codificacion"),
        (b'a,b\n1,"Mu\xf1oz"\n', "archivo_codificacion"),
        (b"Mu\xf1oz,b\n", "archivo_codificacion"),
        ("a,b\n1,ñ\n".encode("utf-16"), "archivo_codificacion"),
        (b"a" * (LARGO_LINEA + 1), "archivo_encabezado"),
        (b'"a,b\n', "archivo_encabezado"),
    ],
)
def test_file_that_cannot_be_taken_at_all(tmp_path: Path, contenido: bytes, clave: str) -> None:
    with pytest.raises(NegocioError) as error:
        leer(escribir(tmp_path, contenido))
    assert error.value.clave == clave


def test_wrong_encoding_says_the_row_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NegocioError, match=r"renglón 3.*CSV UTF-8"):
        leer(escribir(tmp_path, b"a,b\n1,2\n1,Mu\xf1oz\n"))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(EquipoError, match="No existe") as error:
        leer_tabla(tmp_path / "no.csv")
    assert error.value.clave == "archivo_ilegible"
    with pytest.raises(EquipoError, match="es una carpeta"):
        leer_tabla(tmp_path)


def test_file_that_disappears_while_it_is_read(tmp_path: Path) -> None:
    tabla = leer_tabla(escribir(tmp_path, b"a\n1\n"))
    (tmp_path / "f.csv").unlink()
    with pytest.raises(EquipoError):
        list(tabla.bloques(1))


def test_other_disk_errors_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(EquipoError, match=r"No se puede leer «n+"):
        leer_tabla(tmp_path / ("n" * 300))


def test_repeated_and_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(NegocioError, match="repite estas columnas: a") as repetida:
        leer_tabla(escribir(tmp_path, b"a,b,A\n")).selector(["a"], ["a"])
    assert repetida.value.clave == "columnas_repetidas"
    with pytest.raises(NegocioError, match="le faltan estas columnas: c, d") as falta:
        leer_tabla(escribir(tmp_path, b"a,b\n")).selector(["a", "c", "d"], ["a", "c", "d"])
    assert falta.value.clave == "columnas_faltantes"


def test_cells_are_taken_in_the_order_asked_for(tmp_path: Path) -> None:
    tomar = leer_tabla(escribir(tmp_path, b"b,x,a\n")).selector(["a", "b", "c"], ["a"])
    assert tomar(["1", "2", "3"]) == ("3", "1", "")


def test_sheet_cells_are_what_a_clerk_sees(tmp_path: Path) -> None:
    ruta = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(ruta) as libro:
        hoja = libro.add_worksheet()
        libro.add_worksheet().write(0, 0, "otra hoja")
        hoja.write_row(2, 1, ["Cuenta", "Importe", "Vence", "Nota"])
        hoja.write_row(3, 1, [12, 486.91])
        hoja.write_datetime(3, 3, datetime.datetime(2023, 8, 25), libro.add_format({"num_format": "dd/mm/yyyy"}))
        hoja.write_boolean(3, 4, True)
        hoja.write_string(5, 1, "0012")
        hoja.write_datetime(
            5, 3, datetime.datetime(2023, 8, 25, 10, 30), libro.add_format({"num_format": "d/m/yy h:mm"})
        )
        hoja.write_boolean(5, 4, False)
    assert leer_tabla(ruta).columnas == ("cuenta", "importe", "vence", "nota")
    filas, rechazos = leer(ruta)
    assert filas == [
        (4, ["12", "486.91", "2023-08-25", "VERDADERO"]),
        (6, ["0012", "", "2023-08-25 10:30:00", "FALSO"]),
    ]
    assert rechazos == []


def test_sheet_row_wider_than_its_header_is_bad_and_a_shorter_one_is_not(tmp_path: Path) -> None:
    ruta = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(ruta) as libro:
        hoja = libro.add_worksheet()
        hoja.write_row(0, 0, ["a", "b"])
        hoja.write_row(1, 0, ["1"])
        hoja.write_row(2, 0, ["1", "2", "3"])
    filas, rechazos = leer(ruta)
    assert filas == [(2, ["1", ""])]
    assert [r.renglon for r in rechazos] == [3]


def test_empty_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "h.xlsx") as libro:
        libro.add_worksheet()
    with pytest.raises(NegocioError) as error:
        leer_tabla(tmp_path / "h.xlsx")
    assert error.value.clave == "archivo_vacio"


def test_what_only_looks_like_a_workbook(tmp_path: Path) -> None:
    escribir(tmp_path, b"a,b\n1,2\n", "texto.xlsx")
    with zipfile.ZipFile(tmp_path / "zip.csv", "w") as archivo:
        archivo.writestr("a", "b")
    for nombre in ("texto.xlsx", "zip.csv"):
        with pytest.raises(NegocioError) as error:
            leer_tabla(tmp_path / nombre)
        assert error.value.clave == "archivo_no_es_xlsx"


@given(st.binary(max_size=300))
def test_whatever_the_bytes_every_row_is_told_or_the_file_is_refused(
    tmp_path_factory: pytest.TempPathFactory, basura: bytes
) -> None:
    ruta = tmp_path_factory.mktemp("b") / "f.csv"
    ruta.write_bytes(b"a,b\n" + basura)
    try:
        filas, rechazos = leer(ruta)
    except NegocioError as error:
        assert error.clave == "archivo_codificacion"
        return
    numeros = [n for n, _ in filas] + [r.renglon for r in rechazos]
    assert len(set(numeros)) == len(numeros)
    assert all(len(celdas) == 2 for _, celdas in filas)
