"""Twenty cajas for a week whose PCs break: files put back, clones, other PCs in their place, tickets of lost payments.

The centre is the real one, and the oracle is the chains: what left a PC is there once, and a ticket counts where its
payment is nowhere. The seed is printed when it fails. One week of them, three with `--largo`. The control, that without
whoever compares folio and hash the same money counts twice, is in tests/centro/test_recuperados.py.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.armado_sede import SedeDeMaquina
from app.sistema.llaves import Llave
from db.centro.conexion import abrir
from db.centro.permisos import Roles
from tests.factories import importar, un_recibo, una_caja, una_cuenta
from tests.faults.test_simulacion import CAJAS, CUENTAS, DIAS, PAGOS, VUELTAS, enviar, modelo, mundo, registrar
from tests.faults.vidas import CajaConVidas, folio_de
from tests.sede import consultar, servir

__all__ = ["modelo", "mundo"]


def ponerse_al_dia(
    engine: Engine, sede: SedeDeMaquina, cajas: list[CajaConVidas], azar: random.Random, hasta: int | None = None
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


def romperse(engine: Engine, sede: SedeDeMaquina, caja: CajaConVidas, azar: random.Random) -> None:
    """The PC breaks with what it had not sent, or an earlier copy of its file is put back.

    Another life of the caja goes on, with the centre's diario or without asking; customers bring tickets of what it
    does not have, whether the centre has it or not; and often enough the old disk turns up.
    """
    ponerse_al_dia(engine, sede, [caja], azar, max(1, caja.enviado))
    sin_centro = azar.random() < 0.3
    desde = azar.randrange(1, caja.enviado + 1) if sin_centro else caja.enviado
    llave = None
    if azar.random() < 0.5:
        llave = Llave.nueva()
        baja = "UPDATE registro SET revocado = now(), motivo = 'reemplazo' WHERE caja = :c AND publica = :p"
        consultar(sede, baja, c=caja.numero, p=caja.llave.publica)
    sin_verse = [a for a in caja.diario[desde:] if a.tipo == "pago"]
    caja.seguir(desde, llave)
    if llave is not None:
        registrar(sede, [caja])
    for pago in sin_verse:
        if azar.random() < 0.5:
            caja.reponer(pago)


def leer_discos(engine: Engine, caja: CajaConVidas, azar: random.Random, suerte: float) -> None:
    """A disk of before turns up: all of it is sent, what the centre has as well."""
    for vida in caja.viejas:
        if azar.random() < suerte:
            vida.is_leida = True
            enviar(engine, vida.diario[azar.randrange(vida.enviado + 1) :], azar)


@pytest.mark.parametrize("vuelta", VUELTAS)
def test_a_week_of_broken_pcs(mundo: SedeDeMaquina, modelo: dict[str, Any], vuelta: int, tmp_path: Path) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    base = 1_000 * (vuelta + 1)
    cajas = [CajaConVidas(str(base + n), modelo) for n in range(CAJAS)]
    registrar(mundo, cajas)
    cuentas = [f"{base}-{n}" for n in range(CUENTAS)]
    with una_caja(tmp_path / "padron") as caja:
        sha = importar(caja, [una_cuenta(c) for c in cuentas], [un_recibo(c, agua="300.00") for c in cuentas])
        mundo.centro().fundir("cajeme", caja.lotes, sha, {"sha": sha, "filas": 1, "quien": "centro"})
    engine = abrir(mundo.url, asumir=Roles(mundo.casa.centro_id).dueno, quedarse=True)
    try:
        bifurcadas = vivir(engine, mundo, cajas, cuentas, azar)
        for caja in cajas:
            leer_discos(engine, caja, azar, 0.3)
        ponerse_al_dia(engine, mundo, cajas, azar)
        for caja in cajas:
            # What was read of a disk with a hole in it is read again, whole.
            for vida in caja.viejas:
                enviar(engine, vida.llegado, azar)
        servir(mundo)
        comprobar(mundo, cajas, cuentas, bifurcadas, semilla)
    finally:
        engine.dispose()


def vivir(
    engine: Engine, sede: SedeDeMaquina, cajas: list[CajaConVidas], cuentas: list[str], azar: random.Random
) -> set[bytes]:
    """A week; hashes of what clones sent that is another history."""
    bifurcadas: set[bytes] = set()
    for _ in range(DIAS):
        for caja in cajas:
            for _ in range(PAGOS):
                caja.cobrar(azar.choice(cuentas), azar.choice([1_000, 5_000, 30_000]))
            suerte = azar.random()
            if suerte < 0.3:
                continue  # apart from the centre all day
            if suerte < 0.4:
                # A clone charges on its own, and sends after the caja that the centre knows.
                clon = caja.clonar()
                clon.diario.pop()
                clon.folio -= 1
                clon.cobrar(azar.choice(cuentas), 7_777)
                if caja.diario[-1].tipo == "pago" and azar.random() < 0.5:
                    ponerse_al_dia(engine, sede, [caja], azar)
                    enviar(engine, clon.diario[-1:], azar)
                    bifurcadas.add(clon.diario[-1].hash)
            if suerte < 0.5:
                # A restored file sends again what it has: all of it is there already.
                enviar(engine, caja.diario[: azar.randrange(1, len(caja.diario) + 1)], azar)
            if 0.6 <= suerte < 0.7:
                romperse(engine, sede, caja, azar)
            leer_discos(engine, caja, azar, 0.1)
            if suerte < 0.6:
                # Something on the way changed a byte.
                roto = azar.choice(caja.diario)
                enviar(engine, [replace(roto, contenido=roto.contenido + b" ")], azar)
                servir(sede)
            # The answer is lost as often as not: the same is sent again; and sometimes a piece is missing before it.
            for _ in range(2):
                desde = azar.randrange(max(0, len(caja.diario) - 2 * PAGOS), len(caja.diario))
                enviar(engine, caja.diario[desde:], azar)
                caja.enviado = len(caja.diario)
        servir(sede)
    return bifurcadas


def comprobar(
    sede: SedeDeMaquina, cajas: list[CajaConVidas], cuentas: list[str], bifurcadas: set[bytes], semilla: int
) -> None:
    total = 0
    for caja in cajas:
        llegados = caja.llegados()
        sql = "SELECT hash FROM diario WHERE caja = :c AND epoca = :e ORDER BY seq"
        for diario in llegados:
            hallados = consultar(sede, sql, c=caja.numero, e=diario[0].epoca)
            assert [bytes(h) for (h,) in hallados] == [a.hash for a in diario], (semilla, caja.numero)
        pagos = {folio_de(a): a.datos()["total"] for d in llegados for a in d if a.tipo == "pago"}
        sumas = "SELECT count(*), sum(total) FROM pago WHERE caja = :c"
        assert consultar(sede, sumas, c=caja.numero) == [(len(pagos), sum(pagos.values()))], (semilla, caja.numero)
        # A ticket counts where its payment is nowhere: neither lost nor twice.
        tickets = {a.datos()["folio"]: a.datos()["total"] for a in caja.repuestos}
        total += sum((tickets | pagos).values())
    numeros = [c.numero for c in cajas]
    apartados = "SELECT hash, motivo FROM cuarentena WHERE caja = ANY(:c)"
    por_motivo = {(bytes(h), m) for h, m in consultar(sede, apartados, c=numeros)}
    assert {h for h, m in por_motivo if m == "bifurcado"} == bifurcadas, semilla
    assert consultar(sede, "SELECT 1 FROM entrada WHERE caja = ANY(:c)", c=numeros) == [], semilla
    # Money: what all paid of these recibos is in them or in excess of them, to the centavo.
    aplicado = "SELECT sum(aplicado) FROM padron_recibo WHERE cuenta = ANY(:c)"
    assert consultar(sede, aplicado, c=cuentas) == [(total,)], semilla
    de_mas = "SELECT sum(greatest(aplicado - total, 0)) FROM padron_recibo WHERE cuenta = ANY(:c)"
    excesos = "SELECT sum(exceso) FROM acreditacion WHERE cuenta = ANY(:c)"
    assert consultar(sede, excesos, c=cuentas) == consultar(sede, de_mas, c=cuentas), semilla
    assert sede.centro().verificar() == (), semilla
