"""Credit that a payment taken up again from its ticket gave, once the payment itself turns up: it stands once."""

from __future__ import annotations

from pathlib import Path

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.reposicion.rescate import rescatar
from db.disco import leer_disco
from tests.centro.test_acreditacion import asentados
from tests.centro.test_recuperados import aplicado, incidencias, nueva, perdido, reponer, ticket, vieja
from tests.centro.test_reemplazo import PcNueva
from tests.factories import CajaDePrueba, un_pago, un_recibo
from tests.sede import PuestoDePrueba, consultar, importar_al_centro, invitar, servir

__all__ = ["nueva", "perdido", "vieja"]
D = Dinero.from_texto


def a_favor(caja: CajaDePrueba) -> Dinero:
    return estado_de_cuenta(caja.ctx, "100").adeudo.favor


def favor_en_centro(sede: SedeDeMaquina) -> int:
    return int(consultar(sede, "SELECT coalesce(sum(importe), 0) FROM favor WHERE cuenta = '100'")[0][0])


def test_credit_that_it_gave_is_not_given_twice(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina, perdido: Pago
) -> None:
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        hecho = reponer(puesto.caja, ticket(perdido, importe=D("1000.00")))
        assert hecho.saldo_a_favor > D("0.00")
        puesto.sincronizar()
        rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        servir(sede)
        # The centre counts what the payment says, and nothing of what the ticket was taken to say.
        assert aplicado(sede) == 3500
        puesto.sincronizar()
        assert a_favor(puesto.caja) == D("0.00")
        # Said once: neither the next round nor the centre takes more of it back.
        puesto.sincronizar()
        assert a_favor(puesto.caja) == D("0.00") and favor_en_centro(sede) == 0
        assert asentados(puesto.caja) == [(-hecho.saldo_a_favor.centavos, 0, 0)]
        assert incidencias(sede) == ["pago_aparecido"]
        assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_credit_that_it_gave_and_was_spent_is_told(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina, perdido: Pago
) -> None:
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        dado = reponer(puesto.caja, ticket(perdido, importe=D("1000.00"))).saldo_a_favor
        puesto.sincronizar()
        importar_al_centro(sede, puesto.caja, [], [un_recibo("100", "2023-09", agua="200.00")])
        gasto = un_pago(puesto.caja, "100").total
        rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        servir(sede)
        for _ in range(2):
            puesto.sincronizar()
        assert a_favor(puesto.caja) == D("0.00")
        assert asentados(puesto.caja) == [((gasto - dado).centavos, 0, gasto.centavos)]
        assert incidencias(sede) == ["favor_gastado", "pago_aparecido"]
        assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_credit_of_the_payment_itself_stays_where_it_can_be_spent(
    vieja: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    """The disk gives it to the centre, and to no PC: there the ticket's stands for it."""
    pago = un_pago(vieja.caja, "100", monto="1000.00")
    dado = pago.saldo_a_favor
    vieja.caja.cerrar()
    pc = PcNueva(sede, tmp_path / "nueva")
    pc.tomar(invitar(sede))
    with pc.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        assert reponer(puesto.caja, ticket(pago)).saldo_a_favor == dado
        puesto.sincronizar()
        rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        servir(sede)
        for _ in range(2):
            puesto.sincronizar()
        assert a_favor(puesto.caja) == dado
        assert puesto.caja.verificar().errores == ()
    tercera = PcNueva(sede, tmp_path / "tercera")
    tercera.tomar(invitar(sede))
    with tercera.abierta(vieja.caja) as puesto:
        for _ in range(3):
            puesto.sincronizar()
        assert a_favor(puesto.caja) == dado and favor_en_centro(sede) == dado.centavos
        assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()
