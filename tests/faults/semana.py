"""A week of cajas that are only their diarios, at a real centre: how it begins, what may happen, what must be true.

The oracle is the chains: what was signed is there once, and what was paid is in the recibos or in excess of them.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Engine

from app.armado_sede import SedeDeMaquina
from app.domain.diario.asiento import Asiento
from app.sistema.llaves import Llave
from db.centro.conexion import abrir
from db.centro.permisos import Roles
from tests.factories import un_recibo, una_caja, una_cuenta
from tests.sede import consultar, importar_al_centro, servir

CAJAS, DIAS, PAGOS, CUENTAS = 20, 7, 20, 40
#: One week; three with `--largo`.
VUELTAS = [0, *(pytest.param(n, marks=pytest.mark.largo) for n in (1, 2))]
_CAMPOS = list(Asiento.__slots__)
_COLUMNAS = [*_CAMPOS, "enviado"]
_ENVIAR = (
    f"INSERT INTO entrada ({', '.join(_COLUMNAS)}) VALUES ({', '.join(f'%({c})s' for c in _COLUMNAS)})"
    " ON CONFLICT DO NOTHING"
)


class DeSemana(Protocol):
    """A caja as the week knows it.

    Attributes:
        enviado: how many asientos of its epoca have left it.
    """

    numero: str
    llave: Llave
    epoca: str
    diario: list[Asiento]
    enviado: int


@contextmanager
def una_semana(
    sede: SedeDeMaquina, cajas: Sequence[DeSemana], base: int, carpeta: Path
) -> Iterator[tuple[Engine, list[str]]]:
    """The cajas registered and the padrón merged; a connection that writes to `entrada` as them, and the cuentas."""
    registrar(sede, cajas)
    cuentas = [f"{base}-{n}" for n in range(CUENTAS)]
    with una_caja(carpeta / "padron") as caja:
        importar_al_centro(sede, caja, [una_cuenta(c) for c in cuentas], [un_recibo(c, agua="300.00") for c in cuentas])
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno, quedarse=True)
    try:
        yield engine, cuentas
    finally:
        engine.dispose()


def registrar(sede: SedeDeMaquina, cajas: Sequence[DeSemana]) -> None:
    for caja in cajas:
        consultar(
            sede,
            "INSERT INTO registro (organismo, caja, id, centro, rol, serie, vence, usado, publica, epoca, cabeza,"
            " motivo) VALUES ('cajeme', :c, :id, 'c', :id, 'A', now(), now(), :p, '', '', '')",
            c=caja.numero, id=str(uuid.uuid4()), p=caja.llave.publica,
        )  # fmt: skip


def enviar(engine: Engine, asientos: Sequence[Asiento], azar: random.Random) -> None:
    """Put them into `entrada`, by a clock that is right or is not."""
    reloj = azar.choice(["2023-09-05", "2022-09-05", "now"])
    filas = [{c: getattr(a, c) for c in _CAMPOS} | {"enviado": reloj} for a in asientos]
    if filas:
        with engine.begin() as conexion:
            conexion.exec_driver_sql(_ENVIAR, filas)


def ponerse_al_dia(
    engine: Engine, sede: SedeDeMaquina, cajas: Sequence[DeSemana], azar: random.Random, hasta: int | None = None
) -> None:
    """As every round does: from what the centre has on.

    What waited under a true hash with a changed byte is found out when something of its caja can go in, and the true
    one is then missing: hence the second round.
    """
    for _ in range(2):
        for quien in cajas:
            sql = "SELECT coalesce(max(seq), 0) FROM diario WHERE caja = :c AND epoca = :e"
            ((hay,),) = consultar(sede, sql, c=quien.numero, e=quien.epoca)
            enviar(engine, quien.diario[hay:hasta], azar)
            quien.enviado = max(quien.enviado, len(quien.diario[:hasta]))
        servir(sede)


def enviar_otra_vez(engine: Engine, caja: DeSemana, azar: random.Random) -> None:
    """A restored file sends again what it has: all of it is there already."""
    enviar(engine, caja.diario[: azar.randrange(1, len(caja.diario) + 1)], azar)


def enviar_roto(engine: Engine, sede: SedeDeMaquina, caja: DeSemana, azar: random.Random) -> None:
    """Something on the way changed a byte."""
    roto = azar.choice(caja.diario)
    enviar(engine, [replace(roto, contenido=roto.contenido + b" ")], azar)
    servir(sede)


def enviar_a_pedazos(engine: Engine, caja: DeSemana, azar: random.Random) -> None:
    """The answer is lost as often as not: the same is sent again; and sometimes a piece is missing before it."""
    for _ in range(2):
        desde = azar.randrange(max(0, len(caja.diario) - 2 * PAGOS), len(caja.diario))
        enviar(engine, caja.diario[desde:], azar)
        caja.enviado = len(caja.diario)


def comprobar_dinero(
    sede: SedeDeMaquina,
    cajas: Sequence[DeSemana],
    cuentas: list[str],
    bifurcadas: set[bytes],
    total: int,
    semilla: int,
) -> int:
    """Nothing waits, only other histories were set aside, and `total` is to the centavo where it was paid; the excess.

    Args:
        bifurcadas: hashes of what clones sent that is another history.
    """
    numeros = [c.numero for c in cajas]
    apartados = "SELECT hash, motivo FROM cuarentena WHERE caja = ANY(:c)"
    por_motivo = {(bytes(h), m) for h, m in consultar(sede, apartados, c=numeros)}
    assert {h for h, m in por_motivo if m == "bifurcado"} == bifurcadas, semilla
    assert consultar(sede, "SELECT 1 FROM entrada WHERE caja = ANY(:c)", c=numeros) == [], semilla
    aplicado = "SELECT sum(aplicado) FROM padron_recibo WHERE cuenta = ANY(:c)"
    assert consultar(sede, aplicado, c=cuentas) == [(total,)], semilla
    de_mas = "SELECT sum(greatest(aplicado - total, 0)) FROM padron_recibo WHERE cuenta = ANY(:c)"
    excesos = "SELECT sum(exceso) FROM acreditacion WHERE cuenta = ANY(:c)"
    ((exceso,),) = consultar(sede, de_mas, c=cuentas)
    assert consultar(sede, excesos, c=cuentas) == [(exceso,)], semilla
    assert sede.centro().verificar() == (), semilla
    return int(exceso)
