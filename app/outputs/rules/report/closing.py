"""The numbers at the end of a report, and how to read them."""

from __future__ import annotations

from collections.abc import Mapping

from app.kit.document import Bullets, Table
from app.kit.small_numbers import FEWEST, KEPT_BACK, STEP, TOO_FEW, Shown, shown_count
from app.outputs.rules.report.facts import Report
from app.outputs.rules.report.figures import ALL
from app.outputs.rules.report.sheet import Sheet


def write_counted(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """How many people and words there are."""
    rows = (
        ("People in the cohort", shown_count(report.people).text),
        ("Contributions in this report", shown_count(len(report.told)).text),
        ("People who gave those words", shown[ALL].text),
    )
    sheet.add(Table(caption="What we counted", header=("What", "n"), rows=rows))


def write_course(sheet: Sheet, report: Report, shown: Mapping[str, Shown]) -> None:
    """The course in numbers, with its charts."""
    sheet.head(1, "The course in numbers")
    write_counted(sheet, report, shown)
    for chart in report.charts:
        sheet.add(chart)
    if not report.charts:
        sheet.say("There are no steps of the course to count yet.")


def write_how_to_read(sheet: Sheet) -> None:
    """What n is, and why some numbers are kept back."""
    sheet.head(1, "How to read the numbers")
    sheet.add(
        Bullets(
            items=(
                "n is how many people, or contributions, a figure stands on.",
                (
                    f"A number of people from 1 to {FEWEST - 1} is shown as “{TOO_FEW}”, "
                    "so that nobody can be picked out."
                ),
                (f"Where that number could be worked out from others, one more is “{KEPT_BACK}”."),
                f"Every other number of people is rounded to the nearest {STEP}.",
                (
                    "In a later report, a number of people who learn or speak here moves only once "
                    f"{FEWEST} of them or more make the difference, so that nobody can be found "
                    "by comparing two reports."
                ),
            )
        )
    )
