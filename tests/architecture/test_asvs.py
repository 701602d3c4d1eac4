"""The security checklist is whole and points at what is there; what it says of all code is so."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKLIST = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
INVENTORY = (ROOT / "docs" / "keys-logs-limits.md").read_text(encoding="utf-8")
# The level of each requirement of ASVS 5.0.0, by section, in its order.
LEVELS = """
1.1 22  1.2 1111122223  1.3 112222222223  1.4 222  1.5 123
2.1 122  2.2 112  2.3 12223  2.4 23
3.1 3  3.2 113  3.3 12223  3.4 11222233  3.5 11122333  3.6 3  3.7 22333
4.1 12233  4.2 23333  4.3 22  4.4 1222
5.1 2  5.2 112333  5.3 113  5.4 222
6.1 122  6.2 111111112222  6.3 11223333  6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222
7.1 222  7.2 1111  7.3 22  7.4 11222  7.5 223  7.6 22
8.1 1233  8.2 1123  8.3 133  8.4 23
9.1 111  9.2 1222
10.1 22  10.2 223  10.3 22223  10.4 1111122222233333  10.5 22222  10.6 22  10.7 222
11.1 2233  11.2 22233  11.3 11233  11.4 1222  11.5 23  11.6 23  11.7 33
12.1 12233  12.2 11  12.3 22223
13.1 2333  13.2 222223  13.3 2233  13.4 1222233
14.1 22  14.2 12223333  14.3 122
15.1 12233  15.2 12233  15.3 1222222  15.4 3333
16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 2223
17.1 23  17.2 22223333  17.3 22
"""
STATES = {"holds", "partly", "does not hold", "does not apply"}
ROW = re.compile(r"^\| v5\.0\.0-([0-9.]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
PATH = re.compile(
    r"`((?:app|tests|docs|worker|migrations|\.ci)/[^`\s]*|[\w.-]*\.(?:lock|yaml|md))`"
)
# What seals, signs or draws by chance.
CRYPTOGRAPHY = {
    *("argon2", "authlib", "cryptography", "hmac", "itsdangerous", "joserfc", "pyotp"),
    *("secrets", "webauthn"),
}
# As classes of `cryptography` and as names that functions take.
WEAK_HASHES = {"MD5", "SHA1", "md5", "sha1"}
GOOD_HASHES = {"sha256", "blake2b"}
RUNS_WORDS = {"eval", "exec", "compile", "render_template_string"}
# Whether a port of this machine is free, and whether our own parts answer at theirs.
LOOKS_HERE = {"app/launch/minder.py", "app/launch/up.py"}
# As functions and methods: `os.system`, `subprocess.getoutput` and their kin.
SHELLS = {"create_subprocess_shell", "getoutput", "getstatusoutput", "popen", "system"}
MAKES_OBJECTS = {"dill", "jsonpickle", "marshal", "pickle", "shelve"}
SPEAKS_OUT = {
    *("aiohttp", "authlib", "httpx", "notifications_python_client", "requests", "smtplib"),
    *("socket", "urllib3"),
}
# Parts of `urllib` and `http` that ask others; the rest reads and writes addresses.
ASKS = {"http.client", "urllib.request"}


def _rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(CHECKLIST)


def _asked_for() -> Counter[str]:
    """The level of each number."""
    words = LEVELS.split()
    return Counter(
        {
            f"{section}.{number}": int(level)
            for section, levels in zip(words[::2], words[1::2], strict=True)
            for number, level in enumerate(levels, start=1)
        }
    )


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("app", "worker"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> set[str]:
    """The whole names of what a module brings in."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def _packages(tree: ast.Module) -> set[str]:
    return {name.partition(".")[0] for name in _imports(tree)}


def test_every_number_of_the_two_levels_stands_there_once() -> None:
    levels = _asked_for()
    assert Counter(levels.values()) == {1: 70, 2: 183, 3: 92}
    assert [number for number, *_ in _rows()] == [
        number for number, level in levels.items() if level < 3
    ]
    assert CHECKLIST.count("| v5.0.0-") == len(_rows())


def test_each_row_says_one_of_four_things_and_why() -> None:
    assert {state for _, _, state, _ in _rows()} <= STATES
    assert [
        number for number, words, _, why in _rows() if not words.strip() or not why.strip()
    ] == []
    counted = Counter(state for _, _, state, _ in _rows())
    for state in STATES:
        assert f"| {state} | {counted[state]} |" in CHECKLIST, (state, counted[state])


@pytest.mark.parametrize("page", [CHECKLIST, INVENTORY], ids=["checklist", "inventory"])
def test_what_is_pointed_at_is_there(page: str) -> None:
    places = PATH.findall(page)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []
    known = {int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    named = re.findall(r"[Dd]ecisions? ((?:\d+(?:, | and )?)+)", page)
    numbers = {int(number) for some in named for number in re.findall(r"\d+", some)}
    assert numbers <= known


def test_what_holds_names_a_test_that_shows_it() -> None:
    bare = [
        number
        for number, _, state, why in _rows()
        if state == "holds"
        and not any(re.fullmatch(r"tests/.+/test_\w+\.py", place) for place in PATH.findall(why))
    ]
    assert bare == []


def test_each_that_does_not_hold_is_told_again_at_the_end() -> None:
    closing = CHECKLIST.partition("\n## What does not hold yet\n")[2]
    assert closing
    told = set(re.findall(r"v5\.0\.0-([0-9.]+)", closing))
    missing = {number for number, _, state, _ in _rows() if state == "does not hold"}
    first_level = {
        number for number, _, state, _ in _rows() if state == "partly" and _asked_for()[number] == 1
    }
    assert missing | first_level <= told


def test_whatever_seals_signs_or_draws_by_chance_stands_in_the_inventory() -> None:
    named = {place for place in PATH.findall(INVENTORY) if place.startswith(("app/", "worker/"))}
    found = {name for name, tree in _modules() if _packages(tree) & CRYPTOGRAPHY}
    assert sorted(found - named) == []


def test_there_are_no_weak_hashes() -> None:
    found = []
    for name, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in WEAK_HASHES:
                found.append((name, node.attr))
            if isinstance(node, ast.Constant) and node.value in WEAK_HASHES:
                found.append((name, str(node.value)))
            if isinstance(node, ast.ImportFrom) and node.module == "hashlib":
                found += [(name, one.name) for one in node.names if one.name not in GOOD_HASHES]
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                is_weak = node.value.id == "hashlib" and node.attr not in GOOD_HASHES
                found += [(name, node.attr)] if is_weak else []
    assert found == []


def test_nothing_runs_words_makes_objects_of_bytes_or_starts_a_shell() -> None:
    found = []
    for name, tree in _modules():
        found += [f"{name}: {one}" for one in _packages(tree) & MAKES_OBJECTS]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            # A method of that name, such as `re.compile`, is something else.
            if isinstance(node.func, ast.Name) and node.func.id in RUNS_WORDS:
                found.append(f"{name}:{node.lineno}")
            if _starts_a_shell(node):
                found.append(f"{name}:{node.lineno}: a shell")
    assert found == []


def _starts_a_shell(call: ast.Call) -> bool:
    """Whether the words that a program is started with go through a shell."""
    function = call.func
    named = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if named in SHELLS:
        return True
    return any(
        one.arg == "shell" and not (isinstance(one.value, ast.Constant) and not one.value.value)
        for one in call.keywords
    )


def test_no_view_mixes_the_form_with_the_question_of_its_address() -> None:
    mixed = [
        f"{name}:{node.lineno}"
        for name, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "values"
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    ]
    assert mixed == []


def test_only_gateways_speak_to_others() -> None:
    speaks = {
        name for name, tree in _modules() if _packages(tree) & SPEAKS_OUT or _imports(tree) & ASKS
    }
    assert speaks
    assert {name for name in speaks if not name.startswith("app/gateways/")} == LOOKS_HERE
