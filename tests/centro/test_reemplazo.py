"""A PC that breaks and the one that takes its place: the diario comes back, and everything of the caja with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.armado import Taller
from app.armado_sede import SedeDeMaquina
from app.centro.alto import leer_alto
from app.cobro.consulta import estado_de_cuenta
from app.domain.centro.enlace import Invitacion
from app.domain.dinero import Dinero
from app.errors import EquipoError, IntegridadError, NegocioError
from app.reposicion.reemplazo import Reemplazo, hay_diario, reemplazar
from app.reposicion.traida import sin_avisar
from app.sistema.llaves import Llave, is_firma
from app.turno.caja import ver_turno
from db import verificacion
from db.almacen import abrir
from tests.factories import PERFIL, CajaDePrueba, un_cobro, un_medio, un_pago, un_recibo, una_caja, una_cuenta
from tests.fakes import FakeReloj
from tests.sede import EnlacesDePrueba, PuestoDePrueba, consultar, importar_al_centro, invitar, servir

RECIBOS = [un_recibo(c, agua="900.00") for c in ("100", "101", "102")]


class Apagon(Exception):
    """The power goes."""


class PcNueva:
    """A new PC: an empty folder, until the enrolment file is used in it."""

    def __init__(self, sede: SedeDeMaquina, carpeta: Path) -> None:
        self.sede, self.carpeta = sede, carpeta
        self.taller = Taller(carpeta)
        self.enlaces = EnlacesDePrueba(carpeta, lambda: servir(sede))

    def tomar(self, invitacion: Invitacion, progreso=sin_avisar) -> Reemplazo:  # type: ignore[no-untyped-def]
        """Use the file."""
        with self.taller.tomar(invitacion) as ctx:
            return reemplazar(ctx, self.enlaces, invitacion, progreso)

    @contextmanager
    def abierta(self, vieja: CajaDePrueba) -> Iterator[PuestoDePrueba]:
        """The caja, as the next start of the program finds it; its clock goes on from the old one's."""
        llave = Llave.leer(self.carpeta / "clave.pem")
        almacen = abrir(self.carpeta, escribir=True)
        with CajaDePrueba(almacen, llave, PERFIL, FakeReloj(vieja.reloj.momento)) as caja:
            yield PuestoDePrueba(self.sede, caja)


def con_padron(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    """The centre has the padrón too, as it has where cajas are replaced."""
    importar_al_centro(sede, puesto.caja, [una_cuenta(c) for c in ("100", "101", "102")], RECIBOS)


@pytest.fixture
def vieja(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> PuestoDePrueba:
    """The PC that will break: an open turno, a payment, and credit of a cuenta; all of it sent."""
    con_padron(sede, puesto)
    sede.centro().guardar_usuario("cajeme", "rosa", "Rosa Ibarra", ["cajero"], "918273", activo=True)
    un_pago(puesto.caja, "100", monto="10.00")
    un_cobro(puesto.caja, "101", monto="950.00", medios=(un_medio("950.00"),))
    puesto.sincronizar()
    return puesto


@pytest.fixture
def nueva(sede: SedeDeMaquina, tmp_path: Path) -> PcNueva:
    return PcNueva(sede, tmp_path / "nueva")


def test_everything_of_the_caja_is_in_the_new_pc(vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina) -> None:
    invitacion = invitar(sede)
    assert hay_diario(nueva.enlaces, invitacion)
    hecho = nueva.tomar(invitacion)
    assert hecho.serie == "B" and hecho.traidos == len(_asientos(vieja)) and hecho.dudosos == 2
    favor = estado_de_cuenta(vieja.caja.ctx, "101").adeudo.favor
    vieja.caja.cerrar()
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        turno = ver_turno(puesto.caja.ctx)
        assert turno is not None and turno.cajero == "demo"
        adeudo = estado_de_cuenta(puesto.caja.ctx, "101").adeudo
        assert (adeudo.total, adeudo.favor) == (Dinero(0), favor) and favor > Dinero(0)
        assert estado_de_cuenta(puesto.caja.ctx, "100").adeudo.total == Dinero.from_texto("890.00")
        with puesto.caja.uow() as uow:
            assert [p.estado for p in uow.cola.papeles()] == ["desconocido"] * 2
            assert uow.usuarios.usuario("rosa") is not None and uow.usuarios.verificador("rosa")
        pago = un_pago(puesto.caja, "100", monto="10.00")
        assert str(pago.folio) == "2B-000001"
        ronda = puesto.sincronizar()
        assert (ronda.pendientes, ronda.aviso) == (0, "")
        centro = sede.casa.publica
        informe = verificacion.verificar(puesto.caja.almacen, puesto.caja.padron, is_firma, None, centro)
        assert (informe.errores, informe.confianza, informe.epocas) == ((), "registrada", 2)
    assert sede.centro().verificar() == ()
    vieja.caja.reabrir()


def _asientos(puesto: PuestoDePrueba) -> list[str]:
    with puesto.caja.uow() as uow:
        return [a.tipo for a in uow.diario.asientos()]


def test_the_old_pc_is_told_and_takes_nothing_more(vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina) -> None:
    nueva.tomar(invitar(sede))
    with pytest.raises(NegocioError) as negado:
        vieja.sincronizar()
    assert negado.value.clave == "caja_reemplazada" and "Otra PC tomó el lugar" in negado.value.mensaje
    with vieja.caja.uow() as uow:
        assert leer_alto(uow.sincronia).clave == "caja_reemplazada"
    with pytest.raises(NegocioError, match="Otra PC tomó el lugar"):
        un_pago(vieja.caja, "102", monto="10.00")


def test_the_old_key_begins_no_epoca_and_what_waited_at_the_centre_is_not_lost(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    """Sent, and not yet taken by the centre, when the new PC was enrolled."""
    un_pago(vieja.caja, "102", monto="10.00")
    trabajar, vieja.trabajar = vieja.trabajar, lambda: None
    vieja.sincronizar()
    vieja.trabajar = trabajar
    hecho = nueva.tomar(invitar(sede))
    assert hecho.dudosos == 3
    assert consultar(sede, "SELECT count(*) FROM cuarentena") == [(0,)]
    assert consultar(sede, "SELECT motivo FROM registro WHERE revocado IS NOT NULL") == [("reemplazo",)]


@pytest.mark.parametrize("cual", [0, 2, 5])
def test_killed_while_the_diario_comes_the_same_order_goes_on(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina, monkeypatch: pytest.MonkeyPatch, cual: int
) -> None:
    invitacion = invitar(sede)
    monkeypatch.setattr("app.reposicion.traida.LOTE", 2)
    veces: list[int] = []

    def cortar(hechos: int, total: int) -> None:
        veces.append(hechos)
        if len(veces) > cual:
            raise Apagon

    with pytest.raises(Apagon):
        nueva.tomar(invitacion, cortar)
    # Nothing else opens the folder before it is whole, and no other file goes on with it.
    assert nueva.taller.is_trayendo()
    with pytest.raises(NegocioError) as negado, nueva.taller.contexto(escribir=False):
        pass
    assert negado.value.clave == "reemplazo_a_medias"
    hecho = nueva.tomar(invitacion)
    assert hecho.traidos == len(_asientos(vieja)) - veces[-1] and not nueva.taller.is_trayendo()
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        assert puesto.caja.verificar().errores == ()


def test_another_file_does_not_go_on_with_what_one_began(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    def cortar(hechos: int, total: int) -> None:
        raise Apagon

    with pytest.raises(Apagon):
        nueva.tomar(invitar(sede), cortar)
    with pytest.raises(NegocioError) as negado:
        nueva.tomar(invitar(sede))
    assert negado.value.clave == "enlace_de_otra_caja"


def test_the_power_goes_before_the_centre_answered(vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina) -> None:
    invitacion = invitar(sede)
    nueva.enlaces = EnlacesDePrueba(nueva.carpeta, lambda: None)
    with pytest.raises(EquipoError) as error:
        nueva.tomar(invitacion)
    assert error.value.clave == "centro_sin_respuesta"
    nueva.enlaces = EnlacesDePrueba(nueva.carpeta, lambda: servir(sede))
    assert nueva.tomar(invitacion).serie == "B"


def test_rows_that_were_touched_at_the_centre_are_not_brought(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    consultar(sede, "UPDATE diario SET contenido = contenido || '\\x20'::bytea WHERE caja = '2' AND tipo = 'pago'")
    with pytest.raises(IntegridadError) as error:
        nueva.tomar(invitar(sede))
    assert error.value.clave == "diario_alterado" and nueva.taller.is_trayendo()


def test_a_file_seen_by_somebody_else_first_serves_nobody_twice(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    invitacion = invitar(sede)
    nueva.tomar(invitacion)
    with pytest.raises((EquipoError, NegocioError)) as error:
        PcNueva(sede, tmp_path / "tercera").tomar(invitacion)
    assert error.value.clave in ("centro_rechaza", "enlace_usado")


def test_a_caja_of_its_own_does_not_take_a_number_that_has_a_diario(
    vieja: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    with una_caja(tmp_path / "otra") as otra:
        with pytest.raises(NegocioError) as error:
            PuestoDePrueba(sede, otra).enlazar(invitar(sede))
        assert error.value.clave == "caja_con_historia"


def test_replaced_twice_the_line_is_still_one(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina, tmp_path: Path
) -> None:
    nueva.tomar(invitar(sede))
    with nueva.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        un_pago(puesto.caja, "100", monto="10.00")
        puesto.sincronizar()
    tercera = PcNueva(sede, tmp_path / "tercera")
    assert tercera.tomar(invitar(sede)).serie == "C"
    with tercera.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        assert str(un_pago(puesto.caja, "100", monto="10.00").folio) == "2C-000001"
        assert puesto.sincronizar().pendientes == 0
        assert puesto.caja.verificar().errores == ()
        assert estado_de_cuenta(puesto.caja.ctx, "100").adeudo.total == Dinero.from_texto("870.00")
    assert sede.centro().verificar() == ()


def test_a_stopped_clone_gives_its_folder_to_what_the_centre_has(
    vieja: PuestoDePrueba, nueva: PcNueva, sede: SedeDeMaquina
) -> None:
    """As `enlazar` does over a caja that can go on in no other way: set aside whole, and made anew."""
    nueva.tomar(invitar(sede))
    with pytest.raises(NegocioError):
        vieja.sincronizar()
    vieja.caja.cerrar()
    aqui = PcNueva(sede, vieja.caja.carpeta)
    apartada = aqui.taller.apartar()
    assert (apartada / "caja.db").is_file() and apartada.name == "apartada-1" and not aqui.taller.hay_caja()
    assert aqui.tomar(invitar(sede)).serie == "C"
    with aqui.abierta(vieja.caja) as puesto:
        puesto.sincronizar()
        assert puesto.caja.verificar().errores == ()
    assert aqui.taller.apartar().name == "apartada-2"
