"""Chance that is always the same, for pictures: keys, identities, salts and the clock of a caja made from a seed."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from random import Random
from typing import Any, Self

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import armado_carpeta, config
from app.sistema.llaves import Llave
from db import diario


@contextmanager
def azar_fijo(momento: str, semilla: int = 1) -> Iterator[None]:
    """Inside, whatever is made is made alike each time, and it is always `momento`; never where money is real."""
    azar = Random(semilla)

    def identidad() -> uuid.UUID:
        return uuid.UUID(int=azar.getrandbits(128), version=4)

    class Entonces(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(momento).replace(tzinfo=tz)

    reemplazos: tuple[tuple[Any, str, object], ...] = (
        (os, "urandom", azar.randbytes),
        (uuid, "uuid4", identidad),
        (diario, "uuid7", identidad),
        (armado_carpeta, "datetime", Entonces),
        (Llave, "nueva", lambda: Llave(Ed25519PrivateKey.from_private_bytes(azar.randbytes(32)))),
    )
    with pytest.MonkeyPatch.context() as parche:
        for donde, nombre, valor in reemplazos:
            parche.setattr(donde, nombre, valor)
        parche.setenv(config.AHORA, momento)
        yield
