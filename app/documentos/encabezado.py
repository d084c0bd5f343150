"""The header of an organismo's papers, from its profile and the caja that makes them."""

from __future__ import annotations

from app.documentos.documento import Encabezado
from app.documentos.nombres import nombres_de
from app.domain.caja import Caja
from app.domain.perfil import Perfil


def encabezado_de(perfil: Perfil, caja: Caja) -> Encabezado:
    """What every paper of a caja says about its organismo."""
    return Encabezado(
        nombre=perfil.nombre,
        razon_social=perfil.razon_social,
        domicilio=perfil.domicilio,
        rfc=perfil.rfc,
        telefono=perfil.telefono,
        centro=caja.centro,
        organismo=perfil.organismo,
        nombres=nombres_de(perfil),
        demostracion=caja.demo,
    )
