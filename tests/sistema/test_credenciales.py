"""PIN verifiers: slow to guess, worth nothing without the pepper, and never the PIN itself."""

from __future__ import annotations

import pytest

from app.sistema.credenciales import Argon2

BARATO = {"memoria_kib": 8, "vueltas": 1}


def test_verifier_is_of_its_pin_and_of_no_other() -> None:
    argon2 = Argon2(b"pimienta", **BARATO)
    verificador = argon2.sellar("246810")
    assert "246810" not in verificador
    assert verificador != argon2.sellar("246810"), "the same PIN must not be recognised by its verifier"
    assert argon2.is_correcto(verificador, "246810")
    assert not argon2.is_correcto(verificador, "246811")


def test_verifier_is_worth_nothing_without_the_pepper() -> None:
    verificador = Argon2(b"pimienta", **BARATO).sellar("246810")
    assert not Argon2(b"otra", **BARATO).is_correcto(verificador, "246810")


@pytest.mark.parametrize("verificador", ["", "basura", "$argon2id$v=19$m=8,t=1,p=1$", "246810"])
def test_broken_verifier_lets_nobody_in(verificador: str) -> None:
    assert not Argon2(b"pimienta", **BARATO).is_correcto(verificador, "246810")


def test_cost_is_at_least_what_owasp_asks_for() -> None:
    partes = Argon2(b"pimienta").sellar("246810").split("$")
    costo = dict(parte.split("=") for parte in partes[3].split(","))
    assert partes[1] == "argon2id"
    assert int(costo["m"]) >= 19 * 1024 and int(costo["t"]) >= 2
