"""A padrón in a temporary folder and the files it is imported from."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from app.domain.cuenta import Marca
from app.importacion import Archivos, Importacion, Reglas, preparar
from db.lotes import Lotes
from db.padron import Padron

REGLAS = Reglas(
    usos=("domestico", "comercial"),
    areas=("urbana", "suburbana"),
    servicios=("agua", "alcantarillado", "saneamiento"),
    programas=("insen", "pensionado"),
)

CUENTAS = "cuenta,titular,domicilio,uso"
RECIBOS = "cuenta,periodo,vence,m3,agua,total,pagado"
LECTURAS = "cuenta,periodo,lectura"
BENEFICIOS = "cuenta,programa,beneficiario,documento,desde"

UNA_CUENTA = "100,Ana Muñoz,Calle Uno 1,domestico"
OTRA_CUENTA = "200,Luis Ibáñez,Calle Dos 2,comercial"
UN_RECIBO = "100,2023-08,2023-08-25,32,486.91,486.91,0"

UNA_LECTURA = "100,2023-08,1250"
UN_BENEFICIO = "100,insen,Ana Muñoz,INAPAM 5,2023-01-01"


def todo() -> dict[str, list[str]]:
    """Files of every kind, a few good rows in each."""
    return {
        "cuentas": [CUENTAS, UNA_CUENTA, OTRA_CUENTA],
        "recibos": [RECIBOS, UN_RECIBO],
        "lecturas": [LECTURAS, UNA_LECTURA],
        "beneficios": [BENEFICIOS, UN_BENEFICIO],
    }


def contado(hecha: Importacion) -> tuple[int, int, int, int]:
    """Rows read, new, changed and rejected."""
    return hecha.leidas, hecha.altas, hecha.cambios, len(hecha.rechazadas)


def escribir(ruta: Path, *renglones: str) -> Path:
    """A file of these lines."""
    ruta.write_text("\n".join(renglones) + "\n", encoding="utf-8")
    return ruta


def escribir_csv(ruta: Path, columnas: Sequence[str], filas: Sequence[Sequence[str]]) -> Path:
    """A CSV with whatever quoting its cells need."""
    with ruta.open("w", newline="", encoding="utf-8") as archivo:
        csv.writer(archivo).writerows([columnas, *filas])
    return ruta


class PadronDePrueba:
    """Padrón, lotes, and what the diario would say of them."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.lotes = Lotes(carpeta / "lotes")
        self.asentados: list[str] = []
        self.padron = Padron(carpeta / "padron.db", self.lotes)

    def preparar(
        self, *, simular: bool = False, hasta: tuple[Marca, ...] = (), **archivos: Sequence[str]
    ) -> Importacion:
        """Write the files from their lines, header included, and prepare their import."""
        rutas = {clase: escribir(self.carpeta / f"{clase}.csv", *lineas) for clase, lineas in archivos.items()}
        return self.preparar_archivos(Archivos(**rutas), simular=simular, hasta=hasta)

    def preparar_archivos(
        self, archivos: Archivos, *, simular: bool = False, hasta: tuple[Marca, ...] = ()
    ) -> Importacion:
        """Prepare the import of files that are there."""
        return preparar(
            self.padron, self.lotes, archivos, organismo="cajeme", reglas=REGLAS, hasta=hasta, simular=simular
        )

    def importar(self, *, hasta: tuple[Marca, ...] = (), **archivos: Sequence[str]) -> Importacion:
        """Prepare, append to the diario and fold."""
        hecha = self.preparar(hasta=hasta, **archivos)
        if hecha.lote:
            self.asentados.append(hecha.lote)
        self.padron.aplicar(self.asentados)
        return hecha

    def reabrir(self) -> None:
        """Close the file and open it again, as the next start does."""
        self.padron.cerrar()
        self.padron = Padron(self.carpeta / "padron.db", self.lotes)
        self.padron.aplicar(self.asentados)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.padron.cerrar()
