"""Ports of this machine: a terminal pair stands for the printer, so that it can answer, stall and be unplugged."""

from __future__ import annotations

import contextlib
import os
import threading
import tty
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.documentos import Documento, Texto
from app.domain.papel import ENVIADO, IMPRESO
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso
from app.papel.impresora import Impresora
from printing.conversacion import POCO_PAPEL
from printing.dispositivos import PorCable
from printing.escpos import pulso_del_cajon, to_escpos
from printing.halladas import halladas
from tests.printing.impresora_falsa import CONFIRMA, LISTA, PREGUNTA, SIN_PAPEL

PAPEL = Documento("Ticket", (Texto("Núñez pagó $ 100.00"),))
LARGO = Documento("Largo", tuple(Texto(f"renglón {n} " + "x" * 30) for n in range(2_500)))
PACIENCIA = 20


class ImpresoraEnPuerto:
    """A printer at the far end of a terminal pair.

    Attributes:
        ruta: the port that the program opens.
        estado, confirma: its answers; None answers nothing.
        sorda: takes nothing.
        corta: is unplugged after that many bytes.
        papel: what it was sent, questions apart.
    """

    def __init__(self) -> None:
        self._lejos, self._cerca = os.openpty()
        tty.setraw(self._cerca)
        os.set_blocking(self._lejos, False)
        self.ruta = os.ttyname(self._cerca)
        self.estado: bytes | None = LISTA
        self.confirma: bytes | None = b"\x00"
        self.sorda = False
        self.corta: int | None = None
        self.papel = b""
        self._fin = threading.Event()
        self._hilo = threading.Thread(target=self._servir, daemon=True)
        self._hilo.start()

    def cerrar(self) -> None:
        """Stop serving."""
        self._fin.set()
        self._hilo.join(5)
        with contextlib.suppress(OSError):
            os.close(self._lejos)
        with contextlib.suppress(OSError):
            os.close(self._cerca)

    def decir(self, tarde: bytes) -> None:
        """Answer when nobody listens any more."""
        os.write(self._lejos, tarde)

    def _servir(self) -> None:
        while not self._fin.wait(0.005):
            if self.sorda:
                continue
            try:
                self._contestar(self.papel + os.read(self._lejos, 65_536))
            except BlockingIOError:
                continue
            except OSError:
                return
            if self.corta is not None and len(self.papel) >= self.corta:
                os.close(self._lejos)
                return

    def _contestar(self, leido: bytes) -> None:
        """What is printed is kept before it is confirmed: who asked looks at it at once."""
        while PREGUNTA in leido:
            leido = leido.replace(PREGUNTA, b"", 1)
            if self.estado is not None:
                os.write(self._lejos, self.estado)
        self.papel = leido.removesuffix(CONFIRMA)
        if leido.endswith(CONFIRMA) and self.confirma is not None:
            os.write(self._lejos, self.confirma)


@pytest.fixture
def impresora() -> Iterator[ImpresoraEnPuerto]:
    una = ImpresoraEnPuerto()
    yield una
    una.cerrar()


@pytest.fixture(params=["archivo", "serie"])
def puerto(request: pytest.FixtureRequest, impresora: ImpresoraEnPuerto) -> PorCable:
    puesta = Impresora(request.param, impresora.ruta, velocidad=115200)
    return PorCable(puesta, espera=0.5, espera_estado=0.3)


def test_a_port_that_answers_has_printed(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    assert puerto.sacar(PAPEL, "x").estado == IMPRESO
    assert impresora.papel == to_escpos(PAPEL, puerto.impresora)
    assert puerto.preguntar().estado == IMPRESO


def test_a_port_that_says_nothing_was_sent_it(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.estado = impresora.confirma = None
    assert puerto.sacar(PAPEL, "x").estado == ENVIADO
    assert puerto.preguntar().estado == ENVIADO and not puerto.contestan


def test_an_answer_that_came_too_late_is_not_taken_for_another(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.confirma = None
    assert puerto.sacar(PAPEL, "x").estado == ENVIADO
    impresora.decir(b"\x00")
    impresora.confirma = b"\x00"
    assert [puerto.sacar(PAPEL, "x").estado for _ in range(2)] == [IMPRESO, IMPRESO]


def test_a_port_without_paper_is_sent_nothing(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.estado = SIN_PAPEL
    with pytest.raises(EquipoError, match="ponga un rollo") as visto:
        puerto.sacar(PAPEL, "x")
    assert not isinstance(visto.value, PapelDudoso) and impresora.papel == b""


def test_little_paper_is_told_and_printed(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.estado = b"\x12\x1e"
    respuesta = puerto.sacar(PAPEL, "x")
    assert (respuesta.estado, respuesta.aviso) == (IMPRESO, POCO_PAPEL)


def test_the_pulse_goes_first_when_cash_moves(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    puerto.sacar(PAPEL, "x", abre_cajon=True)
    assert impresora.papel.startswith(pulso_del_cajon(puerto.impresora) + b"\x1bt\x13")


def test_a_port_that_stalls_is_left_soon(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.sorda = True
    comienzo = monotonic()
    with pytest.raises(PapelDudoso, match="Vea si salió"):
        puerto.sacar(LARGO, "x")
    assert monotonic() - comienzo < PACIENCIA


def test_a_port_unplugged_in_the_middle_leaves_doubt(impresora: ImpresoraEnPuerto, puerto: PorCable) -> None:
    impresora.corta = 2_000
    comienzo = monotonic()
    with pytest.raises(PapelDudoso, match="a la mitad"):
        puerto.sacar(LARGO, "x")
    assert monotonic() - comienzo < PACIENCIA


@pytest.mark.parametrize("tipo", ["archivo", "serie"])
def test_a_port_that_is_not_there_is_told_and_none_is_made(tipo: str) -> None:
    with pytest.raises(EquipoError, match="revise el cable"):
        PorCable(Impresora(tipo, "/dev/no-hay-lp0")).sacar(PAPEL, "x")
    assert not Path("/dev/no-hay-lp0").exists()


def test_a_port_that_may_not_be_written_says_whom_to_ask(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to this user")
    ruta = tmp_path / "lp0"
    os.mkfifo(ruta, 0o400)
    with pytest.raises(EquipoError, match="Pida a sistemas"):
        PorCable(Impresora("archivo", str(ruta))).sacar(PAPEL, "x")


def test_what_the_system_offers_has_a_type_and_a_destination() -> None:
    assert all(h.tipo in ("archivo", "cola", "hojas", "serie") and h.destino and h.nombre for h in halladas())
