"""The last pages of a pack: how far somebody got, the sources, and our notes on the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.kit.booklet import Blank, Block, Heading, Listing, NewPage, Prose, Run
from app.kit.elements import parse
from app.kit.inline import plain
from app.progress.rules.entering import LETTERS
from app.progress.rules.pack.facts import CohortFacts, ModuleText, StepText
from app.progress.rules.pack.phrases import grid, prose
from app.progress.rules.pack.stepping import NOTES

CITATION = re.compile(r'href="#(source-[a-z0-9-]+)"[^>]*>\(([^<]+)\)</a>')


def back(module: ModuleText, cohort: CohortFacts) -> Iterator[Block]:
    """Everything after the last step; the notes stand at the very end."""
    yield from _how_far(module, cohort)
    yield from _sources(module.steps)
    yield from _notes(module.steps)


def _how_far(module: ModuleText, cohort: CohortFacts) -> Iterator[Block]:
    on_the_phone = f", on {cohort.phone}" if cohort.phone else ""
    yield NewPage()
    yield Heading(level=1, text="How far I got")
    yield prose(
        "Tick what you have done. You can tear out this page and give it to "
        f"{cohort.whom}, or read it out on the phone{on_the_phone}. "
        "Then it is on record, as if you had done it on a screen."
    )
    yield prose("Keep all other pages. Nobody asks what you wrote on them.")
    steps = [(f"{number}. {step.title}", "", "") for number, step in enumerate(module.steps, 1)]
    yield grid(("Step", "Done", "Day"), *steps, widths=(6, 1, 2))
    yield Blank(label="My name")
    yield prose("If something in this module should be better, tell us here:")
    yield Blank(label="I suggest")
    yield NewPage()


def _sources(steps: Sequence[StepText]) -> Iterator[Block]:
    """The documents of all steps, each once, under the short name that the text uses."""
    entries: dict[str, str] = {}
    for step in steps:
        for item in parse(step.data.get("sources") or "").below("li"):
            entries.setdefault(item.attributes.get("id", ""), plain(item.children))
    if not entries:
        return
    names = dict(pair for step in steps for pair in _short_names(step))
    yield Heading(level=1, text="Where this comes from")
    yield prose("In the text, the short name of a document stands in brackets.")
    items = [_entry(names.get(key, ""), words) for key, words in entries.items()]
    yield Listing(items=tuple((item,) for item in items))


def _entry(name: str, words: str) -> Prose:
    runs = (Run(text=f"{name}: ", strong=True), Run(text=words))
    return Prose(runs=runs if name else runs[1:])


def _short_names(step: StepText) -> Iterator[tuple[str, str]]:
    for figure in step.data.get("figures") or []:
        yield f"source-{figure['source']}", figure["source_short"]
    texts = [step.html, *(text for text in step.data.values() if isinstance(text, str))]
    for text in texts:
        yield from CITATION.findall(text)


def _notes(steps: Sequence[StepText]) -> Iterator[Block]:
    checks = [(number, step) for number, step in enumerate(steps, 1) if step.data.get("questions")]
    if not checks:
        return
    yield NewPage()
    yield Heading(level=1, text="Our notes on the questions", anchor=NOTES)
    yield prose(
        "Have you had a go? Good. Here is what we think about each answer. You may see it another "
        "way. Then bring that to the session: it is worth hearing."
    )
    for number, step in checks:
        yield Heading(level=2, text=f"Step {number}: {step.title}")
        for place, question in enumerate(step.data["questions"], 1):
            yield from _note(place, question)


def _note(place: int, question: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(level=3, text=f"{place}. {question['text']}")
    rows = [
        (f"{letter}. {option['text']}", f"{_verdict(option)} {option['feedback']}")
        for letter, option in zip(LETTERS, question["options"], strict=False)
    ]
    yield grid(("If you ticked", "We think"), *rows, widths=(2, 3))


def _verdict(option: Mapping[str, Any]) -> str:
    return "A good answer." if option["right"] else "Worth another look."
