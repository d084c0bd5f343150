"""Processes that outlive whoever started them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def lanzar(linea: Sequence[str], bitacora: Path, entorno: Mapping[str, str]) -> int:
    """Start a program on its own, without a terminal, its words appended to a file; its pid."""
    ambiente = {**os.environ, **entorno}
    descriptor = os.open(bitacora, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.name == "nt":
            proceso = subprocess.Popen(
                linea, stdin=subprocess.DEVNULL, stdout=descriptor, stderr=descriptor, env=ambiente,
                creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
            )  # fmt: skip
            return proceso.pid
        nada = os.open(os.devnull, os.O_RDONLY)
        try:
            manijas = [(os.POSIX_SPAWN_DUP2, de, a) for de, a in ((nada, 0), (descriptor, 1), (descriptor, 2))]
            return os.posix_spawn(linea[0], list(linea), ambiente, file_actions=manijas, setsid=True)
        finally:
            os.close(nada)
    finally:
        os.close(descriptor)
