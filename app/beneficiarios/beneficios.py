"""Which benefit a cuenta gets at the counter today, and why it does not get another.

Only a benefit already granted to that cuenta and in force is applied; pronto pago is granted to nobody, it is earned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.beneficio.beneficio import condiciones, descontar_de_recibo, medida_de
from app.domain.beneficio.programa import Medida, Programa
from app.domain.cuenta import Beneficio
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.anualidad import Adelantado
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import suma
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Beneficiar, Ofrecido
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.tarifa import Tarifa


@dataclass(frozen=True, slots=True)
class Pedido:
    """What the cashier asked for: a program by name, none at all, or (empty) what the cuenta has a right to."""

    programa: str = ""
    sin_beneficio: bool = False


def beneficiar(
    perfil: Perfil,
    adeudo: Adeudo,
    beneficios: Sequence[Beneficio],
    pedido: Pedido,
    adelantados: Sequence[Adelantado] = (),
) -> Beneficiar:
    """The discounts that each recibo of `adeudo` would get if it were paid whole today.

    With a program asked for by name, the function returned raises `beneficio_negado` where it cannot be given;
    otherwise it gives what can be given, and says why the rest cannot.

    Args:
        beneficios: of the cuenta, with the end that the law gives each.
        adelantados: months that were paid ahead: their discount was given then, and is not given again.

    Raises:
        NegocioError: `programa_desconocido`.
    """
    if pedido.sin_beneficio:
        return lambda saldo: Ofrecido()
    ofrecer = _segun_pedido(perfil, adeudo, beneficios, pedido)
    pagados = {a.periodo: a.folio for a in adelantados}

    def ofrecer_hoy(saldo: Saldo) -> Ofrecido:
        if saldo.recibo.periodo in adeudo.convenidos:
            # What was agreed is paid as it was agreed: the debt of a date, without the benefits of another.
            return Ofrecido()
        return _ya_pagado(saldo, pagados, bool(pedido.programa)) or ofrecer(saldo)

    return ofrecer_hoy


def _ya_pagado(saldo: Saldo, pagados: Mapping[Periodo, str], exigido: bool) -> Ofrecido | None:
    folio = pagados.get(saldo.recibo.periodo)
    if folio is None:
        return None
    razon = (
        f"{str(saldo.recibo.periodo).capitalize()} se pagó por adelantado con el folio {folio}, ya con su descuento."
    )
    if exigido:
        raise NegocioError("beneficio_negado", razon)
    return Ofrecido((), razon)


def _segun_pedido(perfil: Perfil, adeudo: Adeudo, beneficios: Sequence[Beneficio], pedido: Pedido) -> Beneficiar:
    propios = [b for b in beneficios if b.retirado is None or b.is_vigente(adeudo.fecha)]
    otorgado = vigente(propios, adeudo) or next(iter(propios[-1:]), None)
    if pedido.programa:
        programa = perfil.programa(pedido.programa)
        # Asked for by name, a withdrawn one still says since when.
        del_programa = [b for b in beneficios if b.programa == programa.clave]
        propio = vigente(del_programa, adeudo) or next(iter(del_programa[-1:]), None)
        return lambda saldo: _dar(perfil, adeudo, programa, otorgado if programa.automatico else propio, saldo, True)
    derechos = _derechos(perfil, adeudo, propios, otorgado)
    if perfil.varios_derechos == "el_mayor":
        return lambda saldo: _mayor(perfil, adeudo, derechos, saldo)
    return lambda saldo: _primero(perfil, adeudo, derechos, saldo)


#: A program with the grant that it is judged by.
_Derecho = tuple[Programa, Beneficio | None]


def _derechos(
    perfil: Perfil, adeudo: Adeudo, beneficios: Sequence[Beneficio], otorgado: Beneficio | None
) -> tuple[_Derecho, ...]:
    """What may be given, in the order in which it is tried: what is granted, then what is earned."""
    otorgados = [otorgado] if otorgado is not None else []
    if perfil.varios_derechos == "el_mayor":
        otorgados = [b for b in beneficios if b.is_vigente(adeudo.fecha)] or otorgados
    propios: list[_Derecho] = [(perfil.programa(b.programa), b) for b in otorgados]
    return (*propios, *((p, otorgado) for p in perfil.automaticos))


def vigente(beneficios: Sequence[Beneficio], adeudo: Adeudo) -> Beneficio | None:
    """The benefit in force that day, the latest granted if there were several («no podrán gozar de otro diverso»)."""
    vigentes = [b for b in beneficios if b.is_vigente(adeudo.fecha)]
    return max(vigentes, key=lambda b: b.desde, default=None)


def _primero(perfil: Perfil, adeudo: Adeudo, derechos: Sequence[_Derecho], saldo: Saldo) -> Ofrecido:
    """What the first program that may be given takes off; the reasons of a granted one that may not are said."""
    aviso = ""
    for programa, beneficio in derechos:
        ofrecido = _dar(perfil, adeudo, programa, beneficio, saldo, False)
        if ofrecido.descuentos:
            return Ofrecido(ofrecido.descuentos, aviso or ofrecido.aviso)
        if not programa.automatico:
            aviso = aviso or ofrecido.aviso
    return Ofrecido((), aviso)


def _mayor(perfil: Perfil, adeudo: Adeudo, derechos: Sequence[_Derecho], saldo: Saldo) -> Ofrecido:
    """What takes off most, of equal ones the first: «se otorgará el de mayor cuantía» (Loreto 2025, Art. 151)."""
    ofrecidos = [_dar(perfil, adeudo, programa, beneficio, saldo, False) for programa, beneficio in derechos]
    mejor = min(ofrecidos, key=lambda o: suma(d.importe for d in o.descuentos), default=Ofrecido())
    return mejor if mejor.descuentos else _primero(perfil, adeudo, derechos, saldo)


def _dar(
    perfil: Perfil, adeudo: Adeudo, programa: Programa, beneficio: Beneficio | None, saldo: Saldo, exigido: bool
) -> Ofrecido:
    razon = condiciones(programa, adeudo.cuenta, beneficio, adeudo.al_corriente, adeudo.fecha, saldo.recibo)
    if razon is not None:
        if exigido:
            raise NegocioError("beneficio_negado", razon)
        return Ofrecido((), razon)
    medida = _medida(programa, beneficio, adeudo, saldo)
    tarifa = _tarifa(perfil, saldo.recibo.periodo)
    hecho = descontar_de_recibo(programa, tarifa, adeudo.cuenta, saldo.recibo, medida)
    if exigido and not hecho.descuentos:
        raise NegocioError("beneficio_negado", hecho.aviso or f"{programa.nombre}: no descuenta nada de este recibo.")
    return Ofrecido(hecho.descuentos, hecho.aviso)


def _medida(programa: Programa, beneficio: Beneficio | None, adeudo: Adeudo, saldo: Saldo) -> Medida:
    """How much was granted for this recibo: of an amount authorised for the whole debt, its part.

    The parts are of the recibos that were owed on the day of the authorisation, in proportion to what they were billed,
    so that paying one does not change what another gets.
    """
    medida = medida_de(beneficio)
    if programa.forma != "autorizado" or beneficio is None or medida.importe is None:
        return medida
    hasta = Periodo.from_fecha(beneficio.desde)
    debidos = [
        s
        for s in adeudo.saldos
        if s.recibo.periodo <= hasta and (s.total or (s.liquidado is not None and s.liquidado >= beneficio.desde))
    ]
    autorizado = min(medida.importe, suma(s.recibo.total for s in debidos))
    partes = autorizado.repartir([s.recibo.total.centavos for s in debidos])
    return Medida(importe=partes[debidos.index(saldo)])


def _tarifa(perfil: Perfil, periodo: Periodo) -> Tarifa | None:
    return next((t for t in perfil.tarifas if t.rige(periodo)), None)
