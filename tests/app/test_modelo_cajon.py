"""The drawer against a small model: expected cash = float + cash in − change − out, whatever is done in whatever order.

Charges by every medio, cancelaciones, devoluciones, returned cheques, movements, turnos closed and opened, reopenings;
at the end everything that was charged and still stands is what the cuentas paid, and `verificar` is clean.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Pago
from app.errors import NegocioError
from app.reversos.contrapagos import buscar_pago
from app.reversos.devoluciones import Entrega
from app.turno.caja import corte_x
from tests.cobros import una_caja_que_redondea
from tests.factories import CajaDePrueba, importar, un_cobro, un_medio, un_recibo, un_turno, una_cuenta
from tests.reportes import exigir_zetas
from tests.reversos import cancelado, cerrado, devuelto, movido, sin_fondos

CUENTAS = ("100", "200")
DEUDA = 900_000_00
FONDO = 300_00


class CajonContraModelo(RuleBasedStateMachine):
    """The rules: each does something and says what the drawer and the cuentas must be afterwards."""

    @initialize()
    def abrir(self) -> None:
        self.carpeta = TemporaryDirectory()
        self.caja = una_caja_que_redondea(Path(self.carpeta.name), "0.50")
        recibos = [un_recibo(n, agua=Dinero(DEUDA).texto()) for n in CUENTAS]
        importar(self.caja, [una_cuenta(n, uso="comercial") for n in CUENTAS], recibos)
        un_turno(self.caja, Dinero(FONDO).texto())
        self.efectivo = FONDO
        self.debe = dict.fromkeys(CUENTAS, DEUDA)
        self.pagos: list[Pago] = []
        self.turnos = 1

    @rule(
        cuenta=st.sampled_from(CUENTAS),
        monto=st.integers(1, 900_00),
        medio=st.sampled_from(["efectivo", "tarjeta", "cheque", "transferencia"]),
        parte=st.integers(0, 100),
        sobra=st.integers(0, 100_00),
    )
    def cobrar(self, cuenta: str, monto: int, medio: str, parte: int, sobra: int) -> None:
        """An abono, part of it in cash, with more cash than is needed."""
        de_otro = 0 if medio == "efectivo" else monto * parte // 100
        entrega = monto - de_otro + (sobra if monto > de_otro else 0)
        medios = [un_medio(Dinero(de_otro).texto(), medio)] if de_otro else []
        medios += [un_medio(Dinero(entrega).texto())] if entrega else []
        (pago,) = un_cobro(self.caja, cuenta, monto=Dinero(monto), medios=tuple(medios)).pagos
        self.efectivo += pago.recibido.centavos - pago.cambio.centavos
        self.debe[cuenta] -= monto
        self.pagos.append(pago)

    def _elegir(self, n: int) -> Pago:
        return self.pagos[n % len(self.pagos)]

    @precondition(lambda self: self.pagos)
    @rule(n=st.integers(0, 99), otra_vez=st.booleans())
    def cancelar(self, n: int, otra_vez: bool) -> None:
        """The last of its cuenta and of this turno is cancelled, anything else refused; a retry does nothing."""
        pago, orden = self._elegir(n), str(uuid.uuid4())
        _, vivo = buscar_pago(self.caja.ctx, pago.folio)
        posteriores = [p for p in self.pagos if p.cuenta == pago.cuenta and p.folio.numero > pago.folio.numero]
        se_apoya = any(buscar_pago(self.caja.ctx, p.folio)[1].aplicado for p in posteriores)
        sale = vivo.con("efectivo").centavos
        if not vivo.aplicado or pago.turno != self.turnos or se_apoya or sale > self.efectivo:
            with pytest.raises(NegocioError):
                cancelado(self.caja, pago, orden)
            return
        hecho = cancelado(self.caja, pago, orden)
        if otra_vez:
            assert cancelado(self.caja.reabrir(), pago, orden).contrapago == hecho.contrapago
        self.efectivo -= sale
        self.debe[pago.cuenta] -= suma(a.importe for a in hecho.contrapago.partes.aplicado).centavos

    @precondition(lambda self: self.pagos)
    @rule(n=st.integers(0, 99), monto=st.none() | st.integers(1, 300_00), por_banco=st.booleans())
    def devolver(self, n: int, monto: int | None, por_banco: bool) -> None:
        """Of an earlier turno, whole or in part; by transfer, or as it came."""
        pago = self._elegir(n)
        entrega = Entrega("BANCO", "T-1") if por_banco else None
        antes, cuanto = self.efectivo, "" if monto is None else Dinero(monto).texto()
        try:
            hecho = devuelto(self.caja, pago, cuanto, entrega).contrapago
        except NegocioError as error:
            assert error.clave in (
                "ya_cancelado", "pago_de_este_turno", "monto_invalido", "falta_entrega", "efectivo_insuficiente",
            )  # fmt: skip
            return
        assert monto is None or hecho.importe.centavos == monto
        self.efectivo += hecho.partes.con("efectivo").centavos
        assert 0 <= self.efectivo <= antes and not (por_banco and self.efectivo != antes)
        self.debe[pago.cuenta] -= suma(a.importe for a in hecho.partes.aplicado).centavos

    @precondition(lambda self: self.pagos)
    @rule(n=st.integers(0, 99))
    def devolver_cheque(self, n: int) -> None:
        pago = self._elegir(n)
        try:
            hecho = sin_fondos(self.caja, pago).hecho.contrapago
        except NegocioError as error:
            assert error.clave == "sin_cheque"
            return
        self.debe[pago.cuenta] -= suma(a.importe for a in hecho.partes.aplicado).centavos

    @rule(clase=st.sampled_from(["entrada", "retiro", "entrega"]), importe=st.integers(1, 500_00))
    def mover(self, clase: str, importe: int) -> None:
        signo = 1 if clase == "entrada" else -1
        if self.efectivo + signo * importe < 0:
            with pytest.raises(NegocioError, match="no hay"):
                movido(self.caja, clase, Dinero(importe).texto())
            return
        movido(self.caja, clase, Dinero(importe).texto())
        self.efectivo += signo * importe

    @rule()
    def otro_turno(self) -> None:
        cerrado(self.caja)
        un_turno(self.caja, Dinero(FONDO).texto())
        self.efectivo, self.turnos = FONDO, self.turnos + 1

    @rule()
    def reabrir(self) -> None:
        self.caja.reabrir()

    @invariant()
    def en_el_cajon_hay_lo_que_dice_el_modelo(self) -> None:
        if hasattr(self, "caja"):
            assert corte_x(self.caja.ctx).esperado == Dinero(self.efectivo)

    @invariant()
    def cada_cuenta_debe_lo_que_dice_el_modelo(self) -> None:
        if hasattr(self, "caja"):
            debe = {n: estado_de_cuenta(self.caja.ctx, n).adeudo.total.centavos for n in CUENTAS}
            assert debe == self.debe

    def teardown(self) -> None:
        if not hasattr(self, "caja"):
            return
        vivo = {n: sum(_aplicado(self.caja, p) for p in self.pagos if p.cuenta == n) for n in CUENTAS}
        assert {n: DEUDA - v for n, v in vivo.items()} == self.debe
        cerrado(self.caja)
        assert self.caja.verificar().errores == ()
        exigir_zetas(self.caja)
        self.caja.cerrar()
        self.carpeta.cleanup()


def _aplicado(caja: CajaDePrueba, pago: Pago) -> int:
    return suma(a.importe for a in buscar_pago(caja.ctx, pago.folio)[1].aplicado).centavos


_SIN_PRISA = [HealthCheck.too_slow, HealthCheck.data_too_large]
TestModelo = CajonContraModelo.TestCase
TestModelo.settings = settings(max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=_SIN_PRISA)


@pytest.mark.largo
class TestModeloLargo(CajonContraModelo.TestCase):  # type: ignore[misc]
    """Many more steps, behind --largo."""

    settings = settings(max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=_SIN_PRISA)
