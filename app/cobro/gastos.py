"""Gastos de cobranza: charged to the oldest recibo past due by a supervisor, where something orders them."""

from __future__ import annotations

from app.cobro.cargos import CargoHecho, asentar_cargo
from app.cobro.consulta import leer_estado
from app.cobro.pedidos import datos_de_pedido, nuevo_id, ya_asentado
from app.context import Contexto
from app.domain.cuenta import Cargo
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.gastos import ReglaGastos, cotizar_gastos, regla_de_gastos
from app.domain.dinero import Dinero
from app.domain.periodo import Periodo, sumar_meses
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir_ajeno


def cargar_gastos(
    ctx: Contexto,
    cuenta: str,
    motivo: str,
    quien: Usuario,
    importe: Dinero | None = None,
    fundamento: str = "",
    *,
    id: str = "",
) -> CargoHecho:
    """Charge collection costs to the oldest recibo past due: by the profile's rule or, where it has none, so much.

    Args:
        importe, fundamento: both, and only, where the profile has no rule: what orders the charge has to be named.
        id: UUID of the order, by which a retry charges nothing more; empty for an order given once.

    Raises:
        NegocioError: `id_repetido`, `gastos_sin_regla`, `gastos_con_regla`, `gastos_sin_rezago`, `gastos_todavia_no`,
            or what `asentar_cargo` raises.
    """
    texto = "" if importe is None else importe.texto()
    pedido = {"cuenta": cuenta, "motivo": motivo.strip(), "importe": texto, "fundamento": fundamento.strip()}
    id = id or nuevo_id()
    with ctx.uow() as uow:
        antes = ya_asentado(uow, "cargo", id, pedido)
        if antes is not None:
            return CargoHecho.from_asiento(antes, repetido=True)
        exigir_ajeno(uow, quien, "cargar_gastos")
        adeudo = leer_estado(ctx, uow, cuenta).adeudo
        regla = regla_de_gastos(ctx.perfil.gastos, adeudo.fecha)
        periodo, cargo = _mas_viejo(adeudo, regla), _gastos(ctx, adeudo, regla, importe, fundamento)
        datos = datos_de_pedido(id, pedido)
        hecho = asentar_cargo(ctx, uow, cuenta, (cargo,), motivo, quien, periodo=periodo, pedido=datos)
        uow.commit()
    return hecho


def _mas_viejo(adeudo: Adeudo, regla: ReglaGastos | None) -> Periodo:
    """The month of the oldest recibo past due, once it is late enough; what is in a convenio is not gone after."""
    libres = (s for s in adeudo.saldos if s.recibo.periodo not in adeudo.convenidos)
    vencidos = [s.recibo for s in libres if s.is_vencido(adeudo.fecha)]
    if not vencidos:
        raise NegocioError("gastos_sin_rezago", f"La cuenta {adeudo.cuenta.numero} no tiene rezago que cobrar.")
    viejo = min(vencidos, key=lambda r: r.vence)
    if regla is not None and adeudo.fecha <= sumar_meses(viejo.vence, regla.meses - 1):
        raise NegocioError(
            "gastos_todavia_no", f"Los gastos de cobranza se cargan desde el mes {regla.meses} de vencido."
        )
    return viejo.periodo


def _gastos(ctx: Contexto, adeudo: Adeudo, regla: ReglaGastos | None, importe: Dinero | None, fundamento: str) -> Cargo:
    if regla is None:
        if importe is None or not fundamento.strip():
            raise NegocioError(
                "gastos_sin_regla",
                "El perfil no tiene gastos de cobranza: diga el importe y el fundamento que los ordena.",
            )
        return Cargo("gastos", importe, "", exigir_renglon(fundamento).strip())
    if importe is not None or fundamento:
        raise NegocioError("gastos_con_regla", f"Los gastos de cobranza los fija {regla.fundamento}: no se escriben.")
    cuanto, detalle = cotizar_gastos(regla, adeudo.rezago, ctx.perfil.uma, adeudo.fecha)
    return Cargo("gastos", cuanto, detalle, regla.fundamento)
