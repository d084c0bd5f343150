"""Runs every check, in order, and fails if any did: what `./ventanilla test` and CI run.

With arguments only pytest runs, and they are handed to it: `./ventanilla test -k cobrar`, `./ventanilla test --largo`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "db", "printing", "ui")

CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy", "--no-error-summary", *PACKAGES),
)

#: Least share of lines and branches together, in percent. A file counts for the first folder it is under.
FLOORS = {"app/domain/": 100, "app/": 90, "db/": 90, "printing/": 85, "ui/": 80}


def run(*order: str, env: dict[str, str] | None = None) -> bool:
    """Run a tool of this environment in the root folder; whether it was content."""
    return subprocess.run([sys.executable, "-m", *order], cwd=ROOT, env=env, check=False).returncode == 0


def run_tests_measured() -> list[str]:
    """Run all tests with coverage, its data in a folder that goes away; what failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        cover = (*(f"--cov={p}" for p in PACKAGES), "--cov-branch", f"--cov-report=json:{report}")
        env = {**os.environ, "COVERAGE_FILE": str(Path(folder, "data"))}
        failed = [] if run("pytest", "-n", "2", *cover, env=env) else ["pytest"]
        measured = json.loads(report.read_text())["files"] if report.exists() else {}
    return failed + below_floor({name: f["summary"] for name, f in measured.items()})


def below_floor(files: dict[str, dict[str, int]]) -> list[str]:
    """One line for each folder that is covered less than its floor, with its worst files."""
    failed = []
    for folder, floor in FLOORS.items():
        inside = {n: s for n, s in files.items() if next((f for f in FLOORS if n.startswith(f)), "") == folder}
        if (percent := share(*inside.values())) < floor:
            worst = sorted((share(s), n) for n, s in inside.items())[:5]
            names = ", ".join(f"{n} {p:.1f} %" for p, n in worst if p < 100)
            failed.append(f"coverage of {folder}: {percent:.2f} % of {floor} % ({names})")
    return failed


def share(*summaries: dict[str, int]) -> float:
    """Percentage of lines and branches reached; 100 when there is nothing to reach."""
    total = sum(s["num_statements"] + s.get("num_branches", 0) for s in summaries)
    reached = sum(s["covered_lines"] + s.get("covered_branches", 0) for s in summaries)
    return 100 * reached / total if total else 100.0


def main(arguments: list[str]) -> int:
    """Exit code: 0 when everything is right."""
    if arguments:
        return 0 if run("pytest", *arguments) else 1
    failed = [" ".join(check) for check in CHECKS if not run(*check)]
    failed += run_tests_measured()
    # On stderr: the last line of stdout stays pytest's own count.
    for line in failed:
        print(f"FAILED: {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
