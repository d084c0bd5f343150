"""The file `padron.db`: made, folded, read and compared with its lotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from app.domain.beneficio.otorgamiento import CambioDeBeneficio
from app.domain.cuenta import Beneficio, Cuenta, Hallazgo, Pendiente, Recibo
from db.engine import abrir_escritor, abrir_lector, errores_de_disco
from db.lotes import Lotes
from db.padron.cotejo import Cotejo
from db.padron.esquema import VERSION, asegurar, crear, tirar
from db.padron.expedientes import Expedientes
from db.padron.lectura import Lector
from db.padron.plegado import Plegador
from db.padron.verificacion import Diferencia, diferencias

_LECTORES = 6


class Padron:
    """Cuentas, recibos and benefits as the lotes left them.

    Reading goes through one connection, searches through another; `lector` gives more. Only `aplicar` writes.
    """

    def __init__(self, ruta: Path, lotes: Lotes) -> None:
        """Open the file, making it when it is not there or is of an older shape: then `aplicar` fills it again.

        Raises:
            EquipoError: the disk.
            IntegridadError: `padron_mas_nuevo`, written by a newer version.
        """
        self.ruta = ruta
        self._lotes = lotes
        self._escritor = abrir_escritor(ruta)
        with errores_de_disco():
            if not _is_al_dia(self._escritor):
                with self._escritor.begin() as conexion:
                    asegurar(conexion)
        self._engine = abrir_lector(ruta, _LECTORES)
        self._lector = Lector(self._engine)
        # Searches have a connection of their own, so that interrupting one never cuts another question short.
        self._buscador = Lector(self._engine)

    def cerrar(self) -> None:
        """Close every connection."""
        self._buscador.cerrar()
        self._lector.cerrar()
        self._engine.dispose()
        self._escritor.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.cerrar()

    def lector(self) -> Lector:
        """One more reading connection, to be closed by who asked for it."""
        return Lector(self._engine)

    def aplicar(self, lotes: Sequence[str]) -> int:
        """Fold the lotes, all of those the diario names in order, that are not folded yet; return how many.

        What is folded must be the beginning of the list; otherwise everything is folded again. One transaction each:
        a lote is in whole or not at all.

        Raises:
            IntegridadError: a lote is missing or damaged.
            EquipoError: the disk.
        """
        with errores_de_disco():
            hechos = self.aplicados()
            if hechos != list(lotes[: len(hechos)]):
                self._vaciar()
                hechos = []
            for sha in lotes[len(hechos) :]:
                with self._escritor.begin() as conexion:
                    _preparar_carga(conexion)
                    Plegador(conexion).plegar(self._lotes.abrir(sha))
                _recoger(self._escritor)
        return len(lotes) - len(hechos)

    def aplicados(self) -> list[str]:
        """The lotes that are folded, in order."""
        return self._lector.aplicados()

    def diferencias(self, lotes: Sequence[str]) -> Iterator[Diferencia]:
        """What `padron.db` says otherwise than its lotes; nothing for a sound file. Folds everything again."""
        return diferencias(self.ruta, self._lotes, lotes)

    @contextmanager
    def cotejar(self) -> Iterator[Cotejo]:
        """Compare rows about to be imported with what is here, over one snapshot."""
        prestada = self._engine.raw_connection()
        try:
            yield Cotejo(prestada)
        finally:
            # Its temporary tables go with it.
            prestada.invalidate()
            prestada.close()

    @contextmanager
    def expedientes(self) -> Iterator[Expedientes]:
        """Read all of it cuenta by cuenta, over one snapshot."""
        prestada = self._engine.raw_connection()
        try:
            with Expedientes(prestada) as leidos:
                yield leidos
        finally:
            prestada.close()

    def cuenta(self, numero: str) -> Cuenta | None:
        """The cuenta of exactly that number."""
        return self._lector.cuenta(numero)

    def cuentas_por_medidor(self, medidor: str) -> tuple[Cuenta, ...]:
        """The cuentas with that meter."""
        return self._lector.cuentas_por_medidor(medidor)

    def recibos(self, numero: str) -> tuple[Recibo, ...]:
        """Every recibo of a cuenta, oldest first."""
        return self._lector.recibos(numero)

    def beneficios(self, numero: str) -> tuple[Beneficio, ...]:
        """Every benefit imported for a cuenta or granted to it at other cajas, oldest first."""
        return self._lector.beneficios(numero)

    def cambios(self, numero: str) -> tuple[CambioDeBeneficio, ...]:
        """What other cajas did to the benefits of a cuenta."""
        return self._lector.cambios(numero)

    def cuentas_con_curp(self, curp: str) -> tuple[str, ...]:
        """Cuentas with a benefit imported for who has that CURP."""
        return self._lector.cuentas_con_curp(curp)

    def cuentas_con_beneficio(self) -> tuple[str, ...]:
        """Cuentas with an imported benefit, in force or not."""
        return self._lector.cuentas_con_beneficio()

    def beneficiarios(self) -> tuple[tuple[str, str], ...]:
        """(cuenta, name) of whoever a benefit was imported for."""
        return self._lector.beneficiarios()

    def pendientes(self, numeros: Sequence[str]) -> tuple[Pendiente, ...]:
        """Recibos not paid whole of many cuentas at once."""
        return self._lector.pendientes(numeros)

    def buscar(self, texto: str, limite: int = 50) -> tuple[Hallazgo, ...]:
        """Cuentas by number, meter, or words of name and address.

        Raises:
            EquipoError: `busqueda_interrumpida`, when `interrumpir` was called meanwhile.
        """
        return self._buscador.buscar(texto, limite)

    def interrumpir(self) -> None:
        """Stop the search under way, if any; from any thread, without waiting."""
        self._buscador.interrumpir()

    def conteos(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        return self._lector.conteos()

    def _vaciar(self) -> None:
        with self._escritor.begin() as conexion:
            tirar(conexion)
            crear(conexion)


def _is_al_dia(engine: Engine) -> bool:
    """Whether the tables are there, asked without taking the write lock from another process."""
    prestada = engine.raw_connection()
    try:
        cursor = prestada.cursor()
        cursor.execute("PRAGMA user_version")
        return cursor.fetchone() == (VERSION,)
    finally:
        prestada.close()


def _preparar_carga(conexion: Connection) -> None:
    conexion.exec_driver_sql("PRAGMA cache_size = -65536")


def _recoger(engine: Engine) -> None:
    """Move the log into the file, so that a big import does not leave a second copy of it on the disk."""
    prestada = engine.raw_connection()
    try:
        prestada.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        prestada.close()
