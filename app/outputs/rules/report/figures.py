"""The charts and tables of a report; every number of people comes through small numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kit.charts import Bar
from app.kit.document import Chart
from app.kit.small_numbers import Shown, shown_count, shown_counts
from app.outputs.rules.report.facts import Report, Votes, authors
from app.practice.rules.pledges import BLOCKS

ALL = "all"
LEFT = "left"


@dataclass(frozen=True)
class ModuleCount:
    """How many people have done each step of a module, in the order of the steps."""

    title: str
    steps: Sequence[tuple[str, int]]


def draw_chart(module: ModuleCount, *, people: int) -> Chart:
    """The steps of a module as bars; numbers below 8 are kept back."""
    shown = [(title, shown_count(done)) for title, done in module.steps]
    return Chart(
        title=f"Steps that people marked as done: {module.title}",
        description=(
            "One bar for each step of the module, in order. "
            "A longer bar means that more people have done the step."
        ),
        basis=f"n = {shown_count(people).text} people in the cohort",
        label_heading="Step",
        value_heading="People who have done it",
        bars=tuple(Bar(label=title, value=n.plotted, shown=n.text) for title, n in shown),
    )


def draw_blocks(blocks: Mapping[str, int], *, people: int) -> Chart | None:
    """What people say is in the way of their pledges; None when no number of it may be told."""
    shown = [(words, shown_count(blocks.get(word, 0))) for word, words in BLOCKS.items()]
    if not any(number.plotted for _, number in shown):
        return None
    return Chart(
        title="What is in the way of pledges",
        description=(
            "One bar for each thing that can be in the way of what somebody has pledged. "
            "A longer bar means that more people say so. Somebody may stand in several."
        ),
        basis=f"n = {shown_count(people).text} people in the cohort",
        label_heading="What is in the way",
        value_heading="People who say so",
        bars=tuple(Bar(label=words, value=n.plotted, shown=n.text) for words, n in shown),
    )


def draw_votes(votes: Votes) -> Chart:
    """A vote as it was told to the cohort when it closed."""
    what = "dots it got" if votes.in_dots else "people who chose it"
    return Chart(
        title=f"Vote: {votes.question}",
        description=f"One bar for each answer. A longer bar means a larger share of {what}.",
        basis=f"n = {votes.voters} people who voted",
        label_heading="Answer",
        value_heading="Share of the dots" if votes.in_dots else "Share of the votes",
        bars=tuple(votes.bars),
    )


def people_behind(report: Report) -> dict[str, int]:
    """How many people gave words: in all, under each message and priority, and the rest; exact.

    Also how many took part where words were talked over, by the key of the note.
    """
    groups = {ALL: list(report.told), LEFT: report.under("")}
    for message in report.messages:
        voice = report.voice_of(message)
        groups[message.key] = [*report.under(message.key), *([voice] if voice else [])]
    for priority in report.priorities:
        groups[priority.key] = report.under(priority.key)
    numbers = {key: authors(told) for key, told in groups.items()}
    return {**numbers, **{note.key: note.people for note in report.notes}}


def shown_behind(report: Report) -> dict[str, Shown]:
    """The same as it may be told, the parts judged together beside the total."""
    exact = {**people_behind(report), **report.steady}
    sessions = {note.key for note in report.notes}
    parts = [key for key in exact if key != ALL and key not in sessions]
    beside = dict(zip(parts, shown_counts([exact[key] for key in parts]), strict=True))
    alone = {key: shown_count(exact[key]) for key in exact if key not in beside}
    return {**alone, **beside}
