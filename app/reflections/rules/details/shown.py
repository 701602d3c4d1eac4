"""How findings are shown to the writer, and how a page remembers which it has shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.reflections.rules.details.finding import Finding

AROUND = 40
MARK_SIGNS = 12
LONGEST_MARKS = 20_000


@dataclass(frozen=True)
class Shown:
    """A piece with a few words around it; `times` is how often it stands in the text."""

    kind: str
    sentence: str
    before: str
    piece: str
    after: str
    times: int


def shown(text: str, findings: Iterable[Finding]) -> Sequence[Shown]:
    """Each different piece once, where it stands first."""
    first = dict[str, tuple[Finding, int]]()
    for one in findings:
        earlier, times = first.get(mark_of(one), (one, 0))
        first[mark_of(one)] = (earlier, times + 1)
    return [
        Shown(
            one.kind,
            one.sentence,
            _end_of(text[max(0, one.start - AROUND) : one.start], cut=one.start > AROUND),
            one.text,
            _beginning_of(text[one.end : one.end + AROUND], cut=one.end + AROUND < len(text)),
            times,
        )
        for one, times in first.values()
    ]


def mark_of(finding: Finding) -> str:
    """A short sign for a piece: the same for the same piece, wherever it stands."""
    said = " ".join(finding.text.split()).casefold()
    return sha256(f"{finding.kind}:{said}".encode()).hexdigest()[:MARK_SIGNS]


def marks_of(findings: Iterable[Finding]) -> str:
    """The signs of all these pieces, for a page to carry; they tell nothing but "the same"."""
    return " ".join(sorted({mark_of(one) for one in findings}))


def not_shown(findings: Iterable[Finding], marks: str) -> Sequence[Finding]:
    """The findings that a page with these signs has not shown."""
    known: Collection[str] = set(marks[:LONGEST_MARKS].split())
    return [one for one in findings if mark_of(one) not in known]


def _end_of(text: str, *, cut: bool) -> str:
    line = text.rsplit("\n", 1)[-1]
    if not cut or line != text:
        return line
    return "…" + (line.split(" ", 1)[1] if " " in line.rstrip() else line)


def _beginning_of(text: str, *, cut: bool) -> str:
    line = text.split("\n", 1)[0]
    if not cut or line != text:
        return line
    return (line.rsplit(" ", 1)[0] if " " in line.lstrip() else line) + "…"
