"""The first half of an import: files to one lote, durable on the disk, that nothing refers to yet.

Whoever calls it appends the asiento that names the lote and then has the padrón fold it. A lote without its asiento is
an orphan that nobody reads; an asiento whose lote is not folded yet is folded at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.cuenta import Marca
from app.importacion.archivo import leer_tabla
from app.importacion.ausentes import dar_de_baja
from app.importacion.beneficios import beneficios
from app.importacion.cuentas import cuentas
from app.importacion.especie import Especie, Reglas
from app.importacion.lecturas import lecturas
from app.importacion.puertos import (
    ALTA,
    CAMBIO,
    IGUAL,
    REPETIDA,
    SIN_CUENTA,
    Cotejo,
    EscritorLote,
    Fila,
    Lotes,
    Padron,
)
from app.importacion.rechazo import Invalido, Rechazo
from app.importacion.recibos import PAGADO, TOTAL, recibos
from app.importacion.tabla import Tabla

#: Rows compared and written at a time: few enough to be gone before Python's collector looks at them twice.
FILAS = 1_000
#: Rejections told one by one; a file that is all wrong must not fill the memory with them.
LIMITE_RECHAZOS = 10_000

_MOTIVOS = {
    REPETIDA: "Este renglón repite uno anterior del mismo archivo; se tomó el primero.",
    SIN_CUENTA: "La cuenta «{cuenta}» no está en el padrón ni en el archivo de cuentas.",
}

#: Told while it works: kind of row, rows read so far.
Avance = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Archivos:
    """The files of one import; any of them may be missing."""

    cuentas: Path | None = None
    recibos: Path | None = None
    lecturas: Path | None = None
    beneficios: Path | None = None


@dataclass(slots=True)
class Conteo:
    """What became of the rows of one kind; `leidas` is the sum of the next four, `bajas` are those that are missing."""

    clase: str
    leidas: int = 0
    altas: int = 0
    cambios: int = 0
    iguales: int = 0
    rechazadas: int = 0
    bajas: int = 0


@dataclass(frozen=True, slots=True)
class Importacion:
    """The outcome of an import.

    Attributes:
        rechazadas: the rejected rows, at most `LIMITE_RECHAZOS`; `sin_detalle` counts those past it.
        avisos: what was not wrong and yet should be known, such as columns that are not used.
        lote: SHA-256 of the lote, None when nothing is new or it was only simulated.
        total, pagado: sums of the recibos in the lote, in centavos.
        otorgados: cuenta, programa, first and last day, and name of the new benefits.
    """

    conteos: tuple[Conteo, ...]
    rechazadas: tuple[Rechazo, ...]
    sin_detalle: int
    avisos: tuple[str, ...]
    lote: str | None
    total: int
    pagado: int
    otorgados: tuple[Fila, ...] = ()

    @property
    def leidas(self) -> int:
        """Rows read, of all kinds."""
        return sum(c.leidas for c in self.conteos)

    @property
    def altas(self) -> int:
        """Rows that were not in the padrón."""
        return sum(c.altas for c in self.conteos)

    @property
    def cambios(self) -> int:
        """Rows that were there with other contents."""
        return sum(c.cambios for c in self.conteos)

    @property
    def bajas(self) -> int:
        """Rows that were there and a whole file does not bring."""
        return sum(c.bajas for c in self.conteos)


def preparar(
    padron: Padron,
    lotes: Lotes,
    archivos: Archivos,
    *,
    organismo: str,
    reglas: Reglas,
    hasta: Sequence[Marca] = (),
    completas: Sequence[str] = (),
    simular: bool = False,
    avance: Avance | None = None,
) -> Importacion:
    """Read the files, compare them with the padrón and keep what is new or changed as a lote.

    Args:
        hasta: the payments that the recibos' amounts already include; given to every recibo of the import.
        completas: kinds of rows whose file is whole: what it does not bring is no more.
        simular: write nothing; what would be done is told all the same.

    Raises:
        NegocioError: a file that cannot be taken as a whole; nothing was written.
        EquipoError: a file cannot be read, or the lote cannot be written.
    """
    fuentes = _abrir(archivos, reglas)
    escritor = None if simular else lotes.nuevo(organismo, hasta)
    try:
        with padron.cotejar() as cotejo:
            carga = _Carga(cotejo, escritor, tuple(hasta), avance)
            for especie, tabla in fuentes:
                carga.cargar(especie, tabla)
            for conteo in carga.conteos:
                if conteo.clase in completas:
                    carga.dar_de_baja(conteo)
        lote = escritor.cerrar(carga.total, carga.pagado) if escritor and carga.is_nueva() else None
    finally:
        if escritor:
            escritor.descartar()
    return carga.resultado(lote)


def _especies(reglas: Reglas) -> tuple[Especie, ...]:
    """The kinds of rows in the order in which they go in: cuentas first, since the others need them."""
    return cuentas(reglas), recibos(reglas), lecturas(), beneficios(reglas)


def _abrir(archivos: Archivos, reglas: Reglas) -> list[tuple[Especie, Tabla]]:
    """Every header is read before any row, so that a missing column is known at once."""
    fuentes = []
    for especie in _especies(reglas):
        ruta: Path | None = getattr(archivos, especie.clase)
        if ruta is not None:
            tabla = leer_tabla(ruta)
            tabla.selector(especie.columnas, especie.requeridas)
            fuentes.append((especie, tabla))
    return fuentes


@dataclass(slots=True)
class _Carga:
    """An import under way."""

    cotejo: Cotejo
    escritor: EscritorLote | None
    hasta: tuple[Marca, ...]
    avance: Avance | None
    conteos: list[Conteo] = field(default_factory=list)
    rechazos: list[Rechazo] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    otorgados: list[Fila] = field(default_factory=list)
    sin_detalle: int = 0
    total: int = 0
    pagado: int = 0

    def cargar(self, especie: Especie, tabla: Tabla) -> None:
        """Take in one file."""
        conteo = Conteo(especie.clase)
        self.conteos.append(conteo)
        if ajenas := tabla.desconocidas(especie.columnas):
            self.avisos.append(f"«{tabla.nombre}»: no se usan las columnas {', '.join(ajenas)}.")
        seleccionar, leer = tabla.selector(especie.columnas, especie.requeridas), especie.lector()
        for bloque in tabla.bloques(FILAS):
            self._rechazar(conteo, bloque.rechazos)
            filas: list[Fila] = []
            numeros: list[int] = []
            rechazos = []
            for numero, celdas in bloque.filas:
                try:
                    filas.append(leer(seleccionar(celdas)))
                    numeros.append(numero)
                except Invalido as error:
                    rechazos.append(Rechazo(tabla.nombre, numero, error.columna, error.mensaje))
            self._rechazar(conteo, rechazos)
            self._guardar(tabla.nombre, conteo, filas, numeros)
            conteo.leidas = conteo.altas + conteo.cambios + conteo.iguales + conteo.rechazadas
            if self.avance:
                self.avance(especie.clase, conteo.leidas)
        if not conteo.leidas:
            self.avisos.append(f"«{tabla.nombre}» no trae ningún renglón.")

    def dar_de_baja(self, conteo: Conteo) -> None:
        """Give up what a whole file does not bring."""
        for filas in dar_de_baja(self.cotejo, conteo.clase, conteo.rechazadas):
            conteo.bajas += len(filas)
            if self.escritor:
                self.escritor.escribir("bajas", filas)

    def _guardar(self, nombre: str, conteo: Conteo, filas: list[Fila], numeros: list[int]) -> None:
        estados = self._cotejar(conteo.clase, filas)
        nuevas = [fila for fila, estado in zip(filas, estados, strict=True) if estado <= CAMBIO]
        conteo.altas += estados.count(ALTA)
        conteo.cambios += estados.count(CAMBIO)
        conteo.iguales += estados.count(IGUAL)
        if len(nuevas) + estados.count(IGUAL) < len(filas):
            self._rechazar(
                conteo,
                [
                    Rechazo(nombre, numero, "cuenta", _MOTIVOS[estado].format(cuenta=fila[0]))
                    for fila, numero, estado in zip(filas, numeros, estados, strict=True)
                    if estado in _MOTIVOS
                ],
            )
        if conteo.clase == "recibos":
            self.total += sum(fila[TOTAL] for fila in nuevas)
            self.pagado += sum(fila[PAGADO] for fila in nuevas)
        if conteo.clase == "beneficios":
            self.otorgados.extend(fila[:5] for fila in nuevas)
        if nuevas and self.escritor:
            self.escritor.escribir(conteo.clase, nuevas)

    def _cotejar(self, clase: str, filas: list[Fila]) -> Sequence[int]:
        if clase == "cuentas":
            return self.cotejo.cuentas(filas)
        if clase == "recibos":
            return self.cotejo.recibos(filas, self.hasta)
        return self.cotejo.lecturas(filas) if clase == "lecturas" else self.cotejo.beneficios(filas)

    def _rechazar(self, conteo: Conteo, rechazos: list[Rechazo]) -> None:
        conteo.rechazadas += len(rechazos)
        caben = rechazos[: LIMITE_RECHAZOS - len(self.rechazos)]
        self.rechazos.extend(caben)
        self.sin_detalle += len(rechazos) - len(caben)

    def is_nueva(self) -> bool:
        """Whether there is anything to keep."""
        return any(c.altas or c.cambios or c.bajas for c in self.conteos)

    def resultado(self, lote: str | None) -> Importacion:
        """What is told at the end; rejections by file and row."""
        archivos = {r.archivo: n for n, r in reversed(list(enumerate(self.rechazos)))}
        return Importacion(
            conteos=tuple(self.conteos),
            rechazadas=tuple(sorted(self.rechazos, key=lambda r: (archivos[r.archivo], r.renglon))),
            sin_detalle=self.sin_detalle,
            avisos=tuple(self.avisos),
            lote=lote,
            total=self.total,
            pagado=self.pagado,
            otorgados=tuple(self.otorgados),
        )
