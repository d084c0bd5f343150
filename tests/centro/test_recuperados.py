"""A payment taken up again from its ticket, and the payment itself turning up: in whatever order, it counts once."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import estado_de_cuenta
from app.cobro.recuperados import exigir_que_no_este, recuperar_pago
from app.domain.autorizacion import Autorizacion, Pedida
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.domain.pago.recuperado import PagoRecuperado, TicketPerdido
from app.errors import NegocioError
from app.reposicion.recuperacion import seguir_sin_centro
from app.reposicion.rescate import rescatar, ticket_de
from app.sistema.llaves import is_firma
from db.centro.conexion import abrir
from db.centro.padron import aplicar_pagos
from db.centro.permisos import Roles
from db.centro.recepcion import Receptor
from db.disco import leer_disco
from tests.centro.test_reemplazo import PcNueva, con_padron
from tests.copias import Copia
from tests.factories import DEMO, SUPER, CajaDePrueba, un_pago, una_caja
from tests.sede import PuestoDePrueba, consultar, invitar, servir

D = Dinero.from_texto


def ticket(pago: Pago, **otros: object) -> TicketPerdido:
    return replace(TicketPerdido(pago.folio, pago.hash[:10], pago.cuenta, pago.fecha, pago.total), **otros)  # type: ignore[arg-type]


def reponer(caja: CajaDePrueba, cual: TicketPerdido) -> PagoRecuperado:
    """PINs of people of one caja alone do not travel to another PC: the word is given without one."""
    pedida = Pedida("recuperar_pago", str(cual.folio), DEMO.clave, "Se quemó", cual.importe)
    palabra = Autorizacion(str(uuid.uuid4()), SUPER.clave, pedida, caja.reloj.ahora())
    return recuperar_pago(caja.ctx, cual, "Se quemó", DEMO, palabra)


def aplicado(sede: SedeDeMaquina, cuenta: str = "100") -> int:
    return int(consultar(sede, "SELECT sum(aplicado) FROM padron_recibo WHERE cuenta = :c", c=cuenta)[0][0])


def incidencias(sede: SedeDeMaquina) -> list[str]:
    """Classes of those that are open."""
    return sorted(i.clase for i in sede.centro().estado().incidencias)


@pytest.fixture
def vieja(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> PuestoDePrueba:
    """A PC with a payment of 10.00 that the centre has."""
    con_padron(sede, puesto)
    un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    return puesto


@pytest.fixture
def perdido(vieja: PuestoDePrueba) -> Pago:
    """A payment of 25.00 that never left it; the PC is broken."""
    pago = un_pago(vieja.caja, "100", monto="25.00")
    vieja.caja.cerrar()
    return pago


@pytest.fixture
def nueva(vieja: PuestoDePrueba, perdido: Pago, sede: SedeDeMaquina, tmp_path: Path) -> PcNueva:
    """The PC that took its place."""
    pc = PcNueva(sede, tmp_path / "nueva")
    pc.tomar(invitar(sede))
    return pc


def test_it_counts_once_when_the_old_disk_is_read(
    vieja: PuestoDePrueba, perdido: Pago, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        reponer(puesto.caja, ticket(perdido))
        puesto.sincronizar()
        assert aplicado(sede) == 3500 and incidencias(sede) == ["pago_recuperado"]
        assert estado_de_cuenta(puesto.caja.ctx, "100").adeudo.total == D("865.00")
        hallado = rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        assert hallado.enviados > 0 and hallado.sueltos == ()
        servir(sede)
        folios = consultar(sede, "SELECT folio FROM pago ORDER BY folio")
        assert folios == [("2A-000001",), ("2A-000002",)]
        assert aplicado(sede) == 3500 and incidencias(sede) == ["pago_aparecido"]
        ronda = puesto.sincronizar()
        assert ronda.pendientes == 0 and estado_de_cuenta(puesto.caja.ctx, "100").adeudo.total == D("865.00")
        assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()
        # Read again, it changes nothing.
        assert rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta)).enviados == 0
        servir(sede)
        assert aplicado(sede) == 3500


def test_it_counts_once_when_the_payment_is_there_first(
    vieja: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    """Restored without the centre at hand, and taken up again though the centre had it."""
    puesto = vieja
    copia = Copia(puesto, tmp_path)
    pago = un_pago(puesto.caja, "100", monto="25.00")
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    seguir_sin_centro(puesto.medios(), SUPER, pago.folio)
    puesto.caja.reabrir()
    reponer(puesto.caja, ticket(pago))
    assert puesto.sincronizar().pendientes == 0
    assert aplicado(sede) == 3500 and incidencias(sede) == ["pago_aparecido"]
    puesto.sincronizar()
    assert estado_de_cuenta(puesto.caja.ctx, "100").adeudo.total == D("865.00")
    assert sede.centro().verificar() == () and puesto.caja.verificar().errores == ()


def test_without_who_looks_the_same_money_counts_twice(
    vieja: PuestoDePrueba, perdido: Pago, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    """The control: payments are applied as they come, and nobody compares folio and hash."""

    def a_ciegas(conexion, asientos):  # type: ignore[no-untyped-def]
        lugares = [(a.caja, a.epoca, a.seq) for a in asientos if a.tipo in ("pago", "pago_recuperado")]
        if lugares:
            aplicar_pagos(conexion, "cajeme", lugares)
        return ()

    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        reponer(puesto.caja, ticket(perdido))
        puesto.trabajar = lambda: None
        puesto.sincronizar()
        rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno)
        Receptor(engine, sede.casa.llave(), is_firma, sede.reloj(), a_ciegas).drenar()
    assert aplicado(sede) == 6000


def test_another_payment_of_the_same_folio_is_told_and_both_stand(
    vieja: PuestoDePrueba, perdido: Pago, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        reponer(puesto.caja, ticket(perdido, verificacion="0123456789"))
        puesto.sincronizar()
        rescatar(puesto.medios(), lambda: leer_disco(vieja.caja.carpeta))
        servir(sede)
        assert aplicado(sede) == 6000 and incidencias(sede) == ["folio_repetido", "pago_recuperado"]
        assert sede.centro().verificar() == ()


def test_one_ticket_typed_in_two_ways_is_told(
    vieja: PuestoDePrueba, perdido: Pago, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        reponer(puesto.caja, ticket(perdido, verificacion="0123456789"))
        puesto.sincronizar()
        assert incidencias(sede) == ["pago_recuperado"]
        reponer(puesto.caja, ticket(perdido))
        puesto.sincronizar()
        assert incidencias(sede) == ["folio_repetido", "pago_recuperado", "pago_recuperado"]


def test_one_ticket_taken_up_at_two_lives_of_a_caja_counts_once(
    vieja: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    puesto = vieja
    pago = un_pago(puesto.caja, "100", monto="10.00")
    puesto.sincronizar()
    copia = Copia(puesto, tmp_path)
    cual = ticket(pago, verificacion="0123456789", folio=replace(pago.folio, numero=77))
    reponer(puesto.caja, cual)
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    seguir_sin_centro(puesto.medios(), SUPER, pago.folio)
    puesto.caja.reabrir()
    reponer(puesto.caja, cual)
    puesto.sincronizar()
    assert aplicado(sede) == 3000 and incidencias(sede) == ["pago_aparecido", "pago_recuperado"]
    assert sede.centro().verificar() == ()


def test_a_ticket_that_the_centre_has_is_not_taken_up(vieja: PuestoDePrueba) -> None:
    pago = un_pago(vieja.caja, "100", monto="25.00")
    vieja.sincronizar()
    with pytest.raises(NegocioError) as negado:
        exigir_que_no_este(vieja.medios(), ticket(pago))
    assert negado.value.clave == "pago_en_el_centro"
    with pytest.raises(NegocioError) as negado:
        exigir_que_no_este(vieja.medios(), ticket(pago, verificacion="0123456789"))
    assert negado.value.clave == "folio_de_otro_pago"
    assert exigir_que_no_este(vieja.medios(), ticket(pago, verificacion="0123456789", prueba="archivo"))
    vieja.cambiar(url="postgresql://127.0.0.1:1/postgres")
    assert not exigir_que_no_este(vieja.medios(), ticket(pago))


# --- the disk of the other PC ---


def test_what_a_clone_took_is_taken_up_again_one_by_one(
    vieja: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    """Two PCs went on as one caja: the payments of the second cannot follow, and their customers paid them."""
    clon = tmp_path / "clon"
    vieja.caja.cerrar()
    shutil.copytree(vieja.caja.carpeta, clon)
    vieja.caja.reabrir()
    un_pago(vieja.caja, "101", monto="10.00")
    vieja.sincronizar()
    pc = PcNueva(sede, clon)
    with pc.abierta(vieja.caja) as segunda:
        pagos = [un_pago(segunda.caja, "102", monto="7.00") for _ in range(2)]
        with pytest.raises(NegocioError):
            segunda.sincronizar()
    hallado = rescatar(vieja.medios(), lambda: leer_disco(clon))
    assert hallado.enviados == 0 and [p.folio for p in hallado.sueltos] == [p.folio for p in pagos]
    for pago in hallado.sueltos:
        assert reponer(vieja.caja, ticket_de(pago)).total == pago.total
    vieja.sincronizar()
    assert aplicado(sede, "102") == 1400
    # The first of them has the folio of a payment of the PC that goes on.
    assert set(incidencias(sede)) == {"bifurcacion", "folio_repetido", "pago_recuperado"}
    assert vieja.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_the_disk_of_another_caja_is_refused(vieja: PuestoDePrueba, tmp_path: Path) -> None:
    with una_caja(tmp_path / "tres", numero="3"):
        pass
    with pytest.raises(NegocioError) as negado:
        rescatar(vieja.medios(), lambda: leer_disco(tmp_path / "tres"))
    assert negado.value.clave == "disco_de_otra_caja"
    with pytest.raises(NegocioError) as negado:
        rescatar(vieja.medios(), lambda: leer_disco(tmp_path / "nada"))
    assert negado.value.clave == "sin_caja"


def test_a_disk_that_somebody_touched_is_not_believed(
    vieja: PuestoDePrueba, perdido: Pago, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    with nueva.abierta(vieja.caja) as puesto:

        def tocado():  # type: ignore[no-untyped-def]
            for a in leer_disco(vieja.caja.carpeta):
                yield replace(a, contenido=a.contenido + b" ") if a.tipo == "pago" else a

        with pytest.raises(NegocioError) as negado:
            rescatar(puesto.medios(), tocado)
        assert negado.value.clave == "disco_alterado"
    assert consultar(sede, "SELECT count(*) FROM entrada") == [(0,)]
