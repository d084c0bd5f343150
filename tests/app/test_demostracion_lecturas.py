"""Readings of a demonstration: they go on from its recibos, and a few are wrong to have something to look at."""

from __future__ import annotations

from app.demostracion.poblacion import poblar
from app.facturacion import PedidoFacturacion, facturar
from tests.factories import INICIO, PERFIL, SUPER, CajaDePrueba
from tests.facturas import MES, claves

CUENTAS = 600


def test_a_demonstration_can_bill_the_month_of_its_clock(caja: CajaDePrueba) -> None:
    sha, filas = poblar(PERFIL, caja.lotes, INICIO.date(), CUENTAS, 3)
    with caja.uow() as uow:
        uow.diario.asentar("lote_importado", {"sha": sha, "filas": filas, "quien": SUPER.clave})
        uow.commit()
    caja.padron.aplicar(caja.almacen.lotes())
    assert sum(caja.padron.conteos().values()) == filas
    hecha = facturar(caja.ctx, caja.padron, caja.lotes, PedidoFacturacion(MES), SUPER.clave)
    caja.padron.aplicar(caja.almacen.lotes())
    assert hecha.facturadas + hecha.por_revisar == CUENTAS and hecha.facturadas > CUENTAS * 0.95
    assert set(claves(hecha).values()) == {"sin_lectura", "lectura_menor", "consumo_alto"}
    assert poblar(PERFIL, caja.lotes, INICIO.date(), CUENTAS, 3) == (sha, filas)
    assert caja.verificar().ok
