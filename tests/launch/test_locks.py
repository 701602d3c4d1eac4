"""The lock files name versions and hashes, and never where the packages come from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(path.name for path in ROOT.glob("*requirements*.lock"))
# A word with two slashes, or an option of an installer that names a place.
PLACE = re.compile(
    r"[a-z+]+://|file:|--(extra-)?index-url|--find-links|--trusted-host|^-[fi] | @ ", re.MULTILINE
)
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)(\[[a-z,]+\])?==(?P<version>[^\s;]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Each package of a lock file with its version."""
    return {found["name"]: found["version"] for found in PIN.finditer((ROOT / name).read_text())}


def test_the_three_lock_files_are_there() -> None:
    assert LOCKS == ["requirements-bootstrap.lock", "requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    assert PLACE.findall((ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_version_and_a_hash(name: str) -> None:
    entries = [
        entry
        for entry in re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
        if not entry.startswith("#")
    ]
    assert entries
    assert [entry.split("\n")[0] for entry in entries if not PIN.match(entry)] == []
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_tests_run_with_the_versions_that_people_run() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_the_style_sheet_tools_are_locked_without_a_place() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert PLACE.findall(re.sub(r'"(url|funding)": "[^"]*"', "", text)) == []
    packages = json.loads(text)["packages"]
    loose = [name for name, one in packages.items() if name and "integrity" not in one]
    assert loose == []
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()
