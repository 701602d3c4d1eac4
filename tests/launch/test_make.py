"""`make` works in a folder with spaces in its name, and what it builds works after a move."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys\nprint('dlp', *sys.argv[1:])\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with our Makefile, a Python environment, and a program that prints its words."""
    made = tmp_path / "a folder with spaces"
    stamps = made / ".venv" / "stamps"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made / ".venv"], check=True)
    stamps.mkdir()
    shutil.copy(ROOT / "Makefile", made)
    (made / "app").mkdir()
    (made / "app" / "cli.py").write_text(PROGRAM)
    for lock in ROOT.glob("requirements*.lock"):
        shutil.copy(lock, made)
    # Stamps in the order in which they are made; no package is needed here.
    for name in ("python", "uv", "run", "dev"):
        (stamps / name).touch()
    make(made, ".venv/stamps/dlp")
    for name in ("run", "dev"):
        (stamps / name).touch()
    return made


def make(folder: Path, *words: str) -> str:
    """What one `make` printed."""
    # `make test` must not hand its own words on to this one.
    alone = ["env", "-u", "MAKEFLAGS", "-u", "MAKELEVEL", "-u", "PORT"]
    argv = [*alone, "make", "--no-print-directory", *words]
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_make_run_passes_the_port_on(checkout: Path) -> None:
    assert make(checkout, "run") == "dlp up --port 8000\n"
    assert make(checkout, "run", "PORT=8123") == "dlp up --port 8123\n"


def test_what_python_compiled_is_kept(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (checkout / "app" / "cli.py").write_text("import sys\nprint(sys.dont_write_bytecode)\n")
    assert make(checkout, "run") == "False\n"


def test_the_dlp_command_works_from_anywhere_and_after_a_move(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved 'away'"))
    argv = [str(moved / ".venv" / "bin" / "dlp"), "letters", "due now"]
    done = subprocess.run(argv, cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout == "dlp letters due now\n"


def test_clean_keeps_what_people_wrote(checkout: Path) -> None:
    (checkout / "instance").mkdir()
    make(checkout, "clean")
    assert sorted(path.name for path in checkout.iterdir() if path.suffix != ".lock") == [
        "Makefile",
        "app",
        "instance",
    ]


def test_every_target_is_told_and_no_line_names_a_place(checkout: Path) -> None:
    text = (checkout / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    told = re.findall(r"^make (\w+)", make(checkout, "help"), re.MULTILINE)
    assert sorted(told) == sorted(set(phony[1].split()) - {"help"})
    assert "://" not in text
