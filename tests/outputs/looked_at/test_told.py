"""How a report tells what a cohort looks at: its words, who chose it, and what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.kit.document import Bullets, Chart, Document
from app.kit.small_numbers import Shown, shown_count
from app.outputs.rules.making import MOST_LOOKS
from app.outputs.rules.report import LookedAt, ShownLook, write_report
from app.outputs.rules.stages import DIGEST, MESSAGES
from app.outputs.rules.stages import PRIORITIES as BY_PRIORITY
from app.practice.rules.indicators import PEOPLE, SHARE, THINGS, Words
from tests.outputs.making.reports import PRIORITIES, a_report, parts

HEADING = "What we look at here"
WORDS = Words(
    "More people who live\nhere plan with us", "We count them", "Whoever runs it", "Monthly"
)
PLANNING = LookedAt(
    key="planning",
    kind=PEOPLE,
    unit="",
    words=WORDS,
    chosen_on="4 January 2027",
    chosen_how="talked",
    looks=(
        ShownLook("5 January 2027", shown_count(6), "30"),
        ShownLook("2 February 2027", shown_count(12)),
    ),
    times=2,
)
BENCHES = LookedAt(
    key="benches",
    kind=THINGS,
    unit="benches",
    words=replace(WORDS, what="There are places to sit"),
    chosen_on="5 January 2027",
    chosen_how="poll",
    left_on="1 March 2027",
    looks=(ShownLook("5 January 2027", Shown("3", 3)),),
    times=1,
)


def _written(*looked_at: LookedAt, plan: str = MESSAGES) -> Document:
    report = a_report(looked_at=looked_at, priorities=PRIORITIES, priorities_from="x")
    return write_report(report, plan).document


def _chart(one: LookedAt) -> Chart:
    return next(block for block in _written(one).blocks if isinstance(block, Chart))


@pytest.mark.parametrize("plan", [MESSAGES, BY_PRIORITY])
def test_each_indicator_has_its_words_who_chose_it_and_a_chart_before_the_course(plan: str) -> None:
    document = _written(PLANNING, BENCHES, plan=plan)
    heads = list(parts(document))
    assert heads[heads.index(HEADING) + 1] == "The course in numbers"
    below = parts(document, 2)
    planning, benches = below["More people who live here plan with us"], below[BENCHES.words.what]
    assert [block.kind for block in planning] == ["paragraph", "bullets", "chart"]
    said = "We chose this together on 4 January 2027. We talked it through."
    assert said in str(planning[0])
    assert isinstance(planning[1], Bullets)
    assert planning[1].items == (
        "How we would know: We count them",
        "From whom: Whoever runs it",
        "How often we look: Monthly",
        "What is counted: people",
        "What n is: how many people were asked or counted that day",
    )
    assert "We asked everybody in a poll. We stopped looking at it on 1 March 2027." in str(benches)
    assert "What is counted: benches" in str(benches)


def test_the_chart_has_each_value_with_its_day_and_its_n() -> None:
    chart = _chart(PLANNING)
    assert chart.title == "What we found: More people who live here plan with us"
    assert (chart.label_heading, chart.value_heading) == ("Day and n", "People")
    assert [(bar.label, bar.shown, bar.value) for bar in chart.bars] == [
        ("5 January 2027 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}30)", "fewer than 8", None),
        ("2 February 2027", "10", 10),
    ]
    assert chart.basis == "We looked twice, from 5 January 2027 to 2 February 2027."
    # Whoever cannot see it hears what an empty bar is.
    assert "A longer bar means more people. A bar that is empty" in chart.description
    once = _chart(BENCHES)
    assert once.basis == "We looked once, on 5 January 2027."
    assert (once.label_heading, once.value_heading) == ("Day", "Number (benches)")
    assert "empty" not in once.description
    share = _chart(replace(PLANNING, kind=SHARE))
    assert share.value_heading == "Share of the people"


def test_a_long_series_says_that_only_the_newest_are_told() -> None:
    looks = [ShownLook(f"{day} May 2027", Shown("3", 3)) for day in range(1, MOST_LOOKS + 1)]
    chart = _chart(replace(BENCHES, looks=looks, times=60))
    assert chart.basis == "The last 24 of 60 times that we looked, from 1 May 2027 to 24 May 2027."


def test_what_nobody_has_looked_at_yet_says_so_and_very_long_words_do_not_fill_a_title() -> None:
    document = _written(replace(BENCHES, looks=(), times=0))
    assert "Nobody has looked yet." in str(document.to_json())
    assert not any(isinstance(block, Chart) for block in document.blocks)
    long = replace(BENCHES, words=replace(WORDS, what="word " * 60))
    assert len(_chart(long).title) < 100


def test_readers_are_told_how_people_are_counted() -> None:
    stays = "People are counted in eights here: none to 7 read the same, and so do 8 to 15."
    assert stays in str(_written(PLANNING).to_json())
    assert stays not in str(_written(BENCHES).to_json())


def test_without_any_and_in_a_digest_nothing_is_said() -> None:
    for document in (_written(), _written(plan=BY_PRIORITY), _written(PLANNING, plan=DIGEST)):
        assert HEADING not in parts(document)
        assert "look at" not in str(document.to_json()).replace("look at it here", "")


def test_every_indicator_leads_back_to_what_was_found() -> None:
    nobody = replace(BENCHES, looks=(), times=0)
    written = write_report(a_report(looked_at=[PLANNING, nobody]))
    led = {mark.key: written.document.blocks[mark.block].kind for mark in written.marks}
    assert {mark.source for mark in written.marks} == {"indicator"}
    assert led == {"planning": "chart", "benches": "paragraph"}
