"""An auditor who knows only the asientos finds every figure that does not follow.

The diario is a real one; each case changes one figure and signs nothing, since here only sums are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.cobro.cargos import anular_cargo, cargar
from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.domain.corte.corte import Arqueo
from app.domain.cuenta import Cargo
from app.domain.diario.asiento import Asiento, canonico
from app.domain.diario.auditoria import Auditoria
from app.domain.dinero import Dinero
from app.domain.pago.pago import ServicioPedido
from app.turno.caja import cerrar_turno
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_recibo,
    una_caja,
    una_cuenta,
)

Cambio = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """A turno with an abono, a benefit, two cuentas with one tender, cash rounding, credit, a fine, an oficio."""
    perfil = replace(PERFIL, demostracion=replace(PERFIL.demostracion, redondeo_efectivo=Dinero(50)))
    with una_caja(tmp_path_factory.mktemp("auditoria"), perfil=perfil) as caja:
        august = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
        cuentas = [una_cuenta(n) for n in ("100", "200", "300")]
        recibos = [un_recibo("100", **august), un_recibo("200", agua="100.30"), un_recibo("300", agua="50.30")]
        importar(caja, cuentas, recibos, [un_beneficio("100", desde=date(2023, 1, 1))])
        un_cobro(caja, "100", monto="50.00")
        un_cobro(caja, "100", efectivo="200.00")
        un_cobro(caja, "200", "300", medios=(un_medio("60.00", "tarjeta"), un_medio("100.00")), sin_beneficio=True)
        un_cobro(caja, "200", monto="80.00")
        un_cobro(caja, "200", servicios=(ServicioPedido("TAMBO"),), medios=())
        multa = Cargo("multa", Dinero(80_00), "toma directa", "Art. 9")
        cargado = cargar(caja.ctx, "300", [multa], "acta 12", SUPER)
        anular_cargo(caja.ctx, "300", cargado.ref, "acta equivocada", SUPER)
        cargar(caja.ctx, "300", [multa], "acta 13", SUPER)
        oficio = SolicitudCondonacion("300", Dinero(30_00), "DG-15/2023", "Dirección General", "a petición")
        condonar_adeudo(caja.ctx, oficio, SUPER)
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def _hallazgos(diario: Sequence[Asiento]) -> list[tuple[int, str, str]]:
    auditoria = Auditoria()
    return [(a.seq, tipo, mensaje) for a in diario for tipo, mensaje in auditoria.revisar(a)]


def _alterado(diario: Sequence[Asiento], cual: Asiento, cambio: Cambio) -> list[Asiento]:
    datos = cual.datos()
    cambio(datos)
    falso = replace(cual, contenido=canonico(datos))
    return [falso if a is cual else a for a in diario]


def _pagos(diario: Sequence[Asiento]) -> list[Asiento]:
    return [a for a in diario if a.tipo == "pago"]


def test_a_true_diario_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert _hallazgos(diario) == []
    assert len(_pagos(diario)) == 6 and diario[-1].tipo == "turno_cerrado"


def _poner(*camino: Any, mas: int = 0, valor: Any = None) -> Cambio:
    def cambio(datos: dict[str, Any]) -> None:
        lugar: Any = datos
        for paso in camino[:-1]:
            lugar = lugar[paso]
        lugar[camino[-1]] = lugar[camino[-1]] + mas if valor is None else valor

    return cambio


@pytest.mark.parametrize(
    ("pago", "cambio", "dice"),
    [
        (0, _poner("folio", "numero", mas=1), "se esperaba el folio"),
        (1, _poner("folio", "numero", mas=-1), "se esperaba el folio"),
        (0, _poner("total", mas=-1), "no da el total"),
        (0, _poner("aplicado", 0, "importe", mas=1), "no da el total"),
        (1, _poner("descuentos", 0, "importe", mas=1), "no da el total"),
        (3, _poner("redondeo", mas=-1), "no da el total"),
        (0, _poner("medios", 0, "importe", mas=-100), "medios de pago no suman"),
        (0, _poner("medios", 0, "importe", valor=0), "no es mayor que cero"),
        (0, _poner("aplicado", 0, "importe", valor=-1), "no es mayor que cero"),
        (1, _poner("descuentos", 0, "importe", valor=1), "no descuenta"),
        (3, _poner("redondeo", valor=1), "no descuenta"),
        (0, _poner("saldo_restante", mas=1), "el saldo restante no es"),
        (0, _poner("saldo_anterior", mas=-5), "el saldo restante no es"),
        (0, _poner("recibos", 0, "despues", valor=-1), "saldo imposible"),
        (0, _poner("recibos", 0, "antes", mas=1), "saldo imposible"),
        (1, _poner("descuentos", 0, "importe", valor=-99999), "más de lo que se aplicó"),
        (4, _poner("favor_despues", mas=1), "no sale de lo usado"),
        (4, _poner("favor_antes", mas=1), "no es el que dejó el anterior"),
        (5, _poner("favor_antes", mas=-1), "no es el que dejó el anterior"),
        (5, _poner("medios", 0, "importe", mas=1), "no sale de lo usado"),
        (0, _poner("cambio", mas=1), "no es el efectivo cobrado"),
        (0, _poner("cambio", valor=-1), "el cambio no cabe"),
        (0, _poner("recibido", valor=1), "el cambio no cabe"),
        (3, _poner("recibido", mas=-1), "no es el efectivo cobrado"),
        (3, lambda d: d.update(recibido=0, cambio=0), "efectivo cobrado que nadie recibió"),
    ],
)
def test_a_changed_figure_of_a_payment_is_named(diario: list[Asiento], pago: int, cambio: Cambio, dice: str) -> None:
    cual = _pagos(diario)[pago]
    hallados = _hallazgos(_alterado(diario, cual, cambio))
    assert any(dice in mensaje for _, _, mensaje in hallados), hallados
    assert all(seq >= cual.seq for seq, _, _ in hallados)
    assert {tipo for _, tipo, _ in hallados} <= {"folio", "total"}


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        (_poner("esperado", mas=1), "el efectivo esperado no es"),
        (_poner("contado", mas=100), "el arqueo no suma"),
        (_poner("diferencia", mas=1), "la diferencia no es"),
        (_poner("medios", "tarjeta", mas=1), "no son lo cobrado por medios"),
        (_poner("fondo", mas=-100), "no es la suma de los pagos"),
        (_poner("pagos", mas=-1), "no es la suma de los pagos"),
        (_poner("programas", "insen", mas=-1), "no es la suma de los pagos"),
        (_poner("conceptos", "agua", mas=1), "no es la suma de los pagos"),
        (_poner("entradas", mas=1), "no es la suma de los pagos"),
    ],
)
def test_a_changed_figure_of_a_corte_is_named(diario: list[Asiento], cambio: Cambio, dice: str) -> None:
    hallados = _hallazgos(_alterado(diario, diario[-1], cambio))
    assert any(dice in mensaje for _, _, mensaje in hallados), hallados


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("cargo", 0, _poner("conceptos", 0, "importe", valor=0), "un cargo que no es mayor que cero"),
        ("cargo", 2, _poner("conceptos", valor=[]), "un cargo que no es mayor que cero"),
        ("cargo", 1, _poner("conceptos", 0, "importe", mas=1), "anula un cargo que no está en pie"),
        ("cargo", 1, _poner("cuenta", valor="100"), "anula un cargo que no está en pie"),
        ("cargo", 1, _poner("periodo", valor="2023-01"), "anula un cargo que no está en pie"),
        ("cargo", 1, _poner("anula", valor="2/otra/9"), "anula un cargo que no está en pie"),
        ("condonacion", 0, _poner("importe", mas=1), "no suma el importe"),
        ("condonacion", 0, _poner("aplicado", 0, "importe", mas=1), "no suma el importe"),
        ("condonacion", 0, _poner("aplicado", 0, "importe", valor=-1), "no es mayor que cero"),
        ("condonacion", 0, lambda d: d["aplicado"][0].pop("periodo"), "no es deuda de un recibo"),
        ("condonacion", 0, _poner("saldo_restante", mas=-1), "no es el anterior menos lo condonado"),
        ("condonacion", 0, _poner("saldo_anterior", valor=1), "no es el anterior menos lo condonado"),
        ("condonacion", 0, _poner("resolucion", valor=""), "sin oficio"),
        ("condonacion", 0, _poner("motivo", valor=""), "sin oficio"),
    ],
)
def test_a_changed_charge_or_oficio_is_named(
    diario: list[Asiento], tipo: str, cual: int, cambio: Cambio, dice: str
) -> None:
    asiento = [a for a in diario if a.tipo == tipo][cual]
    hallados = _hallazgos(_alterado(diario, asiento, cambio))
    assert any(dice in mensaje for _, _, mensaje in hallados), hallados
    assert {clase for _, clase, _ in hallados} == {"total"}


def test_a_charge_is_taken_back_once(diario: list[Asiento]) -> None:
    anula = [a for a in diario if a.tipo == "cargo"][1]
    assert [m for _, _, m in _hallazgos([*diario, anula])] == ["anula un cargo que no está en pie, o no por lo mismo"]


def test_a_payment_left_out_of_the_corte_is_noticed(diario: list[Asiento]) -> None:
    sin_uno = [a for a in diario if a is not _pagos(diario)[0]]
    assert (diario[-1].seq, "total", "el corte no es la suma de los pagos y movimientos de su turno") in _hallazgos(
        sin_uno
    )


def test_cash_moved_without_a_payment_counts_in_the_corte(diario: list[Asiento]) -> None:
    movido = replace(diario[-1], tipo="movimiento", v=1)
    for clase, campo, signo in (("entrada", "entradas", 1), ("entrega", "retiros", -1)):
        contenido = canonico({"turno": 1, "cajero": "demo", "clase": clase, "importe": 700, "motivo": "cambio"})
        con = [*diario[:-1], replace(movido, contenido=contenido)]
        cerrado = _alterado(
            diario,
            diario[-1],
            lambda d, c=campo, s=signo: d.update(
                {c: 700, "esperado": d["esperado"] + s * 700, "diferencia": d["diferencia"] - s * 700}
            ),
        )[-1]
        assert _hallazgos([*con, cerrado]) == []
        assert _hallazgos([*con, diario[-1]]) != []


def test_a_later_version_or_another_kind_is_not_judged(diario: list[Asiento]) -> None:
    cual = _pagos(diario)[0]
    assert _hallazgos([replace(cual, v=2), replace(cual, tipo="recibo_facturado")]) == []
