"""`verificar` and the exports by command line, and what the program says of itself."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.__main__ import main
from tests.cli.conftest import Orden


def alterar(base: Path, *ordenes: str) -> None:
    """Tamper with a file of the caja, past its triggers."""
    with closing(sqlite3.connect(base)) as conexion, conexion:
        for orden in ordenes:
            conexion.execute(orden)


def test_an_edited_recibo_is_named_with_the_asiento_of_its_lote(orden: Orden, datos: Path) -> None:
    uno = "(SELECT cuenta, periodo FROM recibo LIMIT 1)"
    alterar(datos / "padron.db", f"UPDATE recibo SET saldo = 1 WHERE (cuenta, periodo) IN {uno}")
    respuesta = orden("verificar")
    assert respuesta.codigo == 4
    assert [(e["seq"], e["tipo"]) for e in respuesta.datos["errores"]] == [(6, "padron")]


def test_a_touched_diario_is_found_and_takes_no_more_payments(turno: Orden, datos: Path) -> None:
    alterar(datos / "caja.db", "DROP TRIGGER diario_sin_delete", "DELETE FROM diario WHERE seq = 5")
    respuesta = turno("verificar")
    assert respuesta.codigo == 4
    assert respuesta.datos["errores"][0]["seq"] == 5
    assert turno("turno", "cerrar", "--arqueo", "500x1").codigo == 4


def test_public_keys_and_diario_are_exported_and_checked(turno: Orden, tmp_path: Path) -> None:
    (clave,) = turno("claves", "exportar", tmp_path / "claves").datos["archivos"]
    assert turno("verificar", "--publicas", tmp_path / "claves").datos["confianza"] == "publicas"
    Path(clave).write_text("00" * 32 + "\n", encoding="ascii")
    ajena = turno("verificar", "--publicas", tmp_path / "claves")
    assert (ajena.codigo, ajena.datos["errores"][0]["tipo"]) == (4, "firma")
    archivo = tmp_path / "diario.jsonl"
    cuantos = turno("diario", "exportar", archivo).datos["asientos"]
    lineas = [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines()]
    assert [linea["seq"] for linea in lineas] == list(range(1, cuantos + 1))
    assert turno("verificar", "--publicas", tmp_path).codigo == 2


def test_diagnostico_tells_the_settings_and_no_personal_data(orden: Orden) -> None:
    datos = orden("diagnostico").datos
    assert datos["pragmas"] == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    nombre = orden("buscar", "a").datos["resultados"][0]["titular"]
    assert nombre not in json.dumps(datos, ensure_ascii=False)


def test_a_real_caja_is_made_and_takes_no_orders_about_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VENTANILLA_DATOS", str(tmp_path / "real"))
    monkeypatch.setenv("VENTANILLA_CLAVES", str(tmp_path / "claves"))
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "135791")
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    iniciar = shlex.split("caja iniciar --organismo cajeme --centro Norte --caja 02 --supervisor jefa --nombre Jefa")
    assert main(iniciar) == 0
    assert main(iniciar) == 1
    assert main(["usuario", "alta", "ana", "--nombre", "Ana", "--rol", "cajero", "--supervisor", "jefa"]) == 0
    assert main(["usuario", "alta", "ana", "--nombre", "Ana", "--rol", "cajero", "--supervisor", "jefa"]) == 1
    assert main(["turno", "abrir", "--cajero", "ana", "--fondo", "500"]) == 0
    assert len(list((tmp_path / "claves").iterdir())) == 1
    monkeypatch.setenv("VENTANILLA_AHORA", "2023-09-05T10:00:00")
    capsys.readouterr()
    assert main(["turno", "ver", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["clave"] == "reloj_ajeno"


def test_mistakes_in_the_words_are_told_in_spanish(orden: Orden) -> None:
    for palabras in (("cobra",), ("turno",), ("turno", "abrir"), ("estado",), ("buscar", "a", "--limite", "x")):
        respuesta = orden(*palabras)
        assert respuesta.codigo == 2
        assert not {"argument", "required", "invalid"} & set(respuesta.mensaje.split())


def test_a_folder_without_a_caja_says_how_to_make_one(orden: Orden, tmp_path: Path) -> None:
    respuesta = orden("estado", "1", "--datos", tmp_path / "vacia")
    assert (respuesta.codigo, respuesta.error) == (1, "sin_caja")
    assert not (tmp_path / "vacia").exists()
    assert orden("demo").error == "carpeta_ocupada"


def test_an_altered_asiento_of_this_turno_stops_the_next_start(turno: Orden, datos: Path) -> None:
    alterar(datos / "caja.db", "DROP TRIGGER diario_sin_update", "UPDATE diario SET contenido = X'7B7D' WHERE seq = 4")
    assert turno("turno", "cerrar", "--arqueo", "500x1").error == "cadena_rota"
    assert turno("estado", "0000001-8").codigo == 0


def test_bytes_that_are_no_text_are_refused(orden: Orden) -> None:
    respuesta = orden("buscar", "mu\udcf1oz")
    assert (respuesta.codigo, respuesta.error) == (2, "texto_invalido")


def test_a_caja_whose_diario_is_gone_is_not_made_again(turno: Orden, datos: Path) -> None:
    alterar(datos / "caja.db", "DROP TRIGGER diario_sin_delete", "DELETE FROM diario", "DELETE FROM epoca")
    assert (turno("verificar").codigo, turno("demo").codigo) == (4, 4)
    for sufijo in ("", "-wal", "-shm"):
        (datos / f"caja.db{sufijo}").unlink(missing_ok=True)
    for palabras in (("verificar",), ("demo",), ("turno", "ver")):
        respuesta = turno(*palabras)
        assert (respuesta.codigo, respuesta.error) == (4, "diario_perdido")


def test_a_demonstration_wants_an_empty_folder(orden: Orden, tmp_path: Path) -> None:
    ocupada = tmp_path / "ocupada"
    ocupada.mkdir()
    (ocupada / "tesis.txt").touch()
    respuesta = orden("demo", "--cuentas", 0, "--datos", ocupada)
    assert (respuesta.codigo, respuesta.error) == (1, "carpeta_ocupada")
    assert [ruta.name for ruta in ocupada.iterdir()] == ["tesis.txt"]


def test_a_padron_that_was_deleted_is_made_again(orden: Orden, datos: Path) -> None:
    for ruta in datos.glob("padron.db*"):
        ruta.unlink()
    assert orden("verificar").datos["ok"]


def test_root_of_a_day_is_kept_and_found_again(turno: Orden, datos: Path, tmp_path: Path) -> None:
    guardada = tmp_path / "raiz.json"
    raiz = turno("diario", "raiz", "--fecha", "2023-09-05", "--a", guardada)
    assert raiz.codigo == 0 and json.loads(guardada.read_text())["hash"] == raiz.datos["hash"]
    assert turno("diario", "raiz", "--fecha", "2023-09-05").datos["seq"] == raiz.datos["seq"]
    assert turno("cobrar", "--sin-cuenta", "--nombre", "X", "--servicio", "TAMBO:1", "--efectivo", "100").codigo == 0
    assert turno("diario", "raiz", "--comprobar", guardada).datos == {"ok": True}
    assert turno("diario", "raiz", "--fecha", "2023-09-05").datos["seq"] > raiz.datos["seq"]
    guardada.write_text(json.dumps(raiz.datos | {"hash": "00" * 32}))
    assert turno("diario", "raiz", "--comprobar", guardada).codigo == 4


@pytest.mark.parametrize(
    ("texto", "codigo", "clave"),
    [("no es json", 2, "raiz_invalida"), ("[]", 2, "raiz_invalida"), (None, 3, "archivo_ilegible")],
)
def test_what_is_no_root_is_said(orden: Orden, tmp_path: Path, texto: str | None, codigo: int, clave: str) -> None:
    ruta = tmp_path / "r.json"
    if texto is not None:
        ruta.write_text(texto)
    respuesta = orden("diario", "raiz", "--comprobar", ruta)
    assert (respuesta.codigo, respuesta.error) == (codigo, clave)
    assert orden("diario", "raiz", "--fecha", "2001-01-01").error == "dia_sin_asientos"
    assert orden("diario", "raiz", "--fecha", "2023-09-05", "--a", tmp_path / "no" / "r.json").codigo == 3
