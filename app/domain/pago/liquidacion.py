"""From what a cuenta owes to what a payment extinguishes, line by line, each with its article.

Everything is judged before the payment: being al corriente, the benefit in force, the day. A benefit is given when
the payment settles the recibo (decision `abono_con_beneficio = al_liquidar`): an abono extinguishes debt at face
value, and the discount of the whole recibo comes with the payment that finishes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.domain.beneficio.programa import Descuento, Subsidiado
from app.domain.cuenta import CONCEPTOS_DEL_MES, Cargo
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.anualidad import Adelantado, Anualidad
from app.domain.deuda.saldo import Orden, Saldo, repartir
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.pago.pago import Aplicacion
from app.domain.periodo import Periodo

#: Discounts that a recibo would get if this payment settled it, and a sentence for the cashier (or empty).
Beneficiar = Callable[[Saldo], "Ofrecido"]


@dataclass(frozen=True, slots=True)
class Ofrecido:
    """What a benefit takes off one recibo, if it is paid whole, and what there is to say about it."""

    descuentos: tuple[Descuento, ...] = ()
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Liquidacion:
    """What one payment does to one cuenta, before anybody has paid: what the cashier sees and confirms.

    Attributes:
        apartados: shares of the cuenta's credit that wait for the recibo of their month.
        anualidad: the year that it pays ahead; None for any other payment.
        subsidiado: what programs took off besides `descuentos`, once somebody has worked it out.
    """

    adeudo: Adeudo
    aplicado: tuple[Aplicacion, ...]
    descuentos: tuple[Descuento, ...]
    avisos: tuple[str, ...] = ()
    apartados: tuple[Adelantado, ...] = ()
    anualidad: Anualidad | None = None
    subsidiado: tuple[Subsidiado, ...] = ()

    @property
    def total(self) -> Dinero:
        """To be paid, before cash rounding."""
        return suma(a.importe for a in self.aplicado) + suma(d.importe for d in self.descuentos)

    @property
    def saldo_restante(self) -> Dinero:
        """What the cuenta still owes afterwards."""
        de_deuda = (a.importe for a in self.aplicado if is_de_deuda(a))
        return self.adeudo.total - suma(de_deuda)

    @property
    def anticipo(self) -> Dinero:
        """Payment ahead: credit that the cuenta will hold."""
        return suma(a.importe for a in self.aplicado if a.clave == "anticipo")

    @property
    def favor_utilizable(self) -> Dinero:
        """Credit of the cuenta that may pay part of this: what is free, and of a month paid ahead its own share."""
        de_su_mes = suma(min(a.importe, self._servicio_de(a.periodo)) for a in self.apartados)
        libre = self.adeudo.favor - suma(a.importe for a in self.apartados)
        return min(self.adeudo.favor, de_su_mes + min(max(CERO, libre), self.total - de_su_mes))

    def _servicio_de(self, periodo: Periodo) -> Dinero:
        """What is paid of a month's service."""
        lineas = [(a.periodo, a.clave, a.importe) for a in self.aplicado]
        lineas += [(d.periodo, d.clave, d.importe) for d in self.descuentos]
        return suma(importe for mes, clave, importe in lineas if mes == periodo and clave in CONCEPTOS_DEL_MES)


def is_de_deuda(aplicacion: Aplicacion) -> bool:
    """Whether it extinguishes what the cuenta owed (not a service bought now, not a payment ahead)."""
    return aplicacion.periodo is not None


@dataclass(slots=True)
class _Cuaderno:
    """Lines being written while a liquidation is worked out."""

    aplicado: list[Aplicacion] = field(default_factory=list)
    descuentos: list[Descuento] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)

    def aplicar(self, periodo: Periodo, cargos: tuple[Cargo, ...], detalle: str = "") -> None:
        self.aplicado.extend(
            Aplicacion(periodo, c.clave, c.importe, c.detalle or detalle, c.fundamento) for c in cargos if c.importe
        )


def liquidar(
    adeudo: Adeudo,
    beneficiar: Beneficiar,
    *,
    elegidos: tuple[Periodo, ...] = (),
    monto: Dinero | None = None,
    salta_rezago: bool = False,
) -> Liquidacion:
    """Work out a payment of `adeudo`.

    Args:
        beneficiar: what the cuenta's benefit takes off a recibo that is settled.
        elegidos: months to pay; empty for all that is owed.
        monto: how much is paid, when it is not what is owed; what exceeds the debt becomes saldo a favor.
        salta_rezago: a supervisor allows paying a newer recibo over an older one.

    Raises:
        NegocioError: nothing is owed, a chosen month is not, an older one is left out, or `monto` is not positive or
            is more than the chosen months while others are owed.
    """
    if monto is not None and monto <= CERO:
        raise NegocioError("importe_no_positivo", "El monto a pagar debe ser mayor que cero.")
    saldos = _elegir(adeudo, elegidos, salta_rezago)
    if monto is None and not saldos and not adeudo.mora:
        raise NegocioError("sin_adeudo", f"La cuenta {adeudo.cuenta.numero} no debe nada.")
    cuaderno = _Cuaderno(avisos=[_aviso_de_exceso(s) for s in adeudo.saldos if s.exceso and not s.recibo.programa])
    queda = _pagar_accesorios(cuaderno, adeudo, saldos, monto)
    for saldo in saldos:
        if queda is not None and not queda:
            break
        ofrecido = beneficiar(saldo) if saldo.recibo.is_del_mes else Ofrecido()
        queda = _pagar_recibo(cuaderno, saldo, ofrecido, queda, adeudo.orden)
    if queda:
        _exigir_sin_otros(adeudo, saldos, queda)
        cuaderno.aplicado.append(Aplicacion(None, "anticipo", queda, "pago anticipado: queda como saldo a favor"))
    return Liquidacion(
        adeudo, tuple(cuaderno.aplicado), tuple(cuaderno.descuentos), tuple(dict.fromkeys(cuaderno.avisos))
    )


def _elegir(adeudo: Adeudo, elegidos: tuple[Periodo, ...], salta_rezago: bool) -> tuple[Saldo, ...]:
    pendientes = adeudo.pendientes
    if not elegidos:
        return pendientes
    debidos: Mapping[Periodo, Saldo] = {s.recibo.periodo: s for s in pendientes}
    for periodo in elegidos:
        if periodo not in debidos:
            raise NegocioError("recibo_sin_adeudo", f"El recibo de {periodo} no existe o no debe nada.")
    saltados = [s.recibo.periodo for s in pendientes if s.recibo.periodo < max(elegidos)]
    # What a convenio in force covers is paid by its timetable, and nothing waits for it.
    saltados = [p for p in saltados if p not in elegidos and p not in adeudo.convenidos]
    if saltados and not salta_rezago:
        raise NegocioError(
            "recibo_anterior_pendiente",
            f"Antes se paga {saltados[0]}. Pagar un recibo posterior necesita la autorización de un supervisor.",
        )
    return tuple(s for s in pendientes if s.recibo.periodo in elegidos)


def _exigir_sin_otros(adeudo: Adeudo, saldos: tuple[Saldo, ...], sobra: Dinero) -> None:
    """Nothing is kept as a payment ahead while older or newer months, left out of the choice, are owed."""
    otros = [s.recibo.periodo for s in adeudo.pendientes if s not in saldos]
    if otros:
        raise NegocioError(
            "monto_excede_recibos",
            f"Sobran {sobra} después de pagar los meses elegidos, y todavía se debe {otros[0]}. "
            "Elija también ese mes o baje el monto.",
        )


def _aviso_de_exceso(saldo: Saldo) -> str:
    return (
        f"El recibo de {saldo.recibo.periodo} se facturó de nuevo por {saldo.exceso} menos de lo que ya tenía pagado. "
        "No se devuelve ni se abona solo: pida que lo aclaren."
    )


def _pagar_accesorios(
    cuaderno: _Cuaderno, adeudo: Adeudo, saldos: tuple[Saldo, ...], monto: Dinero | None
) -> Dinero | None:
    """Collection costs and mora, then recargos, then multas, of all the recibos before any principal (CFF Art. 20)."""
    queda = monto
    for grupo in adeudo.orden:
        debidos = [a for a in adeudo.mora if a.clave in grupo]
        for saldo in saldos:
            periodo = saldo.recibo.periodo
            debidos.extend(
                Aplicacion(periodo, c.clave, c.importe, c.detalle, c.fundamento)
                for c in saldo.cargos
                if c.clave in grupo and c.importe
            )
            debidos.extend(a for a in adeudo.recargos if a.periodo == periodo and a.clave in grupo)
        for linea in debidos:
            importe = linea.importe if queda is None else min(queda, linea.importe)
            if importe:
                cuaderno.aplicado.append(
                    Aplicacion(linea.periodo, linea.clave, importe, linea.detalle, linea.fundamento)
                )
            queda = None if queda is None else queda - importe
    return queda


def _pagar_recibo(
    cuaderno: _Cuaderno, saldo: Saldo, ofrecido: Ofrecido, queda: Dinero | None, orden: Orden
) -> Dinero | None:
    """Settle the recibo with its benefit if the money is enough; else an abono at face value.

    An abono is spread in proportion to what each concepto would cost with its discount, so that what is left of each
    still has room for it: paying in parts costs what paying at once costs.
    """
    accesorios = {clave for grupo in orden for clave in grupo}
    principal = tuple(c for c in saldo.cargos if c.clave not in accesorios and c.importe)
    descuentos = _ajustar(_por_dar(ofrecido.descuentos, saldo.descontado), principal)
    debido = suma(c.importe for c in principal)
    neto = debido + suma(d.importe for d in descuentos)
    periodo = saldo.recibo.periodo
    if ofrecido.aviso:
        cuaderno.avisos.append(ofrecido.aviso)
    if queda is None or queda >= neto:
        cuaderno.aplicar(periodo, principal)
        cuaderno.descuentos.extend(descuentos)
        return None if queda is None else queda - neto
    cuaderno.aplicar(periodo, repartir(_netos(principal, descuentos), queda, orden), "abono")
    if descuentos:
        cuaderno.avisos.append(
            f"Abono a {periodo}: el descuento de {debido - neto} se da con el pago que liquide el recibo, "
            "si ese día todavía le corresponde."
        )
    return CERO


def _netos(principal: tuple[Cargo, ...], descuentos: tuple[Descuento, ...]) -> tuple[Cargo, ...]:
    return tuple(
        replace(c, importe=c.importe + suma(d.importe for d in descuentos if d.clave == c.clave)) for c in principal
    )


def _por_dar(descuentos: tuple[Descuento, ...], dados: tuple[Cargo, ...]) -> tuple[Descuento, ...]:
    """What of the discounts of the whole recibo was not given with an earlier payment of it."""
    dado = {d.clave: suma(c.importe for c in dados if c.clave == d.clave) for d in descuentos}
    return tuple(replace(d, importe=min(CERO, d.importe + dado[d.clave])) for d in descuentos)


def _ajustar(descuentos: tuple[Descuento, ...], principal: tuple[Cargo, ...]) -> tuple[Descuento, ...]:
    """No discount exceeds what is left of its concepto (part of it may have been paid before)."""
    debido = {c.clave: c.importe for c in principal}
    ajustados = []
    for descuento in descuentos:
        limite = debido.get(descuento.clave, CERO)
        importe = max(descuento.importe, -limite)
        if importe:
            debido[descuento.clave] = limite + importe
            ajustados.append(replace(descuento, importe=importe))
    return tuple(ajustados)
