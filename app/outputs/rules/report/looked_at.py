"""What a cohort looks at where it lives: its own words, and what it found over time."""

from __future__ import annotations

from textwrap import shorten

from app.kit.charts import Bar
from app.kit.document import Bullets, Chart
from app.kit.small_numbers import FEWEST
from app.outputs.rules.report.facts import LookedAt, Report
from app.outputs.rules.report.sheet import Sheet
from app.practice.rules.indicators import PEOPLE, SHARE, WAYS

HEADING = "What we look at here"
LONGEST_IN_TITLE = 80
NO_BREAK = "\u00a0"
TIMES = {1: "once", 2: "twice"}
COUNTED = {PEOPLE: "people", SHARE: "people out of a group, as so many in a hundred"}
VALUE = {PEOPLE: "People", SHARE: "Share of the people"}
LONGER = {
    PEOPLE: "A longer bar means more people.",
    SHARE: "A longer bar means a larger share of the people.",
}


def write_looked_at(sheet: Sheet, report: Report) -> None:
    """Each indicator that goes in: its words, who chose it, and a chart; without any, nothing."""
    if not report.looked_at:
        return
    sheet.head(1, HEADING)
    sheet.say(
        "If things got better where we live and work, what would we see? "
        f"The people of {report.cohort} decided together what to look at, in their own words. "
        "A number cannot say why something is so. The words in this report can."
    )
    if any(one.kind in COUNTED for one in report.looked_at):
        sheet.say(
            f"People are counted in eights here: none to {FEWEST - 1} read the same, "
            f"and so do {FEWEST} to {2 * FEWEST - 1}. "
            f"A share is told where {FEWEST} people or more are on each side of it."
        )
    for one in report.looked_at:
        sheet.head(2, _one_line(one.words.what))
        sheet.say(_who_chose(one))
        sheet.add(Bullets(items=_about(one)))
        if one.looks:
            sheet.add(draw_looks(one))
        else:
            sheet.say("Nobody has looked yet.")
        sheet.lead_back("indicator", one.key)


def draw_looks(one: LookedAt) -> Chart:
    """What was found each time, the oldest first; each value with its n where there is one."""
    longer = LONGER.get(one.kind, "A longer bar means a larger number.")
    kept_back = (
        " A bar that is empty stands for a number that is not told, because it is of few people."
        if any(look.value.is_suppressed for look in one.looks)
        else ""
    )
    what = shorten(one.words.what, LONGEST_IN_TITLE, placeholder=" …")
    return Chart(
        title=f"What we found: {what}",
        description=f"One bar for each time we looked, the oldest first. {longer}{kept_back}",
        basis=_when(one),
        label_heading="Day and n" if _has_n(one) else "Day",
        value_heading=VALUE.get(one.kind, f"Number ({one.unit})" if one.unit else "Number"),
        bars=tuple(
            Bar(
                label=f"{look.day} (n{NO_BREAK}={NO_BREAK}{look.n})" if look.n else look.day,
                value=look.value.plotted,
                shown=look.value.text,
            )
            for look in one.looks
        ),
    )


def _who_chose(one: LookedAt) -> str:
    how = WAYS.get(one.chosen_how, "")
    chose = f"We chose this together on {one.chosen_on}." + (f" {how}." if how else "")
    return f"{chose} We stopped looking at it on {one.left_on}." if one.left_on else chose


def _about(one: LookedAt) -> tuple[str, ...]:
    words = one.words
    told = {
        "How we would know": words.how,
        "From whom": words.from_whom,
        "How often we look": words.how_often,
        "What is counted": COUNTED.get(one.kind) or one.unit or "something that is not people",
    }
    if _has_n(one):
        whom = "people were asked or counted" if one.kind in COUNTED else "were looked at"
        told["What n is"] = f"how many {whom} that day"
    return tuple(f"{name}: {_one_line(text)}" for name, text in told.items())


def _has_n(one: LookedAt) -> bool:
    return any(look.n for look in one.looks)


def _when(one: LookedAt) -> str:
    first, last = one.looks[0].day, one.looks[-1].day
    days = f"on {first}" if first == last else f"from {first} to {last}"
    if one.times > len(one.looks):
        return f"The last {len(one.looks)} of {one.times} times that we looked, {days}."
    return f"We looked {TIMES.get(one.times, f'{one.times} times')}, {days}."


def _one_line(text: str) -> str:
    return " ".join(text.split())
