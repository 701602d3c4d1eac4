"""How well identifying details are found, on the labelled set: two figures for each kind."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.report import Finding, say
from tests.reflections.details.labelled_set import labelled, scores

GOAL = 0.9


def details_findings() -> Sequence[Finding]:
    """Recall and precision of each kind; how long it takes is no matter here."""
    say("Looking for identifying details")
    sentences = labelled()
    found = list[Finding]()
    for score in scores(sentences):
        kind = score.kind.replace("_", " ")
        for name, figure, of in (
            ("recall", score.recall, score.marked),
            ("precision", score.precision, score.found),
        ):
            note = f"{score.right} of {of}, in {len(sentences)} sentences"
            found.append(
                Finding(f"details: {name}, {kind}", GOAL, [figure], "", at_least=True, note=note)
            )
    return found
