"""Devices that do as they should, and every way in which they do not: each ends soon and says what is known."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.ajustes import Impresora
from app.documentos import Documento, Texto
from app.domain.papel import ENVIADO, IMPRESO
from app.errors import EquipoError
from app.impresion import PapelDudoso
from printing.dispositivos import PULSO, Archivo, Carpeta, Red, abrir
from printing.escpos import to_escpos
from printing.papel import papel_de
from printing.red import Conversacion, conectar
from tests.printing.impresora_falsa import SIN_PAPEL, TAPA_ABIERTA, ImpresoraFalsa, una_impresora

PAPEL = Documento("Ticket", (Texto("Núñez pagó $ 100.00"),))
LARGO = Documento("Largo", tuple(Texto(f"renglón {n} " + "x" * 30) for n in range(2_500)))
BYTES = to_escpos(PAPEL, papel_de(48))
#: The longest that anything may take, with room for a busy machine; a stalled printer would take for ever.
PACIENCIA = 20


@pytest.fixture
def impresora() -> Iterator[ImpresoraFalsa]:
    with una_impresora() as falsa:
        yield falsa


def una_red(impresora: ImpresoraFalsa) -> Red:
    return Red("127.0.0.1", impresora.puerto, 48, espera=0.5, espera_estado=0.2)


def test_a_printer_that_confirms_has_printed(impresora: ImpresoraFalsa) -> None:
    assert una_red(impresora).sacar(PAPEL, "2A-000001") == IMPRESO
    assert impresora.papeles == [BYTES]


def test_a_printer_that_never_answers_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.estado = impresora.confirma = None
    assert una_red(impresora).sacar(PAPEL, "x") == ENVIADO


def test_a_printer_that_answers_nonsense_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.estado, impresora.confirma = b"OK", None
    assert una_red(impresora).sacar(PAPEL, "x") == ENVIADO


def test_a_printer_that_does_not_confirm_and_is_ready_was_only_sent_it(impresora: ImpresoraFalsa) -> None:
    impresora.confirma = None
    assert una_red(impresora).sacar(PAPEL, "x") == ENVIADO


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
        Conversacion(enchufe, espera=0.5, espera_estado=0.2).imprimir(bytes(64 * 2**20))
    assert monotonic() - comienzo < PACIENCIA


def test_nobody_at_the_address_is_told_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        puerto = servidor.getsockname()[1]
    with pytest.raises(EquipoError, match=f"127.0.0.1:{puerto}"):
        Red("127.0.0.1", puerto, 48).sacar(PAPEL, "x")


def test_a_name_that_does_not_exist_is_told() -> None:
    with pytest.raises(EquipoError, match="Revise que esté encendida"):
        Red("impresora.invalid", 9100, 48).sacar(PAPEL, "x")


def test_a_file_grows_with_each_paper(tmp_path: Path) -> None:
    archivo = Archivo(tmp_path / "salida.bin", 48)
    assert [archivo.sacar(PAPEL, "x"), archivo.sacar(PAPEL, "y")] == [IMPRESO, IMPRESO]
    assert (tmp_path / "salida.bin").read_bytes() == BYTES * 2


def test_a_readable_file_holds_the_last_paper(tmp_path: Path) -> None:
    archivo = Archivo(tmp_path / "ultimo.txt", 48)
    archivo.sacar(LARGO, "x")
    archivo.sacar(PAPEL, "y")
    assert "Núñez" in (tmp_path / "ultimo.txt").read_text(encoding="utf-8")
    assert "renglón" not in (tmp_path / "ultimo.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("ruta", ["no-hay/salida.bin", ".", "no-hay/ultimo.txt", "nul\0o.bin"])
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, ruta: str) -> None:
    with pytest.raises(EquipoError) as visto:
        Archivo(tmp_path / ruta, 48).sacar(PAPEL, "x")
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
    assert Archivo(puerto, 48).sacar(PAPEL, "x") == ENVIADO


def test_a_port_that_stops_taking_leaves_doubt(puerto: Path) -> None:
    comienzo = monotonic()
    with pytest.raises(PapelDudoso, match="dejó de recibir"):
        Archivo(puerto, 48, espera=0.2).sacar(LARGO, "x")
    assert monotonic() - comienzo < PACIENCIA


def test_a_port_that_takes_nothing_has_printed_nothing(puerto: Path) -> None:
    with pytest.raises(PapelDudoso):
        Archivo(puerto, 48, espera=0.1).sacar(LARGO, "x")
    with pytest.raises(EquipoError, match="no recibe") as visto:
        Archivo(puerto, 48, espera=0.1).sacar(LARGO, "x")
    assert not isinstance(visto.value, PapelDudoso)


def test_a_port_that_nobody_reads_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(EquipoError, match="esté encendida"):
        Archivo(tmp_path / "lp0", 48).sacar(PAPEL, "x")


def test_a_folder_gets_one_file_for_each_paper(tmp_path: Path) -> None:
    carpeta = Carpeta(tmp_path, 48)
    assert [carpeta.sacar(PAPEL, "2A-000001"), carpeta.sacar(PAPEL, "2A-000001-copia-1")] == [IMPRESO, IMPRESO]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2A-000001-copia-1.pdf", "2A-000001.pdf"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EquipoError, match="Revise que la carpeta exista"):
        Carpeta(tmp_path / "no-hay", 48).sacar(PAPEL, "x")


def test_settings_become_devices(tmp_path: Path) -> None:
    assert abrir(Impresora()) is None
    assert abrir(Impresora("red", "[::1]:9101", 58)) == Red("::1", 9101, 32)
    assert abrir(Impresora("carpeta", str(tmp_path))) == Carpeta(tmp_path, 48)
    assert abrir(Impresora("archivo", "/dev/usb/lp0", 58)) == Archivo(Path("/dev/usb/lp0"), 32)


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


def test_a_port_gets_the_pulse_and_a_paper_to_be_looked_at_does_not(tmp_path: Path) -> None:
    puerto = Archivo(tmp_path / "lp0", 48)
    puerto.abrir_cajon()
    assert puerto.tiene_cajon and (tmp_path / "lp0").read_bytes() == PULSO
    assert not Archivo(tmp_path / "ticket.txt", 48).tiene_cajon
    with pytest.raises(EquipoError):
        Archivo(tmp_path / "no hay" / "lp0", 48).abrir_cajon()


def test_from_a_folder_hangs_no_drawer(tmp_path: Path) -> None:
    carpeta = Carpeta(tmp_path, 48)
    carpeta.abrir_cajon()
    assert not carpeta.tiene_cajon and list(tmp_path.iterdir()) == []
