"""What `servir` does with what cajas sent: caja by caja, each batch in one transaction with its cursor locked.

Killed anywhere, a batch is in whole or not at all, and what was sent waits in `entrada`. Two that serve at once take
turns at each cursor, and the second finds the work done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from app.domain.centro.incidencia import Hallazgo
from app.domain.centro.recepcion import Comprobar, Cursor, Veredicto, juzgar
from app.domain.diario.asiento import GENESIS, Asiento
from app.ports import Firmante, Reloj
from db.centro.conexion import reintentar
from db.centro.diario import abrir_cursor, agregar, leer_identidad, tomar_cursor
from db.centro.incidencias import abrir_incidencias, sin_cotejar
from db.centro.proyeccion import NO_CUADRA, exigir_culpa_del_asiento, proyectar_juntos

#: Asientos of one transaction.
LOTE = 500
#: Seconds between both clocks from which somebody should look at them.
DESFASE = 300
#: Why what comes from a caja that nobody enrolled, or that was revoked, is set aside.
SIN_REGISTRO = "sin_registro"
#: Told what a batch filed, in its transaction; gives what must be looked at.
Despues = Callable[[Connection, Sequence[Asiento]], Sequence[Hallazgo]]

_CAMPOS = ", ".join(campo.name for campo in fields(Asiento))
_ESPERAN = text(
    "SELECT DISTINCT e.organismo, e.caja, e.epoca FROM entrada e LEFT JOIN caja_cursor c"
    " ON c.organismo = e.organismo AND c.caja = e.caja AND c.epoca = e.epoca"
    " WHERE e.seq <= coalesce(c.seq, 0) + 1 OR EXISTS (SELECT 1 FROM cuarentena q WHERE q.organismo = e.organismo"
    " AND q.caja = e.caja AND q.epoca = e.epoca AND q.seq = e.seq - 1 AND q.hash = e.prev_hash"
    " AND q.motivo = 'bifurcado') ORDER BY 1, 2, 3"
)
_LOTE = text(
    f"SELECT {_CAMPOS}, CASE WHEN isfinite(enviado) THEN extract(epoch FROM recibido - enviado)::bigint ELSE 0 END"
    " AS desfase FROM entrada"
    " WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca ORDER BY seq, hash LIMIT :lote"
)
_GUARDADOS = text(
    "SELECT seq, hash FROM diario WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
    " AND seq BETWEEN :desde AND :hasta"
)
_QUITAR = text(
    "DELETE FROM entrada WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca AND seq = :seq"
    " AND hash = :hash"
)
_APARTAR = text(
    f"INSERT INTO cuarentena ({_CAMPOS}, motivo) VALUES ({', '.join(f':{c.name}' for c in fields(Asiento))}, :motivo)"
    " ON CONFLICT DO NOTHING"
)
_ANTES = text("SELECT 1 FROM diario WHERE organismo = :organismo AND caja = :caja AND hash = :hash")
_APARTADO = text(
    "SELECT 1 FROM cuarentena WHERE organismo = :organismo AND caja = :caja AND hash = :hash AND motivo = 'bifurcado'"
)
_OTRA_HISTORIA = text(
    "SELECT hash FROM cuarentena WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
    " AND seq BETWEEN :desde - 1 AND :hasta AND motivo = 'bifurcado'"
)
_REGISTRADA = text(
    "SELECT 1 FROM registro WHERE organismo = :organismo AND caja = :caja AND publica = :publica"
    " AND usado IS NOT NULL AND revocado IS NULL"
)
_RELOJ = text(
    "UPDATE caja_cursor SET desfase = :desfase WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
)


@dataclass(slots=True)
class Balance:
    """What a drain did."""

    aplicados: int = 0
    repetidos: int = 0
    apartados: int = 0

    def sumar(self, otro: Balance) -> None:
        """Add what another did."""
        self.aplicados += otro.aplicados
        self.repetidos += otro.repetidos
        self.apartados += otro.apartados

    @property
    def movidos(self) -> int:
        """Asientos that left `entrada`."""
        return self.aplicados + self.repetidos + self.apartados


class Receptor:
    """Drains `entrada`."""

    def __init__(
        self,
        engine: Engine,
        firmante: Firmante,
        comprobar: Comprobar,
        reloj: Reloj,
        despues: Despues = lambda conexion, asientos: (),
    ) -> None:
        self._engine = engine
        self._firmante = firmante
        self._comprobar = comprobar
        self._reloj = reloj
        self._despues = despues

    def drenar(self) -> Balance:
        """Take what waits, until nothing more can be taken; a caja that cannot go on stops no other."""
        total = Balance()
        while True:
            vuelta = Balance()
            for fila in reintentar(self._esperan):
                vuelta.sumar(reintentar(lambda fila=fila: self._tomar(*fila)))  # type: ignore[misc]
            if not vuelta.movidos:
                return total
            total.sumar(vuelta)

    def _esperan(self) -> Sequence[Row[tuple[str, str, str]]]:
        with self._engine.begin() as conexion:
            return conexion.execute(_ESPERAN).all()

    def _tomar(self, organismo: str, caja: str, epoca: str) -> Balance:
        """One batch of one epoca, in one transaction."""
        llave = {"organismo": organismo, "caja": caja, "epoca": epoca}
        with self._engine.begin() as conexion:
            cursor = tomar_cursor(conexion, organismo, caja, epoca)
            filas = conexion.execute(_LOTE, llave | {"lote": LOTE}).all()
            if not filas:
                return Balance()
            asientos = [_asiento_de(fila) for fila in filas]
            cursor = cursor or self._comenzar(conexion, asientos[0])
            if cursor is None:
                return Balance()
            entre = llave | {"desde": asientos[0].seq, "hasta": asientos[-1].seq}
            guardados = {seq: bytes(resumen) for seq, resumen in conexion.execute(_GUARDADOS, entre)}
            ajenos = {bytes(resumen) for resumen in conexion.execute(_OTRA_HISTORIA, entre).scalars()}
            lote = _Juicio(guardados, ajenos, self._comprobar)
            lote.juzgar(cursor, asientos)
            if lote.aplicar:
                self._aplicar(conexion, lote.aplicar, filas[-1].desfase)
            self._apartar(conexion, lote.apartar)
            quitar = [*lote.aplicar, *lote.repetidos, *(a for a, _ in lote.apartar)]
            if quitar:
                conexion.execute(_QUITAR, [llave | {"seq": a.seq, "hash": a.hash} for a in quitar])
        return Balance(len(lote.aplicar), len(lote.repetidos), len(lote.apartar))

    def _comenzar(self, conexion: Connection, primero: Asiento) -> Cursor | None:
        """The cursor of an epoca that begins: with a registered key, and after something that the centre has.

        A key that nobody registered counts for no signature: what it signed is set aside, and no cursor is kept. What
        it goes on after may be on its way still: then it waits.
        """
        caja = {"organismo": primero.organismo, "caja": primero.caja}
        publica = _publica_de(primero)
        if conexion.execute(_REGISTRADA, caja | {"publica": publica}).scalar() is None:
            return Cursor(primero.epoca, 0, GENESIS, "")
        previo = {**caja, "hash": primero.prev_hash}
        sigue = conexion.execute(_ANTES, previo).scalar() is not None
        if primero.prev_hash != GENESIS and not sigue and conexion.execute(_APARTADO, previo).scalar() is None:
            return None
        cursor = Cursor(primero.epoca, 0, primero.prev_hash if sigue else GENESIS, publica)
        abrir_cursor(conexion, primero.organismo, primero.caja, cursor)
        # Another that serves may have made it first: then this one waits, and sees what it did.
        return tomar_cursor(conexion, primero.organismo, primero.caja, primero.epoca) or cursor

    def _aplicar(self, conexion: Connection, asientos: Sequence[Asiento], desfase: int) -> None:
        ultimo = asientos[-1]
        sueltos = proyectar_juntos(conexion, asientos)
        incidencias = [_sin_proyectar(a) for a in sueltos]
        ajenos = {id(a) for a in sueltos}
        incidencias += self._mirar(conexion, [a for a in asientos if id(a) not in ajenos])
        if abs(desfase) > DESFASE:
            incidencias.append(_de_reloj(ultimo, desfase))
        abrir_incidencias(conexion, ultimo.organismo, incidencias, self._reloj.ahora())
        llave = {"organismo": ultimo.organismo, "caja": ultimo.caja, "epoca": ultimo.epoca}
        conexion.execute(_RELOJ, llave | {"desfase": desfase})
        # Last: it holds the counter that gives the order of arrival, which every other caja waits for.
        agregar(conexion, leer_identidad(conexion), self._firmante, asientos)

    def _mirar(self, conexion: Connection, asientos: Sequence[Asiento]) -> Sequence[Hallazgo]:
        """What a batch meets; an asiento that cannot be looked at is told, and stops neither the others nor a caja."""
        try:
            with conexion.begin_nested():
                return self._despues(conexion, asientos)
        except NO_CUADRA as error:
            exigir_culpa_del_asiento(error)
        if len(asientos) == 1:
            return [sin_cotejar(asientos[0])]
        return [h for asiento in asientos for h in self._mirar(conexion, [asiento])]

    def _apartar(self, conexion: Connection, apartados: Sequence[tuple[Asiento, str]]) -> None:
        if not apartados:
            return
        filas = [{c.name: getattr(a, c.name) for c in fields(Asiento)} | {"motivo": motivo} for a, motivo in apartados]
        conexion.execute(_APARTAR, filas)
        hallazgos = [_apartado(a, motivo) for a, motivo in apartados]
        abrir_incidencias(conexion, apartados[0][0].organismo, hallazgos, self._reloj.ahora())


class _Juicio:
    """A batch sorted by what is to be done with each; `ajenos` are the hashes of another history, set aside before."""

    def __init__(self, guardados: dict[int, bytes], ajenos: set[bytes], comprobar: Comprobar) -> None:
        self._guardados = guardados
        self._ajenos = ajenos
        self._comprobar = comprobar
        self.aplicar: list[Asiento] = []
        self.repetidos: list[Asiento] = []
        self.apartar: list[tuple[Asiento, str]] = []

    def juzgar(self, cursor: Cursor, asientos: Sequence[Asiento]) -> None:
        for asiento in asientos:
            veredicto = juzgar(cursor, asiento, self._guardados.get(asiento.seq), self._comprobar)
            if veredicto is Veredicto.ESPERAR and asiento.prev_hash in self._ajenos:
                # It goes on after another history: nothing that may still come makes it fit.
                veredicto = Veredicto.BIFURCADO
            if veredicto is Veredicto.BIFURCADO:
                self._ajenos.add(asiento.hash)
            if veredicto is Veredicto.ESPERAR:
                # What was altered after a gap is found now: waiting, it would keep the true one from coming in.
                continue
            if veredicto is Veredicto.APLICAR:
                cursor = cursor.seguir(asiento)
                self._guardados[asiento.seq] = asiento.hash
                self.aplicar.append(asiento)
            elif veredicto is Veredicto.REPETIDO:
                self.repetidos.append(asiento)
            else:
                self.apartar.append((asiento, veredicto.value if cursor.publica else SIN_REGISTRO))


def _asiento_de(fila: Row[tuple[object, ...]]) -> Asiento:
    valores: Any = fila[:-1]
    return Asiento(*valores)


def _publica_de(asiento: Asiento) -> str:
    """The key that an epoca's first asiento names; empty when it is no such thing."""
    if asiento.seq != 1 or asiento.tipo != "epoca_abierta":
        return ""
    try:
        publica = asiento.datos()["publica"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return ""
    return publica if isinstance(publica, str) else ""


_MOTIVOS = {
    Veredicto.BIFURCADO.value: "otra historia de la misma caja",
    Veredicto.ALTERADO.value: "no es lo que su caja firmó",
    SIN_REGISTRO: "su llave no está registrada, o la caja fue dada de baja",
}


def _apartado(asiento: Asiento, motivo: str) -> Hallazgo:
    clase = "bifurcacion" if motivo == Veredicto.BIFURCADO.value else motivo
    detalle = f"El asiento {asiento.seq} ({asiento.tipo}) de la caja {asiento.caja} quedó aparte: {_MOTIVOS[motivo]}."
    return Hallazgo(clase, asiento.caja, (asiento.ref, asiento.hash.hex()), detalle)


def _sin_proyectar(asiento: Asiento) -> Hallazgo:
    detalle = f"El asiento {asiento.seq} ({asiento.tipo}) de la caja {asiento.caja} se guardó sin poder archivarse."
    return Hallazgo("sin_archivar", asiento.caja, (asiento.ref,), detalle)


def _de_reloj(asiento: Asiento, desfase: int) -> Hallazgo:
    hacia = "atrasado" if desfase > 0 else "adelantado"
    detalle = f"El reloj de la caja {asiento.caja} está {hacia} {abs(desfase) // 60} minutos."
    return Hallazgo("reloj", asiento.caja, (f"{asiento.caja}/{asiento.epoca}",), detalle)
