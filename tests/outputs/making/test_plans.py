"""Reports by message, by priority, and the digest of a session: words and numbers side by side."""

from __future__ import annotations

from app.kit.document import Document, Heading, Paragraph, Quote, Table
from app.outputs.rules.report import write_report
from app.outputs.rules.stages import DIGEST, MESSAGES
from app.outputs.rules.stages import PRIORITIES as BY_PRIORITY
from tests.outputs.making.reports import (
    HEARD,
    LONE,
    NOTE,
    PRIORITIES,
    SAID,
    VOTED,
    VOTES,
    a_report,
    kinds,
    parts,
    told,
)


def _text(document: Document) -> str:
    return str(document.to_json())


def test_each_message_has_its_words_and_its_numbers_side_by_side() -> None:
    report = a_report(
        told(1, "heard"), told(2, "voted"), told(3), messages=[HEARD, VOTED, LONE], notes=[NOTE]
    )
    document = write_report(report).document
    messages = parts(document, 2)
    for one in (HEARD, VOTED, LONE):
        below = messages[one.text]
        heads = [block.text for block in below if isinstance(block, Heading)]
        assert heads == ["In people's own words", "In numbers"]
        words, numbers = (
            [place for place, block in enumerate(below) if block.kind == kind]
            for kind in ("quote", "table")
        )
        # Words come first, and no part is without its number.
        assert len(numbers) == 1
        assert all(place < numbers[0] for place in words)
    assert "chart" in kinds(messages[VOTED.text])
    assert "Nobody has given more words" in str(messages[LONE.text])
    assert "There was no vote on this." in str(messages[LONE.text])
    assert [
        block.text for block in parts(document)["What else people said"] if isinstance(block, Quote)
    ] == ["Words 3."]


def test_each_message_says_how_the_group_stands_behind_it() -> None:
    report = a_report(
        *(told(number, "said") for number in range(9)),
        messages=[HEARD, VOTED, LONE, SAID],
        notes=[NOTE],
    )
    below = parts(write_report(report).document, 2)

    def first(text: str) -> str:
        return next(block.text for block in below[text] if isinstance(block, Paragraph))

    assert first(HEARD.text) == "We agreed on this in the session on 1 May 2027."
    assert "We voted on this." in first(VOTED.text)
    assert "one person's view" in first(LONE.text)
    assert first(SAID.text) == "People said this, each for themselves (n = 10)."


def test_notes_say_how_many_were_there_and_what_they_did_not_agree_on() -> None:
    document = write_report(a_report(notes=[NOTE])).document
    below = parts(document)["How we made sense of this together"]
    said = [block.text for block in below]  # type: ignore[union-attr]
    assert said == [
        "Session 4, 1 May 2027",
        "n = 10 people took part.",
        "We heard about doors.",
        "Where people did not agree",
        "Whether to meet daily.",
    ]


def test_each_priority_has_its_words_and_its_numbers_with_or_without_messages() -> None:
    report = a_report(
        told(1, "everyone"),
        told(2, "voted"),
        told(3, "lone"),
        messages=[VOTED, LONE],
        priorities=PRIORITIES,
        priorities_from="“Two priorities” (Webinar 2021)",
    )
    document = write_report(report, BY_PRIORITY).document
    first, second = parts(document)["1. Leave nobody out"], parts(document)["2. Act early"]
    for below in (first, second):
        heads = [block.text for block in below if isinstance(block, Heading)]
        assert heads[-2:] == ["In people's own words", "In numbers"]
        assert {"quote", "table"} <= set(kinds(below))
    assert "“Two priorities” (Webinar 2021)" in _text(document)
    assert LONE.text in str(parts(document)["What else we want to tell"])
    empty = write_report(a_report(priorities=PRIORITIES), BY_PRIORITY).document
    assert "Nobody has given words on this." in str(parts(empty)["2. Act early"])


def test_a_digest_is_short_what_was_heard_messages_and_practical_steps() -> None:
    report = a_report(
        told(1), told(2, kind="step"), messages=[HEARD, VOTED], notes=[NOTE], charts=()
    )
    document = write_report(report, DIGEST).document
    assert list(parts(document)) == [
        "About this report",
        "What was heard",
        "In people's own words",
        "What we take from it",
        "Practical steps",
        "In numbers",
        "How to read the numbers",
    ]
    assert kinds(parts(document)["Practical steps"]) == ["quote"]
    assert kinds(parts(document)["In numbers"]) == ["table", "chart"]
    bare = write_report(a_report(), DIGEST).document
    assert "not written yet" in _text(bare)
    assert "No words are here" in _text(bare)


def test_a_message_taken_as_somebody_said_it_is_their_quote_and_stands_once() -> None:
    taken = SAID.__class__("m", "", "one", told="1")
    for plan in (MESSAGES, DIGEST):
        written = write_report(a_report(told(1), messages=[taken]), plan)
        blocks = written.document.blocks
        quotes = [place for place, block in enumerate(blocks) if block.kind == "quote"]
        assert quotes == [written.places["1"]]
        assert "A message as somebody said it" in _text(written.document)


def test_every_word_and_every_source_has_its_place_on_the_page() -> None:
    words = [told(1, "heard"), told(2), told(3, "everyone"), told(4, kind="step")]
    report = a_report(
        *words, messages=[HEARD, VOTED], notes=[NOTE], priorities=PRIORITIES, priorities_from="x"
    )
    for plan in (MESSAGES, BY_PRIORITY, DIGEST):
        written = write_report(report, plan)
        blocks = written.document.blocks
        shown = {key: blocks[place].text for key, place in written.places.items()}  # type: ignore[union-attr]
        on_it = words if plan == BY_PRIORITY else [one for one in words if one.key != "3"]
        assert {one.key: one.words for one in on_it} == {
            key: text for key, text in shown.items() if key in {one.key for one in on_it}
        }
        led_back = {(mark.source, mark.key) for mark in written.marks}
        assert led_back >= {("message", "heard"), ("note", "note"), ("poll", "poll")}
        chart = next(mark for mark in written.marks if mark.source == "poll")
        assert blocks[chart.block].kind == "chart"


def test_five_people_in_a_breakdown_of_forty_are_not_told_nor_worked_out() -> None:
    many = [told(number, "heard") for number in range(35)]
    few = [told(number, "voted") for number in range(35, 40)]
    document = write_report(a_report(*many, *few, messages=[HEARD, VOTED])).document
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    behind = [row[1] for row in rows if row[0] == "People whose words stand here"]
    assert behind == ["not shown", "fewer than 8"]
    assert ("People who gave those words", "40") in rows


def test_a_vote_is_shown_as_it_was_told_when_it_closed() -> None:
    document = write_report(a_report(messages=[VOTED])).document
    chart = next(block for block in document.blocks if block.kind == "chart")
    assert chart.basis == "n = 20 people who voted"
    assert chart.bars == tuple(VOTES.bars)
    assert chart.title == "Vote: What shall we try first?"
