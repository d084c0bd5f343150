"""The tables of charges, abonos and benefits that a clerk can read, each row taken at a real caja."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import ServicioPedido
from app.domain.periodo import Periodo
from app.errors import NegocioError
from tests.cajeme import casos
from tests.cobros import aplicado_de, exigir_cuadre, una_caja_que_redondea
from tests.factories import (
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)


def _por_caso(nombre: str) -> pytest.MarkDecorator:
    filas = casos(nombre)
    return pytest.mark.parametrize(("n", "caso"), list(enumerate(filas)), ids=[fila["caso"] for fila in filas])


@pytest.fixture(scope="module")
def cajas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CajaDePrueba]]:
    """A caja that does not round cash and one that does, shared by the rows of the tables: a cuenta for each row."""
    carpeta = tmp_path_factory.mktemp("tablas")
    with una_caja_que_redondea(carpeta / "a", "0.00") as una, una_caja_que_redondea(carpeta / "b", "0.50") as otra:
        un_turno(una), un_turno(otra)
        yield {"": una, "0.50": otra}


def _recibos(numero: str, texto: str) -> list[Any]:
    filas = [fila.split() for fila in filter(None, texto.split("|"))]
    return [un_recibo(numero, f[0], **dict(zip(f[1::2], f[2::2], strict=True))) for f in filas]


def _orden(texto: str) -> dict[str, Any]:
    leer: dict[str, Any] = {
        "monto": lambda v: {"monto": v},
        "recibos": lambda v: {"recibos": tuple(map(Periodo.from_texto, v.split(",")))},
        "servicio": lambda v: {"servicios": (ServicioPedido(v.split(":")[0], Decimal(v.split(":")[1])),)},
        "programa": lambda v: {"programa": v},
        "autoriza": lambda v: {"autorizado": v},
        "total_visto": lambda v: {"total_visto": Dinero.from_texto(v)},
        "sin_beneficio": lambda v: {"sin_beneficio": True},
    }
    partes = [parte.partition("=") for parte in texto.split()]
    return {clave: valor for nombre, _, v in partes for clave, valor in leer[nombre](v).items()}


def _medios(texto: str) -> tuple[Any, ...]:
    partes = [parte.split() for parte in filter(None, texto.split(" + "))]
    return tuple(un_medio(importe, medio) for medio, importe in partes)


@_por_caso("cobros")
def test_every_case_of_a_charge(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[caso["redondeo_a"]], f"C{n}"
    importar(caja, [una_cuenta(numero, uso="comercial")])
    if caso["favor"]:
        un_pago(caja, numero, monto=caso["favor"], medios=_medios(f"tarjeta {caso['favor']}"))
    importar(caja, recibos=_recibos(numero, caso["debe"]))
    palabras = _orden(caso["orden"]) | {"medios": _medios(caso["medios"])}
    if caso["error"]:
        with caja.uow() as uow:
            antes = uow.pagos.siguiente_folio()
        with pytest.raises(NegocioError) as error:
            un_cobro(caja, numero, **palabras)
        assert error.value.clave == caso["error"]
        with caja.uow() as uow:
            assert uow.pagos.siguiente_folio() == antes, "nothing was written"
        return
    cobro = un_cobro(caja, numero, **palabras)
    (pago,) = cobro.pagos
    exigir_cuadre(cobro)
    hecho = {
        "total": pago.total.texto(),
        "cambio": cobro.cambio.texto(),
        "redondeo": pago.redondeo.texto(),
        "aplicado": aplicado_de(pago),
        "saldo_restante": pago.saldo_restante.texto(),
        "saldo_a_favor": pago.saldo_a_favor.texto(),
    }
    assert hecho == {columna: caso[columna] for columna in hecho}
    assert pago.autorizo == palabras.get("autorizado", "")


@_por_caso("abonos")
def test_every_case_of_part_payments(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[""], f"A{n}"
    conceptos = {c: caso[c] for c in ("agua", "alcantarillado", "saneamiento") if caso[c] != "0.00"}
    beneficios = [un_beneficio(numero, caso["beneficio"])] if caso["beneficio"] == "insen" else []
    importar(caja, [una_cuenta(numero)], [un_recibo(numero, **conceptos)], beneficios)
    pagos = []
    for monto in caso["montos"].split("|"):
        palabras: dict[str, Any] = {} if monto == "resto" else {"monto": monto}
        pagos.append(un_pago(caja, numero, sin_beneficio=caso["beneficio"] == "ninguno", **palabras))
    assert "|".join(p.total.texto() for p in pagos) == caso["pagos"]
    assert "|".join(p.saldo_restante.texto() for p in pagos) == caso["saldos"]
    assert suma(d.importe for p in pagos for d in p.descuentos).texto() == caso["descuento"]
    assert not any(p.descuentos for p in pagos[:-1]), "the discount comes with the payment that settles"
    assert pagos[-1].saldo_a_favor.texto() == caso["saldo_a_favor"]


def _con_beneficio(caja: CajaDePrueba, numero: str, caso: dict[str, str]) -> None:
    conceptos = {c: caso[c] for c in ("agua", "alcantarillado", "saneamiento")}
    recibos = [
        un_recibo(
            numero, m3=caso["m3"], vence=date.fromisoformat(caso["vence"]), programa=caso["ya_descontado"], **conceptos
        )
    ]
    if caso["rezago"] != "0.00":
        recibos.insert(0, un_recibo(numero, "2023-07", agua=caso["rezago"]))
    hasta = date.fromisoformat(caso["hasta"]) if caso["hasta"] else None
    beneficios = (
        [un_beneficio(numero, caso["programa"], desde=date.fromisoformat(caso["desde"]), hasta=hasta)]
        if caso["programa"]
        else []
    )
    cuenta = una_cuenta(numero, uso=caso["uso"], area=caso["area"], medidor_estado=caso["medidor"])
    importar(caja, [cuenta], recibos, beneficios)


@_por_caso("beneficios-en-caja")
def test_every_case_of_a_benefit_at_the_counter(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[""], f"B{n}"
    _con_beneficio(caja, numero, caso)
    if caso["error"]:
        with pytest.raises(NegocioError) as error:
            un_pago(caja, numero, **_orden(caso["orden"]))
        assert error.value.clave == caso["error"]
        return
    pago = un_pago(caja, numero, **_orden(caso["orden"]))
    assert pago.total.texto() == caso["total"]
    assert suma(d.importe for d in pago.descuentos).texto() == caso["descuento"]
    assert {d.programa for d in pago.descuentos} == ({caso["por"]} if caso["por"] else set())
    assert all(d.fundamento and d.detalle for d in pago.descuentos)
    assert caso["dice"] in "\n".join(pago.avisos)


def test_what_the_tables_wrote_is_sound(cajas: dict[str, CajaDePrueba]) -> None:
    for caja in cajas.values():
        assert caja.verificar().errores == ()
