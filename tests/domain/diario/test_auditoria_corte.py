"""An auditor finds every figure of a corte, and every step of its money, that does not follow from the asientos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.domain.corte.corte import Arqueo
from app.domain.diario.asiento import Asiento, canonico
from app.domain.diario.auditoria import Auditoria
from app.domain.pago.pago import ServicioPedido
from app.turno.caja import cerrar_turno
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from tests.factories import (
    DEMO,
    SUPER,
    TESORERA,
    CajaDePrueba,
    gente,
    importar,
    un_beneficio,
    un_cobro,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
)

Cambio = Callable[[dict[str, Any]], Any]


def _asentar(caja: CajaDePrueba, tipo: str, datos: dict[str, Any]) -> None:
    with caja.uow() as uow:
        # Kinds that other parts of the program write: here only what this auditor reads of them.
        getattr(uow.diario, "asentar")(tipo, datos)  # noqa: B009
        uow.commit()


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """Rezago and current, a benefit used and one granted, a count kept, two cortes, a rejection and an acceptance."""
    with una_caja(tmp_path_factory.mktemp("auditoria")) as caja:
        recibos = [un_recibo("100", "2023-07"), un_recibo("100"), un_recibo("200")]
        importar(caja, [una_cuenta("100"), una_cuenta("200", uso="comercial")], recibos, [un_beneficio("100")])
        un_pago(caja, "100", monto="250.00")
        un_pago(caja, "200", sin_beneficio=True)
        un_cobro(caja, servicios=(ServicioPedido("TAMBO"),), nombre="Alguien")
        beneficio = {"cuenta": "200", "programa": "insen", "beneficiario": "T", "documento": "x", "desde": "2023-09-05"}
        _asentar(caja, "beneficio_otorgado", beneficio | {"quien": "super"})
        conteo = {"turno": 1, "clase": "cierre", "contado": 50000, "esperado": 85000, "diferencia": -35000}
        _asentar(caja, "arqueo", conteo | {"piezas": {"50000": 1}, "cajero": "demo", "quien": "demo"})
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1,200x1"), "falta")
        gente(caja, TESORERA)
        recontar(caja.ctx, 1, Arqueo.from_texto("500x1,200x1,100x1"), "otra vez", SUPER)
        entregar(caja.ctx, 1, None, DEMO)
        rechazar(caja.ctx, 1, "bolsa abierta", TESORERA)
        entregar(caja.ctx, 1, Arqueo.from_texto("200x1,100x1"), DEMO)
        aceptar(caja.ctx, 1, None, "", TESORERA)
        caja.reloj.avanzar(days=1)
        un_pago(caja, "100", monto="1.00")
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("0"), "vacío")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def _hallazgos(diario: Sequence[Asiento]) -> list[str]:
    auditoria = Auditoria()
    return [mensaje for a in diario for _, mensaje in auditoria.revisar(a)]


def _alterado(diario: Sequence[Asiento], tipo: str, cual: int, cambio: Cambio) -> Iterator[Asiento]:
    elegido = [a for a in diario if a.tipo == tipo][cual]
    datos = elegido.datos()
    cambio(datos)
    falso = replace(elegido, contenido=canonico(datos))
    return (falso if a is elegido else a for a in diario)


def test_a_true_diario_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert _hallazgos(diario) == []


def _poner(*camino: Any, mas: int = 0, valor: Any = None) -> Cambio:
    def cambio(datos: dict[str, Any]) -> None:
        lugar: Any = datos
        for paso in camino[:-1]:
            lugar = lugar[paso]
        lugar[camino[-1]] = lugar[camino[-1]] + mas if valor is None else valor

    return cambio


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("turno_cerrado", 0, _poner("corte", valor=2), "se esperaba el corte Z 1"),
        ("turno_cerrado", 1, _poner("corte", valor=3), "se esperaba el corte Z 2"),
        ("turno_cerrado", 0, _poner("usos", "domestico", mas=1), "los cobros por uso"),
        ("turno_cerrado", 0, _poner("antiguedad", "rezago", mas=-1), "el rezago y lo corriente"),
        ("turno_cerrado", 0, _poner("cancelados", valor=["2A-000001"]), "los folios cancelados"),
        ("turno_cerrado", 0, _poner("devueltos", valor=["2A-000001"]), "los folios devueltos"),
        ("turno_cerrado", 0, _poner("otorgados", valor=[]), "los beneficios otorgados"),
        ("turno_cerrado", 0, _poner("otorgados", 0, "quien", valor="demo"), "los beneficios otorgados"),
        ("turno_cerrado", 0, _poner("series", 0, "hasta", mas=1), "las series de folios"),
        ("turno_cerrado", 1, _poner("perpetuo", mas=-1), "el total perpetuo"),
        ("turno_cerrado", 0, _poner("subsidios", valor={"insen": 5}), "un subsidio que no es"),
        ("pago", 0, _poner("recibos", 0, "vence", valor="2024-01-01"), "el rezago y lo corriente"),
        ("pago", 1, _poner("cuenta", "uso", valor="industrial"), "los cobros por uso"),
        ("beneficio_otorgado", 0, _poner("programa", valor="pensionado"), "los beneficios otorgados"),
        ("arqueo", 0, _poner("contado", mas=100), "las piezas no suman"),
        ("arqueo", 0, _poner("diferencia", mas=1), "la diferencia no es"),
        ("corte_recontado", 0, _poner("recontado", mas=100), "las piezas no suman"),
        ("corte_recontado", 0, _poner("diferencia", mas=1), "la diferencia no es"),
        ("corte_recontado", 0, _poner("quien", valor="demo"), "recontó la caja quien"),
        ("corte_recontado", 0, _poner("corte", valor=9), "un corte Z 9 que no existe"),
        ("corte_entregado", 0, _poner("importe", mas=-100), "las piezas entregadas no suman"),
        ("corte_entregado", 0, lambda d: d.update(piezas={"100000": 1}, importe=100000), "más de lo que se contó"),
        ("corte_entregado", 1, _poner("quien", valor="teso"), "quien lo cobró o lo entregó"),
        ("corte_rechazado", 0, _poner("motivo", valor=""), "sin motivo"),
        ("corte_aceptado", 0, _poner("quien", valor="demo"), "quien lo cobró o lo entregó"),
    ],
)
def test_what_was_changed_is_named(diario: list[Asiento], tipo: str, cual: int, cambio: Cambio, dice: str) -> None:
    hallados = _hallazgos(list(_alterado(diario, tipo, cual, cambio)))
    assert any(dice in mensaje for mensaje in hallados), hallados


@pytest.mark.parametrize(
    ("quitar", "dice"),
    [
        (("corte_rechazado", 0), "ya estaba entregado"),
        (("corte_entregado", 1), "no estaba entregado"),
        (("turno_cerrado", 0), "que no existe"),
        (("pago", 0), "el total perpetuo"),
    ],
)
def test_what_was_left_out_is_noticed(diario: list[Asiento], quitar: tuple[str, int], dice: str) -> None:
    elegido = [a for a in diario if a.tipo == quitar[0]][quitar[1]]
    hallados = _hallazgos([a for a in diario if a is not elegido])
    assert any(dice in mensaje for mensaje in hallados), hallados


def test_a_recount_after_the_acceptance_is_noticed(diario: list[Asiento]) -> None:
    recuento = next(a for a in diario if a.tipo == "corte_recontado")
    assert "se recontó un corte ya aceptado" in _hallazgos([*diario, recuento])


def test_payments_turned_round_are_in_the_sums_and_by_their_folio(diario: list[Asiento]) -> None:
    pago = next(a for a in diario if a.tipo == "pago")
    d = pago.datos()
    contrario = d | {
        "total": -d["total"], "cancela": "2A-000001", "pago": pago.ref, "pagado": d["fecha"], "motivo": "otra cuenta",
        "aplicado": [x | {"importe": -x["importe"]} for x in d["aplicado"]], "descuentos": [], "medios": [],
    }  # fmt: skip
    cierre = next(n for n, a in enumerate(diario) if a.tipo == "turno_cerrado")
    for tipo, campo in (
        ("pago_cancelado", "cancelados"),
        ("devolucion", "devueltos"),
        ("cheque_devuelto", "devueltos"),
    ):
        vuelto = replace(pago, tipo=tipo, contenido=canonico(contrario))
        con = [*diario[:cierre], vuelto, *diario[cierre:]]
        nombres = {"cancelados": "los folios cancelados", "devueltos": "los folios devueltos"}
        assert f"{nombres[campo]} del corte no son los de su turno" in _hallazgos(con)

        def dicho(x: dict[str, Any], campo: str = campo) -> None:
            x[campo] = ["2A-000001"]
            x["usos"]["domestico"] -= d["total"]
            for linea in d["aplicado"]:
                edad = "rezago" if linea.get("periodo") == "2023-07" else "corriente"
                x["antiguedad"][edad if "periodo" in linea else "sin_recibo"] -= linea["importe"]

        propios = {f"{n} del corte no son los de su turno" for n in (*nombres.values(), "los cobros por uso")}
        propios.add("el rezago y lo corriente del corte no son los de su turno")
        assert not propios & set(_hallazgos(list(_alterado(con, "turno_cerrado", 0, dicho))))


@pytest.mark.parametrize(
    ("cambios", "edad"), [({}, "sin_fecha"), ({"clave": "recargos", "fundamento": "Art. 21"}, "rezago")]
)
def test_age_of_what_says_no_day_or_was_worked_out_on_it(
    diario: list[Asiento], cambios: dict[str, str], edad: str
) -> None:
    """A payment of before `vence` was written, and a recargo of the day."""

    def sin_vence(d: dict[str, Any]) -> None:
        del d["recibos"][0]["vence"]
        d["aplicado"][0] |= cambios

    falso = list(_alterado(diario, "pago", 1, sin_vence))
    (linea,) = [a for a in falso if a.tipo == "pago"][1].datos()["aplicado"]

    def dicho(x: dict[str, Any]) -> None:
        x["antiguedad"]["corriente"] -= linea["importe"]
        x["antiguedad"][edad] = x["antiguedad"].get(edad, 0) + linea["importe"]

    distinta = "el rezago y lo corriente del corte no son los de su turno"
    assert distinta in _hallazgos(falso)
    assert distinta not in _hallazgos(list(_alterado(falso, "turno_cerrado", 0, dicho)))


def test_the_first_version_repeats_less(diario: list[Asiento]) -> None:
    falso = list(_alterado(diario, "turno_cerrado", 0, _poner("usos", "domestico", mas=1)))
    assert _hallazgos(falso) != []
    assert _hallazgos([replace(a, v=1) if a.tipo == "turno_cerrado" else a for a in falso]) == []
