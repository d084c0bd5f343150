"""A restored file, with its centre at hand and without: what is missing comes back, and a new epoca goes on."""

from __future__ import annotations

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.alto import leer_alto
from app.documentos import Encabezado
from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.errors import EquipoError, IntegridadError, NegocioError
from app.papel.impresion import imprimir_pendientes, reimprimir_papel
from app.reposicion.recuperacion import recuperar, seguir_sin_centro
from app.turno.caja import cerrar_turno
from tests.copias import Copia, pagar, pagos_del_centro
from tests.factories import DEMO, SUPER
from tests.fakes import FakeDispositivo
from tests.sede import PuestoDePrueba, consultar

CABEZA = Encabezado("OOMAPAS de Cajeme")


def clave(error: pytest.ExceptionInfo[NegocioError]) -> str:
    return error.value.clave


def alto(puesto: PuestoDePrueba) -> str:
    with puesto.caja.uow() as uow:
        return leer_alto(uow.sincronia).clave


@pytest.mark.parametrize("con_cabeza", [True, False])
def test_a_restored_file_gets_back_what_it_lacks_and_goes_on(
    copia: Copia, sede: SedeDeMaquina, con_cabeza: bool
) -> None:
    puesto = copia.puesto
    for cuenta in ("100", "101"):
        pagar(puesto, cuenta)
    puesto.sincronizar()
    copia.reponer(con_cabeza=con_cabeza)
    with pytest.raises(NegocioError) as negado:
        puesto.sincronizar()
    assert clave(negado) == ("cabeza_ausente" if con_cabeza else "archivo_atrasado")
    with pytest.raises(NegocioError) as negado:
        pagar(puesto)
    assert clave(negado) == ("cabeza_ausente" if con_cabeza else "caja_detenida")
    hecha = copia.recuperar()
    assert (hecha.perdidos, hecha.serie) == (0, "B") and hecha.traidos == 2
    assert str(pagar(puesto).folio) == "2B-000001"
    assert puesto.sincronizar().pendientes == 0
    assert pagos_del_centro(sede) == ["2A-000001", "2A-000002", "2A-000003", "2B-000001"]
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_the_open_turno_comes_back_and_its_corte_adds_up(copia: Copia, sede: SedeDeMaquina) -> None:
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    copia.reponer(con_cabeza=False)
    with pytest.raises(NegocioError):
        puesto.sincronizar()
    # No corte is made on a file that is not the caja: it would be another history.
    with pytest.raises(NegocioError, match="copia anterior"):
        cerrar_turno(puesto.caja.ctx, DEMO, Arqueo.from_texto("0"), "x")
    hecha = copia.recuperar()
    assert hecha.dudosos == 2
    pagar(puesto, "102")
    corte = cerrar_turno(puesto.caja.ctx, DEMO, Arqueo.from_texto("500x1,20x1,10x1"), "")
    assert corte.pagos == 3 and corte.diferencia == Dinero(0)
    puesto.sincronizar()
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


def test_what_was_never_sent_is_told_as_lost(copia: Copia) -> None:
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    pagar(puesto, "102")
    copia.reponer(con_cabeza=True)
    hecha = copia.recuperar()
    assert hecha.perdidos == 1
    with puesto.caja.uow() as uow:
        apertura = [a for a in uow.diario.asientos() if a.tipo == "epoca_abierta"][-1].datos()
    assert (apertura["motivo"], apertura["perdidos"], apertura["quien"]) == ("restauracion", 1, "super")
    assert str(pagar(puesto).folio) == "2B-000001" and puesto.sincronizar().pendientes == 0


def test_without_the_centre_a_supervisor_says_the_last_folio(copia: Copia, sede: SedeDeMaquina) -> None:
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    with pytest.raises(NegocioError) as negado:
        seguir_sin_centro(puesto.medios(), SUPER, Folio("3", "A", 2))
    assert clave(negado) == "folio_de_otra_caja"
    with pytest.raises(NegocioError) as negado:
        seguir_sin_centro(puesto.medios(), SUPER, Folio("2", "A", 0))
    assert clave(negado) == "folio_anterior"
    hecha = seguir_sin_centro(puesto.medios(), SUPER, Folio("2", "C", 9))
    assert (hecha.serie, hecha.traidos) == ("D", 0) and hecha.perdidos >= 1
    puesto.caja.reabrir()
    pagar(puesto, "102")
    # Back in contact: what the old epoca had stands, in its own serie, and this file goes on.
    assert puesto.sincronizar().pendientes == 0
    assert pagos_del_centro(sede) == ["2A-000001", "2A-000002", "2D-000001"]
    assert alto(puesto) == ""
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


@pytest.mark.parametrize("con_centro", [True, False])
def test_what_waited_in_the_copy_may_have_come_out_since(copia: Copia, con_centro: bool) -> None:
    puesto, impresora = copia.puesto, FakeDispositivo()

    def imprimir() -> None:
        imprimir_pendientes(puesto.caja.ctx, lambda clase: impresora, CABEZA)

    imprimir()
    copia_con_mas(copia)
    # Nobody could write down what comes out of a stopped caja: nothing does.
    for hacer in (imprimir, lambda: reimprimir_papel(puesto.caja.ctx, lambda c: impresora, CABEZA, "2A-000001", "")):
        with pytest.raises(NegocioError, match="copia anterior"):
            hacer()
    assert [nombre for nombre, _ in impresora.papeles] == ["2A-000001"]
    if con_centro:
        copia.recuperar()
    else:
        assert seguir_sin_centro(puesto.medios(), SUPER, Folio("2", "A", 2)).dudosos == 1
        # A window that was open all the while has the key of the old epoca.
        with pytest.raises(NegocioError, match="Cierre el programa"):
            imprimir()
        puesto.caja.reabrir()
    imprimir()
    copias = [nombre for nombre, texto in impresora.papeles[1:] if "COPIA 1" in texto]
    assert copias == ["2A-000001-copia-1", "2A-000002-copia-1"][: 1 + con_centro]
    assert len(impresora.papeles) == 1 + len(copias) and puesto.caja.verificar().errores == ()


def test_a_cashier_does_not_have_it_go_on_nor_anybody_without_need(copia: Copia) -> None:
    puesto = copia.puesto
    with pytest.raises(NegocioError) as negado:
        recuperar(puesto.medios(), SUPER)
    assert clave(negado) == "sin_alto"
    copia_con_mas(copia)
    with pytest.raises(NegocioError) as negado:
        recuperar(puesto.medios(), DEMO)
    assert clave(negado).startswith("requiere_")


def copia_con_mas(copia: Copia) -> None:
    pagar(copia.puesto, "101")
    copia.puesto.sincronizar()
    copia.reponer(con_cabeza=True)


def test_without_a_centre_it_says_what_is_left(copia: Copia) -> None:
    copia_con_mas(copia)
    copia.puesto.enlaces.leer = lambda caja: None  # type: ignore[method-assign]
    with pytest.raises(NegocioError) as negado:
        recuperar(copia.puesto.medios(), SUPER)
    assert clave(negado) == "sin_enlace"


class Apagon(Exception):
    """The power goes."""


@pytest.mark.parametrize("cual", range(3))
def test_cut_in_the_middle_it_goes_on_after_what_it_had(
    copia: Copia, sede: SedeDeMaquina, monkeypatch: pytest.MonkeyPatch, cual: int
) -> None:
    puesto = copia.puesto
    for _ in range(3):
        pagar(puesto, "101")
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    monkeypatch.setattr("app.reposicion.traida.LOTE", 1)
    veces: list[int] = []

    def cortar(hechos: int, total: int) -> None:
        veces.append(total)
        if len(veces) > cual:
            raise Apagon

    with pytest.raises(Apagon):
        recuperar(puesto.medios(), SUPER, cortar)
    puesto.caja.reabrir()
    with pytest.raises(NegocioError):
        pagar(puesto)
    assert copia.recuperar().traidos == veces[0] - cual - 1
    pagar(puesto)
    assert puesto.sincronizar().pendientes == 0
    assert puesto.caja.verificar().errores == () and sede.centro().verificar() == ()


@pytest.mark.parametrize("campo", ["contenido", "hash", "firma", "prev_hash", "falta"])
def test_what_the_caja_did_not_sign_is_not_brought(copia: Copia, sede: SedeDeMaquina, campo: str) -> None:
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    ultimo = "seq = (SELECT max(seq) FROM diario WHERE caja = '2')"
    copia.reponer(con_cabeza=True)
    if campo == "falta":
        consultar(sede, f"DELETE FROM diario WHERE caja = '2' AND {ultimo}")
    else:
        consultar(sede, f"UPDATE diario SET {campo} = {campo} || '\\x20'::bytea WHERE caja = '2' AND {ultimo}")
    with pytest.raises(IntegridadError) as negado:
        recuperar(puesto.medios(), SUPER)
    assert clave(negado) == ("diario_incompleto" if campo == "falta" else "diario_alterado")
    assert alto(puesto) == "cabeza_ausente"


def test_a_centre_that_gives_less_than_it_signed_is_not_believed(copia: Copia, sede: SedeDeMaquina) -> None:
    """Its rows and its cursor agree, and the signature is of another head."""
    puesto = copia.puesto
    pagar(puesto, "101")
    puesto.sincronizar()
    copia.reponer(con_cabeza=True)
    consultar(sede, "UPDATE caja_cursor SET firma = decode(repeat('00', 64), 'hex') WHERE caja = '2'")
    with pytest.raises(IntegridadError) as negado:
        recuperar(puesto.medios(), SUPER)
    assert clave(negado) == "acuse_falso"


def test_the_network_down_loses_nothing(copia: Copia) -> None:
    copia_con_mas(copia)
    copia.puesto.cambiar(url="postgresql://127.0.0.1:1/postgres")
    with pytest.raises(EquipoError):
        recuperar(copia.puesto.medios(), SUPER)
    assert alto(copia.puesto) == "cabeza_ausente"
