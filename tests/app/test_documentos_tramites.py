"""The papers of a convenio, of a constancia and of an estado de cuenta: what they say, in any width."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.cobro.gastos import cargar_gastos
from app.documentos import COLUMNAS_MINIMAS, Documento, Encabezado, Importe, componer, papel_de_convenio, papel_estado
from app.domain.dinero import Dinero, suma
from app.papel.papeles import documento_de, papel_de_estado
from tests.convenios import convenido, en, una_caja_con_recargos, una_parcialidad
from tests.factories import SUPER, CajaDePrueba, importar, un_beneficio, un_pago, un_recibo, un_turno, una_cuenta

ENCABEZADO = Encabezado("OOMAPAS de Prueba", organismo="cajeme")


@pytest.fixture
def caja(tmp_path: Path):  # type: ignore[no-untyped-def]
    with una_caja_con_recargos(tmp_path / "caja") as nueva:
        cuenta = una_cuenta(titular="María de los Ángeles Peñúñuri Valenzuela", colonia="Las Palmas")
        recibos = [un_recibo(periodo=mes, agua="1000.00") for mes in ("2023-05", "2023-06", "2023-07")]
        importar(nueva, [cuenta], recibos, [un_beneficio()])
        un_turno(nueva)
        un_pago(nueva, monto="1060.00", efectivo="1060.00")
        yield nueva


def texto(documento: Documento, columnas: int = 48) -> str:
    filas = componer(documento, columnas)
    assert all(len(fila) <= columnas for fila in filas)
    return " ".join(" ".join(filas).split())


def test_a_convenio_says_what_is_owed_how_it_is_paid_and_what_happens_if_not(caja: CajaDePrueba) -> None:
    hecho = convenido(caja, calidad="tercero", firmante="Luis Vega Ñúñez", documento="Carta poder 7", parcialidades=3)
    with caja.uow() as uow:
        papel = documento_de(caja.ctx, uow, str(hecho.convenio.folio), ENCABEZADO, 2)
    dicho = texto(papel)
    for parte in (
        "COPIA 2", "T2A-000001", "Luis Vega Ñúñez", "Tercera persona con facultades", "Carta poder 7", "CONVENIDO",
        f"{hecho.convenio.deuda}", "Enganche, hoy", "3 · vence 05/12/2023", "Con 2 parcialidades sin pagar",
        "Ley de Ingresos de Cajeme 2023, Art. 6", "autorizó super",
    ):  # fmt: skip
        assert parte in dicho, parte
    assert texto(papel, COLUMNAS_MINIMAS)
    sin = replace(hecho.convenio, incumplidas=1, fundamento="", documento="", domicilio="")
    dicho = texto(papel_de_convenio(sin, ENCABEZADO))
    assert "Con una parcialidad sin pagar" in dicho and "Fundamento" not in dicho and "Documento" not in dicho


def test_an_estado_says_each_recibo_the_convenio_and_that_it_is_no_constancia(caja: CajaDePrueba) -> None:
    convenido(caja)
    una_parcialidad(caja)
    una_parcialidad(caja, monto="10.00")
    en(caja, date(2023, 10, 6))
    estado = estado_de_cuenta(caja.ctx, "100")
    dicho = texto(papel_de_estado(caja.ctx, estado, ENCABEZADO))
    for parte in (
        "06/10/2023", "Beneficio", "en convenio", "Convenio T2A-000001", "pagada", "atrasada · faltan", "con rezago",
        "no es recibo ni constancia",
    ):  # fmt: skip
        assert parte in dicho, parte
    assert texto(papel_de_estado(caja.ctx, estado, ENCABEZADO), COLUMNAS_MINIMAS)


def test_what_stands_over_the_total_of_an_estado_adds_up_to_it(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-09", agua="500.00")])
    cargar_gastos(caja.ctx, "100", "requerimiento 3", SUPER, Dinero(5_000), "CFF, Art. 150")
    en(caja, date(2023, 10, 6))
    adeudo = replace(estado_de_cuenta(caja.ctx, "100").adeudo, favor=Dinero(500))
    papel = papel_estado(adeudo, (), ENCABEZADO, caja.reloj.ahora())
    importes = [linea for linea in papel.lineas if isinstance(linea, Importe)]
    total = next(n for n, linea in enumerate(importes) if linea.grande)
    por_recibo, por_clase = importes[: len(adeudo.saldos)], importes[len(adeudo.saldos) : total]
    assert [linea.rotulo for linea in por_clase] == ["Rezago", "Por vencer", "Recargos"]
    assert suma(linea.importe for linea in por_clase) == importes[total].importe == adeudo.total
    assert suma(linea.importe for linea in por_recibo) == adeudo.total
    assert "incluyen 50.00 de gastos de cobranza ADEUDO" in texto(papel)


def test_without_a_convenio_it_says_what_is_past_due_and_what_is_held(caja: CajaDePrueba) -> None:
    estado = estado_de_cuenta(caja.ctx, "100")
    adeudo = replace(estado.adeudo, favor=Dinero(500), cuenta=replace(estado.cuenta, medidor=""))
    dicho = texto(papel_estado(adeudo, (), ENCABEZADO, caja.reloj.ahora()))
    assert "venció" in dicho and "Saldo a favor 5.00" in dicho and "Convenio" not in dicho and "Medidor" not in dicho
