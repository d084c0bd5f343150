"""Twenty cajas for a week whose PCs break: files put back, clones, other PCs in their place, tickets of lost payments.

The centre is the real one, and the oracle is the chains: what left a PC is there once, and a ticket counts where its
payment is nowhere. The seed is printed when it fails. One week of them, beside the three without
broken PCs of test_simulacion.py; three with `--largo`. The control, that without whoever compares folio and hash the
same money counts twice, is in tests/centro/test_recuperados.py.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.armado_sede import SedeDeMaquina
from app.sistema.llaves import Llave
from tests.faults.semana import (
    CAJAS,
    DIAS,
    PAGOS,
    VUELTAS,
    comprobar_dinero,
    enviar,
    enviar_a_pedazos,
    enviar_otra_vez,
    enviar_roto,
    ponerse_al_dia,
    registrar,
    una_semana,
)
from tests.faults.vidas import CajaConVidas, folio_de
from tests.sede import consultar, servir


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
    with una_semana(mundo, cajas, base, tmp_path) as (engine, cuentas):
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
                enviar_otra_vez(engine, caja, azar)
            if 0.6 <= suerte < 0.7:
                romperse(engine, sede, caja, azar)
            leer_discos(engine, caja, azar, 0.1)
            if suerte < 0.6:
                enviar_roto(engine, sede, caja, azar)
            enviar_a_pedazos(engine, caja, azar)
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
    comprobar_dinero(sede, cajas, cuentas, bifurcadas, total, semilla)
