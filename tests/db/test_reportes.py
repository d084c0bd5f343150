"""Reports are read in one snapshot that nobody writes to, by the index of days, and stop in the middle of a query."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.reporte.reporte import DIMENSIONES, Filtro
from app.errors import NegocioError
from app.sistema.llaves import SinLlave
from db import almacen as almacenes
from db.lecturas.reportes import ReportesRepo
from db.proyeccion import rows
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_cuenta

DIA = Filtro(date(2023, 9, 5), date(2023, 9, 5))
MUCHO = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000000) SELECT count(*) FROM n"


class Parado(NegocioError):
    """Somebody cancelled."""


def parar() -> None:
    raise Parado("cancelado", "Se canceló.")


def test_a_query_is_cut_in_the_middle_and_the_connection_goes_on(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        with pytest.raises(Parado), uow.reportes.vigilar(parar):
            uow.conexion.exec_driver_sql(MUCHO).all()
        assert uow.conexion.exec_driver_sql("SELECT 1").scalar_one() == 1
        with uow.reportes.vigilar(lambda: None):
            assert uow.reportes.extremos(DIA) is None


def test_what_the_block_itself_raises_comes_out_as_it_is(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        with pytest.raises(ZeroDivisionError), uow.reportes.vigilar(parar):
            _ = 1 // 0
        with pytest.raises(Exception, match="no such table"), uow.reportes.vigilar(lambda: None):
            uow.conexion.exec_driver_sql("SELECT * FROM nada")


def test_days_are_found_by_their_index(caja: CajaDePrueba) -> None:
    with caja.uow() as uow:
        repo = uow.reportes
        for por in DIMENSIONES:
            for tabla in ("pago", "contrapago"):
                (consulta, *_) = repo._consultas(por, rows.proyeccion.tables[tabla], DIA)
                texto = str(consulta.compile(uow.conexion, compile_kwargs={"literal_binds": True}))
                plan = uow.conexion.exec_driver_sql(f"EXPLAIN QUERY PLAN {texto}").all()
                assert f"{tabla}_por_dia" in str(plan), (por, plan)


def test_a_report_is_one_snapshot(caja: CajaDePrueba) -> None:
    """What is charged meanwhile is not in it, and the reader keeps nobody from charging."""
    importar(caja, [una_cuenta("100")], [un_recibo("100", agua="500.00")])
    un_pago(caja, "100", monto="100.00", sin_beneficio=True)
    almacen = almacenes.abrir(caja.carpeta, escribir=False)
    try:
        with almacen.uow(SinLlave(), caja.reloj) as lectura:
            repo: ReportesRepo = lectura.reportes
            antes = repo.totales(DIA)
            un_pago(caja, "100", monto="50.00", sin_beneficio=True)
            assert repo.totales(DIA) == antes
            assert sum(p.importe.centavos for p in repo.partidas("medio", DIA)) == 10000
    finally:
        almacen.cerrar()
