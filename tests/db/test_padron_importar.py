"""An import from its files to the padrón: what goes in, what is said of the rest, and what a crash leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.cuenta import Cargo, Marca
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo
from app.errors import EquipoError, NegocioError
from app.importacion import Archivos, Importacion, preparar
from app.importacion.beneficios import beneficios
from app.importacion.cuentas import cuentas
from app.importacion.lecturas import lecturas
from app.importacion.recibos import recibos
from db.columnas import CLASES
from tests.padron_de_prueba import (
    BENEFICIOS,
    CUENTAS,
    LECTURAS,
    OTRA_CUENTA,
    RECIBOS,
    REGLAS,
    UN_RECIBO,
    UNA_CUENTA,
    PadronDePrueba,
    contado,
    escribir,
    todo,
)


@pytest.fixture
def prueba(tmp_path: Path) -> Iterator[PadronDePrueba]:
    with PadronDePrueba(tmp_path) as nueva:
        yield nueva


def rechazos(hecha: Importacion) -> list[tuple[str, int, str]]:
    return [(r.archivo, r.renglon, r.columna) for r in hecha.rechazadas]


def test_columns_of_the_import_are_those_of_the_lote() -> None:
    otros = {"numero": "cuenta", "litros": "m3"}
    for especie in (cuentas(REGLAS), recibos(REGLAS), beneficios(REGLAS)):
        assert especie.columnas == tuple(otros.get(c, c) for c in CLASES[especie.clase])
    assert lecturas().columnas == tuple({**otros, "litros": "lectura"}.get(c, c) for c in CLASES["lecturas"])


def test_everything_goes_in_and_is_read_back(prueba: PadronDePrueba) -> None:
    marca = Marca("2A", "e1", 12)
    hecha = prueba.importar(**todo(), hasta=(marca,))
    assert contado(hecha) == (5, 5, 0, 0)
    assert (hecha.total, hecha.pagado, hecha.avisos) == (48691, 0, ())
    hay = {"cuentas": 2, "recibos": 1, "lecturas": 1, "beneficios": 1, "otorgados": 0, "cambios": 0}
    assert prueba.padron.conteos() == hay
    cuenta = prueba.padron.cuenta("100")
    assert cuenta is not None
    assert (cuenta.titular, cuenta.area, cuenta.medidor_estado) == ("Ana Muñoz", "urbana", "sin_medidor")
    assert cuenta.servicios == ("agua", "alcantarillado", "saneamiento")
    (recibo,) = prueba.padron.recibos("100")
    assert (recibo.periodo, recibo.vence, recibo.m3) == (Periodo(2023, 8), date(2023, 8, 25), Decimal(32))
    assert recibo.cargos == (Cargo("agua", Dinero(48691)),)
    assert recibo.hasta == (marca,)
    assert recibo.lote == hecha.lote
    (beneficio,) = prueba.padron.beneficios("100")
    assert (beneficio.programa, beneficio.desde, beneficio.hasta) == ("insen", date(2023, 1, 1), None)
    assert beneficio.origen == f"lote:{hecha.lote}"


def test_same_files_twice_change_nothing_and_leave_no_lote(prueba: PadronDePrueba, tmp_path: Path) -> None:
    primera = prueba.importar(**todo())
    segunda = prueba.importar(**todo())
    assert contado(segunda) == (5, 0, 0, 0)
    assert [c.iguales for c in segunda.conteos] == [2, 1, 1, 1]
    assert segunda.lote is None
    assert [ruta.name for ruta in (tmp_path / "lotes").iterdir()] == [f"{primera.lote}.gz"]


def test_only_new_and_changed_rows_make_the_next_lote(prueba: PadronDePrueba) -> None:
    prueba.importar(**todo())
    hecha = prueba.importar(
        cuentas=[CUENTAS, UNA_CUENTA, "200,Luis Ibáñez,Calle Tres 3,comercial", "300,Eva Ruiz,Calle Dos 2,domestico"],
        recibos=[RECIBOS, "100,2023-08,2023-08-25,32,486.91,486.91,486.91", "100,2023-09,2023-09-25,5,48,48,"],
        lecturas=[LECTURAS, "100,2023-08,1251"],
        beneficios=[BENEFICIOS, "100,insen,Ana Muñoz,INAPAM 6,2023-01-01"],
    )
    assert [(c.altas, c.cambios, c.iguales) for c in hecha.conteos] == [(1, 1, 1), (1, 1, 0), (0, 1, 0), (0, 1, 0)]
    assert hecha.lote is not None
    filas = {clase: n for clase, n in prueba.lotes.abrir(hecha.lote).cabecera.filas.items() if n}
    assert filas == {"cuentas": 2, "recibos": 2, "lecturas": 1, "beneficios": 1}
    assert [h.cuenta for h in prueba.padron.buscar("calle tres")] == ["200"]
    assert [h.cuenta for h in prueba.padron.buscar("calle dos")] == ["300"]
    assert [r.pagado.texto() for r in prueba.padron.recibos("100")] == ["486.91", "0.00"]
    assert prueba.padron.beneficios("100")[0].documento == "INAPAM 6"
    assert list(prueba.padron.diferencias(prueba.asentados)) == []


def test_recibo_whose_vector_alone_is_another_is_a_change(prueba: PadronDePrueba) -> None:
    prueba.importar(**todo())
    hecha = prueba.importar(recibos=[RECIBOS, UN_RECIBO], hasta=(Marca("2A", "e1", 3),))
    assert contado(hecha) == (1, 0, 1, 0)
    assert prueba.padron.recibos("100")[0].hasta == (Marca("2A", "e1", 3),)
    assert contado(prueba.importar(recibos=[RECIBOS, UN_RECIBO], hasta=(Marca("2A", "e1", 3),))) == (1, 0, 0, 0)


def test_bad_rows_are_named_and_the_rest_goes_in(prueba: PadronDePrueba) -> None:
    hecha = prueba.importar(
        cuentas=[
            CUENTAS,
            UNA_CUENTA,
            "300,=1+1,Uno 1,domestico",
            "400,Eva,Dos 2",
            "100,Otra,Tres,domestico",
            OTRA_CUENTA,
        ],
        recibos=[
            RECIBOS,
            UN_RECIBO,
            "100,2023-08,2023-08-25,32,1,1,0",
            "300,2023-08,2023-08-25,32,1,1,0",
            "200,2023-08,2023-08-25,32,1,2,0",
            "200,2023-09,2023-08-25,32,1,1,0",
        ],
        lecturas=[LECTURAS, "999,2023-08,5"],
        beneficios=[BENEFICIOS, "999,insen,X,Y,2023-01-01"],
    )
    assert contado(hecha) == (12, 4, 0, 8)
    assert sorted(rechazos(hecha)) == [
        ("beneficios.csv", 2, "cuenta"),
        ("cuentas.csv", 3, "titular"),
        ("cuentas.csv", 4, ""),
        ("cuentas.csv", 5, "cuenta"),
        ("lecturas.csv", 2, "cuenta"),
        ("recibos.csv", 3, "cuenta"),
        ("recibos.csv", 4, "cuenta"),
        ("recibos.csv", 5, "total"),
    ]
    assert prueba.padron.cuenta("100").titular == "Ana Muñoz"  # type: ignore[union-attr]
    mensajes = {(r.archivo, r.renglon): r.mensaje for r in hecha.rechazadas}
    assert "repite" in mensajes["cuentas.csv", 5]
    assert "«300» no está en el padrón" in mensajes["recibos.csv", 4]


def test_recibos_alone_need_their_cuentas_in_the_padron(prueba: PadronDePrueba) -> None:
    assert rechazos(prueba.importar(recibos=[RECIBOS, UN_RECIBO])) == [("recibos.csv", 2, "cuenta")]
    prueba.importar(cuentas=[CUENTAS, UNA_CUENTA])
    assert contado(prueba.importar(recibos=[RECIBOS, UN_RECIBO])) == (1, 1, 0, 0)


def test_repeated_row_after_a_bad_one_is_taken(prueba: PadronDePrueba) -> None:
    hecha = prueba.importar(cuentas=[CUENTAS, "100,,Uno 1,domestico", UNA_CUENTA])
    assert rechazos(hecha) == [("cuentas.csv", 2, "titular")]
    assert prueba.padron.cuenta("100") is not None


def test_repeated_rows_far_apart_are_found(prueba: PadronDePrueba) -> None:
    muchas = [f"{n},Ana {n},Calle {n},domestico" for n in range(6_000)]
    hecha = prueba.preparar(cuentas=[CUENTAS, *muchas, muchas[3]])
    assert rechazos(hecha) == [("cuentas.csv", 6_002, "cuenta")]


def test_simulating_tells_the_same_and_writes_nothing(prueba: PadronDePrueba, tmp_path: Path) -> None:
    hecha = prueba.preparar(simular=True, **todo())
    assert contado(hecha) == (5, 5, 0, 0)
    assert hecha.lote is None
    assert not (tmp_path / "lotes").exists()


def test_unknown_columns_and_empty_files_are_reported(prueba: PadronDePrueba) -> None:
    hecha = prueba.preparar(cuentas=[f"{CUENTAS},Saldo Anterior"])
    assert hecha.lote is None
    assert "saldo_anterior" in hecha.avisos[0]
    assert "no trae ningún renglón" in hecha.avisos[1]


@pytest.mark.parametrize("malo", ["cuenta,titular\n1,Ana\n", f"{CUENTAS}\n{UNA_CUENTA}\n300,Mu\xf1oz,Uno,domestico\n"])
def test_file_refused_as_a_whole_leaves_nothing(prueba: PadronDePrueba, tmp_path: Path, malo: str) -> None:
    ruta = tmp_path / "malo.csv"
    ruta.write_bytes(malo.encode("latin-1"))
    with pytest.raises(NegocioError):
        prueba.preparar_archivos(Archivos(cuentas=ruta))
    assert list((tmp_path / "lotes").glob("*")) == []
    assert prueba.padron.conteos()["cuentas"] == 0


def test_missing_file_is_known_before_anything_is_done(prueba: PadronDePrueba, tmp_path: Path) -> None:
    cuentas_csv = escribir(tmp_path / "c.csv", CUENTAS, UNA_CUENTA)
    with pytest.raises(EquipoError) as error:
        prueba.preparar_archivos(Archivos(cuentas=cuentas_csv, recibos=tmp_path / "no.csv"))
    assert error.value.clave == "archivo_ilegible"


def test_rejections_past_the_limit_are_only_counted(prueba: PadronDePrueba) -> None:
    hecha = prueba.preparar(cuentas=[CUENTAS, *("x" for _ in range(10_050))])
    assert (len(hecha.rechazadas), hecha.sin_detalle, hecha.conteos[0].rechazadas) == (10_000, 50, 10_050)


def test_progress_is_told(prueba: PadronDePrueba, tmp_path: Path) -> None:
    ruta = escribir(tmp_path / "c.csv", CUENTAS, *(f"{n},A,B,domestico" for n in range(1_500)))
    dicho: list[tuple[str, int]] = []
    preparar(
        prueba.padron,
        prueba.lotes,
        Archivos(cuentas=ruta),
        organismo="cajeme",
        reglas=REGLAS,
        avance=lambda clase, leidas: dicho.append((clase, leidas)),
    )
    assert dicho == [("cuentas", 1_000), ("cuentas", 1_500)]
