"""A corte Z with everything that turns payments round and moves cash in it: it adds up, and the audit is clean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.beneficiarios.otorgamientos import otorgar
from app.documentos import componer
from app.documentos import corte_x as papel_de_corte
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.corte.corte import Arqueo, Otorgado
from app.domain.corte.novedades import Vuelta
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Pago
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import ver_corte, ver_jornada
from tests.app.turno.test_cortes import pesos, un_surtido
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, un_medio, un_pago, un_recibo, un_turno, una_cuenta
from tests.printing.muestras import ENCABEZADO
from tests.reversos import cancelado, devuelto, movido, sin_fondos


def ultimos(caja: CajaDePrueba) -> tuple[Pago, ...]:
    """The payments of the caja, oldest first."""
    with caja.uow() as uow:
        return uow.pagos.ultimos(10)[::-1]


def test_payments_turned_round_cash_moved_and_benefits_granted_add_up(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    efectivo, cheque = (p for p in ultimos(caja) if p.cuenta in ("100", "200"))
    primero = cerrar_turno(caja.ctx, DEMO, Arqueo(()), "no se contó")
    un_turno(caja)
    un_pago(caja, "100", monto="50.00", sin_beneficio=True)
    antes = corte_x(caja.ctx)
    pago = un_pago(caja, "100", monto="30.00", sin_beneficio=True, medios=(un_medio("30.00", "cheque"),))
    cancelado(caja, pago)
    sin_fondos(caja, cheque, cargo="60.00")
    devuelto(caja, efectivo, "20.00")
    movido(caja, "entrada", "100.00")
    movido(caja, "retiro", "40.00")
    otorgar(caja.ctx, SolicitudBeneficio("100", "desempleo", "Titular 100", "IMSS 5", hasta=date(2023, 10, 5)), SUPER)
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "se contó aprisa")
    assert corte.cancelados == (str(pago.folio),)
    assert corte.devueltos == (str(cheque.folio), str(efectivo.folio))
    assert corte.otorgados == (Otorgado("100", "desempleo", "Titular 100", "super"),)
    # The cheque cancelled leaves nothing; the one returned is less money of the corte, and no paper of the drawer.
    assert pesos(corte.medios) == {"cheque": "-300.00", "efectivo": "30.00"}
    assert corte.esperado == Dinero(50000) + Dinero(3000) + Dinero(10000) - Dinero(4000)
    assert suma(i for _, i in corte.usos) == suma(i for _, i in corte.antiguedad) == Dinero(-27000)
    assert pesos(corte.usos) == {"comercial": "-300.00", "domestico": "30.00"}
    assert "sin_fecha" not in dict(corte.antiguedad)
    # What was taken stays taken: the perpetual total and the folios do not go back.
    assert (antes.perpetuo, primero.perpetuo) == (corte.perpetuo - pago.total, corte.perpetuo - Dinero(8000))
    assert (corte.pagos, corte.folio_final) == (antes.pagos + 1, str(pago.folio))
    with caja.uow() as uow:
        assert [(m, n) for m, n, _ in uow.cortes.documentos(2)] == [("efectivo", 2)]
    papel = "\n".join(componer(papel_de_corte(corte, ENCABEZADO), 48))
    for dicho in ("Cancelados", str(pago.folio), "Devueltos de otros turnos", str(efectivo.folio), "otorgó super"):
        assert dicho in papel
    assert replace(ver_corte(caja.ctx, 2), momento=corte.momento) == corte
    assert caja.verificar().errores == ()


@pytest.mark.parametrize("importado", [{"pagado": "100.00"}, {"vence": date(2023, 9, 30)}, {}])
def test_what_goes_back_is_of_the_age_of_what_came_in(caja: CajaDePrueba, importado: dict[str, Any]) -> None:
    """Whatever an import has made of the recibo since: settled it, or given it another vencimiento."""
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-07")])
    pago = un_pago(caja, sin_beneficio=True)
    assert pesos(corte_x(caja.ctx).antiguedad) == {"rezago": "100.00"}
    importar(caja, [], [un_recibo(periodo="2023-07", **importado)])
    cancelado(caja, pago)
    corte = corte_x(caja.ctx)
    assert (corte.antiguedad, corte.conceptos, corte.usos) == ((), (), ())
    assert cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "").cancelados == (str(pago.folio),)
    assert caja.verificar().errores == ()


def test_the_screen_of_the_turno_counts_what_stands(caja: CajaDePrueba) -> None:
    """A payment cancelled is in no bar and no count; what it was is said apart, with its folio."""
    un_surtido(caja)
    antes = ver_jornada(caja.ctx)
    pago = un_pago(caja, "100", monto="30.00", sin_beneficio=True, medios=(un_medio("30.00", "cheque"),))
    cancelado(caja, pago)
    jornada = ver_jornada(caja.ctx)
    assert antes is not None and jornada is not None
    assert (jornada.medios, jornada.horas) == (antes.medios, antes.horas)
    assert (jornada.corte.pagos, jornada.corte.novedades.cancelados) == (
        antes.corte.pagos + 1,
        (Vuelta("pago_cancelado", str(pago.folio), Dinero(3000)),),
    )
