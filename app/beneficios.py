"""Which benefit a cuenta gets at the counter today, and why it does not get another.

Only a benefit already granted to that cuenta and in force is applied; pronto pago is granted to nobody, it is earned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.adeudo import Adeudo, Saldo
from app.domain.beneficio import Programa, condiciones, descontar_de_recibo
from app.domain.cuenta import Beneficio
from app.domain.errores import NegocioError
from app.domain.liquidacion import Beneficiar, Ofrecido
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa import Tarifa


@dataclass(frozen=True, slots=True)
class Pedido:
    """What the cashier asked for: a program by name, none at all, or (empty) what the cuenta has a right to."""

    programa: str = ""
    sin_beneficio: bool = False


def beneficiar(perfil: Perfil, adeudo: Adeudo, beneficios: Sequence[Beneficio], pedido: Pedido) -> Beneficiar:
    """The discounts that each recibo of `adeudo` would get if it were paid whole today.

    With a program asked for by name, the function returned raises `beneficio_negado` where it cannot be given;
    otherwise it gives what can be given, and says why the rest cannot.

    Raises:
        NegocioError: `programa_desconocido`.
    """
    if pedido.sin_beneficio:
        return lambda saldo: Ofrecido()
    otorgado = vigente(beneficios, adeudo) or next(iter(beneficios[-1:]), None)
    if pedido.programa:
        programa = perfil.programa(pedido.programa)
        del_programa = [b for b in beneficios if b.programa == programa.clave]
        propio = vigente(del_programa, adeudo) or next(iter(del_programa[-1:]), None)
        return lambda saldo: _dar(perfil, adeudo, programa, otorgado if programa.automatico else propio, saldo, True)
    programas = [*([perfil.programa(otorgado.programa)] if otorgado is not None else []), *perfil.automaticos]
    return lambda saldo: _primero(perfil, adeudo, programas, otorgado, saldo)


def vigente(beneficios: Sequence[Beneficio], adeudo: Adeudo) -> Beneficio | None:
    """The benefit in force that day, the latest granted if there were several («no podrán gozar de otro diverso»)."""
    vigentes = [b for b in beneficios if b.is_vigente(adeudo.fecha)]
    return max(vigentes, key=lambda b: b.desde, default=None)


def _primero(
    perfil: Perfil, adeudo: Adeudo, programas: Sequence[Programa], otorgado: Beneficio | None, saldo: Saldo
) -> Ofrecido:
    """What the first program that may be given takes off; the reasons of a granted one that may not are said."""
    aviso = ""
    for programa in programas:
        ofrecido = _dar(perfil, adeudo, programa, otorgado, saldo, False)
        if ofrecido.descuentos:
            return Ofrecido(ofrecido.descuentos, aviso or ofrecido.aviso)
        if not programa.automatico:
            aviso = aviso or ofrecido.aviso
    return Ofrecido((), aviso)


def _dar(
    perfil: Perfil, adeudo: Adeudo, programa: Programa, beneficio: Beneficio | None, saldo: Saldo, exigido: bool
) -> Ofrecido:
    razon = condiciones(programa, adeudo.cuenta, beneficio, adeudo.al_corriente, adeudo.fecha, saldo.recibo)
    if razon is not None:
        if exigido:
            raise NegocioError("beneficio_negado", razon)
        return Ofrecido((), razon)
    hecho = descontar_de_recibo(programa, _tarifa(perfil, saldo.recibo.periodo), adeudo.cuenta, saldo.recibo)
    if exigido and not hecho.descuentos:
        raise NegocioError("beneficio_negado", hecho.aviso or f"{programa.nombre}: no descuenta nada de este recibo.")
    return Ofrecido(hecho.descuentos, hecho.aviso)


def _tarifa(perfil: Perfil, periodo: Periodo) -> Tarifa | None:
    return next((t for t in perfil.tarifas if t.rige(periodo)), None)
