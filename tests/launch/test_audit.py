"""The audit of what we use: a known fault is bad, a missing network is told, nothing lasts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.dependencies.judging import IGNORED, judge_node, judge_python, read_ignored

TODAY = date(2027, 1, 20)
FAULT = {"id": "PYSEC-2027-1", "aliases": ["CVE-2027-1"], "fix_versions": ["2.1"]}
REPORT = {
    "dependencies": [
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "open", "version": "2.0", "vulns": [FAULT]},
        {"name": "strange", "skip_reason": "nobody knows it"},
    ]
}
NODE = {
    "vulnerabilities": {
        "deep": {"via": [{"url": "https://advisories.example/GHSA-1"}]},
        # Only because of the one above.
        "top": {"via": ["deep"]},
    },
    "metadata": {"dependencies": {"total": 12}},
}


def test_a_known_fault_is_bad_unless_it_is_put_aside_by_any_of_its_names() -> None:
    found = judge_python(REPORT, set())
    assert found.bad == ["open 2.0: PYSEC-2027-1; versions without it: 2.1"]
    assert (found.asked, found.unknown) == (2, ["strange"])
    assert judge_python(REPORT, {"CVE-2027-1"}).bad == []


def test_packages_of_node_are_looked_at_too() -> None:
    found = judge_node(NODE, set())
    assert found.bad == ["deep (Node): https://advisories.example/GHSA-1"]
    assert found.asked == 12
    assert judge_node(NODE, {"GHSA-1"}).bad == []
    assert judge_node({"error": {"summary": "no network"}}, set()).unknown


def test_what_is_put_aside_says_why_and_comes_back_on_its_day(tmp_path: Path) -> None:
    listed = tmp_path / "ignored.toml"
    listed.write_text(
        '[[ignored]]\nid = "A"\nwhy = "not called"\nuntil = 2027-01-20\n'
        '[[ignored]]\nid = "B"\nwhy = "not called"\nuntil = 2027-01-19\n'
        '[[ignored]]\nid = "C"\nuntil = 2028-01-01\n'
    )
    known, wrong = read_ignored(listed, today=TODAY)
    assert known == {"A"}
    assert [line.split()[0] for line in wrong] == ["B", "C"]
    assert read_ignored(IGNORED, today=TODAY)[1] == []
