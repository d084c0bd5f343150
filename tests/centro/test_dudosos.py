"""Whose queue was left at another PC: every paper of the open turno that nobody knows of is offered, in doubt."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from app.documentos import Encabezado
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso, descartar_papel, imprimir_pendientes, papeles_en_cola
from app.papel.papeles import documento_de
from app.reposicion.dudosos import FOLIOS, dudar_de_papeles
from tests.db.escena import un_dia
from tests.factories import CajaDePrueba, un_pago, un_turno, una_caja
from tests.fakes import FakeDispositivo
from tests.reversos import cancelado, movido

CABEZA = Encabezado("OOMAPAS")


@pytest.fixture
def dia(tmp_path):  # type: ignore[no-untyped-def]
    """After a day with something of everything, and its corte."""
    with una_caja(tmp_path / "caja") as caja:
        yield un_dia(caja)


def imprimir(caja: CajaDePrueba, dispositivo: FakeDispositivo, *folios: str) -> None:
    imprimir_pendientes(caja.ctx, lambda clase: dispositivo, CABEZA, folios)


def sin_su_cola(caja: CajaDePrueba) -> list[str]:
    """What is offered where the diario came and the queue did not."""
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        base.execute("DELETE FROM cola_impresion")
    with caja.uow() as uow:
        cuantos = dudar_de_papeles(uow, "No se sabe.")
        uow.commit()
    papeles = papeles_en_cola(caja.ctx)
    assert len(papeles) == cuantos and all((p.estado, p.detalle) == ("desconocido", "No se sabe.") for p in papeles)
    return [p.folio for p in papeles]


def test_what_came_out_or_nobody_wanted_is_not_offered(dia: CajaDePrueba) -> None:
    assert sin_su_cola(dia) == [], "no turno is open"
    un_turno(dia)
    salido, fallido, dudoso, descartado, quieto = (
        str(un_pago(dia, "300", monto="1.00", efectivo="1.00").folio) for _ in range(5)
    )
    imprimir(dia, FakeDispositivo(), salido)
    imprimir(dia, FakeDispositivo(luego=EquipoError("impresora_detenida", "Sin papel.")), fallido)
    imprimir(dia, FakeDispositivo(luego=PapelDudoso("papel_en_duda", "Vea si salió.")), dudoso)
    descartar_papel(dia.ctx, descartado, "demo")
    pago = un_pago(dia, "300", monto="1.00", efectivo="1.00")
    vuelto, vale = cancelado(dia, pago).contrapago.folio, movido(dia, "entrada", "1.00").folio
    assert sin_su_cola(dia) == [fallido, dudoso, quieto, *map(str, (pago.folio, vuelto, vale))]
    assert dia.verificar().ok


def test_every_kind_of_paper_is_known_by_its_asiento(dia: CajaDePrueba) -> None:
    with dia.uow() as uow:
        asientos = [a for a in uow.diario.asientos() if a.tipo in FOLIOS]
        assert {a.tipo for a in asientos} == set(FOLIOS)
        for asiento in asientos:
            assert documento_de(dia.ctx, uow, FOLIOS[asiento.tipo](asiento), CABEZA).lineas
