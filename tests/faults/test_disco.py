"""A disk that is full, fails or may not be written: the charge is refused whole, and the next one works."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.errors import EquipoError
from app.sistema.candado import Candado
from db.diario import leer
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, un_turno, una_caja, una_cuenta
from tests.faults.cajero import abrir

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and users of POSIX")


@pytest.fixture
def caja(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja(tmp_path / "caja") as nueva:
        importar(nueva, [una_cuenta("100")], [un_recibo("100", agua="9000.00")])
        un_turno(nueva)
        yield nueva


def cuantos(caja: CajaDePrueba) -> int:
    with caja.almacen.engine.begin() as conexion:
        return len(list(leer(conexion)))


def abonar(caja: CajaDePrueba) -> str:
    return str(un_pago(caja, "100", monto="1.00").folio)


@contextmanager
def archivos_de_hasta(bytes_maximos: int) -> Iterator[None]:
    """Every write beyond that many bytes of a file fails, as on a disk that has no more."""
    suave, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_maximos, duro))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (suave, duro))


@posix
def test_disk_that_fails_at_any_write_of_a_payment_loses_nothing(caja: CajaDePrueba) -> None:
    """The room left grows by half a page a time, until the payment fits: it fails at each of its writes in turn."""
    antes, hechos, fallas = cuantos(caja), 0, 0
    for medias in range(100):
        log = (caja.carpeta / "caja.db-wal").stat().st_size
        try:
            with archivos_de_hasta(log + medias * 2048):
                abonar(caja)
        except EquipoError as error:
            fallas += 1
            assert error.clave in ("disco_lleno", "disco_falla")
            assert cuantos(caja) == antes + hechos, "half a payment was left"
            continue
        hechos += 1
        break
    assert hechos and fallas > 3
    assert abonar(caja) == "2A-000002"
    assert caja.verificar().errores == ()
    assert caja.reabrir().verificar().errores == ()


def test_full_database_refuses_the_payment_and_takes_the_next(caja: CajaDePrueba) -> None:
    folio = abonar(caja)
    limitar(caja, 1)
    with pytest.raises(EquipoError) as negado:
        while True:
            folio = abonar(caja)
    assert negado.value.clave == "disco_lleno"
    antes = cuantos(caja)
    with pytest.raises(EquipoError):
        abonar(caja)
    assert cuantos(caja) == antes
    limitar(caja, 2**30)
    assert int(abonar(caja)[3:]) == int(folio[3:]) + 1
    assert caja.verificar().errores == ()


def limitar(caja: CajaDePrueba, paginas: int) -> None:
    """Let the file hold no more than so many pages, or than it has if it has more."""
    with closing(caja.almacen.engine.raw_connection()) as prestada:
        prestada.cursor().execute(f"PRAGMA max_page_count = {paginas}")


def test_nearly_full_disk_takes_no_payment_but_lets_the_turno_close(caja: CajaDePrueba) -> None:
    caja.disco.libre = 50 * 2**20 - 1
    with pytest.raises(EquipoError) as negado:
        abonar(caja)
    assert negado.value.clave == "disco_casi_lleno"
    caja.disco.libre = 50 * 2**20
    assert abonar(caja) == "2A-000001"


def test_head_that_cannot_be_written_does_not_undo_the_payment(caja: CajaDePrueba) -> None:
    cabeza = caja.carpeta / "cabeza.json"
    anterior = cabeza.read_bytes()
    cabeza.unlink()
    cabeza.mkdir()
    assert abonar(caja) == "2A-000001"
    cabeza.rmdir()
    cabeza.write_bytes(anterior)
    # An older head is an ancestor: nothing is missing.
    assert caja.reabrir().verificar().ok
    assert abonar(caja) == "2A-000002"


@posix
def test_full_disk_of_the_verification_is_not_taken_for_a_forgery(caja: CajaDePrueba) -> None:
    for _ in range(20):
        abonar(caja)
    for maximo in (0, 8_192, 16_384, 40_000):
        with archivos_de_hasta(maximo), pytest.raises(EquipoError):
            caja.verificar()
    assert caja.verificar().errores == ()


@posix
@pytest.mark.skipif(not hasattr(os, "fork"), reason="becomes another user in a fork")
@pytest.mark.parametrize("que", ["la carpeta", "los archivos", "todo"])
def test_folder_that_may_not_be_written_is_said(que: str) -> None:
    """As somebody who is not root: root may write everywhere."""
    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre, "caja")
        with una_caja(carpeta) as caja:
            importar(caja, [una_cuenta("100")], [un_recibo("100")])
            abonar(caja)
        proteger(carpeta, que)
        assert como_nadie(carpeta) == "disco_solo_lectura"


def proteger(carpeta: Path, que: str) -> None:
    if os.geteuid() == 0:
        for ruta in (carpeta, *carpeta.rglob("*")):
            os.chown(ruta, 65534, 65534)
    carpeta.parent.chmod(0o755)
    if que != "la carpeta":
        for ruta in carpeta.glob("*.*"):
            ruta.chmod(0o444)
    if que != "los archivos":
        carpeta.chmod(0o555)


def como_nadie(carpeta: Path) -> str:
    """Clave of the error that opening and charging gives to a user without rights."""
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(escritura, intentar(carpeta).encode())
        except BaseException as error:
            os.write(escritura, repr(error).encode())
        finally:
            os._exit(0)
    os.close(escritura)
    os.waitpid(hijo, 0)
    with os.fdopen(lectura) as dicho:
        return dicho.read()


def intentar(carpeta: Path) -> str:
    try:
        Candado(carpeta)
        with abrir(carpeta) as caja:
            return f"cobró {abonar(caja)}"
    except EquipoError as error:
        return error.clave
