"""`beneficio`: a supervisor grants, renews and withdraws by command line; who may see a CURP; the year paid ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main
from tests.cli.conftest import Orden

CURP = "BOXW310820HNERXN09"
SUPER = ("--supervisor", "super")
DATOS = ("--beneficiario", "María López", "--documento", "INAPAM 1", "--curp", CURP)


@pytest.fixture
def con_cuentas(turno: Orden, tmp_path: Path) -> Orden:
    """An open turno and two cuentas that owe August, not yet past due."""
    cuentas, recibos = tmp_path / "cuentas.csv", tmp_path / "recibos.csv"
    cuentas.write_text(
        "cuenta,titular,domicilio,uso,area,medidor\nB-1,Ana Ruiz,Calle 1,domestico,urbana,M1\n"
        "B-2,Eva Ruiz,Calle 2,domestico,urbana,M2\n",
        encoding="utf-8",
    )
    recibos.write_text(
        "cuenta,periodo,vence,m3,agua,alcantarillado,saneamiento,total\n"
        "B-1,2023-08,2023-09-20,20,206.89,107.58,80.69,395.16\n"
        "B-2,2023-08,2023-09-20,20,206.89,107.58,80.69,395.16\n",
        encoding="utf-8",
    )
    assert turno("importar", "--cuentas", cuentas, "--recibos", recibos, *SUPER).codigo == 0
    return turno


def test_granted_charged_and_withdrawn_with_its_recovery(con_cuentas: Orden) -> None:
    orden = con_cuentas
    otorgar = ("beneficio", "otorgar", "B-1", "insen", *DATOS)
    assert orden(*otorgar).error == "requiere_supervisor"
    hecho = orden(*otorgar, "--hasta", "2023-10-01", "--evidencia", "INE=77", *SUPER).datos
    assert (hecho["programa"], hecho["vigente"], hecho["hasta"], hecho["quien"]) == (
        "insen",
        True,
        "2023-10-01",
        "super",
    )
    assert hecho["curp"] == "BOXW" + "*" * 14 and hecho["ref"].startswith("1/") and len(hecho["hash"]) == 64
    assert orden("beneficio", "otorgar", "B-2", "insen", *DATOS, *SUPER).error == "beneficio_en_otra"
    (beneficio,) = orden("estado", "B-1").datos["beneficios"]
    assert beneficio == {k: v for k, v in hecho.items() if k not in ("seq", "hash")}
    assert orden("cobrar", "B-1", "--efectivo", "200").datos["total"] == "197.57"
    renovado = orden("beneficio", "renovar", "B-1", "insen", "--documento", "INAPAM 2", "--hasta", "2024-10-01", *SUPER)
    assert (renovado.datos["hasta"], renovado.datos["documento"]) == ("2024-10-01", "INAPAM 2")
    retirar = ("beneficio", "retirar", "B-1", "insen", "--motivo", "datos_falsos", "--nota", "visita 3")
    visto = orden(*retirar, "--simular").datos
    assert (visto["simulado"], visto["importe"], visto["cargo"], visto["seq"]) == (True, "197.59", "", 0)
    assert orden(*retirar, "--importe-visto", "1.00", *SUPER).error == "total_cambio"
    hecho = orden(*retirar, "--importe-visto", "197.59", *SUPER).datos
    assert hecho["diferencia"] == visto["diferencia"] and (hecho["simulado"], hecho["periodo"]) == (False, "2023-09")
    assert orden(*retirar, *SUPER).error == "beneficio_retirado"
    estado = orden("estado", "B-1").datos
    assert (estado["adeudo"], estado["cargos"][0]["ref"]) == ("197.59", hecho["cargo"])
    assert (estado["beneficios"][0]["situacion"], estado["beneficios"][0]["vigente"]) == ("retirado", False)
    assert orden("beneficio", "otorgar", "B-2", "insen", *DATOS, *SUPER).codigo == 0
    assert orden("verificar").datos["ok"] is True


def test_who_holds_what_and_who_may_see_the_curp(con_cuentas: Orden) -> None:
    orden = con_cuentas
    assert orden("beneficio", "otorgar", "B-1", "insen", *DATOS, "--hasta", "2023-10-15", *SUPER).codigo == 0
    visto = orden("beneficio", "ver", "B-1").datos
    assert [b["curp"] for b in visto["vigentes"]] == ["BOXW" + "*" * 14] and visto["por_renovar"] == visto["vigentes"]
    assert [b["curp"] for b in orden("beneficio", "ver", "B-1", *SUPER).datos["vigentes"]] == [CURP]
    assert orden("beneficio", "ver", "B-1", "--supervisor", "demo").codigo == 1
    todos = orden("beneficio", "ver", "--dias", "10").datos
    assert "B-1" in [b["cuenta"] for b in todos["vigentes"]] and todos["retirados"] == []
    assert "B-1" not in [b["cuenta"] for b in todos["por_renovar"]]
    assert all(b["fundamento"] for b in todos["vigentes"])
    assert orden("beneficio", "ver", "nadie").error == "cuenta_desconocida"


@pytest.mark.parametrize(
    ("palabras", "clave"),
    [
        (("--desde", "mañana"), "fecha_invalida"),
        (("--porcentaje", "mucho"), "porcentaje_invalido"),
        (("--porcentaje", "NaN"), "porcentaje_invalido"),
        (("--evidencia", "INE"), "evidencia_invalida"),
        (("--m3", "x"), "uso"),
    ],
)
def test_what_is_no_order(con_cuentas: Orden, palabras: tuple[str, ...], clave: str) -> None:
    respuesta = con_cuentas("beneficio", "otorgar", "B-1", "insen", *DATOS, *palabras, *SUPER)
    assert (respuesta.codigo, respuesta.error) == (2, clave)


def test_how_much_was_granted_by_order(con_cuentas: Orden) -> None:
    oficio = ("--documento", "DG-1", "--autorizacion", "DG-1", "--motivo", "fuga")
    medidas = (("B-1", "direccion", ("--importe", "95.16")), ("B-2", "infonavit", ("--porcentaje", "35%")))
    for cuenta, programa, medida in medidas:
        quien = ("--beneficiario", "Ana Ruiz", *oficio, *medida)
        assert con_cuentas("beneficio", "otorgar", cuenta, programa, *quien, *SUPER).codigo == 0
    assert con_cuentas("cobrar", "B-1", "--efectivo", "300").datos["total"] == "300.00"
    assert con_cuentas("cobrar", "B-2", "--efectivo", "300").datos["total"] == "256.85"


def test_for_people_it_reads_as_sentences(con_cuentas: Orden, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beneficio", "otorgar", "B-1", "insen", *DATOS, *SUPER]) == 0
    assert "Otorgado a B-1: Tarifa INSEN, vigente, Ley de Ingresos" in capsys.readouterr().out
    con_cuentas("cobrar", "B-1", "--efectivo", "200")
    capsys.readouterr()
    assert main(["beneficio", "retirar", "B-1", "insen", "--motivo", "datos_falsos", "--simular"]) == 0
    dicho = capsys.readouterr().out
    assert "Se retiraría a B-1: insen, desde el 05/09/2023 (datos falsos)" in dicho and "Por cobrar: 197.59" in dicho
    assert main(["beneficio", "ver", "B-1"]) == 0
    dicho = capsys.readouterr().out
    assert "Vigentes: 1" in dicho and "María López" in dicho and CURP not in dicho
    assert main(["estado", "B-1"]) == 0
    assert "Beneficio Tarifa INSEN: vigente, " in capsys.readouterr().out


def test_the_year_paid_ahead_in_romita(tmp_path: Path, orden: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTANILLA_AHORA", "2020-01-10T10:00:00")
    monkeypatch.setenv("VENTANILLA_DATOS", str(tmp_path / "romita"))
    assert orden("demo", "--organismo", "romita", "--cuentas", "1", "--semilla", "1").codigo == 0
    cuentas = tmp_path / "r.csv"
    cuentas.write_text("cuenta,titular,domicilio,uso,medidor\nR-1,Ana Paz,Calle 1,domestica,M1\n", encoding="utf-8")
    assert orden("importar", "--cuentas", cuentas, *SUPER).codigo == 0
    assert orden("turno", "abrir", "--cajero", "demo", "--fondo", "0").codigo == 0
    cobrar = (
        "cobrar",
        "R-1",
        "--programa",
        "anual",
        "--efectivo",
        "1600",
        "--id",
        "6f1b2f6e-7f0e-4c6a-9a54-3f0f2f0f2f0f",
    )
    assert orden(*cobrar, "--total-visto", "1.00").error == "total_cambio"
    hecho = orden(*cobrar, "--total-visto", "1542.72").datos
    assert (hecho["total"], hecho["cambio"], hecho["saldo_a_favor"]) == ("1542.72", "57.28", "1814.95")
    (descuento,) = hecho["descuentos"]
    assert [descuento[c] for c in ("periodo", "programa", "clave", "importe")] == [None, "anual", "anticipo", "-272.23"]
    assert orden(*cobrar, "--total-visto", "1542.72").datos["repetido"] is True
    estado = orden("estado", "R-1").datos
    assert estado["saldo_a_favor"] == "1814.95" and len(estado["adelantados"]) == 12
    assert estado["adelantados"][0] == {"periodo": "2020-01", "importe": "147.13", "folio": hecho["folio"]}
    assert main(["estado", "R-1"]) == 0
    assert orden("corte", "x").datos["programas"] == {"anual": "-272.23"}
    assert orden("cobrar", "R-1", "--programa", "anual", "--efectivo", "1600").error == "anual_ya_pagado"
    assert orden("verificar").datos["ok"] is True


def test_a_like_name_is_another_person_only_if_the_supervisor_says_so(con_cuentas: Orden, tmp_path: Path) -> None:
    orden, lista = con_cuentas, tmp_path / "beneficios.csv"
    lista.write_text(
        "cuenta,programa,desde,hasta,beneficiario,documento\n"
        "B-2,pensionado,2023-01-01,,RUIZ AMADOR JOSEFINA,IMSS 1\n"
        "B-1,desempleo,2022-01-01,2022-03-01,Josefina Ruiz Amador,IMSS 1\n",
        encoding="utf-8",
    )
    # What has ended is in nobody's way.
    assert orden("importar", "--beneficios", lista, *SUPER).datos["avisos"] == []
    otorgar = ("beneficio", "otorgar", "B-1", "social", "--beneficiario", "Josefna Ruiz Amador", "--documento", "e 8")
    negado = orden(*otorgar, "--m3", "10", *SUPER)
    assert negado.error == "posible_misma_persona"
    hecho = orden(*otorgar, "--m3", "10", "--es-otra-persona", "acta 33", *SUPER)
    assert hecho.datos["beneficiario"] == "Josefna Ruiz Amador"
    # An import only tells: what is on two cuentas of the file, or on one that is there; each couple once.
    lista.write_text(
        "cuenta,programa,desde,hasta,beneficiario,documento\n"
        "B-1,nomina,2023-02-01,,Rosa Gil,n 1\nB-2,nomina,2023-02-01,,Gil Rosa,n 2\n"
        "B-2,infonavit,2023-02-01,,INFONAVIT,n 2\nB-1,infonavit,2023-02-01,,INFONAVIT,n 2\n",
        encoding="utf-8",
    )
    hecha = orden("importar", "--beneficios", lista, *SUPER).datos
    assert (hecha["altas"], len(hecha["avisos"])) == (4, 1)
    assert hecha["avisos"][0].startswith("Rosa Gil (cuenta B-1) puede ser la misma persona que Gil Rosa (cuenta B-2)")
    lista.write_text(
        "cuenta,programa,desde,hasta,beneficiario,documento\nB-1,nomina,2023-03-01,,Josefina Ruiz Amador,n 3\n",
        encoding="utf-8",
    )
    assert "RUIZ AMADOR JOSEFINA (cuenta B-2)" in orden("importar", "--beneficios", lista, *SUPER).datos["avisos"][0]
