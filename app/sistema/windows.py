"""Printers as Windows knows them: raw bytes through its spooler (winspool), so that no driver draws anything.

Written from Microsoft's documentation and tried with a stand-in for the library only: nobody has run it on Windows yet.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

from app.errors import EquipoError

_LOCALES_Y_DE_RED = 2 | 4
_DOCUMENTO_CRUDO = 1


class DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", wintypes.LPWSTR),
        ("pOutputFile", wintypes.LPWSTR),
        ("pDatatype", wintypes.LPWSTR),
    )


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (
        ("pPrinterName", wintypes.LPWSTR),
        ("pServerName", wintypes.LPWSTR),
        ("Attributes", wintypes.DWORD),
    )


def _winspool() -> Any:
    return ctypes.WinDLL("winspool.drv", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]


def colas(winspool: Any = None) -> tuple[str, ...]:
    """Names of the printers, of this machine and of its network."""
    dll = winspool or _winspool()
    hacen_falta, cuantas = wintypes.DWORD(), wintypes.DWORD()
    dll.EnumPrintersW(_LOCALES_Y_DE_RED, None, 4, None, 0, ctypes.byref(hacen_falta), ctypes.byref(cuantas))
    memoria = ctypes.create_string_buffer(max(1, hacen_falta.value))
    if not dll.EnumPrintersW(
        _LOCALES_Y_DE_RED, None, 4, memoria, hacen_falta, ctypes.byref(hacen_falta), ctypes.byref(cuantas)
    ):
        return ()
    filas = ctypes.cast(memoria, ctypes.POINTER(PrinterInfo))
    return tuple(str(filas[n].pPrinterName) for n in range(cuantas.value))


def puertos() -> tuple[str, ...]:
    """Ports that show as files: none, on Windows everything goes through the spooler."""
    return ()


def revisar_cola(cola: str, winspool: Any = None) -> None:
    """Whether a printer of that name is there.

    Raises:
        EquipoError: `impresora_inaccesible`.
    """
    dll = winspool or _winspool()
    dll.ClosePrinter(_abrir(dll, cola))


def enviar_a_cola(cola: str, datos: bytes, titulo: str, *, crudo: bool, winspool: Any = None) -> None:
    """Hand a whole job to a printer, as raw bytes.

    Raises:
        EquipoError: nothing was taken; or it is no raw job, which would need the printer's driver.
        TimeoutError: some of it was taken, and nobody knows whether it comes out.
    """
    if not crudo:
        raise EquipoError(
            "impresora_sin_hojas",
            "En Windows las hojas se guardan en una carpeta y se imprimen desde ahí: elija el tipo «Carpeta de PDF».",
        )
    dll = winspool or _winspool()
    impresora = _abrir(dll, cola)
    try:
        _mandar(dll, impresora, datos, titulo)
    finally:
        dll.ClosePrinter(impresora)


def _abrir(dll: Any, cola: str) -> wintypes.HANDLE:
    impresora = wintypes.HANDLE()
    if not dll.OpenPrinterW(cola, ctypes.byref(impresora), None):
        raise EquipoError("impresora_inaccesible", f"Windows no conoce la impresora «{cola}»: revise el nombre.")
    return impresora


def _mandar(dll: Any, impresora: wintypes.HANDLE, datos: bytes, titulo: str) -> None:
    info = DocInfo(titulo, None, "RAW")
    if not dll.StartDocPrinterW(impresora, _DOCUMENTO_CRUDO, ctypes.byref(info)):
        raise EquipoError("impresora_inaccesible", "Windows no tomó el papel: revise la impresora y su cola.")
    escritos = wintypes.DWORD()
    dll.StartPagePrinter(impresora)
    entero = dll.WritePrinter(impresora, datos, len(datos), ctypes.byref(escritos)) and escritos.value == len(datos)
    dll.EndPagePrinter(impresora)
    dll.EndDocPrinter(impresora)
    if not entero and escritos.value:
        raise TimeoutError
    if not entero:
        raise EquipoError("impresora_inaccesible", "Windows no tomó el papel: revise la impresora y su cola.")
