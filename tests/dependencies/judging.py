"""What the reports of the auditors mean: bad, unknown, or good."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

IGNORED = Path(__file__).with_name("ignored.toml")


@dataclass
class Found:
    """What an audit found, in lines for people."""

    bad: list[str] = field(default_factory=list)
    # Of these nobody could tell: no network, or a name that the place we ask does not know.
    unknown: list[str] = field(default_factory=list)
    asked: int = 0

    def __add__(self, other: Found) -> Found:
        """Two audits as one."""
        return Found(self.bad + other.bad, self.unknown + other.unknown, self.asked + other.asked)


def read_ignored(path: Path, *, today: date) -> tuple[set[str], list[str]]:
    """The faults that do not count today, and what is wrong with the list of them."""
    known: set[str] = set()
    wrong: list[str] = []
    for entry in tomllib.loads(path.read_text("utf-8")).get("ignored", []):
        name, why, until = entry.get("id"), entry.get("why"), entry.get("until")
        if not name or not why or not isinstance(until, date):
            wrong.append(f"{name or 'an entry'} in {path.name} needs id, why and until.")
        elif until < today:
            wrong.append(f"{name} was put aside until {until}: look at it again. ({why})")
        else:
            known.add(name)
    return known, wrong


def judge_python(report: Mapping[str, Any], ignored: Collection[str]) -> Found:
    """What pip-audit says of each package."""
    found = Found()
    for package in report.get("dependencies", []):
        if "skip_reason" in package:
            found.unknown.append(str(package["name"]))
            continue
        found.asked += 1
        for fault in package.get("vulns", []):
            names = {fault["id"], *fault.get("aliases", [])}
            if not names & set(ignored):
                better = ", ".join(fault.get("fix_versions", [])) or "none yet"
                what = f"{package['name']} {package['version']}: {fault['id']}"
                found.bad.append(f"{what}; versions without it: {better}")
    return found


def judge_node(report: Mapping[str, Any], ignored: Collection[str]) -> Found:
    """What npm says of each package of the lock."""
    if "vulnerabilities" not in report:
        return Found(unknown=["packages of Node"])
    found = Found(asked=int(report.get("metadata", {}).get("dependencies", {}).get("total", 0)))
    for name, fault in report["vulnerabilities"].items():
        told = list(_advisories(fault.get("via", [])))
        if any(address.rsplit("/", 1)[-1] not in ignored for address in told):
            found.bad.append(f"{name} (Node): {', '.join(told)}")
    return found


def _advisories(via: Iterable[Any]) -> Iterable[str]:
    for one in via:
        if isinstance(one, dict):
            yield str(one.get("url") or one.get("source") or "no name")
