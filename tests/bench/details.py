"""How well identifying details are found, on the labelled set: two figures for each kind."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.report import Finding, say
from tests.reflections.details.labelled_set import HELD_OUT, Sentence, labelled, scores

GOAL = 0.9


def details_findings() -> Sequence[Finding]:
    """Recall and precision of each kind: of all sentences, and of those no rule was made for."""
    say("Looking for identifying details")
    return [*_of("details", labelled()), *_of("details, held out", labelled(HELD_OUT))]


def _of(name: str, sentences: Sequence[Sentence]) -> Sequence[Finding]:
    """How long it takes is no matter here."""
    return [
        Finding(
            f"{name}: {figure}, {score.kind.replace('_', ' ')}",
            *(GOAL, [share], ""),
            at_least=True,
            note=f"{score.right} of {of}, in {len(sentences)} sentences",
        )
        for score in scores(sentences)
        for figure, share, of in (
            ("recall", score.recall, score.marked),
            ("precision", score.precision, score.found),
        )
    ]
