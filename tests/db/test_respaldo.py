"""A copy of the caja's file is whole, can be opened, is known by its SHA-256, and failing undoes nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.beneficio.evidencia import Evidencia
from app.domain.corte.corte import Arqueo
from app.errors import EquipoError, NegocioError
from app.turno.caja import cerrar_turno
from app.turno.respaldos import (
    MISMO_DISCO,
    cambiar_carpeta,
    respaldar,
    respaldar_anexos,
    respaldar_tras_el_corte,
    ver_respaldos,
)
from db import almacen as almacenes
from db.anexos import Anexos
from db.respaldo import Copias
from tests.db.escena import hechos_de
from tests.factories import DEMO, SUPER, CajaDePrueba, gente, importar, un_pago, un_recibo, un_turno, una_cuenta
from tests.otorgamientos import otorgado


@pytest.fixture
def copias(caja: CajaDePrueba) -> Copias:
    return Copias(caja.carpeta, "2")


@pytest.fixture
def otro_disco(tmp_path: Path) -> Iterator[Path]:
    """A folder elsewhere; whether it is another disk, the machine knows."""
    carpeta = tmp_path / "otro"
    carpeta.mkdir()
    yield carpeta
    carpeta.chmod(0o755)


def test_a_copy_is_the_whole_file_with_its_digest(caja: CajaDePrueba, copias: Copias, tmp_path: Path) -> None:
    importar(caja, [una_cuenta()], [un_recibo()])
    un_pago(caja, sin_beneficio=True)
    antes = hechos_de(caja)
    hecho = respaldar(caja.ctx, copias)
    ruta = caja.carpeta / "respaldos" / hecho.archivo
    assert hashlib.sha256(ruta.read_bytes()).hexdigest() == hecho.sha
    assert ruta.with_suffix(".sha256").read_text() == f"{hecho.sha}  {ruta.name}\n"
    assert ruta.stat().st_size == hecho.bytes and hecho.seq == len(antes)
    assert sorted(r.suffix for r in ruta.parent.iterdir()) == [".db", ".sha256"]
    tipo, datos = hechos_de(caja)[-1]
    assert (tipo, datos["sha"], datos["seq"]) == ("respaldo_hecho", hecho.sha, len(antes))
    # Put in the place of a lost file, it is the same caja.
    otra = tmp_path / "recuperada"
    otra.mkdir()
    shutil.copy(ruta, otra / "caja.db")
    almacen = almacenes.abrir(otra, escribir=False)
    try:
        with almacen.engine.begin() as conexion:
            assert conexion.exec_driver_sql("SELECT count(*) FROM diario").scalar_one() == len(antes)
    finally:
        almacen.cerrar()
    assert caja.verificar().errores == ()


def test_copies_give_way_and_the_last_is_told(caja: CajaDePrueba, copias: Copias) -> None:
    assert ver_respaldos(caja.ctx, copias)["respaldo"] == {"ultimo": {}, "mismo_disco": True}
    for _ in range(10):
        caja.reloj.avanzar(days=1)
        hecho = respaldar(caja.ctx, copias)
    quedan = sorted(r.name for r in (caja.carpeta / "respaldos").glob("*.db"))
    assert quedan[-1] == hecho.archivo and 7 <= len(quedan) < 10
    assert len(list((caja.carpeta / "respaldos").glob("*.sha256"))) == len(quedan)
    dicho = ver_respaldos(caja.ctx, copias)
    assert dicho["respaldo"]["ultimo"]["seq"] == hecho.seq and dicho["avisos"] == [MISMO_DISCO]


def test_the_folder_is_chosen_by_an_administrador(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    with pytest.raises(NegocioError, match="administrador"):
        cambiar_carpeta(caja.ctx, copias, otro_disco, DEMO)
    with pytest.raises(NegocioError, match="no es una carpeta"):
        cambiar_carpeta(caja.ctx, copias, otro_disco / "no hay", SUPER)
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    assert [t for t, _ in hechos_de(caja)].count("ajuste_cambiado") == 1
    gente(caja, replace(SUPER, roles=("supervisor",)))
    with pytest.raises(NegocioError, match="administrador"):
        cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    hecho = respaldar(caja.ctx, copias)
    assert (otro_disco / hecho.archivo).is_file() and not (caja.carpeta / "respaldos").exists()


def test_without_its_disk_the_corte_stands_and_it_is_said(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    otro_disco.rmdir()
    un_turno(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    hecho, avisos = respaldar_tras_el_corte(caja.ctx, copias)
    assert hecho is None and "El corte quedó hecho, pero sin respaldo" in avisos[0] and "conecte el disco" in avisos[0]
    assert [t for t, _ in hechos_de(caja)][-1] == "turno_cerrado"
    assert copias.is_mismo_disco(otro_disco)
    otro_disco.mkdir()
    assert respaldar_tras_el_corte(caja.ctx, copias)[0] is not None


def test_a_copy_that_cannot_be_written_leaves_nothing(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    (otro_disco / "ocupado").write_text("x")
    with pytest.raises(EquipoError) as error:
        copias.copiar(otro_disco / "ocupado", caja.reloj.ahora())
    assert error.value.clave == "respaldo_fallido"
    (caja.carpeta / "respaldos").write_text("no es una carpeta")
    with pytest.raises(EquipoError) as error:
        copias.copiar(caja.carpeta / "respaldos", caja.reloj.ahora())
    assert error.value.clave == "respaldo_fallido"
    assert [r.name for r in otro_disco.iterdir()] == ["ocupado"]
    assert copias.depurar(otro_disco / "ocupado") == 0


def test_a_damaged_file_is_no_copy(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    caja.cerrar()
    ruta = caja.carpeta / "caja.db"
    ruta.write_bytes(ruta.read_bytes()[:4096] + b"\xff" * 8192)
    with pytest.raises(EquipoError) as error:
        copias.copiar(otro_disco, caja.reloj.momento + timedelta(hours=1))
    assert error.value.clave == "respaldo_fallido"
    assert list(otro_disco.iterdir()) == []


def test_anexos_are_copied_once_and_give_the_caja_back_whole(
    caja: CajaDePrueba, copias: Copias, otro_disco: Path, tmp_path: Path
) -> None:
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    assert respaldar_anexos(caja.ctx, copias) == 0 and not (otro_disco / "anexos").exists()
    importar(caja, [una_cuenta()])
    escaneo = caja.ctx.anexos.guardar(b"un escaneo")
    otorgado(caja, evidencias=(Evidencia("INE", "0456", escaneo),))
    (caja.carpeta / "anexos" / ".a medias.tmp").write_bytes(b"x")
    un_turno(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    hecho, avisos = respaldar_tras_el_corte(caja.ctx, copias)
    assert hecho is not None and not any("anexos" in aviso for aviso in avisos)
    (copia,) = (otro_disco / "anexos").iterdir()
    assert (copia.name, copia.read_bytes()) == (escaneo, b"un escaneo")
    # Those that are there are not touched again, nor taken away with the old copies.
    antes = copia.stat().st_mtime_ns
    otro = caja.ctx.anexos.guardar(b"otro")
    assert respaldar_anexos(caja.ctx, copias) == 1 and copia.stat().st_mtime_ns == antes
    assert sorted(r.name for r in (otro_disco / "anexos").iterdir()) == sorted((escaneo, otro))
    recuperada = tmp_path / "recuperada"
    recuperada.mkdir()
    shutil.copy(otro_disco / hecho.archivo, recuperada / "caja.db")
    shutil.copytree(otro_disco / "anexos", recuperada / "anexos")
    almacen = almacenes.abrir(recuperada, escribir=False)
    try:
        with almacen.engine.begin() as conexion:
            dichos = conexion.exec_driver_sql(
                "SELECT contenido FROM diario WHERE tipo = 'beneficio_otorgado'"
            ).scalars()
            (dicho,) = [json.loads(contenido) for contenido in dichos]
    finally:
        almacen.cerrar()
    assert Anexos(recuperada / "anexos").leer(dicho["evidencias"][0]["archivo"]) == b"un escaneo"


def test_an_anexo_that_was_changed_is_left_out_and_said(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    bueno, malo = (caja.ctx.anexos.guardar(contenido) for contenido in (b"bueno", b"malo"))
    (caja.carpeta / "anexos" / malo).write_bytes(b"otra cosa")
    un_turno(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    hecho, avisos = respaldar_tras_el_corte(caja.ctx, copias)
    assert hecho is not None and "sin todos sus anexos" in avisos[0] and malo[:12] in avisos[0]
    assert [r.name for r in (otro_disco / "anexos").iterdir()] == [bueno]
    # Put right, the next one takes it.
    caja.ctx.anexos.guardar(b"malo")
    assert respaldar_anexos(caja.ctx, copias) == 1


def test_anexos_with_nowhere_to_go_are_said(caja: CajaDePrueba, copias: Copias, otro_disco: Path) -> None:
    cambiar_carpeta(caja.ctx, copias, otro_disco, SUPER)
    caja.ctx.anexos.guardar(b"uno")
    (otro_disco / "anexos").write_text("no es una carpeta")
    un_turno(caja)
    cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    hecho, avisos = respaldar_tras_el_corte(caja.ctx, copias)
    assert hecho is not None and (otro_disco / hecho.archivo).is_file() and "sin todos sus anexos" in avisos[0]
