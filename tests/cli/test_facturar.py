"""Billing by command line: on the demonstration, on files of one's own, and killed on the way."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import AHORA, Orden

RAIZ = Path(__file__).resolve().parents[2]
EJEMPLOS = RAIZ / "docs" / "ejemplos"
FACTURAR = ("facturar", "--mes", "2023-09", "--supervisor", "super")


def test_the_month_of_a_demonstration(orden: Orden) -> None:
    simulada = orden("facturar", "--mes", "2023-09", "--simular")
    assert simulada.codigo == 0 and simulada.datos["lote"] is None and simulada.datos["facturadas"] > 50
    assert "60 de 60 cuentas" in simulada.mensaje
    hecha = orden(*FACTURAR)
    assert hecha.datos | {"lote": None, "simulada": True} == simulada.datos
    assert hecha.datos["facturadas"] == sum(r["facturadas"] for r in hecha.datos["rutas"])
    otra = orden(*FACTURAR).datos
    assert (otra["facturadas"], otra["total"], otra["lote"]) == (0, "0.00", None)
    assert otra["omitidas"] == otra["motivos"]["ya_facturada"] == hecha.datos["facturadas"]
    assert orden("verificar").datos["ok"]


def test_a_new_recibo_is_charged_with_its_benefit_like_any_other(turno: Orden) -> None:
    antes = turno("estado", "0000001-8").datos
    assert turno(*FACTURAR).codigo == 0
    despues = turno("estado", "0000001-8").datos
    nuevo = despues["recibos"][-1]
    assert (nuevo["periodo"], nuevo["pagado"], nuevo["saldo"]) == ("2023-09", "0.00", nuevo["importe"])
    assert despues["recibos"][:-1] == antes["recibos"]
    assert turno("cobrar", "0000001-8", "--efectivo", "5000").codigo == 0
    assert turno("estado", "0000001-8").datos["adeudo"] == "0.00"
    assert turno(*FACTURAR).datos["facturadas"] == 0
    assert turno("verificar").datos["ok"]


def test_own_files_from_readings_to_recibos(orden: Orden, tmp_path: Path) -> None:
    archivos = [x for c in ("cuentas", "recibos", "lecturas") for x in (f"--{c}", EJEMPLOS / f"{c}.csv")]
    assert orden("importar", *archivos, "--supervisor", "super").codigo == 0
    lista = tmp_path / "revisar.csv"
    assert orden(*FACTURAR, "--revisar", lista).datos["avisos"] == []
    with lista.open(encoding="utf-8-sig", newline="") as archivo:
        revisar = {r["Cuenta"]: r for r in csv.DictReader(archivo)}
    mal_leida = revisar["1002-9"]
    assert mal_leida["Clave"] == "lectura_menor"
    assert (mal_leida["Lectura anterior"], mal_leida["Lectura"]) == ("1226", "1214")
    for cuenta, m3 in (("1001-1", 14), ("1003-7", 402), ("1004-5", 26)):
        recibo = orden("estado", cuenta).datos["recibos"][-1]
        assert (recibo["periodo"], recibo["m3"]) == ("2023-09", m3)
    assert orden("estado", "1002-9").datos["recibos"][-1]["periodo"] == "2023-08"


def test_a_cell_of_the_list_is_never_a_formula(orden: Orden, tmp_path: Path) -> None:
    cuentas = tmp_path / "cuentas.csv"
    cuentas.write_text("cuenta,titular,domicilio,uso,medidor\n-1-1,Ana Ruiz,Calle 1,domestico,M1\n", encoding="utf-8")
    assert orden("importar", "--cuentas", cuentas, "--supervisor", "super").datos["altas"] == 1
    lista = tmp_path / "revisar.csv"
    assert orden(*FACTURAR, "--revisar", lista).codigo == 0
    assert "\n'-1-1,Ana Ruiz," in lista.read_text(encoding="utf-8-sig").replace("\r", "")


def test_a_list_that_cannot_be_written_undoes_nothing_and_a_wrong_name_does_nothing(
    orden: Orden, tmp_path: Path
) -> None:
    mal = orden(*FACTURAR, "--revisar", tmp_path / "lista.pdf")
    assert (mal.codigo, mal.error) == (2, "extension_desconocida")
    hecha = orden(*FACTURAR, "--revisar", tmp_path / "no-hay" / "lista.csv")
    assert hecha.codigo == 0 and hecha.datos["facturadas"] > 50
    (aviso,) = hecha.datos["avisos"]
    assert "no se escribió" in aviso


def test_only_an_administrador_bills(orden: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    assert orden("facturar", "--mes", "2023-09").error == "requiere_administrador"
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "246810")
    assert orden("facturar", "--mes", "2023-09", "--supervisor", "demo").error == "requiere_administrador"


@pytest.mark.parametrize(
    ("palabras", "codigo", "clave"),
    [
        (("--mes", "2023-10"), 1, "mes_futuro"),
        (("--mes", "septiembre"), 2, "periodo_invalido"),
        (("--mes", "2023-09", "--emision", "pronto"), 2, "fecha_invalida"),
        (("--mes", "2023-09", "--ruta", "R99"), 1, "ruta_desconocida"),
        ((), 2, "uso"),
    ],
)
def test_what_is_refused(orden: Orden, palabras: tuple[str, ...], codigo: int, clave: str) -> None:
    respuesta = orden("facturar", *palabras, "--supervisor", "super")
    assert (respuesta.codigo, respuesta.error) == (codigo, clave)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal")
def test_killed_at_any_moment_and_given_again_it_bills_once(
    plantilla: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    entorno = os.environ | {"VENTANILLA_PIN_SUPERVISOR": "135791", "VENTANILLA_AHORA": AHORA}

    def empezar(carpeta: Path, *palabras: str) -> subprocess.Popen[str]:
        linea = [sys.executable, "-m", "app", *palabras, "--datos", str(carpeta), "--json"]
        return subprocess.Popen(
            linea, cwd=RAIZ, env=entorno, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def correr(carpeta: Path, *palabras: str) -> dict[str, object]:
        leido: dict[str, object] = json.loads(empezar(carpeta, *palabras).communicate(timeout=60)[0])
        return leido

    shutil.copytree(plantilla, tmp_path / "entera")
    comienzo = time.monotonic()
    entera = correr(tmp_path / "entera", *FACTURAR)
    dura = time.monotonic() - comienzo
    for vez in range(40 if pytestconfig.getoption("--largo") else 4):
        carpeta = tmp_path / f"cortada{vez}"
        shutil.copytree(plantilla, carpeta)
        proceso = empezar(carpeta, *FACTURAR)
        time.sleep(azar.uniform(dura / 3, dura))
        proceso.send_signal(signal.SIGKILL)
        proceso.communicate()
        repetida = correr(carpeta, *FACTURAR)
        assert repetida["lote"] in (None, entera["lote"]), semilla
        assert repetida["lote"] or repetida["motivos"] == {"ya_facturada": entera["facturadas"]}, semilla
        informe = correr(carpeta, "verificar")
        assert informe["ok"], (semilla, informe)
        lotes = [json.loads(x) for x in _diario(carpeta, tmp_path / "diario.jsonl", correr)]
        assert [a["tipo"] for a in lotes].count("lote_importado") == 2, semilla


def _diario(carpeta: Path, ruta: Path, correr: object) -> list[str]:
    assert callable(correr)
    correr(carpeta, "diario", "exportar", str(ruta))
    return ruta.read_text(encoding="utf-8").splitlines()
