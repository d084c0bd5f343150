"""What `caja.db` knows of the centre: its acknowledgement, cookies and troubles, kept as settings of this PC."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, text

from app.domain.caja import Caja
from app.domain.centro.incidencia import Incidencia
from app.domain.diario.asiento import Asiento
from app.ports.centro import EpocaPropia, PorEnviar
from db.lecturas.incidencias import CAMPOS, fila_de, incidencia_de
from db.proyeccion.rows import AL_REVES, diario, pago
from db.proyeccion.rows import epoca as rows_epoca
from db.proyeccion.rows_centro import incidencia_fin
from db.statements import Statement

_D = diario.c
#: Of the settings that are about the centre.
PREFIJO = "centro."
_CONFIRMADO = f"{PREFIJO}confirmado"
_NOTA = Statement(text("SELECT valor FROM ajuste WHERE clave = :clave"))
_CAMPOS = [_D[campo.name] for campo in fields(Asiento)]


class SincroniaRepo:
    """The outbox, read from the diario itself, and notes about the centre."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def epocas(self) -> tuple[EpocaPropia, ...]:
        """Every epoca of the file, oldest first, with its last asiento."""
        ultimos = select(func.max(_D.n)).group_by(_D.epoca)
        consulta = select(_D.epoca, _D.seq, _D.hash).where(_D.n.in_(ultimos)).order_by(_D.n)
        return tuple(EpocaPropia(*fila) for fila in self._conexion.execute(consulta))

    def series(self) -> tuple[str, ...]:
        """The serie of each of them."""
        return tuple(self._conexion.scalars(select(rows_epoca.c.serie).distinct()))

    def aperturas(self) -> tuple[Asiento, ...]:
        """The first asiento of each of them."""
        consulta = select(*_CAMPOS).where(_D.seq == 1).order_by(_D.n)
        return tuple(Asiento(*fila) for fila in self._conexion.execute(consulta))

    def hash_de(self, epoca: str, seq: int) -> bytes | None:
        """Hash of an asiento of this file."""
        consulta = select(_D.hash).where(*self._suyo(epoca), _D.seq == seq)
        leido: bytes | None = self._conexion.scalar(consulta)
        return leido

    def asientos(self, epoca: str, desde: int, cuantos: int) -> tuple[Asiento, ...]:
        """Asientos of an epoca from a seq on, in order."""
        consulta = select(*_CAMPOS).where(*self._suyo(epoca), _D.seq >= desde).order_by(_D.seq).limit(cuantos)
        return tuple(Asiento(*fila) for fila in self._conexion.execute(consulta))

    def cifras(self, epoca: str, hasta: int) -> tuple[int, int, int]:
        """Payments of an epoca up to a seq, their sum in centavos, and the last folio number."""
        p = pago.c
        sumas = select(func.count(), func.coalesce(func.sum(p.total), 0), func.coalesce(func.max(p.numero), 0))
        suyos = (p.organismo == self._caja.organismo, p.caja == self._caja.numero, p.epoca == epoca, p.seq <= hasta)
        pagos, centavos, folio = self._conexion.execute(sumas.where(*suyos)).one()
        return int(pagos), int(centavos), int(folio)

    def confirmados(self) -> int:
        """How many asientos of the file the centre has acknowledged: `n` of the last one."""
        return int(self.nota("confirmado") or 0)

    def confirmar(self, epoca: str, seq: int) -> None:
        """Note that the centre has everything up to that asiento."""
        n = self._conexion.scalar(select(_D.n).where(*self._suyo(epoca), _D.seq == seq))
        self.anotar("confirmado", str(n or 0))

    def pendientes(self) -> int:
        """Asientos that the centre has not acknowledged."""
        return self.ultimo() - self.confirmados()

    def ultimo(self) -> int:
        """How many asientos the file has: `n` of the last one."""
        return int(self._conexion.scalar(select(_D.n).order_by(*AL_REVES).limit(1)) or 0)

    def saltos(self, desde: int) -> tuple[int, ...]:
        """Seconds of each jump of the clock written down after the n-th asiento."""
        suyos = (_D.organismo == self._caja.organismo, _D.n > desde, _D.tipo == "reloj_saltado")
        dichos = self._conexion.scalars(select(_D.contenido).where(*suyos))
        return tuple(int(json.loads(contenido)["segundos"]) for contenido in dichos)

    def por_enviar(self) -> PorEnviar:
        """What the centre has not acknowledged, and how much of it are payments."""
        p = pago.c
        nuevos = (_D.organismo == self._caja.organismo) & (_D.n > self.confirmados())
        suyo = and_(*(p[campo] == _D[campo] for campo in ("organismo", "caja", "epoca", "seq")))
        sumas = select(func.count(), func.coalesce(func.sum(p.total), 0)).select_from(diario.join(pago, suyo))
        pagos, centavos = self._conexion.execute(sumas.where(nuevos)).one()
        viejo = select(*_CAMPOS).where(nuevos).order_by(_D.n).limit(1)
        fila = self._conexion.execute(viejo).one_or_none()
        desde = None if fila is None else datetime.fromisoformat(Asiento(*fila).datos()["momento"])
        return PorEnviar(self.pendientes(), int(pagos), int(centavos), desde)

    def resueltas(self) -> frozenset[str]:
        """Incidencias that were resolved at this caja."""
        return frozenset(self._conexion.scalars(select(incidencia_fin.c.incidencia)))

    def incidencias(self) -> tuple[Incidencia, ...]:
        """What the centre said at the last whole round that concerns this caja."""
        return tuple(incidencia_de(fila) for fila in json.loads(self.nota("incidencias") or "[]"))

    def guardar_incidencias(self, incidencias: Sequence[Incidencia]) -> None:
        """Keep them in the place of those before."""
        filas = [[fila_de(i)[campo] for campo in CAMPOS] for i in incidencias]
        self.anotar("incidencias", json.dumps(filas, ensure_ascii=False))

    def nota(self, clave: str) -> str:
        """A word kept about the centre; empty when there is none."""
        return next((str(valor) for (valor,) in _NOTA.rows(self._conexion, clave=PREFIJO + clave)), "")

    def anotar(self, clave: str, valor: str) -> None:
        """Keep a word about the centre."""
        orden = text("INSERT OR REPLACE INTO ajuste (clave, valor) VALUES (:c, :v)")
        self._conexion.execute(orden, {"c": PREFIJO + clave, "v": valor})

    def _suyo(self, epoca: str) -> tuple[ColumnElement[bool], ...]:
        return _D.organismo == self._caja.organismo, _D.caja == self._caja.numero, _D.epoca == epoca
