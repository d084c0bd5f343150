"""Prove that nothing was touched: chain, signatures, folios, sums, projection = fold(diario), padrón = fold(lotes)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from app.domain.centro.enlace import mensaje_de_solicitud
from app.domain.diario.asiento import GENESIS, Asiento
from app.domain.diario.auditoria import Auditoria
from app.errors import EquipoError, IntegridadError, NegocioError
from app.perfiles import archivo
from db.almacen import Almacen
from db.anexos import CARPETA as ANEXOS
from db.anexos import Anexos, cambiados
from db.diario import LOTES, TARIFAS, leer
from db.engine import abrir_escritor, equipo, errores_de_disco
from db.lecturas.reversos import reversos_de_mas
from db.padron import Padron
from db.proyeccion import proyeccion, rows
from db.unit_of_work import Cabeza

#: Whether a signature (last) of a message is that public key's (first, hexadecimal).
Comprobar = Callable[[str, bytes, bytes], bool]
#: More than these are not listed: the first ones say where it began.
_MAXIMO = 50


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Something that is not as it was written; `seq` is the asiento it is about."""

    seq: int
    tipo: str
    mensaje: str


@dataclass(frozen=True, slots=True)
class Informe:
    """Result of a verification.

    Attributes:
        confianza: whose word it rests on: `propia` (keys found in the diario itself), `registrada` (the centre
            countersigned the key and the head of then) or `publicas` (handed in).
    """

    asientos: int
    epocas: int
    confianza: str
    errores: tuple[Hallazgo, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it was written."""
        return not self.errores


def verificar(
    almacen: Almacen,
    padron: Padron,
    comprobar: Comprobar,
    publicas: Mapping[str, str] | None = None,
    centro: str = "",
) -> Informe:
    """Check the whole diario of a caja and what follows from it.

    Args:
        comprobar: checks one signature.
        publicas: public key of each epoca, from outside; None trusts the diario's own.
        centro: key of the centre that enrolled this caja, as it is kept outside the diario; empty for none.
    """
    errores: list[Hallazgo] = []
    recorrido = _Recorrido(comprobar, publicas, Cabeza(almacen.carpeta / "cabeza.json").leer())
    with TemporaryDirectory(prefix="ventanilla-") as carpeta, errores_de_disco():
        espejo = abrir_escritor(Path(carpeta) / "espejo.db")
        try:
            with almacen.engine.begin() as conexion, espejo.begin() as plegada, _texto_danado(conexion):
                proyeccion.crear(plegada)
                errores.extend(_revisar(conexion, plegada, recorrido, padron, almacen.carpeta))
                errores.extend(_enlace(conexion, comprobar, centro) if centro else [])
        except DatabaseError as error:
            errores.append(_ilegible(error, recorrido))
        finally:
            espejo.dispose()
    return Informe(
        recorrido.cuantos,
        len(recorrido.llaves),
        _confianza(publicas, registrada=bool(centro) and not errores),
        tuple(errores[:_MAXIMO]),
    )


def _confianza(publicas: Mapping[str, str] | None, *, registrada: bool) -> str:
    if publicas is not None:
        return "publicas"
    return "registrada" if registrada else "propia"


def _enlace(conexion: Connection, comprobar: Comprobar, centro: str) -> list[Hallazgo]:
    """Whether the centre countersigned this diario as it was when it was enrolled: nobody can have begun another."""
    d = rows.diario.c
    enlaces = select(d.epoca, d.contenido).where(d.tipo == "caja_enlazada").order_by(*rows.AL_REVES).limit(1)
    ultimo = conexion.execute(enlaces).one_or_none()
    try:
        dice = json.loads(ultimo.contenido) if ultimo is not None else {}
        publica = conexion.scalar(
            select(rows.epoca.c.publica).where(rows.epoca.c.epoca == getattr(ultimo, "epoca", ""))
        )
        cabeza = conexion.scalar(select(d.hash).where(d.epoca == dice["epoca"], d.seq == dice["seq"]))
        mensaje = mensaje_de_solicitud(dice["registro"], publica or "", dice["epoca"], dice["seq"], cabeza or b"")
        if comprobar(centro, mensaje, bytes.fromhex(dice["contrafirma"])):
            return []
    except (KeyError, TypeError, ValueError):
        pass
    return [Hallazgo(0, "enlace", "el centro no enlazó este diario, o no como era entonces")]


def _revisar(
    conexion: Connection, plegada: Connection, recorrido: _Recorrido, padron: Padron, carpeta: Path
) -> Iterator[Hallazgo]:
    for asiento in leer(conexion):
        yield from recorrido.revisar(asiento)
        yield from _plegar(plegada, asiento)
    yield from recorrido.terminar()
    yield from _comparar(conexion, plegada)
    yield from (Hallazgo(seq, "total", mensaje) for seq, mensaje in reversos_de_mas(plegada))
    yield from _tarifas(conexion, carpeta)
    yield from _padron(conexion, padron)
    for seq, sha in cambiados(conexion, Anexos(carpeta / ANEXOS)):
        yield Hallazgo(seq, "anexo", f"el archivo {sha[:12]} de los anexos no es el que se guardó")
    for (mensaje,) in conexion.exec_driver_sql("PRAGMA integrity_check(5)"):
        if mensaje != "ok":
            yield Hallazgo(0, "archivo", f"caja.db está dañado: {mensaje}")


@contextmanager
def _texto_danado(conexion: Connection) -> Iterator[None]:
    """Text that is no longer UTF-8 is read with a sign in its place: it then differs, and does not stop the reading."""
    driver: Any = conexion.connection.driver_connection
    driver.text_factory = lambda crudo: crudo.decode(errors="replace")
    try:
        yield
    finally:
        driver.text_factory = str


def _ilegible(error: DatabaseError, recorrido: _Recorrido) -> Hallazgo:
    """A file so damaged that it cannot be read on; a full disk is no such thing.

    Raises:
        EquipoError: the disk.
    """
    with suppress(DatabaseError):
        falla = equipo(error)
        if falla.clave != "base_danada":
            raise falla from error
    return Hallazgo(recorrido.cuantos + 1, "archivo", f"caja.db está dañado y no se puede leer: {error.orig}")


#: What a caja begins with, in one commit.
_DE_FUNDACION = ("epoca_abierta", "usuario", "tarifa_importada", "lote_importado")


class _Recorrido:
    """Walks the chain: what each asiento must be, given the one before.

    Attributes:
        llaves: public key of each epoca, as the diario says it.
        cuantos: asientos seen.
    """

    def __init__(
        self, comprobar: Comprobar, publicas: Mapping[str, str] | None, cabeza: tuple[str, int, str] | None
    ) -> None:
        self._comprobar = comprobar
        self._publicas = publicas
        self._cabeza = cabeza
        self._en_cabeza = ""
        self._trabajo = False
        self._auditoria = Auditoria()
        self._anterior: Asiento | None = None
        self.llaves: dict[str, str] = {}
        self.cuantos = 0

    def revisar(self, asiento: Asiento) -> Iterator[Hallazgo]:
        """What is wrong with this asiento in its place."""
        self.cuantos += 1
        # Killed between its first commit and the first cabeza.json, a new caja has confirmed nothing to anybody.
        self._trabajo = self._trabajo or asiento.tipo not in _DE_FUNDACION
        yield from self._cadena(asiento)
        if asiento.calcular_hash() != asiento.hash:
            yield Hallazgo(asiento.seq, "hash", "el contenido no es el que se asentó")
        try:
            if asiento.tipo == "epoca_abierta":
                self.llaves[asiento.epoca] = asiento.datos()["publica"]
            yield from self._firma(asiento)
            for tipo, mensaje in self._auditoria.revisar(asiento):
                yield Hallazgo(asiento.seq, tipo, mensaje)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, NegocioError):
            yield Hallazgo(asiento.seq, "contenido", "el contenido no se puede leer")
        self._anterior = asiento
        if self._cabeza is not None and self._cabeza[:2] == (asiento.epoca, asiento.seq):
            self._en_cabeza = asiento.hash.hex()

    def _cadena(self, asiento: Asiento) -> Iterator[Hallazgo]:
        anterior = self._anterior
        misma = anterior is None or anterior.epoca == asiento.epoca
        esperado = 1 if anterior is None or not misma else anterior.seq + 1
        if not misma and asiento.seq != 1:
            yield Hallazgo(asiento.seq, "cadena", "es de otra época, que no empieza aquí")
        elif asiento.seq != esperado:
            yield Hallazgo(
                esperado, "cadena", f"falta el asiento {esperado}: después del anterior está el {asiento.seq}"
            )
        if asiento.prev_hash != (GENESIS if anterior is None else anterior.hash):
            yield Hallazgo(asiento.seq, "cadena", "no sigue al asiento anterior")

    def _firma(self, asiento: Asiento) -> Iterator[Hallazgo]:
        llaves = self.llaves if self._publicas is None else self._publicas
        publica = llaves.get(asiento.epoca)
        if publica is None:
            yield Hallazgo(asiento.seq, "firma", "no hay llave pública para comprobar su firma")
        elif not self._comprobar(publica, asiento.hash, asiento.firma):
            yield Hallazgo(asiento.seq, "firma", "la firma no es de la llave de esta caja")

    def terminar(self) -> Iterator[Hallazgo]:
        """What is missing after the last asiento, told by the head kept outside the file."""
        ultimo, cabeza = self._anterior, self._cabeza
        if ultimo is None:
            yield Hallazgo(1, "cadena", "el diario está vacío")
        elif cabeza is None and self._trabajo:
            yield Hallazgo(ultimo.seq, "cabeza", "falta el archivo cabeza.json, que dice cuál fue el último asiento")
        elif cabeza is not None and self._en_cabeza != cabeza[2]:
            seq = cabeza[1] if self._en_cabeza else ultimo.seq + 1
            yield Hallazgo(seq, "cabeza", f"faltan asientos: el último confirmado fue el {cabeza[1]}")


def _plegar(plegada: Connection, asiento: Asiento) -> Iterator[Hallazgo]:
    try:
        with errores_de_disco(), plegada.begin_nested():
            proyeccion.proyectar(plegada, asiento)
    except EquipoError:
        raise
    except Exception as error:
        # Whatever a forged content does to the fold is a finding, not a failure of the verification.
        yield Hallazgo(asiento.seq, "proyeccion", f"no se puede proyectar ({type(error).__name__})")


def _comparar(conexion: Connection, plegada: Connection) -> Iterator[Hallazgo]:
    """The first row of each table that is not the one the fold gives; both are walked in the order of their key."""
    for tabla in rows.proyeccion.sorted_tables:
        orden = select(tabla).order_by(*tabla.primary_key).execution_options(yield_per=1000)
        for guardada, esperada in zip_longest(conexion.execute(orden), plegada.execute(orden)):
            if guardada != esperada:
                seqs = [f._mapping["seq"] for f in (guardada, esperada) if f is not None and "seq" in tabla.c]
                mensaje = f"la tabla {tabla.name} no es la que sale del diario"
                yield Hallazgo(min(seqs, default=0), "proyeccion", mensaje)
                break


def _tarifas(conexion: Connection, carpeta: Path) -> Iterator[Hallazgo]:
    """Lists of figures that are not, in the folder, what their name says; or not what the diario says of them."""
    t = rows.tarifa.c
    for fila in conexion.execute(TARIFAS.add_columns(t.seq, t.clase, t.version, t.desde, t.fuente)):
        if not archivo.is_integra(carpeta, fila.archivo):
            yield Hallazgo(fila.seq, "tarifa", f"la lista {fila.archivo[:12]} falta o fue cambiada")
        elif (fila.clase, fila.version, fila.desde, fila.fuente) != _dice(carpeta, fila.archivo):
            yield Hallazgo(fila.seq, "tarifa", f"la lista {fila.archivo[:12]} no dice lo que se asentó de ella")


def _dice(carpeta: Path, sha: str) -> tuple[str, str, str, str] | None:
    """Kind, version, first month and source that a list gives itself; None for one that cannot be read."""
    try:
        (cargada,) = archivo.leer(carpeta, [sha])
        de_precios = cargada.clase == "tarifas"
        version = f"{cargada.datos.organismo}/{cargada.version}" if de_precios else ""
    except (NegocioError, EquipoError):
        return None
    return cargada.clase, version, cargada.datos.desde if de_precios else "", cargada.datos.fuente


def _padron(conexion: Connection, padron: Padron) -> Iterator[Hallazgo]:
    """Rows of the padrón that are not those of their lotes, told by the asiento that imported them."""
    # A file that goes back to what it said before makes the same lote again: each time counts.
    orden = [(f.sha, f.seq) for f in conexion.execute(LOTES.add_columns(rows.lote.c.seq))]
    lotes = dict(orden)
    try:
        for d in islice(padron.diferencias([sha for sha, _ in orden]), _MAXIMO):
            yield Hallazgo(lotes.get(d.lote, 0), "padron", f"{d.tabla} {d.llave}: {d.mensaje}")
    except IntegridadError as error:
        yield Hallazgo(max(lotes.values(), default=0), "padron", error.mensaje)
