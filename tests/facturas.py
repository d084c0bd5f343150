"""A padrón with readings of every kind, and a run that bills it."""

from __future__ import annotations

from app.domain.periodo import Periodo
from app.facturacion import Facturacion, PedidoFacturacion, facturar
from tests.factories import SUPER, CajaDePrueba, importar, un_recibo, una_cuenta, una_lectura

MES = Periodo(2023, 9)


def con_lecturas_de(caja: CajaDePrueba) -> CajaDePrueba:
    """100 read 18 m³, 200 without a meter, 300 not read, 400 read backwards; 500 is dead."""
    importar(
        caja,
        [
            una_cuenta("100", ruta="R01"),
            una_cuenta("200", ruta="R02", medidor_estado="sin_medidor"),
            una_cuenta("300"),
            una_cuenta("400"),
            una_cuenta("500", estado="toma_muerta"),
        ],
        [un_recibo("100")],
        lecturas=[
            una_lectura("100", "2023-08", 1000),
            una_lectura("100", "2023-09", 1018, "2023-09-19"),
            una_lectura("400", "2023-08", 1000),
            una_lectura("400", "2023-09", 900),
        ],
    )
    return caja


def correr(caja: CajaDePrueba, mes: Periodo = MES, *, simular: bool = False, **otros: object) -> Facturacion:
    """A run, and the fold that follows it."""
    pedido = PedidoFacturacion(mes, **otros)  # type: ignore[arg-type]
    hecha = facturar(caja.ctx, caja.padron, caja.lotes, pedido, "" if simular else SUPER.clave)
    caja.padron.aplicar(caja.almacen.lotes())
    return hecha


def claves(hecha: Facturacion) -> dict[str, str]:
    return {r.cuenta.numero: r.clave for r in hecha.revisar}
