"""A round as the caja lives it: what it believes, what it notes, and when it must stop."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.enlace import contacto
from app.domain.dinero import Dinero
from app.errors import EquipoError, IntegridadError, NegocioError
from app.sistema.llaves import Llave
from db import almacen as almacenes
from tests.factories import PERFIL, CajaDePrueba, un_pago, un_recibo, una_cuenta
from tests.fakes import FakeReloj
from tests.sede import PuestoDePrueba, consultar, diarios, importar_al_centro, servir


def clave(error: pytest.ExceptionInfo[Exception]) -> str:
    return str(error.value.clave)  # type: ignore[attr-defined]


def confirmados(caja: CajaDePrueba) -> int:
    with caja.uow() as uow:
        return uow.sincronia.confirmados()


def test_a_caja_that_was_never_enrolled_says_so(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        PuestoDePrueba(sede, caja).sincronizar()
    assert clave(error) == "sin_enlace"


def test_a_round_without_news_changes_nothing(puesto: PuestoDePrueba) -> None:
    primera, segunda = puesto.sincronizar(), puesto.sincronizar()
    assert primera.enviados == primera.confirmados > 0
    assert (segunda.enviados, segunda.confirmados, segunda.recibidos, segunda.pendientes) == (0, 0, 0, 0)


def test_nothing_is_acknowledged_before_the_centre_applied_it(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    trabajar, puesto.trabajar = puesto.trabajar, lambda: None
    ronda = puesto.sincronizar()
    assert ronda.enviados > 0 and ronda.confirmados == 0 and ronda.pendientes == ronda.enviados
    assert confirmados(puesto.caja) == 0
    # What waits there is not sent again, however long the service is stopped.
    assert puesto.sincronizar().enviados == 0
    un_pago(puesto.caja, "101")
    assert puesto.sincronizar().enviados == 1
    puesto.trabajar = trabajar
    assert puesto.sincronizar().pendientes == 0
    assert sede.centro().verificar() == ()


def test_more_than_a_batch_goes_up_in_one_round(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    with puesto.caja.uow() as uow:
        for _ in range(1_100):
            uow.diario.asentar("papel", {"folio": "2A-000001", "copia": 1, "resultado": "impreso"})
        uow.commit()
    ronda = puesto.sincronizar()
    assert ronda.enviados > 1_100 and ronda.pendientes == 0
    assert [seq for seq, _ in diarios(sede)] == list(range(1, ronda.enviados + 1))


def test_an_acknowledgement_that_the_centre_did_not_sign_counts_for_nothing(
    puesto: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    un_pago(puesto.caja)

    def falsificar() -> None:
        servir(sede)
        consultar(sede, "UPDATE caja_cursor SET firma = decode(repeat('00', 64), 'hex') WHERE caja = '2'")

    trabajar, puesto.trabajar = puesto.trabajar, falsificar
    with pytest.raises(IntegridadError) as error:
        puesto.sincronizar()
    assert clave(error) == "acuse_falso" and confirmados(puesto.caja) == 0
    puesto.trabajar = trabajar


def test_an_old_acknowledgement_is_not_taken_for_a_new_one(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    """A signature of the centre over another head: right key, wrong words."""
    puesto.sincronizar()
    ((vieja,),) = consultar(sede, "SELECT firma FROM caja_cursor WHERE caja = '2'")
    un_pago(puesto.caja)

    def reponer() -> None:
        servir(sede)
        consultar(sede, "UPDATE caja_cursor SET firma = :f WHERE caja = '2'", f=vieja)

    antes, puesto.trabajar = confirmados(puesto.caja), reponer
    with pytest.raises(IntegridadError) as error:
        puesto.sincronizar()
    assert clave(error) == "acuse_falso" and confirmados(puesto.caja) == antes


def test_another_centre_is_not_believed(puesto: PuestoDePrueba) -> None:
    puesto.cambiar(centro_publica=Llave.nueva().publica)
    with pytest.raises(IntegridadError) as error:
        puesto.sincronizar()
    assert clave(error) == "centro_ajeno"


def test_figures_that_differ_are_told_and_nothing_is_overwritten(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    puesto.sincronizar()
    consultar(sede, "UPDATE caja_cursor SET centavos = centavos + 1 WHERE caja = '2'")
    aviso = puesto.sincronizar().aviso
    assert "no coinciden" in aviso
    with puesto.caja.uow() as uow:
        assert uow.sincronia.nota("aviso") == aviso


@pytest.mark.parametrize("que", ["restaurada", "clonada"])
def test_a_restored_or_cloned_file_takes_no_more_payments(
    puesto: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path, que: str
) -> None:
    un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    copia = tmp_path / "copia"
    puesto.caja.almacen.engine.dispose()
    shutil.copytree(puesto.caja.carpeta, copia)
    un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    almacen = almacenes.abrir(copia, escribir=True)
    with CajaDePrueba(almacen, puesto.caja.llave, PERFIL, FakeReloj(puesto.caja.reloj.momento)) as otra:
        if que == "clonada":
            un_pago(otra, "101", monto="10.00")
        segundo = PuestoDePrueba(sede, otra)
        with pytest.raises((NegocioError, IntegridadError)) as error:
            segundo.sincronizar()
        assert clave(error) in ("archivo_atrasado", "archivo_bifurcado")
        # Also once the network is gone.
        with pytest.raises(NegocioError) as alto:
            un_pago(otra, "102", monto="10.00")
        assert clave(alto) == "caja_detenida"
    # The other one, which the centre knows, goes on.
    assert un_pago(puesto.caja, "102", monto="10.00").total == Dinero.from_texto("10.00")
    assert puesto.sincronizar().pendientes == 0
    assert consultar(sede, "SELECT count(*) FROM pago") == [(3,)]


def test_a_centre_put_back_from_a_copy_gets_again_what_it_lost(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    antes = len(diarios(sede))
    un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    despues = diarios(sede)
    # As it was before the second payment.
    consultar(sede, "DELETE FROM diario WHERE caja = '2' AND seq > :s", s=antes)
    for tabla in ("pago", "aplicacion", "medio", "descuento", "favor"):
        consultar(sede, f"DELETE FROM {tabla} WHERE caja = '2' AND seq > :s", s=antes)
    consultar(
        sede,
        "UPDATE caja_cursor c SET seq = :s, cabeza = d.hash, pagos = 1, centavos = 1000, folio = 1 FROM diario d"
        " WHERE c.caja = '2' AND d.caja = '2' AND d.seq = :s",
        s=antes,
    )
    sede.centro().restaurar()
    assert puesto.sincronizar().pendientes == 0
    assert diarios(sede) == despues
    assert sede.centro().verificar() == ()


def test_no_transaction_is_open_while_the_network_is_waited_for(puesto: PuestoDePrueba) -> None:
    """Whatever the centre does while it is waited for, a charge can be made: the file has one writer."""
    hechos = []

    def cobrar() -> None:
        hechos.append(un_pago(puesto.caja, "101", monto="5.00"))
        servir(puesto.sede)

    un_pago(puesto.caja, "100", monto="5.00")
    puesto.trabajar = cobrar
    puesto.sincronizar()
    assert hechos


def test_what_another_caja_was_paid_comes_down_as_less_to_pay(
    puesto: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    from tests.factories import una_caja
    from tests.sede import enlazada

    importar_en_el_centro(sede, puesto)
    puesto.sincronizar()
    with una_caja(tmp_path / "tres", numero="3") as tres:
        otro = enlazada(sede, tres)
        otro.sincronizar()
        assert adeudo(tres, "500") == adeudo(puesto.caja, "500") == Dinero.from_texto("100.00")
        un_pago(tres, "500", monto="30.00")
        otro.sincronizar()
        puesto.sincronizar()
        assert adeudo(puesto.caja, "500") == adeudo(tres, "500") == Dinero.from_texto("70.00")
        un_pago(puesto.caja, "500", monto="20.00")
        assert adeudo(puesto.caja, "500") == Dinero.from_texto("50.00")
        puesto.sincronizar()
        otro.sincronizar()
        assert adeudo(tres, "500") == adeudo(puesto.caja, "500") == Dinero.from_texto("50.00")
        assert sede.centro().verificar() == ()


def importar_en_el_centro(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    """Cuenta 500 with one recibo of 100.00, as the billing system gives it to the centre."""
    importar_al_centro(sede, puesto.caja, [una_cuenta("500")], [un_recibo("500", agua="100.00")])


def adeudo(caja: CajaDePrueba, cuenta: str) -> Dinero:
    from app.cobro.consulta import estado_de_cuenta

    return estado_de_cuenta(caja.ctx, cuenta).adeudo.total


def test_a_silent_proxy_is_not_waited_for(puesto: PuestoDePrueba) -> None:
    puesto.cambiar(url="postgresql://127.0.0.1:1/postgres")
    with pytest.raises(EquipoError) as error, contacto(puesto.enlaces, _enlace(puesto)):
        pass
    assert clave(error) == "centro_inaccesible"


def _enlace(puesto: PuestoDePrueba):  # type: ignore[no-untyped-def]
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None
    return enlace
