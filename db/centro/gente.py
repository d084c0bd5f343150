"""People of an organismo at the centre; whoever is disabled stays as a row that says so, and goes down as one.

A centre that was put back from a copy forgot who was disabled since, and would send them as active: what the cajas
were told before comes back with their diarios.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.centro.gente import Dicho, dicho_de, is_olvidado
from app.domain.centro.incidencia import Hallazgo
from app.domain.diario.asiento import Asiento
from db.centro.diario import CAJA, DiarioPropio, leer_identidad, subir_flujo
from db.centro.incidencias import CENTRO
from db.diario import asiento_de

_USUARIO = text(
    "INSERT INTO usuario_secreto (organismo, clave, nombre, roles, activo, verificador, ver)"
    " VALUES (:organismo, :clave, :nombre, :roles, :activo, :verificador, :ver) ON CONFLICT (organismo, clave)"
    " DO UPDATE SET nombre = EXCLUDED.nombre, roles = EXCLUDED.roles, activo = EXCLUDED.activo,"
    " verificador = EXCLUDED.verificador, ver = EXCLUDED.ver"
)

_ESCRITO = text(
    "SELECT * FROM diario WHERE organismo = :organismo AND caja = :centro"
    " AND tipo IN ('usuario', 'centro_restaurado') ORDER BY n"
)


def guardar_usuario(
    conexion: Connection,
    propio: DiarioPropio,
    organismo: str,
    persona: tuple[str, str, Sequence[str]],
    verificador: str,
    *,
    activo: bool,
) -> None:
    """Somebody who works, or no longer works, at every caja, in the caller's transaction.

    Args:
        persona: clave, name and roles.
        verificador: of the PIN; empty for who no longer works.
    """
    clave, nombre, roles = persona
    datos = {"clave": clave, "nombre": nombre, "roles": list(roles), "activo": int(activo), "quien": CENTRO}
    propio.asentar("usuario", datos)
    fila = {"organismo": organismo, "clave": clave, "nombre": nombre, "roles": ",".join(roles), "activo": int(activo)}
    ver = subir_flujo(conexion, organismo, "usuario")
    conexion.execute(_USUARIO, fila | {"verificador": verificador, "ver": ver})


def recordar_gente(conexion: Connection, propio: DiarioPropio, asientos: Sequence[Asiento]) -> Iterator[Hallazgo]:
    """People whom a caja knows from this centre as the centre itself does not any more, in the caller's transaction.

    Whoever had been disabled is disabled again. Of anybody else the PIN is in no diario: somebody must repeat it.
    """
    oidos = {d["clave"]: a for a in asientos if a.tipo == "usuario" for d in [a.datos()] if d["quien"] == CENTRO}
    if not oidos:
        return
    llave = {"organismo": asientos[0].organismo, "centro": CAJA}
    propios = [asiento_de(fila) for fila in conexion.execute(_ESCRITO, llave).mappings()]
    veces = [datetime.fromisoformat(a.datos()["momento"]) for a in propios if a.tipo == "centro_restaurado"]
    escritos = [a for a in propios if a.tipo == "usuario"]
    for clave, asiento in oidos.items():
        oido = dicho_de(asiento)
        suyos = [dicho_de(e) for e in escritos if e.datos()["clave"] == clave]
        if not veces or not is_olvidado(oido, suyos, veces[-1]):
            continue
        if not oido.activo:
            guardar_usuario(conexion, propio, asiento.organismo, (clave, oido.nombre, oido.roles), "", activo=False)
        yield _olvidada(asiento.caja, clave, oido, leer_identidad(conexion).generacion)


def _olvidada(caja: str, clave: str, oido: Dicho, generacion: str) -> Hallazgo:
    roles = ", ".join(oido.roles)
    como = "activo" if oido.activo else "de baja, y se dio de baja otra vez"
    return Hallazgo(
        clase="persona_olvidada",
        caja=caja,
        refs=(),
        resumen=f"El centro se recuperó de una copia que no sabe lo que la caja {caja} sabe de {clave} "
        f"({oido.nombre}; {roles}): {como}.",
        objeto=f"{generacion} {clave} {oido.nombre} {roles} {int(oido.activo)}",
    )
