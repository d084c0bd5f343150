"""The organismo's header of papers, from its profile and its caja."""

from __future__ import annotations

from pathlib import Path

from app.context import Contexto
from app.documentos import Encabezado
from app.documentos.nombres import nombres_de
from app.perfiles import RECURSOS


def encabezado_de(ctx: Contexto, recursos: Path = RECURSOS) -> Encabezado:
    """The header; a logo that cannot be read is an empty one, of which whoever prints complains."""
    perfil = ctx.perfil
    return Encabezado(
        nombre=perfil.nombre,
        razon_social=perfil.razon_social,
        domicilio=perfil.domicilio,
        rfc=perfil.rfc,
        telefono=perfil.telefono,
        centro=ctx.caja.centro,
        organismo=perfil.organismo,
        nombres=nombres_de(perfil),
        demostracion=ctx.caja.demo,
        logo=_leer(recursos / "organismos" / perfil.organismo / perfil.version / perfil.logo) if perfil.logo else None,
    )


def _leer(ruta: Path) -> bytes:
    try:
        return ruta.read_bytes()
    except OSError:
        return b""
