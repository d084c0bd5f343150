"""A cashier's day by command line, on a demonstration of Cajeme."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests.cli.conftest import Orden


def con_un_recibo(orden: Orden, programa: str = "") -> str:
    """A cuenta of the demonstration that owes only the last recibo, holding that program in force, or none."""
    for encontrada in orden("buscar", "a", "--limite", 200).datos["resultados"]:
        estado = orden("estado", encontrada["cuenta"]).datos
        vigentes = [b["programa"] for b in estado["beneficios"] if b["vigente"]]
        debe_uno = estado["al_corriente"] and estado["adeudo"] != "0.00"
        if debe_uno and vigentes == ([programa] if programa else []) and bool(programa) == bool(estado["beneficios"]):
            return str(encontrada["cuenta"])
    raise AssertionError("the demonstration has no such cuenta")


def con_rezago(orden: Orden) -> str:
    """A cuenta of the demonstration with recibos past due."""
    for encontrada in orden("buscar", "a", "--limite", 200).datos["resultados"]:
        if not orden("estado", encontrada["cuenta"]).datos["al_corriente"]:
            return str(encontrada["cuenta"])
    raise AssertionError("the demonstration has no such cuenta")


def centavos(importe: str) -> int:
    return round(float(importe) * 100)


def test_a_payment_settles_the_cuenta_and_its_parts_add_up(turno: Orden) -> None:
    cuenta = con_un_recibo(turno)
    pago = turno("cobrar", cuenta, "--efectivo", "5,000.00").datos
    partes = [p["importe"] for p in (*pago["aplicado"], *pago["descuentos"])] + [pago["redondeo"]]
    assert sum(map(centavos, partes)) == centavos(pago["total"])
    assert centavos(pago["cambio"]) == 500000 - centavos(pago["total"])
    assert pago["folio"] == "1A-000001"
    assert pago["saldo_restante"] == "0.00"
    assert not pago["repetido"]
    assert turno("estado", cuenta).datos["adeudo"] == "0.00"
    assert turno("cobrar", cuenta, "--efectivo", "5000").error == "sin_adeudo"
    assert turno("verificar").datos["ok"]


@pytest.mark.parametrize("programa", ["insen", "pensionado"])
def test_the_granted_benefit_is_applied_without_asking(turno: Orden, programa: str) -> None:
    cuenta = con_un_recibo(turno, programa)
    pago = turno("cobrar", cuenta, "--efectivo", "5000").datos
    assert {d["programa"] for d in pago["descuentos"]} == {programa}
    assert all("Art. 33" in d["fundamento"] for d in pago["descuentos"])


def test_without_a_benefit_the_early_payer_gets_pronto_pago(turno: Orden) -> None:
    pago = turno("cobrar", con_un_recibo(turno), "--efectivo", "5000").datos
    assert {d["programa"] for d in pago["descuentos"]} <= {"pronto_pago"}


def test_the_same_id_gives_the_same_payment_and_other_contents_are_refused(turno: Orden) -> None:
    cuenta, clave = con_un_recibo(turno), str(uuid.uuid4())
    primero = turno("cobrar", cuenta, "--efectivo", "5000", "--id", clave).datos
    otro = turno("cobrar", cuenta, "--efectivo", "5000", "--id", clave)
    assert otro.codigo == 0
    assert otro.datos == primero | {"repetido": True}
    assert turno("cobrar", cuenta, "--efectivo", "6000", "--id", clave).error == "id_repetido"
    assert turno("corte", "x").datos["pagos"] == 1


def test_several_cuentas_with_one_tender_and_one_change(turno: Orden) -> None:
    cuentas = con_un_recibo(turno), con_un_recibo(turno, "insen")
    cobro = turno("cobrar", *cuentas, "--efectivo", "9000").datos
    totales = [centavos(p["total"]) for p in cobro["pagos"]]
    assert [p["folio"] for p in cobro["pagos"]] == ["1A-000001", "1A-000002"]
    assert centavos(cobro["cambio"]) == 900000 - sum(totales)


def test_an_abono_and_then_the_rest_and_then_credit(turno: Orden) -> None:
    cuenta = con_rezago(turno)
    debe = centavos(turno("estado", cuenta).datos["adeudo"])
    abono = turno("cobrar", cuenta, "--monto", "100", "--efectivo", "200").datos
    assert (abono["total"], abono["cambio"]) == ("100.00", "100.00")
    assert centavos(abono["saldo_restante"]) == debe - 10000
    pasado = turno("cobrar", cuenta, "--monto", "20000", "--transferencia", "20000", "--referencia", "T1").datos
    assert centavos(pasado["saldo_a_favor"]) == 2000000 - (debe - 10000)
    assert turno("verificar").datos["ok"]


def test_a_card_and_cash_together(turno: Orden) -> None:
    cuenta = con_un_recibo(turno)
    pago = turno(
        "cobrar", cuenta, "--tarjeta", "50", "--tarjeta-tipo", "credito", "--autorizacion", "991", "--efectivo", "5000"
    ).datos
    formas = {m["forma"]: m["importe"] for m in pago["medios"]}
    assert formas["04"] == "50.00"
    assert centavos(formas["01"]) == centavos(pago["total"]) - 5000


def test_a_service_for_somebody_without_a_cuenta(turno: Orden) -> None:
    pago = turno("cobrar", "--sin-cuenta", "--nombre", "Ana Ruiz", "--servicio", "B:1", "--efectivo", "300").datos
    assert pago["total"] == "205.39"
    assert [a["clave"] for a in pago["aplicado"]] == ["servicio:B", "iva_servicio:B"]


def test_a_free_amount_and_its_reference_reach_the_diario_and_the_ticket(turno: Orden, tmp_path: Path) -> None:
    ticket = tmp_path / "t.txt"
    orden = ("cobrar", "--sin-cuenta", "--nombre", "Ana", "--efectivo", "2000", "--ticket", str(ticket))
    pago = turno(*orden, "--servicio", "PRESUP=1,234.50:PRE-2023/8: Ana").datos
    assert [(a["clave"], a["importe"]) for a in pago["aplicado"]] == [
        ("servicio:PRESUP", "1234.50"), ("iva_servicio:PRESUP", "197.52"),
    ]  # fmt: skip
    assert pago["aplicado"][0]["detalle"].endswith(", referencia PRE-2023/8: Ana")
    assert "referencia PRE-2023/8: Ana" in " ".join(ticket.read_text(encoding="utf-8").split())


def test_with_the_recibo_is_a_charge_and_no_payment(turno: Orden) -> None:
    cuenta = con_un_recibo(turno)
    antes = turno("estado", cuenta).datos
    hecho = turno("cobrar", cuenta, "--servicio", "D:1").datos
    assert (hecho["cuenta"], hecho["importe"], hecho["periodo"]) == (cuenta, "205.39", "2023-09")
    assert [c["clave"] for c in hecho["conceptos"]] == ["servicio:D", "iva_servicio:D"]
    despues = turno("estado", cuenta).datos
    assert centavos(despues["adeudo"]) == centavos(antes["adeudo"]) + 20539
    assert turno("corte", "x").datos["pagos"] == 0
    assert turno("cobrar", cuenta, "--servicio", "D").error == "cargo_repetido"
    for resto in (("--efectivo", "300"), ("--monto", "5"), ("--servicio", "B", "--efectivo", "900")):
        assert turno("cobrar", cuenta, "--servicio", "H", *resto).error == "servicio_con_cargo_al_recibo"
    assert turno("cobrar", "--sin-cuenta", "--nombre", "Ana", "--servicio", "D").error == "servicio_con_cargo_al_recibo"


def test_contributions_stand_apart_in_the_corte(turno: Orden) -> None:
    venta = ("cobrar", "--sin-cuenta", "--nombre", "Ana", "--efectivo", "300", "--servicio", "B:1")
    pago = turno(*venta, "--servicio", "U1:2", "--servicio", "V1").datos
    assert pago["total"] == "215.11"
    corte = turno("corte", "x")
    assert corte.datos["aportaciones"] == {"U1": "6.48", "V1": "3.24"}
    assert corte.datos["conceptos"] == {"servicio:B": "177.06", "iva_servicio:B": "28.33"}
    assert corte.datos["medios"] == {"efectivo": "215.11"}
    zeta = turno("turno", "cerrar", "--arqueo", "500x1,200x1,10x1,5x1,0.10x1")
    assert zeta.datos["aportaciones"] == {"U1": "6.48", "V1": "3.24"}
    assert turno("verificar").datos["ok"]


@pytest.mark.parametrize(
    ("palabras", "codigo", "clave"),
    [
        (("cobrar", "NADIE", "--efectivo", "10"), 1, "cuenta_desconocida"),
        (("cobrar", "{c}", "--efectivo", "0.50"), 1, "pago_insuficiente"),
        (("cobrar", "{c}"), 1, "pago_insuficiente"),
        (("cobrar", "{c}", "--efectivo", "0"), 1, "importe_no_positivo"),
        (("cobrar", "{c}", "--efectivo", "-5"), 1, "importe_no_positivo"),
        (("cobrar", "{c}", "--efectivo", "1e5"), 2, "importe_invalido"),
        (("cobrar", "{c}", "--efectivo", "10.001"), 2, "importe_invalido"),
        (("cobrar", "{c}", "--efectivo", "cien"), 2, "importe_invalido"),
        (("cobrar", "{c}", "--efectivo", ""), 2, "importe_invalido"),
        (("cobrar", "{c}", "--efectivo", "99999999999999"), 2, "importe_invalido"),
        (("cobrar", "{c}", "--monto", "0", "--efectivo", "10"), 1, "importe_no_positivo"),
        (("cobrar", "{c}", "--efectivo", "5000", "--total-visto", "1.00"), 1, "total_cambio"),
        (("cobrar", "{c}", "--efectivo", "5000", "--programa", "insen"), 1, "beneficio_negado"),
        (("cobrar", "{c}", "--efectivo", "5000", "--programa", "gratis"), 1, "programa_desconocido"),
        (("cobrar", "{c}", "--recibos", "2019-01", "--efectivo", "10"), 1, "recibo_sin_adeudo"),
        (("cobrar", "{c}", "--recibos", "2019-13", "--efectivo", "10"), 2, "periodo_invalido"),
        (
            ("cobrar", "{c}", "--tarjeta", "50000", "--tarjeta-tipo", "debito", "--autorizacion", "1"),
            1,
            "sobra_sin_efectivo",
        ),
        (("cobrar", "{c}", "--tarjeta", "50"), 1, "tarjeta_sin_tipo"),
        (("cobrar", "{c}", "--cheque", "50"), 1, "cheque_incompleto"),
        (("cobrar", "{c}", "--transferencia", "50"), 1, "transferencia_sin_referencia"),
        (("cobrar", "{c}", "{c}", "--efectivo", "5000"), 1, "cuenta_repetida"),
        (("cobrar", "{c}", "--efectivo", "10", "--id", "x"), 2, "id_invalido"),
        (("cobrar", "--efectivo", "10"), 2, "falta_cuenta"),
        (("cobrar", "--sin-cuenta", "--servicio", "A", "--efectivo", "300"), 1, "falta_nombre"),
        (
            ("cobrar", "--sin-cuenta", "--nombre", "A\x1b[2J", "--servicio", "A", "--efectivo", "300"),
            2,
            "texto_invalido",
        ),
        (("cobrar", "{c}", "--transferencia", "50", "--referencia", "9" * 201), 2, "texto_invalido"),
        (("turno", "cerrar", "--arqueo", "500x1", "--motivo", "dos\nrenglones"), 2, "texto_invalido"),
        (("turno", "cerrar", "--arqueo", ""), 2, "arqueo_invalido"),
        (("cobrar", "{c}", "--servicio", "NOHAY", "--efectivo", "300"), 1, "servicio_desconocido"),
        (("cobrar", "{c}", "--servicio", "A:1e1", "--efectivo", "9000"), 2, "cantidad_invalida"),
        (("cobrar", "{c}", "--servicio", "B:0", "--efectivo", "9000"), 1, "cantidad_invalida"),
        (("cobrar", "{c}", "--servicio", "A:", "--efectivo", "9000"), 2, "cantidad_invalida"),
        (("cobrar", "{c}", "--servicio", "A", "--efectivo", "9000"), 1, "servicio_con_adeudo"),
        (
            ("cobrar", "--sin-cuenta", "--nombre", "Ana", "--servicio", "A", "--efectivo", "9000"),
            1,
            "servicio_con_cuenta",
        ),
        (("cobrar", "{c}", "--servicio", "NOCONTR", "--efectivo", "9000"), 1, "servicio_sin_cuenta"),
        (("cobrar", "{c}", "--servicio", "Z", "--efectivo", "9000"), 1, "servicio_automatico"),
        (("cobrar", "{c}", "--servicio", "PRESUP", "--efectivo", "9000"), 1, "servicio_sin_precio"),
        (("cobrar", "{c}", "--servicio", "PRESUP=100", "--efectivo", "9000"), 1, "falta_referencia"),
        (("cobrar", "{c}", "--servicio", "PRESUP=100: ", "--efectivo", "9000"), 1, "falta_referencia"),
        (("cobrar", "{c}", "--servicio", "PRESUP=cien:P-1", "--efectivo", "9000"), 2, "importe_invalido"),
        (("cobrar", "{c}", "--servicio", "PRESUP=100:P\x1b1", "--efectivo", "9000"), 2, "texto_invalido"),
        (("cobrar", "{c}", "--servicio", "B=100:P-1", "--efectivo", "9000"), 1, "servicio_con_precio"),
        (("cobrar", "{c}", "--efectivo", "5000", "--autorizacion", "5"), 2, "dato_sin_medio"),
        (("cobrar", "{c}", "--efectivo", "10", "--sorpresa"), 2, "uso"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    turno: Orden, palabras: tuple[str, ...], codigo: int, clave: str
) -> None:
    cuenta = con_un_recibo(turno)
    antes = turno("verificar").datos["asientos"]
    respuesta = turno(*(p.format(c=cuenta) for p in palabras))
    assert (respuesta.codigo, respuesta.error) == (codigo, clave)
    assert respuesta.mensaje.strip() == respuesta.datos["error"]["mensaje"]
    assert turno("verificar").datos["asientos"] == antes


def test_no_turno_and_yesterdays_turno_take_no_payment(orden: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    cuenta = con_un_recibo(orden)
    assert orden("cobrar", cuenta, "--cajero", "demo", "--efectivo", "5000").error == "sin_turno"
    assert orden("cobrar", cuenta, "--efectivo", "5000").error == "sin_turno"
    orden("turno", "abrir", "--cajero", "demo", "--fondo", "500")
    assert orden("turno", "abrir", "--cajero", "demo", "--fondo", "500").error == "turno_abierto"
    monkeypatch.setenv("VENTANILLA_AHORA", "2023-09-06T08:00:00")
    assert orden("cobrar", cuenta, "--efectivo", "5000").error == "turno_de_otro_dia"
    assert orden("turno", "cerrar", "--arqueo", "500x1").error == "turno_de_otro_dia"
    de_supervisor = ("turno", "cerrar", "--arqueo", "500x1", "--supervisor", "super")
    assert orden(*de_supervisor).error == "falta_motivo"
    assert orden(*de_supervisor, "--motivo", "quedó abierto").datos["diferencia"] == "0.00"
    assert orden("turno", "ver").error == "sin_turno"


def test_a_wrong_pin_ten_times_only_a_supervisor_forgives(turno: Orden, monkeypatch: pytest.MonkeyPatch) -> None:
    cuenta = con_un_recibo(turno)
    monkeypatch.setenv("VENTANILLA_PIN", "000001")
    claves = []
    for minuto in range(10, 60, 5):
        monkeypatch.setenv("VENTANILLA_AHORA", f"2023-09-05T{10 + minuto % 10}:{minuto}:00")
        claves.append(turno("cobrar", cuenta, "--efectivo", "5000").error)
    assert claves[:5] == ["pin_incorrecto"] * 5
    assert "pin_en_espera" in claves
    monkeypatch.delenv("VENTANILLA_PIN")
    assert turno("cobrar", cuenta, "--efectivo", "5000").error == "falta_pin"
    monkeypatch.setenv("VENTANILLA_PIN", "246810")
    assert turno("usuario", "desbloquear", "demo", "--supervisor", "super").codigo == 0
    monkeypatch.setenv("VENTANILLA_AHORA", "2023-09-05T10:00:00")
    assert turno("cobrar", cuenta, "--efectivo", "5000").codigo == 0


def test_the_ticket_goes_to_files_and_its_copies_are_counted(turno: Orden, tmp_path: Path) -> None:
    cuenta = con_un_recibo(turno)
    original = tmp_path / "t.txt"
    folio = turno("cobrar", cuenta, "--efectivo", "5000", "--ticket", original).datos["folio"]
    assert "COPIA" not in original.read_text(encoding="utf-8")
    for n, sufijo in enumerate((".txt", ".pdf", ".png", ".bin"), 1):
        copia = tmp_path / f"c{sufijo}"
        assert turno("imprimir", folio, "--a", copia, "--ancho", 58).datos["copia"] == n
        assert copia.stat().st_size > 500
    assert "COPIA 1" in (tmp_path / "c.txt").read_text(encoding="utf-8")
    assert turno("imprimir", "1A-000099", "--a", original).error == "folio_desconocido"
    assert turno("imprimir", "hola", "--a", original).codigo == 2
    assert turno("imprimir", folio, "--a", tmp_path / "no" / "hay" / "t.txt").codigo == 3
    assert turno("verificar").datos["ok"]


def test_a_ticket_that_cannot_be_written_does_not_undo_the_payment(turno: Orden, tmp_path: Path) -> None:
    cuenta = con_un_recibo(turno)
    respuesta = turno("cobrar", cuenta, "--efectivo", "5000", "--ticket", tmp_path / "no" / "t.txt")
    assert respuesta.codigo == 0
    assert "quedó registrado, pero su ticket no se escribió" in respuesta.datos["avisos_de_papel"][0]
    assert turno("estado", cuenta).datos["adeudo"] == "0.00"


def test_corte_x_changes_nothing_and_its_figures_follow(turno: Orden) -> None:
    pago = turno("cobrar", con_un_recibo(turno, "insen"), "--efectivo", "5000").datos
    corte = turno("corte", "x").datos
    assert corte == turno("corte", "x").datos
    assert corte["medios"] == {"efectivo": pago["total"]}
    assert centavos(corte["esperado"]) == 50000 + centavos(pago["total"])
    assert (corte["folio_inicial"], corte["folio_final"]) == ("1A-000001", "1A-000001")
    assert corte["programas"]["insen"].startswith("-")
