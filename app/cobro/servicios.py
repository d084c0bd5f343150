"""Services «con cargo al recibo»: no money now, a charge on the cuenta's next recibo.

Ley de Ingresos de Cajeme 2023, Art. 33, otros servicios, incisos D, F, H, J.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.centro.frescura import exigir_reconexion_fresca
from app.cobro.cargos import CargoHecho, asentar_cargo
from app.cobro.consulta import leer_estado
from app.context import Contexto
from app.domain.pago.pago import ServicioPedido
from app.domain.pago.venta import cargar_al_recibo
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.turno.caja import exigir_turno


def cargar_servicios(ctx: Contexto, cuenta: str, pedidos: Sequence[ServicioPedido], cajero: Usuario) -> CargoHecho:
    """Put these services on the cuenta's next recibo.

    The same service twice on one recibo is taken for the same order given again, and refused.

    Raises:
        NegocioError: `sin_turno` and its kin, `cuenta_desconocida`, `cargo_repetido`, `servicio_de_contado`,
            `datos_viejos`, or what
            `app.domain.pago.venta.cargar_al_recibo` refuses.
    """
    with ctx.uow() as uow:
        exigir_turno(uow, ctx.reloj.ahora(), cajero)
        exigir_reconexion_fresca(ctx, uow, pedidos)
        estado = leer_estado(ctx, uow, cuenta)
        conceptos = cargar_al_recibo(ctx.perfil, pedidos, estado.adeudo)
        hecho = asentar_cargo(ctx, uow, cuenta, conceptos, "otros servicios con cargo al recibo", cajero)
        ya = {(c.periodo, c.clave) for c in estado.cargos}
        if any((hecho.periodo, c.clave) in ya for c in conceptos):
            raise NegocioError(
                "cargo_repetido",
                f"El recibo de {hecho.periodo} de la cuenta {cuenta} ya tiene ese cargo: no se repitió.",
            )
        uow.commit()
    return hecho
