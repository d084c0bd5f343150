"""What comes out of a caja, wired to the room that makes it: papers, pictures, devices, signed PDFs. Loaded late."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from app.armado_carpeta import Carpeta
from app.documentos import Documento, Histograma
from app.domain.caja import Caja
from app.papel.impresion import Dispositivo
from app.papel.impresora import Hallada, Impresora
from app.subsidio.anexos import Sellador


class TallerDeSalidas(Carpeta):
    """The part of the `Taller` that `printing` does."""

    def guardar_papel(self, documento: Documento, ruta: Path, columnas: int) -> None:
        """Write a paper that has no folio to a file, by its extension."""
        importlib.import_module("printing.formato").to_archivo(documento, ruta, columnas)

    def en_archivo(self, ruta: Path, columnas: int) -> Dispositivo:
        """A file where one paper comes out, by its extension."""
        return cast("Dispositivo", importlib.import_module("printing.archivos").EnArchivo(ruta, columnas))

    def guardar_histograma(self, histograma: Histograma, ruta: Path) -> None:
        """Write a histogram as a picture."""
        importlib.import_module("printing.histograma").guardar_histograma(histograma, ruta)

    def dispositivo(self, impresora: Impresora) -> Dispositivo | None:
        """Where papers come out, not touched yet; None where there is no printer."""
        return cast("Dispositivo | None", importlib.import_module("printing.dispositivos").abrir(impresora))

    def calentar_impresion(self) -> None:
        """Load what a ticket needs, so that the first is as quick as the others; forget which printers were there."""
        importlib.import_module("printing.dispositivos").calentar()

    def impresoras_halladas(self) -> Sequence[Hallada]:
        """Printers that the system offers."""
        return cast("Sequence[Hallada]", importlib.import_module("printing.halladas").halladas())

    def sellador(self, caja: Caja | None) -> Sellador:
        """Makes and checks signed PDFs; of no caja, only checks them."""
        # Certificates cost a start what few orders need.
        leer = importlib.import_module("app.sistema.certificado").leer_certificado
        return cast("Sellador", importlib.import_module("printing.sellador").Sellador(partial(leer, self._datos, caja)))
