"""No stub, no skipped test and no address of a package registry stands in the tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Written so that this file does not find itself.
UNFINISHED = re.compile(
    "|".join(
        [
            "TO" + "DO",
            "FIX" + "ME",
            "XX" + "X",
            "Not" + "ImplementedError",
            "[Cc]oming" + " soon",
            "[Ll]orem" + " ipsum",
            r"pytest\.mark\.(skip|x" + "fail)",
        ]
    )
)
HOSTS = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|file:" + "///")
# A skip with a reason is allowed in one place: no browser on a developer's machine.
SKIP = "pytest.sk" + "ip("
MOST_LINES = 260
MOST_LINES_OF_A_TEST = 400
MAY_SKIP = "tests/browser/conftest.py"
TEXT = {".py", ".html", ".js", ".scss", ".md", ".yaml", ".toml", ".lock", ".json", ".typ", ""}


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_the_tree_holds_nothing_unfinished_and_names_no_registry() -> None:
    found = []
    for path in _files():
        if path.suffix not in TEXT or path == Path(__file__):
            continue
        name = str(path.relative_to(ROOT))
        text = path.read_text(encoding="utf-8")
        if path.suffix in {".py", ".html", ".js"} and UNFINISHED.search(text):
            found.append(f"{name}: {UNFINISHED.search(text)}")
        if path.suffix == ".py" and SKIP in text and name != MAY_SKIP:
            found.append(f"{name}: a skip")
        if HOSTS.search(text):
            found.append(f"{name}: {HOSTS.search(text)}")
    assert found == []


def test_files_stay_small_enough_to_read_in_one_go() -> None:
    long = {
        name: count
        for path in _files()
        if path.suffix == ".py"
        and not (name := str(path.relative_to(ROOT))).startswith("migrations/versions")
        and (count := len(path.read_text(encoding="utf-8").splitlines()))
        > (MOST_LINES_OF_A_TEST if name.startswith("tests/") else MOST_LINES)
    }
    assert long == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "service", "services", "base", "common", "manager"}
    assert [path.name for path in _files() if path.stem in vague] == []
