"""Devices that do as they should, and every way in which they do not: each ends soon and says what is known."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.documentos import Documento, Texto
from app.domain.papel import ENVIADO, IMPRESO
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso
from app.papel.impresora import Impresora
from printing.archivos import Carpeta, EnArchivo
from printing.conversacion import Conversacion
from printing.dispositivos import Archivo, Cola, PorCable, abrir, calentar
from printing.escpos import pulso_del_cajon, to_escpos
from printing.red import conectar
from tests.printing.impresora_falsa import LISTA, SIN_PAPEL, TAPA_ABIERTA, ImpresoraFalsa

PAPEL = Documento("Ticket", (Texto("Núñez pagó $ 100.00"),))
LARGO = Documento("Largo", tuple(Texto(f"renglón {n} " + "x" * 30) for n in range(2_500)))
USUAL = Impresora()
BYTES = to_escpos(PAPEL, USUAL)
PULSO = pulso_del_cajon(USUAL)
#: The longest that anything may take, with room for a busy machine; a stalled printer would take for ever.
PACIENCIA = 20


@pytest.fixture
def impresora() -> Iterator[ImpresoraFalsa]:
    with ImpresoraFalsa() as falsa:
        yield falsa


def una_red(impresora: ImpresoraFalsa) -> PorCable:
    return PorCable(Impresora("red", f"127.0.0.1:{impresora.puerto}"), espera=0.5, espera_estado=0.2)


def un_archivo(ruta: Path) -> Archivo:
    return Archivo(ruta, Impresora("archivo", str(ruta)))


def un_legible(ruta: Path) -> EnArchivo:
    return EnArchivo(ruta, USUAL.columnas)


def un_puerto(ruta: Path, espera: float = 0.2) -> PorCable:
    return PorCable(Impresora("archivo", str(ruta)), espera, espera_estado=0.2)


def una_carpeta(ruta: Path) -> Carpeta:
    return Carpeta(ruta, USUAL.columnas)


def test_a_printer_that_confirms_has_printed(impresora: ImpresoraFalsa) -> None:
    assert una_red(impresora).sacar(PAPEL, "2A-000001").estado == IMPRESO
    assert impresora.papeles == [BYTES]


def test_a_printer_that_never_answers_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.estado = impresora.confirma = None
    assert una_red(impresora).sacar(PAPEL, "x").estado == ENVIADO


def test_a_printer_that_answers_nonsense_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.estado, impresora.confirma = b"OK", None
    assert una_red(impresora).sacar(PAPEL, "x").estado == ENVIADO


def test_a_printer_that_does_not_confirm_and_is_ready_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.confirma = None
    assert una_red(impresora).sacar(PAPEL, "x").estado == ENVIADO


def test_a_cable_that_is_pulled_in_the_middle_leaves_doubt(impresora: ImpresoraFalsa) -> None:
    impresora.confirma, impresora.estado_final = None, b""
    with pytest.raises(PapelDudoso, match="Vea si salió"):
        una_red(impresora).sacar(PAPEL, "x")


def test_a_printer_that_used_to_answer_and_is_silent_is_sent_nothing(impresora: ImpresoraFalsa) -> None:
    red = una_red(impresora)
    red.sacar(PAPEL, "x")
    impresora.estado = impresora.confirma = None
    with pytest.raises(EquipoError, match="dejó de contestar") as visto:
        red.sacar(PAPEL, "y")
    assert not isinstance(visto.value, PapelDudoso)
    impresora.estado, impresora.confirma = LISTA, b"\x00"
    assert red.sacar(PAPEL, "y").estado == IMPRESO
    assert [p for p in impresora.papeles if p] == [BYTES, BYTES]


def test_another_printer_in_the_place_of_one_that_answered_may_say_nothing(impresora: ImpresoraFalsa) -> None:
    otra = abrir(Impresora("red", f"127.0.0.1:{impresora.puerto}"))
    assert otra is not None and otra.sacar(PAPEL, "x").estado == IMPRESO
    impresora.estado = impresora.confirma = None
    with pytest.raises(EquipoError, match="Si es otra, guárdela en F6"):
        otra.sacar(PAPEL, "y")
    calentar()
    assert otra.sacar(PAPEL, "y").estado == ENVIADO


@pytest.mark.parametrize(("estado", "palabra"), [(SIN_PAPEL, "sin papel"), (TAPA_ABIERTA, "tapa abierta")])
def test_a_printer_that_cannot_print_is_sent_nothing(impresora: ImpresoraFalsa, estado: bytes, palabra: str) -> None:
    impresora.estado = estado
    with pytest.raises(EquipoError, match=palabra) as visto:
        una_red(impresora).sacar(PAPEL, "x")
    assert not isinstance(visto.value, PapelDudoso)
    assert impresora.papeles == [b""]


def test_paper_that_ends_in_the_middle_leaves_doubt(impresora: ImpresoraFalsa) -> None:
    impresora.confirma, impresora.estado_final = None, SIN_PAPEL
    with pytest.raises(PapelDudoso, match="Vea si salió"):
        una_red(impresora).sacar(PAPEL, "x")


def test_paper_that_ends_with_the_ticket_leaves_doubt(impresora: ImpresoraFalsa) -> None:
    impresora.confirma = b"\x0c"
    with pytest.raises(PapelDudoso, match="Se acabó el papel"):
        una_red(impresora).sacar(PAPEL, "x")


def test_a_printer_that_hangs_up_in_the_middle_leaves_doubt(impresora: ImpresoraFalsa) -> None:
    impresora.corta = 5
    with pytest.raises(PapelDudoso):
        una_red(impresora).sacar(LARGO, "x")


def test_a_printer_that_hangs_up_at_once_has_printed_nothing(impresora: ImpresoraFalsa) -> None:
    impresora.corta = 0
    with pytest.raises(EquipoError) as visto:
        una_red(impresora).sacar(PAPEL, "x")
    assert not isinstance(visto.value, PapelDudoso)


def test_a_printer_that_stalls_is_left_soon(impresora: ImpresoraFalsa) -> None:
    impresora.sorda = True
    comienzo = monotonic()
    with (
        pytest.raises(PapelDudoso, match="dejó de responder"),
        conectar("127.0.0.1", impresora.puerto) as enchufe,
    ):
        Conversacion(enchufe, espera=0.5, espera_estado=0.2).imprimir(lambda: bytes(64 * 2**20))
    assert monotonic() - comienzo < PACIENCIA


def test_nobody_at_the_address_is_told_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        puerto = servidor.getsockname()[1]
    with pytest.raises(EquipoError, match=f"127.0.0.1:{puerto}"):
        PorCable(Impresora("red", f"127.0.0.1:{puerto}")).sacar(PAPEL, "x")


@pytest.mark.parametrize("nombre", ["impresora.invalid", "impresora..local", "a" * 64])
def test_a_name_that_does_not_exist_is_told(nombre: str) -> None:
    with pytest.raises(EquipoError, match="revise el cable y que esté encendida"):
        PorCable(Impresora("red", nombre)).sacar(PAPEL, "x")


@pytest.mark.parametrize("tipo", ["archivo", "carpeta", "serie"])
@pytest.mark.parametrize("destino", ["~nadie/papeles", f"/tmp/{'a' * 300}/x"])
def test_a_place_that_nobody_could_write_to_is_told(tipo: str, destino: str) -> None:
    dispositivo = abrir(Impresora(tipo, destino))
    assert dispositivo is not None
    for hacer in (dispositivo.preguntar, lambda: dispositivo.sacar(PAPEL, "x")):
        with pytest.raises(EquipoError) as visto:
            hacer()
        assert not isinstance(visto.value, PapelDudoso)


@pytest.fixture
def puerto(tmp_path: Path) -> Iterator[Path]:
    """A port with somebody at the other end who does not read."""
    ruta = tmp_path / "lp0"
    os.mkfifo(ruta)
    lector = os.open(ruta, os.O_RDONLY | os.O_NONBLOCK)
    yield ruta
    os.close(lector)


def test_a_port_takes_the_bytes_and_says_nothing(puerto: Path) -> None:
    assert un_puerto(puerto).sacar(PAPEL, "x").estado == ENVIADO


def test_a_port_that_stops_taking_leaves_doubt(puerto: Path) -> None:
    comienzo = monotonic()
    with pytest.raises(PapelDudoso, match="dejó de responder"):
        un_puerto(puerto).sacar(LARGO, "x")
    assert monotonic() - comienzo < PACIENCIA


def test_a_port_that_takes_nothing_has_printed_nothing(puerto: Path) -> None:
    with pytest.raises(PapelDudoso):
        un_puerto(puerto, 0.1).sacar(LARGO, "x")
    with pytest.raises(EquipoError, match="no recibe") as visto:
        un_puerto(puerto, 0.1).sacar(LARGO, "x")
    assert not isinstance(visto.value, PapelDudoso)


def test_a_port_that_nobody_reads_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(EquipoError, match="esté encendida"):
        un_puerto(tmp_path / "lp0").sacar(PAPEL, "x")


def test_settings_become_devices(tmp_path: Path) -> None:
    assert abrir(Impresora()) is None
    for puesta in (
        Impresora("red", "[::1]:9101", 32), Impresora("serie", "COM3"), Impresora("archivo", "/dev/usb/lp0", 42),
        Impresora("archivo", str(tmp_path)),
    ):  # fmt: skip
        assert abrir(puesta) == PorCable(puesta)
    assert abrir(Impresora("carpeta", str(tmp_path))) == una_carpeta(tmp_path)
    assert abrir(Impresora("archivo", str(tmp_path / "x"))) == un_archivo(tmp_path / "x")
    assert abrir(Impresora("archivo", str(tmp_path / "x.PDF"))) == un_legible(tmp_path / "x.PDF")
    assert abrir(Impresora("hojas", "laser")) == Cola(Impresora("hojas", "laser"))


def test_two_papers_at_once_reach_the_printer_whole(impresora: ImpresoraFalsa) -> None:
    red = una_red(impresora)
    hilos = [threading.Thread(target=red.sacar, args=(PAPEL, str(n))) for n in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(PACIENCIA)
    assert all(papel in (BYTES, b"") for papel in impresora.papeles)


# --- the drawer ---


def test_the_pulse_opens_the_drawer_of_a_network_printer(impresora: ImpresoraFalsa) -> None:
    red = una_red(impresora)
    assert red.tiene_cajon
    red.abrir_cajon()
    assert impresora.papeles == [PULSO]
