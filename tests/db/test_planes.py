"""What is asked for by its number, its cuenta or its turno is found by an index: no table of the caja is walked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from db.unit_of_work import SqlUnitOfWork
from tests.factories import CajaDePrueba

PAGO, CANCELACION, TRAMITE, VALE, SUBSIDIO = (Folio("2", "A", 1, clase) for clase in ("", "C", "T", "M", "S"))
DIA = date(2023, 9, 5)
LEER: dict[str, Callable[[SqlUnitOfWork], Any]] = {
    "un pago": lambda uow: uow.pagos.por_folio(PAGO),
    "un cobro": lambda uow: uow.pagos.del_cobro("c"),
    "los pagos de un mes": lambda uow: uow.pagos.del_mes("100", Periodo(2023, 8)),
    "lo aplicado": lambda uow: uow.pagos.aplicados(["100"]),
    "saldos a favor": lambda uow: uow.pagos.favores(["100"]),
    "lo que cancela un pago": lambda uow: uow.contrapagos.de_pago(PAGO),
    "una cancelación": lambda uow: uow.contrapagos.por_folio(CANCELACION),
    "lo abonado de un pago": lambda uow: uow.acreditaciones.de_pago("2/e/1"),
    "un pago repuesto": lambda uow: uow.recuperados.de_folio(PAGO),
    "cargos": lambda uow: uow.cargos.de_cuentas(["100"]),
    "condonaciones": lambda uow: uow.cargos.condonaciones("100"),
    "beneficios": lambda uow: uow.beneficios.otorgados("100"),
    "cambios de beneficios": lambda uow: uow.beneficios.cambios("100"),
    "beneficios de una CURP": lambda uow: uow.beneficios.con_curp("C"),
    "meses adelantados": lambda uow: uow.beneficios.adelantados("100"),
    "lo recuperado de un beneficio": lambda uow: uow.beneficios.recuperados("100"),
    "lo que descontó un programa": lambda uow: uow.beneficios.descontado("100", "insen", DIA, DIA),
    "convenios": lambda uow: uow.tramites.convenios(["100"]),
    "un convenio": lambda uow: uow.tramites.convenio(TRAMITE),
    "una constancia": lambda uow: uow.tramites.constancia(TRAMITE),
    "las constancias de un pago": lambda uow: uow.tramites.constancias_del_pago(PAGO),
    "pagos de un concepto": lambda uow: uow.tramites.pagos_con("100", "agua"),
    "una solicitud": lambda uow: uow.solicitudes.por_folio(TRAMITE),
    "las solicitudes de una cuenta": lambda uow: uow.solicitudes.de_cuenta("100"),
    "un recibo de subsidio": lambda uow: uow.subsidios.por_folio(SUBSIDIO),
    "los recibos de subsidio de un pago": lambda uow: uow.subsidios.de_pago(PAGO),
    "el turno abierto": lambda uow: uow.turnos.abierto(),
    "los pagos de un turno": lambda uow: uow.turnos.pagos(1),
    "los movimientos de un turno": lambda uow: uow.turnos.movimientos(1),
    "un vale": lambda uow: uow.turnos.vale(VALE),
    "las cifras de un turno": lambda uow: uow.cortes.cifras(1),
    "los asientos de un turno": lambda uow: uow.cortes.asientos(1, ("pago",)),
    "un corte": lambda uow: uow.cortes.corte(1),
    "lo que fue del dinero de un corte": lambda uow: uow.cortes.pasos(1),
    "una autorización": lambda uow: uow.usuarios.is_permiso_usado("a"),
    "un pedido": lambda uow: uow.diario.del_pedido("p"),
    "cuántas copias": lambda uow: uow.cola.copias("2A-000001"),
}
#: All rows of a table, or all of the organismo; what a list or a query before it gave is walked as it is.
_ENTERA = re.compile(r"SCAN (?!CONSTANT ROW|anon_)|\(organismo=\?\)$")


@pytest.mark.parametrize("que", LEER)
def test_it_walks_no_table(caja: CajaDePrueba, que: str) -> None:
    consultas: list[str] = []
    with caja.uow() as uow:
        conexion = uow.conexion.connection.driver_connection
        assert conexion is not None
        conexion.set_trace_callback(consultas.append)
        try:
            LEER[que](uow)
        finally:
            conexion.set_trace_callback(None)
        planes = [uow.conexion.exec_driver_sql(f"EXPLAIN QUERY PLAN {consulta}").all() for consulta in consultas]
    pasos = [str(detalle) for plan in planes for *_, detalle in plan]
    assert pasos and not [paso for paso in pasos if _ENTERA.search(paso)], pasos
