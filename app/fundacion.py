"""Make a caja: its first asientos, which say who it is, whose word signs it and who works there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Contexto
from app.domain.caja import Caja
from app.errors import NegocioError
from app.gente.acceso import dar_de_alta
from app.ports import UnitOfWork
from app.tarifa.tarifas import TarifaCargada, datos_de_tarifa

#: People of a demonstration; their PINs are public, as its papers say that they are worth nothing.
GENTE_DEMO = (
    ("demo", "Cajera de demostración", ("cajero",), "246810"),
    ("super", "Supervisora de demostración", ("supervisor", "administrador"), "135791"),
    ("teso", "Tesorera de demostración", ("tesoreria",), "864209"),
    ("audi", "Auditor de demostración", ("auditor",), "975310"),
)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to register with a new caja."""

    clave: str
    nombre: str
    roles: tuple[str, ...]
    pin: str


@dataclass(frozen=True, slots=True)
class LoteInicial:
    """A lote already on the disk with which a caja begins."""

    sha: str
    filas: int


def fundar(
    ctx: Contexto,
    gente: tuple[Persona, ...],
    lote: LoteInicial | None = None,
    tarifas: Sequence[TarifaCargada] = (),
) -> None:
    """Append the opening of the caja's first epoca, its people, the prices loaded before it, and its first lote.

    In one commit.

    Raises:
        NegocioError: nobody could administer it, or a user is refused.
    """
    if not any("administrador" in p.roles for p in gente):
        raise NegocioError("falta_administrador", "Una caja necesita un administrador.")
    administra = next(p.clave for p in gente if "administrador" in p.roles)
    with ctx.uow() as uow:
        uow.diario.asentar("epoca_abierta", _apertura(ctx.caja))
        for p in gente:
            dar_de_alta(ctx, uow, p.clave, p.nombre, p.roles, p.pin, p.clave)
        _asentar_tarifas(uow, tarifas, administra)
        if lote is not None:
            uow.diario.asentar(
                "lote_importado",
                {"sha": lote.sha, "filas": lote.filas, "quien": gente[0].clave, "origen": "demostracion"},
            )
        uow.commit()


def fundar_sin_gente(ctx: Contexto, tarifas: Sequence[TarifaCargada] = ()) -> None:
    """The same for a caja whose people will come from its centre: until then nobody can do anything in it."""
    with ctx.uow() as uow:
        uow.diario.asentar("epoca_abierta", _apertura(ctx.caja))
        _asentar_tarifas(uow, tarifas, "centro")
        uow.commit()


def _asentar_tarifas(uow: UnitOfWork, tarifas: Sequence[TarifaCargada], quien: str) -> None:
    for tarifa in tarifas:
        uow.diario.asentar("tarifa_importada", datos_de_tarifa(tarifa, quien))


def _apertura(caja: Caja) -> dict[str, object]:
    return {
        "version": caja.version,
        "centro": caja.centro,
        "serie": caja.serie,
        "publica": caja.publica,
        "demo": int(caja.demo),
        "reloj_inicio": caja.reloj_inicio,
        "reloj_creada": caja.reloj_creada,
        "motivo": "caja nueva",
    }
