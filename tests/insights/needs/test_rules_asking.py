"""Rules about reaching people and about what they asked: who should be there, who should not."""

from __future__ import annotations

import pytest

from app.insights.queries.needs.parts import PARTS
from app.insights.rules.needs.facts import Happening
from app.insights.rules.needs.table import LATER, RULES, SOON, TODAY, rules_for
from app.people.rules import MENTORING_COORDINATOR
from tests.clock import NOON
from tests.insights.needs.people import (
    LONDON,
    ONE,
    TWO,
    days,
    found,
    someone,
    with_happening,
    words,
)

OUT = ["left", "declined", "withdrawn"]


def test_the_newest_letter_that_did_not_come_is_told_of_once() -> None:
    letters = (Happening(ONE, NOON - days(4)), Happening(TWO, NOON - days(2)))
    reasons = found("bounced", someone(found={"undelivered": letters}))
    assert [each.words for each in reasons] == ["did not get a letter of ours (Monday 18 January)"]
    assert reasons[0].occurrence == str(TWO)
    assert words("bounced", someone()) == []


def test_paper_without_an_address() -> None:
    assert words("nowhere", someone(channel="post")) == [
        "gets letters on paper, and we do not know where"
    ]
    assert words("nowhere", someone(channel="post", post_address="The front desk")) == []
    assert words("nowhere", someone(channel="call")) == []
    assert words("nowhere", someone(channel="post", state="left")) == []


def test_news_by_phone_and_on_paper_waits_until_somebody_brings_it() -> None:
    one = Happening(ONE, NOON - days(2), "call")
    other = Happening(TWO, NOON - days(1), "post")
    assert words("news", someone(found={"to_bring": (one, other)})) == [
        "waits for 2 pieces of news that you bring by phone (since Monday 18 January)"
    ]
    assert words("news", someone(found={"to_bring": (other,)})) == [
        "waits for a piece of news that you bring on paper (since Tuesday 19 January)"
    ]
    assert words("news", someone()) == []


def test_more_news_is_a_new_reason() -> None:
    one, other = Happening(ONE, NOON - days(2), "call"), Happening(TWO, NOON, "call")
    first = found("news", someone(found={"to_bring": (one,)}))[0]
    more = found("news", someone(found={"to_bring": (one, other)}))[0]
    assert first.occurrence != more.occurrence


def test_what_somebody_needs_at_a_session_to_come_without_their_words() -> None:
    one = with_happening("access", until=NOON + days(1))
    assert words("access", one) == ["told us what they need to take part in “A walk” tomorrow"]
    assert words("access", with_happening("access", until=NOON - days(1))) == []
    assert words("access", with_happening("access", until=NOON + days(1), state="left")) == []


def test_a_question_that_others_had_two_days_to_answer() -> None:
    assert words("question", with_happening("question", NOON - days(2))) == [
        "asked about “A walk” (Monday 18 January), and nobody has answered"
    ]
    assert words("question", with_happening("question", NOON - days(1))) == []


@pytest.mark.parametrize("key", ["question", "suggestion", "proposal", "mentoring"])
@pytest.mark.parametrize("state", OUT)
def test_whoever_left_waits_for_no_answer(key: str, state: str) -> None:
    assert words(key, with_happening(key, NOON - days(30), state=state)) == []


def test_changes_and_sessions_that_people_would_like() -> None:
    assert words("suggestion", with_happening("suggestion")) == [
        "would change something about “A walk” (Sunday 17 January), and has no answer"
    ]
    assert words("proposal", with_happening("proposal")) == [
        "would like a session, “A walk” (Sunday 17 January), and has no answer"
    ]


def test_who_would_like_mentoring_and_has_no_partner_after_two_weeks() -> None:
    assert words("mentoring", with_happening("mentoring", NOON - days(14))) == [
        "would like mentoring (since Wednesday 6 January), and has no partner yet"
    ]
    assert words("mentoring", with_happening("mentoring", NOON - days(13))) == []


def test_only_coordinators_learn_who_would_like_mentoring() -> None:
    assert "mentoring" not in {rule.key for rule in rules_for([])}
    assert "mentoring" in {rule.key for rule in rules_for([MENTORING_COORDINATOR])}


def test_every_rule_has_words_of_its_own_and_asks_a_part_that_is_there() -> None:
    assert len({rule.key for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)
    assert {rule.part for rule in RULES if rule.part} == PARTS.keys()


def test_how_soon_is_told_by_the_moment_where_there_is_one() -> None:
    rule = next(rule for rule in RULES if rule.key == "access")
    for ahead, soon in ((0.1, TODAY), (1, TODAY), (3, SOON), (9, LATER)):
        reason = found("access", with_happening("access", until=NOON + days(ahead)))[0]
        assert rule.urgency(reason, LONDON, NOON) == soon
