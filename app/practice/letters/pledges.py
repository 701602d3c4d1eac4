"""The letter that asks how a pledge is going; it tells nothing of what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.post.rules.drafts import Draft, way_to_answer, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue

# The word kept in `letter.kind`.
PLEDGE_FOLLOW_UP = "pledge_follow_up"
LONGEST_START = 40


@dataclass(frozen=True)
class FollowUpFacts:
    """What the letter tells; `by_hand` says that a person brings it, `by_text` that it is a text.

    `begin_with` is what an answer by text begins with where it could be somebody else's, or about
    another pledge: a first name, the number of the pledge, or both.
    """

    name: str
    cohort: str
    number: int
    made_on: date
    pledge_id: UUID | None
    site: str
    begin_with: str = ""
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False
    by_text: bool = False

    @property
    def address(self) -> str:
        """Where it is answered."""
        return f"{self.site}/practice/pledges/{self.pledge_id or ''}"


def follow_up_letter(facts: FollowUpFacts) -> Draft:
    """Somebody is asked how their pledge is going."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "You made a pledge in “{cohort}”. The day was {day}, and its number is {number}. How "
            "is it going?",
            cohort=facts.cohort,
            day=tongue.say_date(facts.made_on),
            number=facts.number,
        ),
        tongue.say(
            "It is done; it is going; something is in the way; or you have changed your mind. Each "
            "is a good answer. Small steps count."
        ),
        way_to_answer(facts.address, by_hand=facts.by_hand, tongue=tongue),
        tongue.say("What you promised stands in no letter, so that only you read it."),
        tongue=tongue,
    )
    return Draft(tongue.say("How is your pledge going?"), body, _short(facts))


def _short(facts: FollowUpFacts) -> str:
    tongue = facts.tongue
    asked = tongue.say(
        "How is your pledge going that you made on this day: {day}?",
        day=tongue.say_date(facts.made_on),
    )
    if not facts.by_text:
        # In the letter of the week; a number to write to is not known there.
        return in_one_text(asked, tongue.say("Your page: {address}", address=facts.address))
    if facts.begin_with:
        how = tongue.say(
            "Answer by text with {start} and one of: DONE, GOING, BLOCKED, CHANGED. Each is a good "
            "answer. STOP ends these questions.",
            start=cut(facts.begin_with, LONGEST_START).upper(),
        )
    else:
        how = tongue.say(
            "Answer by text with DONE, GOING, BLOCKED or CHANGED. Each is a good answer. STOP ends "
            "these questions."
        )
    return in_one_text(asked, how)
