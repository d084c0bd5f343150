"""A caja against a small model of what a cuenta owes: whatever is done in whatever order, no centavo appears or goes.

Imports, abonos, payments ahead, several cuentas with one tender, repeated orders and reopenings, on a real caja that
rounds cash; at the end its corte is cut and `verificar` is clean.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.cobro.cobranza import Cobro, cobrar
from app.cobro.consulta import estado_de_cuenta
from app.domain.corte.corte import Arqueo
from app.domain.cuenta import Marca
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Pago, SolicitudCobro
from app.errors import NegocioError
from app.turno.caja import cerrar_turno
from tests.cobros import exigir_cuadre, una_caja_que_redondea
from tests.factories import DEMO, importar, un_beneficio, un_medio, un_recibo, un_turno, una_cuenta, una_solicitud

#: Due in July (mora is owed), in August (past due), and not yet due.
MESES = ("2023-06", "2023-07", "2023-08")
CUENTAS = ("100", "200")
#: A cuenta with INSEN and one recibo of 20 m³, and what INSEN takes off it.
CON_INSEN, DESCUENTO = "300", 197_59
MORA = (("mora", 177_06), ("iva_mora", 28_33))


@dataclass
class Facturado:
    """What the billing system last said of a recibo, in centavos; payments up to `hasta` are in `pagado`."""

    recargos: int
    agua: int
    pagado: int
    hasta: int


@dataclass
class Modelo:
    """What a cuenta owes and holds, worked out from all that ever happened to it."""

    recibos: dict[str, Facturado] = field(default_factory=dict)
    #: (seq, month, concepto, centavos)
    aplicado: list[tuple[int, str, str, int]] = field(default_factory=list)
    favor: int = 0

    def saldo(self, mes: str) -> dict[str, int]:
        """What is left of a recibo: part payments go to recargos first, what is too much for one pays the other."""
        f = self.recibos[mes]
        quedan = {"recargos": f.recargos, "agua": f.agua}
        cuentan: dict[str, int] = defaultdict(int)
        for seq, de, clave, importe in self.aplicado:
            if de == mes and seq > f.hasta:
                cuentan[clave] += importe
        a_recargos = min(f.pagado, f.recargos)
        quedan["recargos"] -= a_recargos + cuentan["recargos"]
        quedan["agua"] -= f.pagado - a_recargos + cuentan["agua"]
        for clave, otra in (("recargos", "agua"), ("agua", "recargos")):
            if quedan[clave] < 0:
                quedan[clave], quedan[otra] = 0, quedan[otra] + quedan[clave]
        return {clave: max(importe, 0) for clave, importe in quedan.items()}

    def deudas(self) -> list[tuple[str, str, int]]:
        """(month, concepto, centavos) in the order in which they are paid."""
        meses = sorted(self.recibos)
        saldos = {mes: self.saldo(mes) for mes in meses}
        lineas = []
        if sum(saldos.get(MESES[0], {}).values()):
            pagado = {c: sum(i for _, _, clave, i in self.aplicado if clave == c) for c, _ in MORA}
            lineas = [(MESES[0], clave, importe - pagado[clave]) for clave, importe in MORA]
        lineas += [(mes, "recargos", saldos[mes]["recargos"]) for mes in meses]
        lineas += [(mes, "agua", saldos[mes]["agua"]) for mes in meses]
        return [linea for linea in lineas if linea[2]]

    @property
    def adeudo(self) -> int:
        """All that must be paid today."""
        return sum(importe for _, _, importe in self.deudas())

    def pagar(self, monto: int) -> list[tuple[str, str, int]]:
        """What a payment of so much extinguishes; the rest is kept as credit."""
        hecho = []
        for mes, clave, importe in self.deudas():
            parte = min(monto, importe)
            monto -= parte
            hecho += [(mes, clave, parte)] if parte else []
        return hecho + ([("", "anticipo", monto)] if monto else [])


def _lineas(pago: Pago) -> list[tuple[str, str, int]]:
    return [(a.periodo.texto() if a.periodo else "", a.clave, a.importe.centavos) for a in pago.aplicado]


class CajaContraModelo(RuleBasedStateMachine):
    """The rules: each does something to the caja and says what the model expects of it."""

    @initialize()
    def abrir(self) -> None:
        self.carpeta = TemporaryDirectory()
        self.caja = una_caja_que_redondea(Path(self.carpeta.name), "0.50")
        self.modelos = {numero: Modelo() for numero in CUENTAS}
        self.insen = 395_16
        self.cobros: list[tuple[SolicitudCobro, Cobro]] = []
        partes = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
        self.con_insen = un_recibo(CON_INSEN, m3=20, **partes)
        cuentas = [una_cuenta(n, uso="comercial") for n in CUENTAS]
        importar(self.caja, [*cuentas, una_cuenta(CON_INSEN)], [self.con_insen], [un_beneficio(CON_INSEN)])
        un_turno(self.caja)

    @property
    def seq(self) -> int:
        """Place of the last payment."""
        return max((p.seq for _, c in self.cobros for p in c.pagos), default=0)

    @rule(
        numero=st.sampled_from(CUENTAS),
        mes=st.sampled_from(MESES),
        agua=st.integers(0, 400_00),
        recargos=st.sampled_from([0, 17_35]),
        parte=st.integers(0, 100),
        incluye=st.booleans(),
    )
    def facturar(self, numero: str, mes: str, agua: int, recargos: int, parte: int, incluye: bool) -> None:
        """The billing system's next file, with other amounts; it knows all the payments of the caja or none."""
        f = Facturado(recargos, agua, (agua + recargos) * parte // 100, self.seq if incluye else 0)
        conceptos = {"agua": Dinero(agua).texto(), "recargos": Dinero(recargos).texto()}
        recibo = replace(un_recibo(numero, mes, **conceptos), pagado=Dinero(f.pagado))
        marcas = (Marca("2", self.caja.ctx.caja.epoca, f.hasta),) if f.hasta else ()
        importar(self.caja, recibos=[recibo], hasta=marcas)
        self.modelos[numero].recibos[mes] = f

    def _cobrar(self, *cuentas: str, sobra: int, con_tarjeta: bool, monto: int | None = None) -> Cobro:
        """Take a charge with more cash than is needed, part of it by card."""
        adeudos = [estado_de_cuenta(self.caja.ctx, n).adeudo for n in cuentas]
        debido = suma(a.total for a in adeudos).centavos if monto is None else monto
        tarjeta = debido // 3 if con_tarjeta and CON_INSEN not in cuentas and not any(a.favor for a in adeudos) else 0
        partes = [un_medio(Dinero(debido - tarjeta + sobra).texto())] if debido - tarjeta + sobra else []
        partes += [un_medio(Dinero(tarjeta).texto(), "tarjeta")] if tarjeta else []
        cuanto = None if monto is None else Dinero(monto)
        solicitud = una_solicitud(*cuentas, id=str(uuid.uuid4()), medios=tuple(partes), monto=cuanto)
        cobro = cobrar(self.caja.ctx, solicitud, DEMO)
        exigir_cuadre(cobro)
        self.cobros.append((solicitud, cobro))
        return cobro

    def _anotar(self, pago: Pago, monto: int | None) -> None:
        """The payment does what the model says, line by line."""
        modelo = self.modelos[pago.cuenta]
        total = modelo.adeudo if monto is None else monto
        usado = min(modelo.favor, total) if monto is None else 0
        esperado = modelo.pagar(total)
        assert sorted(_lineas(pago)) == sorted(esperado)
        assert (pago.total - pago.redondeo).centavos == total
        modelo.aplicado += [(pago.seq, *linea) for linea in esperado]
        modelo.favor += sum(importe for _, clave, importe in esperado if clave == "anticipo") - usado
        assert (pago.saldo_restante.centavos, pago.saldo_a_favor.centavos) == (modelo.adeudo, modelo.favor)

    @rule(numero=st.sampled_from(CUENTAS), sobra=st.integers(0, 100_00), con_tarjeta=st.booleans())
    def pagar_todo(self, numero: str, sobra: int, con_tarjeta: bool) -> None:
        if not self.modelos[numero].adeudo:
            with pytest.raises(NegocioError, match="no debe nada"):
                self._cobrar(numero, sobra=100, con_tarjeta=False)
            return
        (pago,) = self._cobrar(numero, sobra=sobra, con_tarjeta=con_tarjeta).pagos
        self._anotar(pago, None)

    @rule(numero=st.sampled_from(CUENTAS), monto=st.integers(1, 900_00), con_tarjeta=st.booleans())
    def abonar_o_anticipar(self, numero: str, monto: int, con_tarjeta: bool) -> None:
        (pago,) = self._cobrar(numero, sobra=0, con_tarjeta=con_tarjeta, monto=monto).pagos
        self._anotar(pago, monto)

    @precondition(lambda self: all(m.adeudo for m in self.modelos.values()))
    @rule(sobra=st.integers(0, 100_00), con_tarjeta=st.booleans())
    def pagar_varias(self, sobra: int, con_tarjeta: bool) -> None:
        for pago in self._cobrar(*CUENTAS, sobra=sobra, con_tarjeta=con_tarjeta).pagos:
            self._anotar(pago, None)

    @precondition(lambda self: self.insen)
    @rule(monto=st.none() | st.integers(1, 250_00), otra_vez=st.booleans())
    def pagar_con_insen(self, monto: int | None, otra_vez: bool) -> None:
        """In however many parts, it costs what it costs at once."""
        if otra_vez:
            importar(self.caja, recibos=[self.con_insen])
        neto = self.insen - DESCUENTO
        monto = None if monto is None else min(monto, neto)
        (pago,) = self._cobrar(CON_INSEN, sobra=0, con_tarjeta=False, monto=monto).pagos
        liquida = monto is None or monto == neto
        assert (pago.total - pago.redondeo).centavos == (neto if liquida else monto)
        assert suma(d.importe for d in pago.descuentos).centavos == (-DESCUENTO if liquida else 0)
        self.insen = 0 if liquida or monto is None else self.insen - monto
        assert pago.saldo_restante.centavos == self.insen

    @precondition(lambda self: self.cobros)
    @rule(n=st.integers(0, 99))
    def repetir(self, n: int) -> None:
        solicitud, cobro = self.cobros[n % len(self.cobros)]
        otra_vez = cobrar(self.caja.ctx, solicitud, DEMO)
        assert otra_vez.repetido and (otra_vez.pagos, otra_vez.cambio) == (cobro.pagos, cobro.cambio)
        with pytest.raises(NegocioError, match="cobró otra cosa"):
            cobrar(self.caja.ctx, replace(solicitud, nombre="otra"), DEMO)

    @rule()
    def reabrir(self) -> None:
        self.caja.reabrir()

    @invariant()
    def cada_cuenta_debe_lo_que_dice_el_modelo(self) -> None:
        for numero, modelo in self.modelos.items():
            adeudo = estado_de_cuenta(self.caja.ctx, numero).adeudo
            assert (adeudo.total.centavos, adeudo.favor.centavos) == (modelo.adeudo, modelo.favor), numero
        assert estado_de_cuenta(self.caja.ctx, CON_INSEN).adeudo.total.centavos == self.insen

    @invariant()
    def no_falta_ni_sobra_ningun_folio(self) -> None:
        pagos = [pago for _, cobro in self.cobros for pago in cobro.pagos]
        assert [p.folio.numero for p in pagos] == list(range(1, len(pagos) + 1))

    def teardown(self) -> None:
        if not hasattr(self, "caja"):
            return
        pagos = [pago for _, cobro in self.cobros for pago in cobro.pagos]
        corte = cerrar_turno(self.caja.ctx, DEMO, Arqueo.from_texto("500x1"), "")
        efectivo = suma(m.importe for p in pagos for m in p.medios if m.medio == "efectivo")
        assert corte.esperado == Dinero(500_00) + efectivo
        assert suma(i for _, i in corte.medios) == suma(p.total for p in pagos)
        assert self.caja.verificar().errores == ()
        self.caja.cerrar()
        self.carpeta.cleanup()


_SIN_PRISA = [HealthCheck.too_slow, HealthCheck.data_too_large]
TestModelo = CajaContraModelo.TestCase
TestModelo.settings = settings(max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=_SIN_PRISA)


@pytest.mark.largo
class TestModeloLargo(CajaContraModelo.TestCase):  # type: ignore[misc]
    """Many more steps, behind --largo."""

    settings = settings(max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=_SIN_PRISA)
