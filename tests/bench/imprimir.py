"""A ticket on its way: from the confirmed charge to its first byte at a printer, and from the payment to its bytes.

Each function returns (nombre, mediana_s, base_s, n).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from app.cobro.cobranza import cobrar
from app.documentos import Codigo, Renglon, disponer, ticket_pago
from app.papel.impresion import imprimir_pendientes
from app.papel.impresora import Impresora
from printing.cargador import cargar
from printing.dispositivos import PorCable
from printing.escpos import to_escpos
from tests.bench.cobrar import _conectar, _copia, _escrito, _numeros, _repetir, _una_caja_con
from tests.factories import DEMO, un_turno, una_solicitud
from tests.printing.impresora_falsa import CONFIRMA, LISTA, PREGUNTA
from tests.printing.muestras import ENCABEZADO, un_pago

Resultado = tuple[str, float, float, int]

_CALENTAR = 20


class Reloj:
    """A printer on the loopback, in a process of its own as a printer is, that tells when a paper reached it."""

    def __init__(self) -> None:
        # A fresh interpreter: a fork would take our threads' locks along.
        ajeno = multiprocessing.get_context("spawn")
        self._llegadas, suyo = ajeno.Pipe(duplex=False)
        self._proceso = ajeno.Process(target=_servir, args=(suyo,), daemon=True)
        self._proceso.start()
        self.puerto = int(self._llegadas.recv())

    def llegada(self) -> float:
        """When the first byte of the paper that was just sent was there, by the clock of both."""
        if not self._llegadas.poll(10):
            raise TimeoutError("no paper came")
        return float(self._llegadas.recv())

    def cerrar(self) -> None:
        """Stop serving."""
        self._proceso.terminate()
        self._proceso.join()


def _servir(llegadas: Connection) -> None:
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        llegadas.send(servidor.getsockname()[1])
        while True:
            enchufe, _ = servidor.accept()
            with enchufe, contextlib.suppress(OSError):
                _atender(enchufe, llegadas)


def _atender(enchufe: socket.socket, llegadas: Connection) -> None:
    is_papel = False
    while leido := enchufe.recv(65_536):
        momento = perf_counter()
        if leido.startswith(PREGUNTA):
            enchufe.sendall(LISTA)
            leido = leido.removeprefix(PREGUNTA)
        if leido and not is_papel:
            llegadas.send(momento)
            is_papel = True
        if leido.endswith(CONFIRMA):
            enchufe.sendall(b"\x00")


@contextmanager
def _un_reloj() -> Iterator[Reloj]:
    reloj = Reloj()
    try:
        yield reloj
    finally:
        reloj.cerrar()


class _Tiempos:
    """Seconds of each charge until it was committed, and from there to its first byte; the first ones do not count."""

    def __init__(self) -> None:
        self._partes: list[tuple[float, float]] = []

    def anotar(self, antes: float, despues: float) -> None:
        self._partes.append((antes, despues))

    @property
    def todo(self) -> float:
        return median(antes + despues for antes, despues in self._partes[_CALENTAR:])

    @property
    def antes(self) -> float:
        """Until it was committed."""
        return median(antes for antes, _ in self._partes[_CALENTAR:])

    @property
    def despues(self) -> float:
        """After the commit."""
        return median(despues for _, despues in self._partes[_CALENTAR:])


def bench_imprimir(n: int) -> Resultado:
    """n charges in cash, each from the order to the first byte of its ticket at a printer on the loopback.

    The base commits the very same rows bare and writes a ticket of as many bytes to a socket. Told besides: what of
    each comes after its commit, and the ratio to such a bare write after the charge's own commit.
    """
    with TemporaryDirectory() as carpeta, _una_caja_con(n + _CALENTAR, Path(carpeta)) as caja, _un_reloj() as reloj:
        un_turno(caja)
        dispositivo = PorCable(Impresora("red", f"127.0.0.1:{reloj.puerto}"))
        nuestros, bases = _Tiempos(), _Tiempos()
        with closing(_copia(caja)) as base, closing(_conectar(caja.carpeta / "caja.db")) as lectura:
            for numero in _numeros(n + _CALENTAR):
                comienzo = perf_counter()
                cobro = cobrar(caja.ctx, una_solicitud(numero), DEMO)
                folio = str(cobro.pagos[0].folio)
                # What the payment left, before the queue lets its ticket go; read outside the time that counts.
                medio = perf_counter()
                escrito = _escrito(lectura, cobro.pagos[0])
                despues = perf_counter()
                imprimir_pendientes(caja.ctx, lambda clase: dispositivo, ENCABEZADO, [folio])
                nuestros.anotar(medio - comienzo, reloj.llegada() - despues)
                datos = to_escpos(ticket_pago(cobro.pagos[0], ENCABEZADO), dispositivo.impresora)
                bases.anotar(_repetir(base, escrito), _escribir(reloj, datos))
                # As the queue itself does once the paper came out.
                base.execute("DELETE FROM cola_impresion")
    tras_el_mismo = nuestros.todo / (nuestros.antes + bases.despues)
    despues, desnuda = 1000 * nuestros.despues, 1000 * bases.despues
    detalle = f"imprimir {n} tickets; después del commit {despues:.2f} ms, la base {desnuda:.2f}"
    detalle += f"; junto a escribir sin más tras el mismo commit {tras_el_mismo:.2f}"
    return detalle, nuestros.todo, bases.todo, n


def _escribir(reloj: Reloj, datos: bytes) -> float:
    comienzo = perf_counter()
    with socket.create_connection(("127.0.0.1", reloj.puerto)) as enchufe:
        enchufe.sendall(datos)
        return reloj.llegada() - comienzo


def bench_ticket(n: int) -> Resultado:
    """The bytes of a ticket from its payment, and the library alone told the same lines, one by one."""
    pago, impresora = un_pago(), Impresora(qr="nativo", barras="nativo")
    filas = disponer(ticket_pago(pago, ENCABEZADO), impresora.columnas)
    nuestros, bases = [], []
    for _ in range(n + _CALENTAR):
        comienzo = perf_counter()
        to_escpos(ticket_pago(pago, ENCABEZADO), impresora)
        medio = perf_counter()
        _con_la_biblioteca(filas, impresora.columnas)
        bases.append(perf_counter() - medio)
        nuestros.append(medio - comienzo)
    return f"{n} veces el ticket de un pago", median(nuestros[_CALENTAR:]), median(bases[_CALENTAR:]), n


def _con_la_biblioteca(filas: tuple[Any, ...], columnas: int) -> bytes:
    salida = cargar("escpos.printer").Dummy()
    salida.hw("INIT")
    salida.charcode("CP858")
    for fila in filas:
        if isinstance(fila, Renglon):
            salida.set(bold=fila.enfasis, custom_size=True, width=1 + fila.grande, height=1 + fila.grande)
            salida.text(fila.texto(columnas // 2 if fila.grande else columnas) + "\n")
        elif isinstance(fila, Codigo) and fila.tipo == "qr":
            salida.qr(fila.datos, ec=1, size=5, native=True)
    salida.cut()
    return bytes(salida.output)
