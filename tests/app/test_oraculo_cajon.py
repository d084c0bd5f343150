"""A till against an oracle that shares no code with it, killed at any moment: the cash is always what it says.

Each order is given by a cashier who may die in the middle of it: before its commit (nothing happened) or between the
commit and the head outside the file (it happened). The next start gives the same order again: it is done exactly once.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.cobro.cobranza import Cobro
from app.cobro.consulta import estado_de_cuenta
from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.errors import NegocioError
from app.reversos.contrapagos import Hecho
from app.reversos.devoluciones import Entrega
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import ver_corte
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from db.exportacion import exportar_diario
from tests.factories import (
    DEMO,
    SUPER,
    TESORERA,
    gente,
    importar,
    un_cobro,
    un_medio,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.fakes import Muerte, RelojMortal
from tests.oraculo import Cobrado, Exportado, Modelo
from tests.reversos import cancelado, devuelto, movido, sin_fondos

CUENTAS = ("1", "2", "3")
FONDO = 300_00
MES = 250_00
#: How an order goes: well, killed at the n-th look at the clock, or killed after its commit.
MUERTES = st.sampled_from(["", "", "", "1", "2", "3", "después"])
_T = TypeVar("_T")


def pesos(centavos: int) -> str:
    return Dinero(centavos).texto()


class CajonContraOraculo(RuleBasedStateMachine):
    """The rules: each order as it is given, and as the oracle is told of it."""

    @initialize()
    def abrir(self) -> None:
        self.carpeta = TemporaryDirectory()
        self.caja = una_caja(Path(self.carpeta.name) / "caja")
        self.caja.reloj = RelojMortal(self.caja.reloj.momento)
        self.caja.reabrir()
        gente(self.caja, TESORERA)
        importar(self.caja, [una_cuenta(n, uso="comercial") for n in CUENTAS])
        un_turno(self.caja, pesos(FONDO))
        self.modelo, self.meses, self.dias = Modelo(FONDO), 0, 0
        for cuenta in CUENTAS:
            self.facturar(cuenta)

    def _hacer(self, muerte: str, orden: Callable[[str], _T]) -> _T:
        """Give an order with a UUID of its own, and again if it was killed: what it did, once."""
        id, reloj = str(uuid.uuid4()), self.caja.reloj
        assert isinstance(reloj, RelojMortal)
        if muerte == "después":
            cabeza = (self.caja.carpeta / "cabeza.json").read_bytes()
            hecho = orden(id)
            (self.caja.carpeta / "cabeza.json").write_bytes(cabeza)
            self.caja.reabrir()
            otra_vez = orden(id)
            assert otra_vez.repetido and replace(otra_vez, repetido=False) == hecho  # type: ignore[attr-defined,type-var]
            return hecho
        if muerte:
            antes = len(self._lineas())
            reloj.vidas = int(muerte)
            try:
                return orden(id)
            except Muerte:
                self.caja.reabrir()
                assert len(self._lineas()) == antes
            finally:
                reloj.vidas = None
        return orden(id)

    def _lineas(self) -> list[str]:
        ruta = self.caja.carpeta.parent / "diario.jsonl"
        exportar_diario(self.caja.almacen, ruta)
        return ruta.read_text(encoding="utf-8").splitlines()

    @rule(cuenta=st.sampled_from(CUENTAS))
    def facturar(self, cuenta: str) -> None:
        """Another month of a cuenta, from a billing system that knows of every payment so far, or of none."""
        self.meses += 1
        mes = f"{2023 + (7 + self.meses) // 12}-{(7 + self.meses) % 12 + 1:02d}"
        importar(self.caja, recibos=[un_recibo(cuenta, mes, agua=pesos(MES))])
        self.modelo.debe[cuenta] += MES

    @rule(cuenta=st.sampled_from(CUENTAS), monto=st.integers(1, 400_00), medio=st.sampled_from(
        ["efectivo", "tarjeta", "cheque", "transferencia"]
    ), parte=st.integers(0, 100), muerte=MUERTES)  # fmt: skip
    def pagar(self, cuenta: str, monto: int, medio: str, parte: int, muerte: str) -> None:
        """So much: an abono, or more than is owed; part of it by another medio, with more cash than is needed."""
        de_otro = 0 if medio == "efectivo" else monto * parte // 100
        medios = [un_medio(pesos(de_otro), medio)] if de_otro else []
        medios += [un_medio(pesos(monto - de_otro + 100_00))] if monto > de_otro else []
        orden = {"monto": Dinero(monto), "medios": tuple(medios)}
        cobro = self._hacer(muerte, lambda id: un_cobro(self.caja, cuenta, id=id, **orden))
        self.modelo.cobrar(str(cobro.pagos[0].folio), cuenta, monto, {medio: de_otro} if de_otro else {})

    @rule(cuentas=st.lists(st.sampled_from(CUENTAS), min_size=1, max_size=3, unique=True), muerte=MUERTES)
    def pagar_todo(self, cuentas: list[str], muerte: str) -> None:
        """All that several cuentas owe, with one tender; their credit pays first."""
        con_deuda = [c for c in cuentas if self.modelo.debe[c]]
        if not con_deuda:
            return
        cobro: Cobro = self._hacer(muerte, lambda id: un_cobro(self.caja, *con_deuda, id=id, efectivo="99999.00"))
        for pago, cuenta in zip(cobro.pagos, con_deuda, strict=True):
            debe = self.modelo.debe[cuenta]
            self.modelo.cobrar(str(pago.folio), cuenta, debe, {}, min(debe, self.modelo.favor[cuenta]))

    def _elegir(self, n: int) -> tuple[Cobrado, Folio]:
        pago = self.modelo.pagos[n % len(self.modelo.pagos)]
        return pago, Folio.from_texto(pago.folio)

    def _leer(self, folio: Folio):  # type: ignore[no-untyped-def]
        with self.caja.uow() as uow:
            return uow.pagos.por_folio(folio)

    @precondition(lambda self: self.modelo.pagos)
    @rule(n=st.integers(0, 99), muerte=MUERTES)
    def cancelar(self, n: int, muerte: str) -> None:
        pago, folio = self._elegir(n)
        posible = (
            pago.queda
            and pago.turno == self.modelo.turno
            and self.modelo.is_ultimo(pago)
            and pago.medios.get("efectivo", 0) <= self.modelo.efectivo
            and pago.favor <= self.modelo.favor[pago.cuenta] + pago.medios.get("saldo_a_favor", 0)
        )
        if not posible:
            with pytest.raises(NegocioError):
                cancelado(self.caja, self._leer(folio))
            return
        self._hacer(muerte, lambda id: cancelado(self.caja, self._leer(folio), id))
        self.modelo.revertir(pago, pago.tomar(pago.queda))
        pago.vuelto = True

    @precondition(lambda self: self.modelo.pagos)
    @rule(n=st.integers(0, 99), monto=st.none() | st.integers(1, 300_00), por_banco=st.booleans(), muerte=MUERTES)
    def devolver(self, n: int, monto: int | None, por_banco: bool, muerte: str) -> None:
        pago, folio = self._elegir(n)
        importe = pago.queda if monto is None else monto
        tomados = replace(pago, medios=dict(pago.medios)).tomar(importe)
        de_favor = min(pago.favor, importe) - tomados["saldo_a_favor"]
        posible = (
            0 < importe <= pago.queda
            and pago.turno != self.modelo.turno
            and (por_banco or not tomados["cheque"] + tomados["transferencia"])
            and (por_banco or tomados["efectivo"] <= self.modelo.efectivo)
            and de_favor <= self.modelo.favor[pago.cuenta]
        )
        entrega, cuanto = Entrega("BANCO", "T-1") if por_banco else None, "" if monto is None else pesos(monto)
        if not posible:
            with pytest.raises(NegocioError):
                devuelto(self.caja, self._leer(folio), cuanto, entrega)
            return
        self._hacer(muerte, lambda id: devuelto(self.caja, self._leer(folio), cuanto, entrega, id))
        self.modelo.revertir(pago, pago.tomar(importe), en_efectivo=not por_banco)

    @precondition(lambda self: self.modelo.pagos)
    @rule(n=st.integers(0, 99), muerte=MUERTES)
    def cheque_sin_fondos(self, n: int, muerte: str) -> None:
        """What stands of it goes back; what was given back of it before is charged."""
        pago, folio = self._elegir(n)
        queda = pago.medios.get("cheque", 0)
        de_favor = min(pago.favor, queda)
        if pago.vuelto or not pago.cheque or de_favor > self.modelo.favor[pago.cuenta]:
            with pytest.raises(NegocioError):
                sin_fondos(self.caja, self._leer(folio))
            return
        self._hacer(muerte, lambda id: self._registrar_cheque(folio, id))
        self.modelo.revertir(pago, Counter(cheque=queda))
        self.modelo.debe[pago.cuenta] += pago.cheque - queda
        pago.medios["cheque"] = pago.cheque = 0

    def _registrar_cheque(self, folio: Folio, id: str) -> Hecho:
        return sin_fondos(self.caja, self._leer(folio), id=id).hecho

    @rule(clase=st.sampled_from(["entrada", "retiro", "entrega"]), importe=st.integers(1, 500_00), muerte=MUERTES)
    def mover(self, clase: str, importe: int, muerte: str) -> None:
        signo = 1 if clase == "entrada" else -1
        if self.modelo.efectivo + signo * importe < 0:
            with pytest.raises(NegocioError):
                movido(self.caja, clase, pesos(importe))
            return
        self._hacer(muerte, lambda id: movido(self.caja, clase, pesos(importe), id=id))
        self.modelo.efectivo += signo * importe

    @rule(
        billetes=st.integers(0, 9),
        olvidado=st.booleans(),
        recuento=st.none() | st.integers(0, 9),
        regresa=st.booleans(),
    )
    def cerrar_y_entregar(self, billetes: int, olvidado: bool, recuento: int | None, regresa: bool) -> None:
        """The Z by its cashier, or the day after by a supervisor; counted again, handed over, sent back, accepted."""
        olvidado = olvidado and self.dias < 9
        if olvidado:
            self.dias += 1
            self.caja.reloj.avanzar(days=1)
        contado = Arqueo(((100_00, billetes),))
        corte = cerrar_turno(self.caja.ctx, SUPER if olvidado else DEMO, contado, "se contó aprisa")
        assert (corte.esperado, corte.contado) == (Dinero(self.modelo.efectivo), contado.total)
        assert corte.diferencia == Dinero(billetes * 100_00 - self.modelo.efectivo)
        if recuento is not None:
            recontar(self.caja.ctx, corte.numero, Arqueo(((100_00, recuento),)), "otra vez", SUPER)
        entregar(self.caja.ctx, corte.numero, None, DEMO)
        if regresa:
            rechazar(self.caja.ctx, corte.numero, "bolsa abierta", TESORERA)
            entregar(self.caja.ctx, corte.numero, None, SUPER)
        aceptar(self.caja.ctx, corte.numero, None, "", TESORERA)
        leido = ver_corte(self.caja.reabrir().ctx, corte.numero)
        assert leido.pasos[-1].importe == Dinero(100_00 * (billetes if recuento is None else recuento))
        un_turno(self.caja, pesos(FONDO))
        self.modelo.efectivo, self.modelo.turno = FONDO, self.modelo.turno + 1

    @invariant()
    def los_tres_dicen_lo_mismo(self) -> None:
        """The program, the model that was told, and the diario as somebody else would read it."""
        if not hasattr(self, "modelo"):
            return
        exportado = Exportado(self._lineas())
        assert corte_x(self.caja.ctx).esperado == Dinero(self.modelo.efectivo) == Dinero(exportado.efectivo)
        assert exportado.turno == self.modelo.turno and not exportado.sin_usar
        for numeros in exportado.folios.values():
            assert numeros == list(range(1, len(numeros) + 1))
        assert len(set(exportado.ordenes)) == len(exportado.ordenes)
        for cuenta in CUENTAS:
            adeudo = estado_de_cuenta(self.caja.ctx, cuenta).adeudo
            assert (adeudo.total.centavos, adeudo.favor.centavos) == (
                self.modelo.debe[cuenta],
                self.modelo.favor[cuenta],
            )
            assert exportado.favor[cuenta] == self.modelo.favor[cuenta]

    def teardown(self) -> None:
        if hasattr(self, "modelo"):
            assert self.caja.reabrir().verificar().errores == ()
            self.caja.cerrar()
            self.carpeta.cleanup()


_SIN_PRISA = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TestOraculo = CajonContraOraculo.TestCase
TestOraculo.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=_SIN_PRISA
)


@pytest.mark.largo
class TestOraculoLargo(CajonContraOraculo.TestCase):  # type: ignore[misc]
    """Many more steps, behind --largo."""

    settings = settings(max_examples=150, stateful_step_count=60, deadline=None, suppress_health_check=_SIN_PRISA)
