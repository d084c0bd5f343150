"""The spooler of Windows, by a stand-in for its library: what is called, in which order. Nobody has run it yet."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from app.errors import EquipoError
from app.sistema import windows


class FakeWinspool:
    """Stands for winspool.drv; `toma` is how many bytes it takes, None all of them."""

    def __init__(self, toma: int | None = None, *, acepta: bool = True) -> None:
        self.llamadas: list[str] = []
        self.papel = b""
        self.titulo = ("", "")
        self._toma = toma
        self._acepta = acepta

    def OpenPrinterW(self, nombre: str, impresora: Any, _: None) -> int:
        self.llamadas.append("OpenPrinter")
        return int(nombre == "tickets")

    def ClosePrinter(self, impresora: Any) -> int:
        self.llamadas.append("ClosePrinter")
        return 1

    def StartDocPrinterW(self, impresora: Any, nivel: int, info: Any) -> int:
        self.llamadas.append("StartDocPrinter")
        self.titulo = (info._obj.pDocName, info._obj.pDatatype)
        return int(self._acepta)

    def StartPagePrinter(self, impresora: Any) -> int:
        self.llamadas.append("StartPagePrinter")
        return 1

    def WritePrinter(self, impresora: Any, datos: bytes, cuantos: int, escritos: Any) -> int:
        self.llamadas.append("WritePrinter")
        self.papel = datos[:cuantos][: self._toma]
        escritos._obj.value = len(self.papel)
        return int(self._toma is None)

    def EndPagePrinter(self, impresora: Any) -> int:
        self.llamadas.append("EndPagePrinter")
        return 1

    def EndDocPrinter(self, impresora: Any) -> int:
        self.llamadas.append("EndDocPrinter")
        return 1

    def EnumPrintersW(
        self, clase: int, _: None, nivel: int, memoria: Any, cabe: Any, hacen_falta: Any, cuantas: Any
    ) -> int:
        largo = ctypes.sizeof(windows.PrinterInfo)
        hacen_falta._obj.value = largo
        if memoria is None or not self._acepta:
            return 0
        info = windows.PrinterInfo("tickets", None, 0)
        ctypes.memmove(memoria, ctypes.byref(info), largo)
        self._viva = info
        cuantas._obj.value = 1
        return 1


def mandar(dll: FakeWinspool, cola: str = "tickets", *, crudo: bool = True) -> None:
    windows.enviar_a_cola(cola, b"\x1b@papel", "2A-000001", crudo=crudo, winspool=dll)


def test_a_job_is_raw_and_whole_and_the_printer_is_let_go() -> None:
    dll = FakeWinspool()
    mandar(dll)
    assert dll.papel == b"\x1b@papel" and dll.titulo == ("2A-000001", "RAW")
    assert dll.llamadas == [
        "OpenPrinter", "StartDocPrinter", "StartPagePrinter", "WritePrinter", "EndPagePrinter", "EndDocPrinter",
        "ClosePrinter",
    ]  # fmt: skip


def test_a_job_taken_by_halves_is_in_doubt_and_one_not_taken_is_none() -> None:
    with pytest.raises(TimeoutError):
        mandar(FakeWinspool(toma=3))
    with pytest.raises(EquipoError, match="no tomó el papel"):
        mandar(FakeWinspool(toma=0))
    with pytest.raises(EquipoError, match="no tomó el papel"):
        mandar(dll := FakeWinspool(acepta=False))
    assert dll.llamadas[-1] == "ClosePrinter"


def test_an_unknown_printer_and_a_sheet_are_refused() -> None:
    with pytest.raises(EquipoError, match="no conoce"):
        mandar(FakeWinspool(), "otra")
    with pytest.raises(EquipoError, match="no conoce"):
        windows.revisar_cola("otra", FakeWinspool())
    with pytest.raises(EquipoError, match="Carpeta de PDF"):
        mandar(FakeWinspool(), crudo=False)
    windows.revisar_cola("tickets", FakeWinspool())


def test_its_printers_are_listed() -> None:
    assert windows.colas(FakeWinspool()) == ("tickets",)
    assert windows.colas(FakeWinspool(acepta=False)) == () and windows.puertos() == ()
