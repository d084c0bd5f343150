"""The program as a script sees it: words in, one JSON object and an exit code out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

AHORA = "2023-09-05T10:00:00"


@dataclass(frozen=True)
class Respuesta:
    """What an order answered."""

    codigo: int
    datos: dict[str, Any]
    mensaje: str

    @property
    def error(self) -> str:
        """Clave of the refusal."""
        clave: str = self.datos["error"]["clave"]
        return clave


Orden = Callable[..., Respuesta]


@pytest.fixture(scope="session")
def plantilla(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of 60 cuentas, made once and copied by each test."""
    carpeta = tmp_path_factory.mktemp("plantilla") / "caja"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VENTANILLA_AHORA", AHORA)
        assert main(["demo", "--cuentas", "60", "--semilla", "7", "--datos", str(carpeta)]) == 0
    return carpeta


@pytest.fixture
def datos(plantilla: Path, tmp_path: Path) -> Path:
    """A caja of this test's own, without a turno."""
    carpeta = tmp_path / "caja"
    shutil.copytree(plantilla, carpeta)
    return carpeta


@pytest.fixture
def orden(datos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Orden:
    """Run an order on `datos` with `--json`, with the demonstration's PINs and first moment in the environment."""
    monkeypatch.setenv("VENTANILLA_DATOS", str(datos))
    monkeypatch.setenv("VENTANILLA_AHORA", AHORA)
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    monkeypatch.setenv("VENTANILLA_PIN_SUPERVISOR", "135791")

    def correr(*palabras: object) -> Respuesta:
        capsys.readouterr()
        codigo = main([*map(str, palabras), "--json"])
        salida, mensaje = capsys.readouterr()
        assert salida.count("\n") == 1, salida
        return Respuesta(codigo, json.loads(salida), mensaje)

    return correr


@pytest.fixture
def turno(orden: Orden) -> Orden:
    """The same, with the turno open and a float of 500."""
    assert orden("turno", "abrir", "--cajero", "demo", "--fondo", "500").codigo == 0
    return orden


@pytest.fixture
def propias(tmp_path: Path) -> Callable[..., tuple[str, ...]]:
    """Writes the billing system's two files; returns the words that import them."""

    def escribir(pagado: str = "0.00", agua: str = "159.56") -> tuple[str, ...]:
        cuentas = tmp_path / "cuentas.csv"
        cuentas.write_text(
            "cuenta,titular,domicilio,uso,area,medidor,servicios\n"
            "900-1,Sofía Peñúñuri Ruiz,Calle Sonora 1,domestico,urbana,M1,agua\n",
            encoding="utf-8",
        )
        recibos = tmp_path / "recibos.csv"
        recibos.write_text(
            f"cuenta,periodo,vence,m3,agua,total,pagado\n900-1,2023-08,2023-09-15,12,{agua},{agua},{pagado}\n",
            encoding="utf-8",
        )
        return ("importar", "--cuentas", str(cuentas), "--recibos", str(recibos), "--supervisor", "super")

    return escribir
