"""What tests of charges share: a caja that rounds cash, and what must hold of every payment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.cobro.cobranza import Cobro
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Pago
from tests.factories import PERFIL, CajaDePrueba, una_caja


def una_caja_que_redondea(carpeta: Path, multiplo: str) -> CajaDePrueba:
    """A caja that rounds cash down to a multiple."""
    demo = replace(PERFIL.demostracion, redondeo_efectivo=Dinero.from_texto(multiplo))
    return una_caja(carpeta, perfil=replace(PERFIL, demostracion=demo))


def aplicado_de(pago: Pago) -> str:
    """What a payment extinguished, as the tables of cases write it."""
    lineas = [f"{a.periodo.texto() if a.periodo else ''} {a.clave} {a.importe.texto()}" for a in pago.aplicado]
    return "|".join(linea.strip() for linea in lineas)


def exigir_cuadre(cobro: Cobro) -> None:
    """What holds of every payment: what it extinguished, what was taken off and what was paid are the same money."""
    for pago in cobro.pagos:
        assert pago.total == suma(m.importe for m in pago.medios) and pago.total >= CERO
        de_deuda = suma(a.importe for a in pago.aplicado if a.periodo)
        assert pago.saldo_anterior - de_deuda == pago.saldo_restante >= CERO
    efectivo = suma(m.importe for p in cobro.pagos for m in p.medios if m.medio == "efectivo")
    assert suma(p.recibido for p in cobro.pagos) - cobro.cambio == efectivo
