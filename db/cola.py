"""The print queue: rows of this PC, written with the payment and let go when its paper came out."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, or_, select, text

from app.domain.caja import Caja
from app.domain.papel import DESCONOCIDO, ENVIANDO, SABIDOS, SALIDOS, PapelEnCola
from db.proyeccion import rows
from db.statements import Statement

_ENCOLAR = Statement(
    text(
        "INSERT INTO cola_impresion (folio, clase, estado, detalle) VALUES (:folio, :clase, 'pendiente', '')"
        " ON CONFLICT (folio) DO UPDATE SET estado = 'pendiente', detalle = ''"
    )
)
_LEER = "SELECT folio, clase, estado, detalle FROM cola_impresion"
_I = rows.impresion.c
_COPIAS = Statement(
    select(func.max(_I.copia)).where(
        _I.organismo == bindparam("organismo"),
        _I.folio == bindparam("folio"),
        or_(*(_I.resultado == r for r in SALIDOS)),
    )
)
_SABIDO = Statement(
    select(_I.folio)
    .where(
        _I.organismo == bindparam("organismo"),
        _I.folio == bindparam("folio"),
        or_(*(_I.resultado == r for r in SABIDOS)),
    )
    .limit(1)
)
_DE_FOLIO = Statement(text(f"{_LEER} WHERE folio = :folio"))
_TOMAR = Statement(text(f"UPDATE cola_impresion SET estado = '{ENVIANDO}', detalle = '' WHERE folio = :folio"))
#: A newer paper of that folio may have taken its place meanwhile: the answer to a request whose acuse is being sent.
_EL_TOMADO = f"WHERE folio = :folio AND estado = '{ENVIANDO}'"
_DEJAR = Statement(text(f"UPDATE cola_impresion SET estado = :estado, detalle = :detalle {_EL_TOMADO}"))


class ColaRepo:
    """The print queue, and how often each paper came out."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def encolar(self, folio: str, clase: str) -> None:
        """A paper waits for the printer, in the place of an older one of that folio if there is one."""
        _ENCOLAR.write(self._conexion, [{"folio": folio, "clase": clase}])

    def pendientes(self) -> tuple[str, ...]:
        """Folios of which no original can have come out, oldest first."""
        consulta = text("SELECT folio FROM cola_impresion WHERE estado IN ('pendiente', 'fallo') ORDER BY n")
        return tuple(self._conexion.scalars(consulta))

    def papeles(self) -> tuple[PapelEnCola, ...]:
        """Everything that has not come out for certain, oldest first."""
        return tuple(PapelEnCola(*fila) for fila in self._conexion.execute(text(f"{_LEER} ORDER BY n")))

    def tomar(self, folio: str) -> PapelEnCola | None:
        """Begin to send a paper: as it was until now, or None when it does not wait or is being sent already."""
        papel = next((PapelEnCola(*fila) for fila in _DE_FOLIO.rows(self._conexion, folio=folio)), None)
        if papel is None or papel.estado == ENVIANDO:
            return None
        _TOMAR.write(self._conexion, [{"folio": folio}])
        return papel

    def dejar(self, folio: str, estado: str, detalle: str) -> None:
        """The one that was taken did not come out for certain, and why."""
        _DEJAR.write(self._conexion, [{"folio": folio, "estado": estado, "detalle": detalle}])

    def recuperar(self, detalle: str) -> int:
        """Papers that were being sent when the program died are in doubt; how many."""
        hecho = self._conexion.execute(
            text("UPDATE cola_impresion SET estado = :nuevo, detalle = :detalle WHERE estado = :viejo"),
            {"nuevo": DESCONOCIDO, "detalle": detalle, "viejo": ENVIANDO},
        )
        return hecho.rowcount

    def dudar(self, detalle: str) -> int:
        """Of nothing that waits it is known whether it came out; how many."""
        en_duda = {"estado": DESCONOCIDO, "detalle": detalle}
        return self._conexion.execute(
            text("UPDATE cola_impresion SET estado = :estado, detalle = :detalle"), en_duda
        ).rowcount

    def is_sabido(self, folio: str) -> bool:
        """Whether the diario says that nobody waits for that paper any more."""
        return any(_SABIDO.rows(self._conexion, organismo=self._caja.organismo, folio=folio))

    def quitar(self, folio: str) -> None:
        """The one that was taken came out, or is not wanted."""
        self._conexion.execute(text(f"DELETE FROM cola_impresion {_EL_TOMADO}"), {"folio": folio})

    def copias(self, folio: str) -> int:
        """How many copies (beyond the original) may have come out of that paper."""
        ((ultima,),) = _COPIAS.rows(self._conexion, organismo=self._caja.organismo, folio=folio)
        return 0 if ultima is None else int(ultima)
