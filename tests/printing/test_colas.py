"""Queues of the system: a stand-in for the orders of CUPS keeps what it is given, stops, refuses, or never answers."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

import pytest

from app.documentos import Documento, Texto
from app.domain.papel import ENVIADO
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso
from app.papel.impresora import Impresora
from app.sistema import posix
from printing.dispositivos import Cola
from printing.escpos import pulso_del_cajon, to_escpos
from printing.halladas import halladas

PAPEL = Documento("Ticket", (Texto("Núñez pagó $ 100.00"),))
TICKETS = Impresora("cola", "tickets", 32)
HOJAS = Impresora("hojas", "laser")

LP = """#!/bin/sh
[ -e "$CUPS/lento" ] && exec sleep 30
[ -e "$CUPS/rota" ] && { echo "lp: The printer or class does not exist." >&2; exit 1; }
[ -e "$CUPS/cerrada" ] && { echo 'lp: Destination "tickets" is not accepting jobs.' >&2; exit 1; }
echo "$*" >> "$CUPS/ordenes"
cat > "$CUPS/papel"
echo "request id is tickets-1 (1 file(s))"
"""
LPSTAT = """#!/bin/sh
[ -e "$CUPS/lento" ] && exec sleep 30
[ "$1" = -e ] && { printf 'tickets\\nlaser\\n'; exit 0; }
[ "$2" = tickets ] || [ "$2" = laser ] || { echo "lpstat: Invalid destination name in list \\"$2\\"." >&2; exit 1; }
[ -e "$CUPS/detenida" ] && { echo "printer $2 disabled since Tue 05 Sep 2023 -"; exit 0; }
[ -e "$CUPS/apagada" ] && { echo "printer $2 now printing $2-49.  enabled since Tue 05 Sep 2023"
  printf '\tThe printer may not exist or is unavailable at this time.\n'; exit 0; }
echo "printer $2 is idle.  enabled since Tue 05 Sep 2023"
"""


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `lp` and `lpstat`; a file named after a trouble in it (`lento`, `rota`…) makes them have it."""
    for nombre, texto in (("lp", LP), ("lpstat", LPSTAT)):
        (tmp_path / nombre).write_text(texto)
        (tmp_path / nombre).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("CUPS", str(tmp_path))
    return tmp_path


def test_a_ticket_goes_raw_to_its_queue(cups: Path) -> None:
    respuesta = Cola(TICKETS).sacar(PAPEL, "2A-000001", abre_cajon=True)
    assert respuesta.estado == ENVIADO
    assert (cups / "papel").read_bytes() == to_escpos(PAPEL, TICKETS, abre_cajon=True)
    assert (cups / "ordenes").read_text() == "-d tickets -t 2A-000001 -o raw\n"


def test_a_sheet_goes_as_a_pdf_and_opens_nothing(cups: Path) -> None:
    cola = Cola(HOJAS)
    cola.sacar(PAPEL, "Z-1", abre_cajon=True)
    assert (cups / "papel").read_bytes().startswith(b"%PDF-1.")
    assert (cups / "ordenes").read_text() == "-d laser -t Z-1\n"
    cola.abrir_cajon()
    assert not cola.tiene_cajon and (cups / "ordenes").read_text().count("\n") == 1


def test_the_drawer_hangs_from_a_queue_of_tickets(cups: Path) -> None:
    cola = Cola(TICKETS)
    cola.abrir_cajon()
    assert cola.tiene_cajon and (cups / "papel").read_bytes() == pulso_del_cajon(TICKETS)


def test_a_queue_that_is_stopped_or_unknown_is_sent_nothing(cups: Path) -> None:
    assert Cola(TICKETS).preguntar().estado == ENVIADO
    with pytest.raises(EquipoError, match="Revise el nombre"):
        Cola(Impresora("cola", "otra")).sacar(PAPEL, "x")
    (cups / "detenida").touch()
    for hacer in (Cola(TICKETS).preguntar, lambda: Cola(TICKETS).sacar(PAPEL, "x")):
        with pytest.raises(EquipoError, match="detenida"):
            hacer()
    assert not (cups / "ordenes").exists()


def test_a_queue_that_refuses_says_why(cups: Path) -> None:
    (cups / "rota").touch()
    with pytest.raises(EquipoError, match="does not exist") as visto:
        Cola(TICKETS).sacar(PAPEL, "x")
    assert not isinstance(visto.value, PapelDudoso)


def test_a_queue_that_takes_nothing_more_is_not_a_wrong_name(cups: Path) -> None:
    (cups / "cerrada").touch()
    with pytest.raises(EquipoError, match="Haga que la cola acepte trabajos"):
        Cola(TICKETS).sacar(PAPEL, "x")


def test_while_a_paper_waits_for_a_printer_that_is_off_the_next_one_stays_here(cups: Path) -> None:
    (cups / "apagada").touch()
    with pytest.raises(EquipoError, match="que esté encendida"):
        Cola(TICKETS).sacar(PAPEL, "x")
    assert not (cups / "ordenes").exists()


def test_a_spooler_that_does_not_answer_is_left_soon(cups: Path) -> None:
    (cups / "lento").touch()
    comienzo = monotonic()
    with pytest.raises(EquipoError, match="no contesta"):
        Cola(TICKETS).preguntar()
    with pytest.raises(PapelDudoso, match="Vea si salió"):
        Cola(TICKETS).abrir_cajon()
    assert monotonic() - comienzo < 20 and posix.colas() == ()


def test_without_cups_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert posix.colas() == ()
    with pytest.raises(EquipoError, match="instale CUPS"):
        Cola(TICKETS).preguntar()


def test_queues_are_offered_for_tickets_and_for_sheets(cups: Path) -> None:
    assert {(h.tipo, h.destino) for h in halladas()} >= {
        ("cola", "tickets"), ("hojas", "tickets"), ("cola", "laser"), ("hojas", "laser"),
    }  # fmt: skip
