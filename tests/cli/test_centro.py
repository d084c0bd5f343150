"""A demonstration centre and two cajas, by orders alone: made, enrolled, charged, synchronized, looked at, stopped."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from tests.factories import PINES

Orden = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def orden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Orden:
    """Run an order with `--json`; exit code and object."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("VENTANILLA_PIN", PINES["demo"])

    def correr(*palabras: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        codigo = main([*map(str, palabras), "--json"])
        return codigo, json.loads(capsys.readouterr().out)

    return correr


@pytest.fixture
def centro(orden: Orden, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A demonstration centre of 20 cuentas; stopped at the end, whatever happens."""
    codigo, datos = orden("centro", "demo", tmp_path / "centro", "--cuentas", 20)
    assert codigo == 0, datos
    try:
        yield datos
    finally:
        assert orden("centro", "parar", tmp_path / "centro")[0] == 0


def una_cuenta_que_debe(caja: Path) -> str:
    with closing(sqlite3.connect(caja / "padron.db")) as padron:
        numero = padron.execute("SELECT cuenta FROM recibo WHERE saldo > 0 ORDER BY cuenta LIMIT 1").fetchone()[0]
    return str(numero)


def test_two_cajas_and_a_centre(orden: Orden, centro: dict[str, Any], tmp_path: Path) -> None:
    assert "@" in centro["url"] and ":" not in centro["url"].split("@")[0].removeprefix("postgresql://")
    cajas = {n: tmp_path / f"caja{n}" for n in ("1", "2")}
    for numero, carpeta in cajas.items():
        archivo = tmp_path / f"{numero}.enlace"
        codigo, alta = orden("centro", "alta-caja", "--centro", f"Centro {numero}", "--caja", numero, "--a", archivo)
        assert (codigo, alta["archivo"]) == (0, str(archivo))
        codigo, hecha = orden("enlazar", archivo, "--datos", carpeta)
        assert codigo == 0 and hecha["pendientes"] == 0 and hecha["recibidos"] > 100
        assert orden("enlazar", archivo, "--datos", carpeta)[1]["error"]["clave"] == "ya_enlazada"
        assert orden("turno", "abrir", "--cajero", "demo", "--fondo", "0", "--datos", carpeta)[0] == 0
    cuenta = una_cuenta_que_debe(cajas["1"])
    codigo, pago = orden("cobrar", cuenta, "--efectivo", "99999", "--datos", cajas["1"])
    assert (codigo, pago["folio"]) == (0, "1A-000001")
    for numero in ("1", "2"):
        codigo, ronda = orden("sincronizar", "--datos", cajas[numero])
        assert codigo == 0 and ronda["pendientes"] == 0 and ronda["aviso"] == ""
    assert orden("estado", cuenta, "--datos", cajas["2"])[1]["adeudo"] == "0.00"
    codigo, estado = orden("centro", "estado")
    assert [(c["caja"], c["estado"], c["pagos"], c["turno"]) for c in estado["cajas"]] == [
        ("1", "enlazada", 1, "demo"),
        ("2", "enlazada", 0, "demo"),
    ]
    assert estado["cajas"][0]["cobrado"] == pago["total"]
    assert orden("centro", "verificar") == (0, {"ok": True, "errores": []})
    for carpeta in cajas.values():
        assert orden("verificar", "--datos", carpeta)[1]["ok"]
    _raiz_e_incidencias(orden, cajas["1"], tmp_path / "hoy.raiz.json")
    # Stopped, the cajas go on; started again, it goes on with what it had, on whatever port.
    assert orden("centro", "parar", tmp_path / "centro")[0] == 0
    codigo, negada = orden("sincronizar", "--datos", cajas["1"])
    assert (codigo, negada["error"]["clave"]) == (3, "centro_inaccesible")
    assert orden("cobrar", cuenta, "--monto", "10", "--efectivo", "10", "--datos", cajas["1"])[0] == 0
    codigo, otra = orden("centro", "demo", tmp_path / "centro")
    assert codigo == 0 and otra["url"] == centro["url"]
    codigo, ronda = orden("sincronizar", "--datos", cajas["1"])
    assert codigo == 0 and ronda["pendientes"] == 0
    assert orden("centro", "baja-caja", "--caja", "2", "--motivo", "robo")[1]["caja"] == "2"
    assert orden("sincronizar", "--datos", cajas["2"])[1]["error"]["clave"] == "centro_rechaza"
    _nada_secreto(tmp_path, cajas)


def _raiz_e_incidencias(orden: Orden, caja: Path, archivo: Path) -> None:
    codigo, raiz = orden("centro", "raiz", "--a", archivo)
    assert codigo == 0 and {"0", "1", "2"} == {c["caja"] for c in raiz["cabezas"]}
    assert orden("centro", "raiz", "--comprobar", archivo) == (0, {"ok": True, "errores": []})
    assert orden("verificar", "--publicas", archivo, "--datos", caja)[1]["confianza"] == "publicas"
    assert orden("centro", "raiz", "--fecha", "2001-01-01")[1]["error"]["clave"] == "raiz_sin_guardar"
    archivo.write_text(archivo.read_text().replace('"seq": ', '"seq": 1'))
    assert orden("centro", "raiz", "--comprobar", archivo)[1]["error"]["clave"] == "raiz_alterada"
    assert orden("centro", "incidencias") == (0, {"incidencias": [], "abiertas": 0})
    codigo, facturado = orden("centro", "facturar", "--mes", "2023-08", "--simular")
    assert codigo == 0 and facturado["simulada"] and facturado["lote"] is None


def _nada_secreto(tmp_path: Path, cajas: dict[str, Path]) -> None:
    """No password stands in a log of the server or of the service, nor in the cajas' databases."""
    secretos = [json.loads((c / "clave.enlace.json").read_text())["secreto"] for c in cajas.values()]
    secretos += [json.loads(p.read_text())["servir"] for p in (tmp_path / "centro").glob("*.secreto.json")]
    assert len(secretos) == 3
    casa = json.loads((tmp_path / "centro" / "centro.json").read_text())
    leidos = [
        *(tmp_path / "centro").glob("*.log"),
        Path(casa["postgres"]) / "bitacora",
        Path(casa["postgres"]) / "salida",
    ]
    leidos += [c / nombre for c in cajas.values() for nombre in ("caja.db", "caja.db-wal", "cabeza.json")]
    for ruta in (r for r in leidos if r.exists()):
        contenido = ruta.read_bytes()
        assert not [s for s in secretos if s.encode() in contenido], ruta
    assert (tmp_path / "centro" / "centro.json").stat().st_mode & 0o077 == 0


def test_orders_about_a_centre_that_is_not_there(orden: Orden, tmp_path: Path) -> None:
    datos, falso = ("--datos", tmp_path / "nada"), tmp_path / "falso.enlace"
    falso.write_text('{"que": "recibo"}', encoding="utf-8")
    for palabras, codigo, clave in (
        (("centro", "estado", *datos), 2, "falta_centro"),
        (("centro", "parar", tmp_path / "nada"), 1, "sin_centro"),
        (("centro", "iniciar", *datos), 2, "falta_url"),
        (("centro", "iniciar", "--url", "postgresql://u:clave@127.0.0.1/x", *datos), 2, "clave_en_url"),
        (("centro", "iniciar", "--url", "postgresql://u@centro.mx/x?sslmode=require", *datos), 2, "tls_obligatorio"),
        (("centro", "estado", "--url", "postgresql://u@127.0.0.1/x", *datos), 1, "centro_desconocido"),
        (("centro", "demo", tmp_path / "c", "--cuentas", "-1"), 2, "cuentas_invalidas"),
        (("sincronizar", *datos), 1, "sin_caja"),
        (("enlazar", tmp_path / "nada", *datos), 3, "enlace_ilegible"),
        (("enlazar", falso, *datos), 1, "enlace_invalido"),
        (("centro", "ventana", tmp_path / "nada"), 1, "sin_centro"),
        (("centro", "ventana", *datos), 2, "falta_centro"),
    ):
        assert orden(*palabras)[0] == codigo, palabras
        assert orden(*palabras)[1]["error"]["clave"] == clave, palabras


def test_a_centre_in_somebody_s_postgresql(orden: Orden, pg_database: str, tmp_path: Path) -> None:
    datos = ("--datos", tmp_path / "centro")
    codigo, hecho = orden(
        "centro", "iniciar", "--url", pg_database, "--organismo", "cajeme", "--organismo", "romita", *datos
    )
    assert codigo == 0 and hecho["organismos"] == ["cajeme", "romita"]
    assert orden("centro", "iniciar", "--url", pg_database, *datos)[1]["centro"] == hecho["centro"]
    alta = ("centro", "alta-caja", "--centro", "Norte", "--caja", "07", *datos)
    assert orden(*alta)[1]["error"]["clave"] == "falta_organismo"
    codigo, hecha = orden(*alta, "--organismo", "romita")
    assert (codigo, hecha["caja"]) == (0, "7")
    assert orden(*alta, "--organismo", "romita")[1]["error"]["clave"] == "archivo_existe"
    assert orden(*alta, "--organismo", "loreto")[1]["error"]["clave"] == "organismo_desconocido"
    gente = ("centro", "usuario", "rosa", "--organismo", "romita", *datos)
    assert orden(*gente, "--nombre", "Rosa", "--rol", "cajero")[1] == {"clave": "rosa", "activo": True}
    assert orden(*gente)[1]["error"]["clave"] == "rol_invalido"
    assert orden(*gente, "--baja")[1] == {"clave": "rosa", "activo": False}
    assert orden("centro", "servir", "--una-vez", *datos) == (0, {"asientos": 0})
    assert orden("centro", "estado", *datos)[1]["cajas"][0]["estado"] == "invitada"
    assert orden("centro", "verificar", *datos)[1]["ok"]
    desconocida = ("centro", "resolver", "abcdef", "sin_efecto", "--motivo", "x", "--quien", "jefa", *datos)
    assert orden(*desconocida)[1]["error"]["clave"] == "incidencia_desconocida"
    # A real caja keeps its key elsewhere, and goes by the machine's clock.
    carpeta = tmp_path / "caja"
    pid = os.fork()
    if pid == 0:
        for _ in range(40):
            main(["centro", "servir", "--una-vez", *map(str, datos)])
            time.sleep(0.5)
        os._exit(0)
    try:
        codigo, enlazada = orden("enlazar", hecha["archivo"], "--datos", carpeta)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    assert codigo == 0 and enlazada["pendientes"] == 0, enlazada
    assert not (carpeta / "clave.pem").exists() and not (carpeta / "clave.enlace.json").exists()
