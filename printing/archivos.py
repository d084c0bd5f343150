"""Papers to be looked at, as devices: a file that holds one, a folder that holds all."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.documentos import Documento
from app.domain.papel import IMPRESO, Respuesta
from app.errors import EquipoError
from printing.formato import to_archivo
from printing.logo import con_reparos


def mirar(que: Callable[[], bool]) -> bool:
    """What a look at a file says; no, of one that cannot even be looked at: whoever opens it is told why."""
    try:
        return que()
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class EnArchivo:
    """A file that holds one paper, the last one, in the form that its ending says (`app.papel.archivo.FORMAS`)."""

    ruta: Path
    columnas: int

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Write one paper; see `Dispositivo`."""
        to_archivo(documento, self.ruta, self.columnas)
        return con_reparos(Respuesta(IMPRESO), documento, self.columnas)

    def preguntar(self) -> Respuesta:
        """How it is; see `Dispositivo`."""
        return _preguntar(self.ruta.parent)

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`: what is a paper to be looked at opens nothing."""
        return False

    def abrir_cajon(self) -> None:
        """No drawer hangs from a file."""


@dataclass(frozen=True, slots=True)
class Carpeta:
    """A folder that gets one PDF for each paper, by its name; what is there already stays."""

    ruta: Path
    columnas: int

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Write one paper; see `Dispositivo`."""
        return EnArchivo(self._libre(nombre), self.columnas).sacar(documento, nombre)

    def _libre(self, nombre: str) -> Path:
        """Papers without a folio, and the answer to a request after its acuse, have the name of another one."""
        rutas = (self.ruta / f"{nombre}{f'-{n}' if n > 1 else ''}.pdf" for n in count(1))
        return next(ruta for ruta in rutas if not mirar(ruta.exists))

    def preguntar(self) -> Respuesta:
        """How it is; see `Dispositivo`."""
        return _preguntar(self.ruta)

    @property
    def tiene_cajon(self) -> bool:
        """See `Dispositivo`."""
        return False

    def abrir_cajon(self) -> None:
        """No drawer hangs from a folder."""


def _preguntar(carpeta: Path) -> Respuesta:
    if not (mirar(carpeta.is_dir) and os.access(carpeta, os.W_OK)):
        raise EquipoError(
            "archivo_no_escribible", f"No se puede escribir en la carpeta «{carpeta}»: revise que exista y su permiso."
        )
    return Respuesta(IMPRESO)
