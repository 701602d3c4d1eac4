"""Only the rooms that keep private writing can open it."""

from __future__ import annotations

from pathlib import Path

APP = Path(__file__).parents[2] / "app"
MAY_OPEN = {
    # The room itself, the command line, its health check, and the list of all tables.
    "app/vault",
    "app/cli.py",
    "app/commands/doctor.py",
    "app/tables.py",
    # Where people write for themselves.
    "app/reflections",
}


def test_only_rooms_with_private_writing_import_the_vault() -> None:
    importers = {
        path.relative_to(APP.parent).as_posix()
        for folder in (APP, APP.parent / "worker")
        for path in folder.rglob("*.py")
        if "app.vault" in path.read_text(encoding="utf-8")
    }
    assert importers
    strangers = {
        path
        for path in importers
        if not any(path == room or path.startswith(f"{room}/") for room in MAY_OPEN)
    }
    assert strangers == set()
