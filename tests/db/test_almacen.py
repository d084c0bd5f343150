"""The folder of a caja: who it is, its epocas, and the head kept outside the file."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.cuenta import Marca
from app.domain.pago.pago import Folio
from app.errors import EquipoError, IntegridadError
from db.almacen import abrir, crear, is_caja
from db.unit_of_work import Cabeza
from tests.db.escena import hechos_de, sin_disparadores
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, un_turno, una_caja, una_cuenta


def abrir_epoca(caja: CajaDePrueba, serie: str) -> CajaDePrueba:
    """What a restore or a replacement of the PC does: another life of the diario, with its own folios."""
    nueva = replace(caja.almacen.caja, epoca=str(uuid.uuid4()), serie=serie)
    campos = ("version", "centro", "serie", "publica", "reloj_inicio", "reloj_creada")
    with replace(caja.almacen, caja=nueva).uow(caja.llave, caja.reloj) as uow:
        datos = {c: getattr(nueva, c) for c in campos} | {"demo": 1, "motivo": "restaurada"}
        uow.diario.asentar("epoca_abierta", datos)
        uow.commit()
    return caja.reabrir()


def test_caja_is_who_it_was_made(caja: CajaDePrueba) -> None:
    antes = caja.ctx.caja
    assert caja.reabrir().ctx.caja == antes
    assert is_caja(caja.carpeta) and not is_caja(caja.carpeta / "lotes")


def test_real_caja_keeps_its_key_elsewhere(tmp_path: Path) -> None:
    with una_caja(tmp_path / "caja", demo=False) as caja:
        assert not list(caja.carpeta.rglob("*.pem"))
        assert not caja.reabrir().ctx.caja.demo
        assert caja.ctx.caja.reloj_inicio == ""


def test_new_epoca_begins_its_seq_and_folios_and_goes_on_the_chain(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="900.00")])
    un_pago(caja, monto="10.00")
    antes = len(hechos_de(caja))
    for serie in ("B", "Z", "AA"):
        abrir_epoca(caja, serie)
        assert caja.ctx.caja.serie == serie
        pago = un_pago(caja, monto="10.00")
        assert (str(pago.folio), pago.seq) == (f"2{serie}-000001", 2)
    informe = caja.verificar()
    assert (informe.errores, informe.epocas, informe.asientos) == ((), 4, antes + 6)


def test_payments_up_to_a_folio_are_named_by_the_place_of_each_epoca(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="900.00")])
    primera = caja.ctx.caja.epoca
    viejos = [un_pago(caja, monto="10.00") for _ in range(2)]
    abrir_epoca(caja, "B")
    nuevo = un_pago(caja, monto="10.00")
    with caja.uow() as uow:
        assert uow.pagos.marcas_hasta(None) == ()
        assert uow.pagos.marcas_hasta(viejos[0].folio) == (Marca("2", primera, viejos[0].seq),)
        assert uow.pagos.marcas_hasta(nuevo.folio) == (
            Marca("2", primera, viejos[1].seq),
            Marca("2", caja.ctx.caja.epoca, nuevo.seq),
        )
        with pytest.raises(LookupError):
            uow.pagos.marcas_hasta(Folio("2", "C", 1))


def test_first_entries_of_an_epoca_taken_out_are_found(caja: CajaDePrueba) -> None:
    abrir_epoca(caja, "B")
    with caja.uow() as uow:
        uow.diario.asentar("eclipse", {})
        uow.commit()
    sin_disparadores(caja, ("DELETE FROM diario WHERE epoca = ? AND seq = 1", (caja.ctx.caja.epoca,)))
    hallazgo = caja.verificar().errores[0]
    assert (hallazgo.seq, hallazgo.tipo) == (2, "cadena")


def test_lotes_are_named_in_the_order_of_the_diario(caja: CajaDePrueba) -> None:
    primero = importar(caja, [una_cuenta("100")])
    abrir_epoca(caja, "B")
    segundo = importar(caja, [una_cuenta("200")])
    assert caja.almacen.lotes() == [primero, segundo]
    assert caja.padron.cuenta("200") is not None


# --- the head ---


def test_head_follows_every_commit(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    pago = un_pago(caja)
    assert Cabeza(caja.carpeta / "cabeza.json").leer() == (caja.ctx.caja.epoca, pago.seq, pago.hash)


def test_head_is_not_written_by_what_is_not_committed(caja: CajaDePrueba) -> None:
    antes = (caja.carpeta / "cabeza.json").read_bytes()
    with caja.uow() as uow:
        uow.diario.asentar("eclipse", {})
    with caja.uow() as uow:
        uow.commit()
    assert (caja.carpeta / "cabeza.json").read_bytes() == antes


def test_older_head_is_an_ancestor_and_opens(caja: CajaDePrueba) -> None:
    """Power went after the payment was on the disk and before the head was: nobody has to repair anything."""
    antes = (caja.carpeta / "cabeza.json").read_bytes()
    importar(caja, [una_cuenta()], [un_recibo()])
    (caja.carpeta / "cabeza.json").write_bytes(antes)
    assert caja.reabrir().verificar().ok
    assert un_pago(caja).folio.numero == 1


@pytest.mark.parametrize("contenido", [None, "", "{", json.dumps({"epoca": "x"})])
def test_lost_head_opens_and_is_written_again(caja: CajaDePrueba, contenido: str | None) -> None:
    ruta = caja.carpeta / "cabeza.json"
    ruta.unlink()
    if contenido is not None:
        ruta.write_text(contenido)
    importar(caja.reabrir(), [una_cuenta()], [un_recibo()])
    assert caja.verificar().ok


@pytest.mark.parametrize("campo", ["epoca", "seq", "hash"])
def test_head_that_the_file_does_not_hold_stops_it(caja: CajaDePrueba, campo: str) -> None:
    leida = json.loads((caja.carpeta / "cabeza.json").read_text())
    leida[campo] = 99 if campo == "seq" else "ff" * 32
    (caja.carpeta / "cabeza.json").write_text(json.dumps(leida))
    if campo == "hash":
        with pytest.raises(IntegridadError, match="no es el que se confirmó"):
            abrir(caja.carpeta, escribir=True)
    else:
        # Behind it, it opens and nothing is appended to it.
        with pytest.raises(IntegridadError, match="copia anterior"):
            un_turno(caja.reabrir())
    abrir(caja.carpeta, escribir=False).cerrar()


def test_diario_without_its_epoca_has_been_tampered_with(caja: CajaDePrueba) -> None:
    sin_disparadores(caja, "DELETE FROM epoca")
    with pytest.raises(IntegridadError) as negado:
        abrir(caja.carpeta, escribir=True)
    assert negado.value.clave == "proyeccion_danada"


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()
    with pytest.raises(EquipoError) as negado:
        crear(tmp_path / "archivo" / "caja")
    assert negado.value.clave == "carpeta_no_escribible"
