"""The content tree of a report: quotes and numbers side by side, every number with its n."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kit.charts import Bar
from app.kit.document import Block, Bullets, Chart, Document, Heading, Paragraph, Table
from app.kit.small_numbers import FEWEST, STEP, TOO_FEW, shown_count
from app.kit.times import say_short_date
from app.outputs.rules.gift_blocks import Given, block_of
from app.outputs.rules.gifts import QUOTE
from app.outputs.rules.words import GAP
from app.practice.rules.pledges import BLOCKS

PUBLISHER = "Discovery Learning Programme"


@dataclass(frozen=True)
class Told:
    """One contribution as it stands in the report; `author` only tells people apart."""

    author: str
    words: str
    named: str
    kind: str = QUOTE
    title: str = ""
    picture: Given | None = None


@dataclass(frozen=True)
class ModuleCount:
    """How many people have done each step of a module, in the order of the steps."""

    title: str
    steps: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Report:
    """All that a report is made of."""

    title: str
    cohort: str
    day: date
    is_draft: bool
    people: int
    charts: Sequence[Chart]
    told: Sequence[Told]


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


def write_report(report: Report) -> tuple[Document, list[int]]:
    """The report as a document, and the place of each quote in its blocks, in the order told."""
    opening: list[Block] = [Heading(level=1, text="About this report"), *_opening(report)]
    opening.append(Heading(level=1, text="In people's own words"))
    quotes = [
        block_of(
            *(told.kind, told.words, told.named),
            title=told.title,
            picture=told.picture,
            under=1,
        )
        for told in report.told
    ]
    nobody: list[Block] = [] if quotes else [Paragraph(text=_no_words(report))]
    places = list(range(len(opening), len(opening) + len(quotes)))
    document = Document(
        title=report.title,
        subtitle=report.cohort,
        publisher=PUBLISHER,
        dated=report.day,
        date_text=say_short_date(report.day),
        blocks=(*opening, *quotes, *nobody, *_numbers(report)),
    )
    return document, places


def _opening(report: Report) -> list[Block]:
    told = (
        "Each quote is word for word what its author wrote. "
        f"The mark {GAP} shows where the author left words out. "
    )
    promise = (
        "This is a draft. A quote stays only if its author looks at it here and says yes."
        if report.is_draft
        else "Each author saw their words in place and said yes to them."
    )
    return [
        Paragraph(
            text=f"The people of {report.cohort} learn together about what makes people well. "
            "Here are words that some of them chose to share, and numbers about the course."
        ),
        Paragraph(text=told + promise),
    ]


def _no_words(report: Report) -> str:
    if report.is_draft:
        return "Nobody has offered words for a public page yet."
    return "No words are here, because nobody has said yes to showing theirs."


def _numbers(report: Report) -> list[Block]:
    authors = len({told.author for told in report.told})
    counted = (
        ("People in the cohort", report.people),
        ("Contributions in this report", len(report.told)),
        ("People who gave those words", authors),
    )
    rows = tuple((what, shown_count(number).text) for what, number in counted)
    missing: list[Block] = (
        [] if report.charts else [Paragraph(text="There are no steps of the course to count yet.")]
    )
    return [
        Heading(level=1, text="The course in numbers"),
        Table(caption="What we counted", header=("What", "n"), rows=rows),
        *report.charts,
        *missing,
        Heading(level=1, text="How to read the numbers"),
        Bullets(
            items=(
                "n is how many people, or contributions, a figure stands on.",
                (
                    f"A number from 1 to {FEWEST - 1} is shown as “{TOO_FEW}”, "
                    "so that nobody can be picked out."
                ),
                f"Every other number is rounded to the nearest {STEP}.",
                (
                    f"In a later report, a number moves only once {FEWEST} people or more make the "
                    "difference, so that nobody can be found by comparing two reports."
                ),
            )
        ),
    ]
