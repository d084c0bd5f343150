"""A centre put back from an older copy: cajas push again what they hold and pull everything, and nothing doubles.

Five restores in a row, each to a copy of some rounds ago, of a real database. Without saying that it was restored, the
control, cajas do not pull again what the copy does not have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero
from tests import postgres
from tests.centro.test_reemplazo import con_padron
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, consultar, enlazada, servir, una_sede

VECES = 5
CUENTAS = ("100", "101", "102")


class Copias:
    """Copies of a database, which take its place."""

    def __init__(self, servidor: str, url: str) -> None:
        self._servidor = servidor
        self._base = url.rpartition("/")[2].partition("?")[0]
        self.hechas: list[str] = []

    def hacer(self) -> None:
        copia = f"{self._base}_c{len(self.hechas)}"
        self._ordenar(f"CREATE DATABASE {copia} TEMPLATE {self._base}")
        self.hechas.append(copia)

    def reponer(self, cual: str) -> None:
        self._ordenar(f"DROP DATABASE {self._base} WITH (FORCE)")
        self._ordenar(f"CREATE DATABASE {self._base} TEMPLATE {cual}")

    def tirar(self) -> None:
        for copia in self.hechas:
            self._ordenar(f"DROP DATABASE IF EXISTS {copia} WITH (FORCE)")

    def _ordenar(self, sql: str) -> None:
        with psycopg.connect(self._servidor, autocommit=True) as conexion:
            conexion.execute(sql.encode())


@pytest.fixture
def sede(postgres_url: str, tmp_path: Path) -> Iterator[SedeDeMaquina]:
    with postgres.database(postgres_url) as url:
        yield una_sede(url, tmp_path / "centro")


@contextmanager
def dos_cajas(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[list[PuestoDePrueba]]:
    """Two cajas that know the same padrón."""
    with una_caja(tmp_path / "dos") as dos, una_caja(tmp_path / "tres", numero="3") as tres:
        importar(dos, [una_cuenta(c) for c in CUENTAS], [un_recibo(c, agua="900.00") for c in CUENTAS])
        puestos = [enlazada(sede, caja) for caja in (dos, tres)]
        con_padron(sede, puestos[0])
        for puesto in puestos:
            puesto.sincronizar()
        yield puestos


def deben(caja: CajaDePrueba) -> list[Dinero]:
    return [estado_de_cuenta(caja.ctx, c).adeudo.total for c in CUENTAS]


def test_what_was_acknowledged_is_there_again_and_once(sede: SedeDeMaquina, postgres_url: str, tmp_path: Path) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    copias = Copias(postgres_url, sede.url)
    pagado = dict.fromkeys(CUENTAS, 0)
    with dos_cajas(sede, tmp_path) as puestos:
        try:
            copias.hacer()
            for _ in range(VECES):
                for puesto in puestos:
                    for _ in range(azar.randrange(1, 4)):
                        cuenta, pesos = azar.choice(CUENTAS), azar.randrange(1, 9)
                        un_pago(puesto.caja, cuenta, monto=f"{pesos}.00")
                        pagado[cuenta] += pesos
                    puesto.sincronizar()
                copias.hacer()
                copias.reponer(azar.choice(copias.hechas[:-1]))
                sede.centro().restaurar()
                for _ in range(2):
                    rondas = [puesto.sincronizar() for puesto in puestos]
                assert [r.pendientes for r in rondas] == [0, 0] and [r.aviso for r in rondas] == ["", ""], semilla
                esperado = [Dinero.from_texto(f"{900 - pagado[c]}.00") for c in CUENTAS]
                assert [deben(p.caja) for p in puestos] == [esperado] * 2, semilla
            folios = [f[0] for f in consultar(sede, "SELECT folio FROM pago ORDER BY folio")]
            assert len(folios) == len(set(folios)) > 2 * VECES - 1, semilla
            aplicado = consultar(sede, "SELECT cuenta, aplicado FROM padron_recibo WHERE cuenta = ANY(:c) ORDER BY 1",
                                 c=list(CUENTAS))  # fmt: skip
            assert aplicado == [(c, 100 * pagado[c]) for c in CUENTAS], semilla
            assert sede.centro().verificar() == (), semilla
            assert all(p.caja.verificar().ok for p in puestos), semilla
        finally:
            copias.tirar()


def test_without_a_new_generation_what_the_copy_lacks_is_not_seen_again(
    sede: SedeDeMaquina, postgres_url: str, tmp_path: Path
) -> None:
    """The control: put back, and nobody says so. The cookie of a caja is then of a future that never was."""
    copias = Copias(postgres_url, sede.url)
    with dos_cajas(sede, tmp_path) as (dos, tres):
        try:
            copias.hacer()
            for _ in range(4):
                un_pago(dos.caja, "100", monto="5.00")
                dos.sincronizar()
                tres.sincronizar()
            copias.reponer(copias.hechas[0])
            un_pago(tres.caja, "101", monto="7.00")
            tres.sincronizar()
            servir(sede)
            dos.sincronizar()
            assert deben(dos.caja)[1] != Dinero.from_texto("893.00")
            sede.centro().restaurar()
            for puesto in (dos, tres, dos, tres):
                puesto.sincronizar()
            assert deben(dos.caja)[1] == Dinero.from_texto("893.00") == deben(tres.caja)[1]
        finally:
            copias.tirar()


def persona(sede: SedeDeMaquina, nombre: str, *, activo: bool = True) -> None:
    pin = "918273" if activo else ""
    sede.centro().guardar_usuario("cajeme", nombre.lower(), nombre, ["cajero"], pin, activo=activo)


def conocidos(puesto: PuestoDePrueba) -> set[str]:
    with puesto.caja.uow() as uow:
        return {usuario.clave for usuario in uow.usuarios.todos()} & {"rosa", "eva"}


def test_who_was_disabled_since_the_copy_is_disabled_again_and_who_is_missing_from_it_is_told(
    sede: SedeDeMaquina, postgres_url: str, tmp_path: Path
) -> None:
    copias = Copias(postgres_url, sede.url)
    with dos_cajas(sede, tmp_path) as puestos:
        try:
            persona(sede, "Rosa")
            for puesto in puestos:
                puesto.sincronizar()
            copias.hacer()
            persona(sede, "Rosa", activo=False)
            persona(sede, "Eva")
            for puesto in puestos:
                puesto.sincronizar()
            copias.reponer(copias.hechas[0])
            sede.centro().restaurar()
            for _ in range(2):
                for puesto in puestos:
                    puesto.sincronizar()
            assert [conocidos(puesto) for puesto in puestos] == [{"eva"}] * 2
            incidencias = sede.centro().estado().incidencias
            assert [i.clase for i in incidencias] == ["persona_olvidada"] * 2
            assert {i.resumen.partition(" (")[0].rpartition(" ")[2] for i in incidencias} == {"rosa", "eva"}
            assert all(i.que_hacer for i in incidencias)
            assert sede.centro().verificar() == ()
        finally:
            copias.tirar()


def test_a_centre_that_lost_nothing_tells_nobody(sede: SedeDeMaquina, tmp_path: Path) -> None:
    with dos_cajas(sede, tmp_path) as puestos:
        for activo in (True, False, True):
            persona(sede, "Rosa", activo=activo)
            puestos[0].sincronizar()
        sede.centro().restaurar()
        for puesto in puestos * 2:
            puesto.sincronizar()
        assert [conocidos(puesto) for puesto in puestos] == [{"rosa"}] * 2
        assert sede.centro().estado().incidencias == ()
