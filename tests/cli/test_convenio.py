"""Orders about convenios, constancias and the estado de cuenta on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Orden

#: A cuenta of the demonstration with three recibos past due.
CUENTA = "0000005-9"


@pytest.fixture
def convenido(turno: Orden) -> Orden:
    """The turno open and the debt of `CUENTA` agreed."""
    assert turno("convenio", "hacer", CUENTA, "--parcialidades", 4, "--supervisor", "super").codigo == 0
    return turno


def test_what_would_be_agreed_is_said_without_doing_it(turno: Orden) -> None:
    plan = turno("convenio", "hacer", CUENTA, "--parcialidades", 4, "--simular")
    assert plan.codigo == 0 and plan.datos["simulado"]
    partes = plan.datos["parcialidades"]
    assert [p["n"] for p in partes] == [0, 1, 2, 3, 4]
    assert sum(round(float(p["importe"]) * 100) for p in partes) == round(float(plan.datos["deuda"]) * 100)
    assert turno("estado", CUENTA).datos["convenio"] is None


def test_it_is_made_paid_and_looked_at(convenido: Orden, tmp_path: Path) -> None:
    pago = convenido("cobrar", CUENTA, "--convenio", "--efectivo", 2000)
    assert pago.datos["total"] == "730.15" and "cubre el enganche" in pago.datos["avisos"][-1]
    mas = convenido("cobrar", CUENTA, "--convenio", "--monto", "800.00", "--efectivo", 800)
    assert mas.datos["total"] == "800.00"
    (visto,) = convenido("convenio", "ver", CUENTA).datos["convenios"]
    assert (visto["estado"], visto["cubierto"], visto["al_corriente"]) == ("vigente", "1530.15", True)
    assert [p["estado"] for p in visto["parcialidades"]] == ["pagada", "pagada", *["por_pagar"] * 3]
    estado = convenido("estado", CUENTA, "--a", tmp_path / "estado.txt")
    assert estado.datos["convenio"]["folio"] == visto["folio"] and estado.datos["al_corriente"]
    papel = (tmp_path / "estado.txt").read_text(encoding="utf-8")
    assert "ESTADO DE CUENTA" in papel and "Falta del convenio" in papel and "en convenio" in papel
    assert convenido("verificar").datos["ok"]


def test_its_paper_comes_out_and_again_as_a_copy(turno: Orden, tmp_path: Path) -> None:
    ruta = tmp_path / "convenio.txt"
    hecho = turno("convenio", "hacer", CUENTA, "--parcialidades", 2, "--supervisor", "super", "--a", ruta)
    original = ruta.read_text(encoding="utf-8")
    assert "CONVENIO DE PAGO" in original and "COPIA" not in original
    copia = turno("imprimir", hecho.datos["folio"], "--a", ruta)
    assert copia.datos["copia"] == 1 and "COPIA 1" in ruta.read_text(encoding="utf-8")
    assert turno("imprimir", "T1A-000099", "--a", ruta).error == "folio_desconocido"
    sin_carpeta = ("--supervisor", "super", "--a", tmp_path / "no" / "x.txt")
    fallo = turno("convenio", "hacer", "0000011-7", "--parcialidades", 2, *sin_carpeta)
    assert fallo.codigo == 0


def test_it_is_ended_by_a_supervisor(convenido: Orden) -> None:
    assert convenido("convenio", "terminar", CUENTA, "--motivo", "renuncia", "--nota", "carta").codigo == 1
    fin = convenido("convenio", "terminar", CUENTA, "--motivo", "renuncia", "--nota", "carta", "--supervisor", "super")
    assert fin.datos["estado"] == "terminado" and fin.datos["fin"]["motivo"] == "renuncia"
    assert convenido("cobrar", CUENTA, "--convenio", "--efectivo", 2000).error == "sin_convenio"
    assert convenido("convenio", "ver", "0000011-7").datos["convenios"] == []


def test_without_a_supervisor_or_with_too_many_parts_it_is_not_made(turno: Orden) -> None:
    hacer = ("convenio", "hacer", CUENTA, "--parcialidades")
    assert turno(*hacer, 4).error == "requiere_supervisor"
    assert turno(*hacer, 40, "--supervisor", "super").error == "parcialidades_invalidas"
    assert turno(*hacer, 4, "--enganche", 1, "--supervisor", "super").error == "enganche_corto"
    assert turno("convenio", "hacer", CUENTA).codigo == 2


def test_a_constancia_is_paid_and_then_given(turno: Orden, tmp_path: Path) -> None:
    ruta = tmp_path / "constancia.txt"
    assert turno("constancia", CUENTA).error == "constancia_con_adeudo"
    assert turno("cobrar", CUENTA, "--efectivo", 9000, "--sin-beneficio").codigo == 0
    assert turno("constancia", CUENTA).error == "constancia_sin_pagar"
    pago = turno("cobrar", CUENTA, "--servicio", "A:1", "--efectivo", 300)
    hecha = turno("constancia", CUENTA, "--a", ruta)
    assert (hecha.datos["folio"], hecha.datos["pago"]) == ("T1A-000001", pago.datos["folio"])
    papel = ruta.read_text(encoding="utf-8")
    assert "CERTIFICADO DE NO ADEUDO" in papel and "no tiene adeudo" in papel and pago.datos["folio"] in papel


def test_a_constancia_for_who_has_no_contract(turno: Orden, tmp_path: Path) -> None:
    pago = turno("cobrar", "--sin-cuenta", "--nombre", "Ana Ruiz", "--servicio", "NOCONTR:1", "--efectivo", 300)
    palabras = ("constancia", "--sin-contrato", "--pago", pago.datos["folio"], "--domicilio", "Lote 3")
    assert turno(*palabras).error == "falta_dato"
    ruta = tmp_path / "sin.txt"
    hecha = turno(*palabras, "--revision", "padrón y plano", "--a", ruta)
    assert hecha.datos["nombre"] == "Ana Ruiz" and hecha.datos["leyendas"][0].startswith("No existe un contrato")
    assert "previa revisión" in " ".join(ruta.read_text(encoding="utf-8").split())
    assert turno("constancia").codigo == 2
    assert turno("constancia", "--sin-contrato", "--pago", "nada").codigo == 2
    lejos = turno("cobrar", "--sin-cuenta", "--nombre", "Ana Ruiz", "--servicio", "NOCONTR:1", "--efectivo", 300)
    sin_papel = ("--revision", "padrón", "--a", tmp_path / "no" / "x.txt")
    assert turno(*palabras[:3], lejos.datos["folio"], *palabras[4:], *sin_papel).codigo == 0
