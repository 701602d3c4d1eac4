"""The content tree of a report, by one of three plans; every number with its n."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.kit.document import Document
from app.kit.small_numbers import Shown
from app.kit.times import say_short_date
from app.outputs.rules.report.digest import write_digest
from app.outputs.rules.report.facts import Report
from app.outputs.rules.report.figures import shown_behind
from app.outputs.rules.report.messages import write_messages
from app.outputs.rules.report.priorities import write_priorities
from app.outputs.rules.report.sheet import Mark, Sheet
from app.outputs.rules.stages import DIGEST, MESSAGES, PRIORITIES

PUBLISHER = "Discovery Learning Programme"
PLANS: Mapping[str, Callable[[Sheet, Report, Mapping[str, Shown]], None]] = {
    MESSAGES: write_messages,
    PRIORITIES: write_priorities,
    DIGEST: write_digest,
}


@dataclass(frozen=True)
class Written:
    """A report as a document, the block of each contribution, and what other blocks stand on."""

    document: Document
    places: Mapping[str, int]
    marks: Sequence[Mark]


def write_report(report: Report, template: str = MESSAGES) -> Written:
    """The report by the plan of a template."""
    sheet = Sheet()
    PLANS[template](sheet, report, shown_behind(report))
    document = Document(
        title=report.title,
        subtitle=report.cohort,
        publisher=PUBLISHER,
        dated=report.day,
        date_text=say_short_date(report.day),
        blocks=tuple(sheet.blocks),
    )
    return Written(document, sheet.places, sheet.marks)
