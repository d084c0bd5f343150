"""The diario of every caja at the centre, in the order in which it arrived; and the centre's own, as caja `0`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, text
from uuid_utils.compat import uuid7

from app.domain.centro.recepcion import Acuse, Cursor
from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de
from app.ports import Firmante, Reloj
from db.proyeccion import proyeccion
from db.proyeccion.rows import diario
from db.statements import Statement

CAJA = "0"
_INSERT = Statement(insert(diario))
_CURSOR = text(
    "SELECT seq, cabeza, publica FROM caja_cursor WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
    " FOR UPDATE"
)
_PROPIO = text(
    "SELECT epoca, seq, cabeza, publica FROM caja_cursor WHERE organismo = :organismo AND caja = '0' FOR UPDATE"
)
_NUEVO = text(
    "INSERT INTO caja_cursor (organismo, caja, epoca, seq, cabeza, publica, firma, pagos, centavos, folio, desfase)"
    " VALUES (:organismo, :caja, :epoca, 0, :cabeza, :publica, '', 0, 0, 0, 0) ON CONFLICT DO NOTHING"
)
_MOVER = text(
    "UPDATE caja_cursor SET seq = :seq, cabeza = :cabeza, firma = :firma, pagos = pagos + :pagos,"
    " centavos = centavos + :centavos, folio = greatest(folio, :folio), contacto = clock_timestamp()"
    " WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca"
)
_SUBIR = text("UPDATE flujo SET v = v + :cuantos WHERE organismo = :organismo AND nombre = :nombre RETURNING v")


@dataclass(frozen=True, slots=True)
class Identidad:
    """Which centre this is.

    Attributes:
        generacion: changes when the database is put back from a copy.
        publica: the key with which the centre signs.
    """

    id: str
    generacion: str
    publica: str
    demo: bool
    reloj_inicio: str
    reloj_creada: str


def leer_identidad(conexion: Connection) -> Identidad:
    """The row that says so."""
    fila = conexion.execute(text("SELECT id, generacion, publica, demo, reloj_inicio, reloj_creada FROM centro")).one()
    return Identidad(fila.id, fila.generacion, fila.publica, fila.demo == 1, fila.reloj_inicio, fila.reloj_creada)


def subir_flujo(conexion: Connection, organismo: str, nombre: str, cuantos: int = 1) -> int:
    """Raise a stream's counter and hold it until the end of the transaction; the new value.

    Whoever stamps rows with it must do so as late as possible: the next one waits for this commit, and that is what
    makes the values come to be seen in their order.
    """
    parametros = {"organismo": organismo, "nombre": nombre, "cuantos": cuantos}
    return int(conexion.execute(_SUBIR, parametros).scalar_one())


def tomar_cursor(conexion: Connection, organismo: str, caja: str, epoca: str) -> Cursor | None:
    """The cursor of an epoca, locked until the end of the transaction; None while nothing of it is here."""
    fila = conexion.execute(_CURSOR, {"organismo": organismo, "caja": caja, "epoca": epoca}).one_or_none()
    return None if fila is None else Cursor(epoca, fila.seq, bytes(fila.cabeza), fila.publica)


def abrir_cursor(conexion: Connection, organismo: str, caja: str, cursor: Cursor) -> None:
    """Make the cursor of an epoca, before its first asiento."""
    parametros = {"epoca": cursor.epoca, "cabeza": cursor.cabeza, "publica": cursor.publica}
    conexion.execute(_NUEVO, {"organismo": organismo, "caja": caja, **parametros})


def agregar(conexion: Connection, identidad: Identidad, firmante: Firmante, asientos: Sequence[Asiento]) -> None:
    """Append asientos of one epoca that follow its cursor, move it, and sign the new head.

    Their projection is the caller's: it may set aside what cannot be filed.
    """
    ultimo = asientos[-1]
    n = subir_flujo(conexion, ultimo.organismo, "diario", len(asientos)) - len(asientos)
    _INSERT.write(conexion, [_fila(asiento, n + i) for i, asiento in enumerate(asientos, 1)])
    pagos = [_datos(a) for a in asientos if a.tipo == "pago" and a.v == 1]
    acuse = Acuse(
        identidad.id, identidad.generacion, ultimo.organismo, ultimo.caja, ultimo.epoca, ultimo.seq, ultimo.hash
    )
    conexion.execute(
        _MOVER,
        {
            "organismo": ultimo.organismo,
            "caja": ultimo.caja,
            "epoca": ultimo.epoca,
            "seq": ultimo.seq,
            "cabeza": ultimo.hash,
            "firma": firmante.firmar(acuse.mensaje()),
            "pagos": len(pagos),
            "centavos": sum(_entero(d.get("total")) for d in pagos),
            "folio": max((_numero(d) for d in pagos), default=0),
        },
    )


def _datos(asiento: Asiento) -> Mapping[str, Any]:
    """The content; nothing when it cannot be read, which stops nobody."""
    try:
        datos = asiento.datos()
    except (ValueError, RecursionError):
        return {}
    return datos if isinstance(datos, dict) else {}


def _entero(valor: object) -> int:
    return valor if type(valor) is int else 0


def _numero(datos: Mapping[str, Any]) -> int:
    folio = datos.get("folio")
    return _entero(folio.get("numero")) if isinstance(folio, dict) else 0


def _fila(asiento: Asiento, n: int) -> dict[str, Any]:
    return {campo: getattr(asiento, campo) for campo in Asiento.__slots__} | {"n": n}


class DiarioPropio:
    """Appends what happens at the centre itself, for one organismo, in the caller's transaction."""

    def __init__(self, conexion: Connection, organismo: str, firmante: Firmante, reloj: Reloj) -> None:
        self._conexion = conexion
        self._organismo = organismo
        self._firmante = firmante
        self._reloj = reloj

    def abrir(self, version: str, identidad: Identidad, epoca: str) -> None:
        """Begin it."""
        abrir_cursor(self._conexion, self._organismo, CAJA, Cursor(epoca, 0, GENESIS, identidad.publica))
        self.asentar(
            "epoca_abierta",
            {
                "version": version,
                "centro": "Centro",
                "serie": "A",
                "publica": identidad.publica,
                "demo": int(identidad.demo),
                "reloj_inicio": identidad.reloj_inicio,
                "reloj_creada": identidad.reloj_creada,
                "motivo": "caja nueva",
            },
        )

    def asentar(self, tipo: str, datos: Mapping[str, Any]) -> Asiento:
        """Append one entry, chained and signed, and file it."""
        fila = self._conexion.execute(_PROPIO, {"organismo": self._organismo}).one()
        contenido = canonico({"id": str(uuid7()), "momento": self._reloj.ahora().isoformat(), **datos})
        campos = (self._organismo, CAJA, fila.epoca, fila.seq + 1, tipo, 1, contenido, bytes(fila.cabeza))
        resumen = hash_de(*campos)
        asiento = Asiento(*campos, resumen, self._firmante.firmar(resumen))
        agregar(self._conexion, leer_identidad(self._conexion), self._firmante, [asiento])
        proyeccion.proyectar(self._conexion, asiento)
        return asiento
