"""The launcher, with a Python that only pretends: what it builds, when it builds again, what it says when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Answers as python3 does: `-c` says it is new enough, `-m venv` makes a folder with itself, `-m pip` takes a moment
#: and notes that it ran, anything else shows how the program was called.
PYTHON = """#!/bin/bash
case "$*" in
  -c*) exit 0 ;;
  "-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip"*) sleep 0.2; echo chatter; echo "${@: -1}" >>"$PIP_LOG"; exit "${PIP_RC-0}" ;;
  *) printf '%s\\n' "$PWD" "$PYTHONPATH" "$@" ;;
esac
"""


class House:
    """A copy of the launcher in a folder with a blank in its name, and a user who stands elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "la caja"
        self.user = folder / "user"
        self.pip_log = folder / "pip.log"
        commands = folder / "commands"
        for made in (self.root, self.user, commands):
            made.mkdir()
        for name in ("ventanilla", "requirements.lock", "requirements-centro.lock", "requirements-dev.lock"):
            shutil.copy2(ROOT / name, self.root / name)
        (commands / "python3").write_text(PYTHON)
        (commands / "python3").chmod(0o755)
        path = f"{commands}{os.pathsep}{os.environ['PATH']}"
        self.env = {**os.environ, "PATH": path, "PIP_LOG": str(self.pip_log)}

    def start(self, *arguments: str, launcher: Path | None = None, **env: str) -> subprocess.Popen[str]:
        order = [str(launcher or self.root / "ventanilla"), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(order, cwd=self.user, env={**self.env, **env}, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str, launcher: Path | None = None, **env: str) -> tuple[int, str, str]:
        with self.start(*arguments, launcher=launcher, **env) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def installed(self) -> list[str]:
        return [Path(line).name for line in self.pip_log.read_text().splitlines()] if self.pip_log.exists() else []


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_first_run_builds_once_and_keeps_stdout_and_folder_for_the_program(house: House) -> None:
    called = "\n".join([str(house.user), str(house.root), "-P", "-m", "app", "corte", "x y", ""])
    code, out, err = house.run("corte", "x y")
    assert (code, out) == (0, called)
    assert "Preparando Ventanilla" in err
    assert house.run("corte", "x y") == (0, called, "")
    assert house.installed() == ["requirements.lock"]


def test_starts_through_a_symlink(house: House) -> None:
    link = house.user / "caja"
    link.symlink_to(house.root / "ventanilla")
    assert house.run(launcher=link)[:2] == (0, "\n".join([str(house.user), str(house.root), "-P", "-m", "app", ""]))


def test_builds_again_only_when_the_lock_changes(house: House) -> None:
    house.run()
    (house.root / "requirements.lock").write_text("msgspec==0.0\n")
    assert "Preparando" in house.run()[2]
    assert house.run()[2] == ""
    assert house.installed() == ["requirements.lock"] * 2


def test_failed_installation_is_exit_3_and_is_done_again(house: House) -> None:
    code, out, err = house.run("estado", "1", "--json", PIP_RC="1")
    assert (code, json.loads(out)["error"]["clave"]) == (3, "instalacion")
    assert "Revise la red" in err
    assert house.run("estado", "1", PIP_RC="1")[:2] == (3, "")
    assert house.run()[0] == 0


def test_two_at_once_build_one(house: House) -> None:
    both = [house.start("a"), house.start("b")]
    for process in both:
        process.communicate(timeout=60)
    assert [p.returncode for p in both] == [0, 0]
    assert house.installed() == ["requirements.lock"]


def test_demonstration_centre_adds_its_postgresql(house: House) -> None:
    assert house.run("--json", "centro", "demo", "c")[0] == 0
    assert house.installed() == ["requirements.lock", "requirements-centro.lock"]
    assert house.run("centro", "demo", "c")[2] == ""
    assert house.run("centro", "estado")[2] == ""
    assert house.installed() == ["requirements.lock", "requirements-centro.lock"]


def test_test_command_adds_what_tests_need(house: House) -> None:
    code, out, _ = house.run("test", "-k", "cobrar")
    assert (code, out.splitlines()[2:]) == (0, ["-P", str(house.root / "tests" / "correr.py"), "-k", "cobrar"])
    assert house.run("test")[2] == ""
    assert house.installed() == ["requirements.lock", "requirements-dev.lock"]
