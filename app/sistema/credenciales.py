"""PIN verifiers: argon2id with a pepper kept with the caja's key (OWASP parameters or stronger)."""

from __future__ import annotations

import hmac

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2:
    """Verifiers that cost memory and time to guess.

    Args:
        pimienta: secret that is not in the database.
        memoria_kib, vueltas: cost; OWASP asks for 19 MiB and 2 at least.
    """

    def __init__(self, pimienta: bytes, memoria_kib: int = 19_456, vueltas: int = 2) -> None:
        self._pimienta = pimienta
        self._argon2 = PasswordHasher(time_cost=vueltas, memory_cost=memoria_kib, parallelism=1)

    def sellar(self, pin: str) -> str:
        """A verifier of that PIN."""
        return self._argon2.hash(self._mezclar(pin))

    def is_correcto(self, verificador: str, pin: str) -> bool:
        """Whether the PIN is the one the verifier was made of."""
        try:
            return self._argon2.verify(verificador, self._mezclar(pin))
        except (VerificationError, InvalidHashError):
            return False

    def _mezclar(self, pin: str) -> bytes:
        return hmac.digest(self._pimienta, pin.encode(), "sha256")


class ConCentro:
    """Verifiers of this caja and those that came from its centre, which were made with the organismo's pepper."""

    def __init__(self, propias: Argon2, del_centro: Argon2, marca: str) -> None:
        """`marca` begins the verifiers that came from the centre."""
        self._propias = propias
        self._del_centro = del_centro
        self._marca = marca

    def sellar(self, pin: str) -> str:
        """A verifier of that PIN, of this caja."""
        return self._propias.sellar(pin)

    def is_correcto(self, verificador: str, pin: str) -> bool:
        """Whether the PIN is the one the verifier was made of."""
        if verificador.startswith(self._marca):
            return self._del_centro.is_correcto(verificador.removeprefix(self._marca), pin)
        return self._propias.is_correcto(verificador, pin)
