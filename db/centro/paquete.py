"""The whole padrón packed, page by page, for cajas that begin: worked out once, sent compressed, and folded as it is.

PostgreSQL compresses nothing on the wire. A pack is what `Bajada` would write at the caja, written at the centre
instead: the same lotes, which every caja of the organismo keeps under the same hash, and with each the cookie from
which the next one goes on. After the last, what changed since comes down row by row, as ever.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from sqlalchemy import Connection, text

from app.centro.ronda import PAGINA, LoteBajado
from db.bajada import Bajada
from db.centro.corrientes import CORRIENTES, para_todas
from db.lotes import Lotes

#: Fewer rows than these come down as quickly one by one.
MINIMO = 20_000
#: Packed again once what changed since is more than one row in so many of the pack.
PARTE = 5
_GUARDAR = text(
    "INSERT INTO padron_paquete (organismo, v, n, sha, cookie, filas, total, pagado, van, de, contenido)"
    " VALUES (:organismo, :v, :n, :sha, :cookie, :filas, :total, :pagado, :van, :de, :contenido)"
)
_ULTIMO = text("SELECT v, de FROM padron_paquete WHERE organismo = :organismo ORDER BY v DESC, n LIMIT 1")
_V = text("SELECT v FROM flujo WHERE organismo = :organismo AND nombre = 'padron'")
#: One of before stays, so that whoever is in the middle of it can go on.
_QUITAR = text(
    "DELETE FROM padron_paquete WHERE organismo = :organismo AND v NOT IN"
    " (SELECT DISTINCT v FROM padron_paquete WHERE organismo = :organismo ORDER BY v DESC LIMIT 2)"
)
_PAGINA = text(
    "SELECT v, n, sha, cookie, filas, total, pagado, van, de, contenido FROM el_paquete WHERE v = :v AND n = :n"
)
_MAYOR = text("SELECT max(v) FROM el_paquete")


def empacar(conexion: Connection, organismo: str, minimo: int = MINIMO, tope: int = PAGINA) -> int:
    """Pack the padrón if that is worth it, in a transaction of the caller's that is REPEATABLE READ; how many pages."""
    v = int(conexion.execute(_V, {"organismo": organismo}).scalar_one())
    ultimo = conexion.execute(_ULTIMO, {"organismo": organismo}).one_or_none()
    desde, hay = (0, 0) if ultimo is None else (ultimo.v, ultimo.de)
    if _cambiadas(conexion, organismo, desde) < max(minimo, hay // PARTE):
        return 0
    n, cookie, origen = 0, "", para_todas(organismo)
    with tempfile.TemporaryDirectory(prefix="paquete-") as carpeta:
        lotes, is_completo = Lotes(Path(carpeta)), False
        while not is_completo:
            pagina = Bajada(conexion, origen, cookie, tope).bajar(lotes, organismo)
            n, cookie, is_completo = n + 1, pagina.cookie, pagina.is_completo
            datos = json.loads(cookie) | ({} if is_completo else {"paquete": [v, n + 1]})
            # After a page that was just full there may be nothing left but to say so.
            contenido = lotes.sacar(pagina.sha) if pagina.sha else b""
            conexion.execute(
                _GUARDAR,
                {
                    "organismo": organismo, "v": v, "n": n, "sha": pagina.sha, "cookie": json.dumps(datos),
                    "filas": pagina.filas, "total": pagina.total, "pagado": pagina.pagado, "van": pagina.van,
                    "de": pagina.de, "contenido": contenido,
                },
            )  # fmt: skip
    conexion.execute(_QUITAR, {"organismo": organismo})
    return n


def _cambiadas(conexion: Connection, organismo: str, desde: int) -> int:
    origen = para_todas(organismo)
    return sum(
        int(conexion.execute(text(f"SELECT count(*) FROM {origen.de(c)} WHERE ver > :v"), {"v": desde}).scalar_one())
        for c in CORRIENTES
        if c.flujo == "padron"
    )


def recibir(conexion: Connection, lotes: Lotes, cookie: str, generacion: str) -> LoteBajado | None:
    """The next page of a pack, kept as a lote; None for a caja that is past it, or where nothing is packed.

    Raises:
        IntegridadError: `lote_danado`, it is not what its name says.
    """
    antes = json.loads(cookie) if cookie else {}
    if antes.get("g") != generacion:
        antes = {"paquete": [-1, 1]}
    if "paquete" not in antes:
        return None
    fila = conexion.execute(_PAGINA, dict(zip(("v", "n"), antes["paquete"], strict=True))).one_or_none()
    if fila is None:
        # Of a pack that is gone the rows are good all the same: the newest has them as they are now.
        mayor = conexion.execute(_MAYOR).scalar()
        fila = conexion.execute(_PAGINA, {"v": mayor, "n": 1}).one_or_none()
    if fila is None:
        return None
    if fila.sha:
        lotes.recibir(fila.sha, bytes(fila.contenido))
    # A centre that was put back from a copy has its packs from before: they are of that copy too.
    siguiente = json.dumps(json.loads(fila.cookie) | {"g": generacion})
    # Never all: what changed since it was packed comes after it.
    return LoteBajado(fila.sha, fila.filas, fila.total, fila.pagado, siguiente, False, fila.van, fila.de)
