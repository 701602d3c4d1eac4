"""The letter that asks whether what somebody told of a place is still so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.post.rules.drafts import Draft, way_to_answer, whole_letter
from app.post.rules.short import in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue

# The word kept in `letter.kind`.
ASSET_CHECK = "asset_check"
MOST_NAMES = 10


@dataclass(frozen=True)
class CheckFacts:
    """What the letter tells: names of groups, services and places; of offers only that there are.

    `by_hand` says that a person brings it.
    """

    name: str
    cohort: str
    slug: str
    names: Sequence[str]
    offers: int
    site: str
    phone: str = ""
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False

    @property
    def address(self) -> str:
        """Where it is answered."""
        return f"{self.site}/cohorts/{self.slug}/assets/questions"


def check_letter(facts: CheckFacts) -> Draft:
    """Somebody is asked whether what they told is still so."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "You told “{cohort}” about something good in your place. Half a year has gone by. Is "
            "it still so?",
            cohort=facts.cohort,
        ),
        _names(facts),
        _offers(facts),
        tongue.say(
            "Still so, changed, or not there any more: each is a good answer. If you say nothing, "
            "the list shows since when nobody has looked."
        ),
        way_to_answer(facts.address, by_hand=facts.by_hand, tongue=tongue),
        tongue=tongue,
    )
    subject = tongue.say("Is it still so?")
    asked = tongue.say(
        "Is what you told “{cohort}” about your place still so?", cohort=facts.cohort
    )
    return Draft(subject, body, in_one_text(asked, _short_way(facts)))


def _names(facts: CheckFacts) -> str:
    if not facts.names:
        return ""
    said = facts.tongue.say("It is about: {names}", names=", ".join(facts.names[:MOST_NAMES]))
    more = len(facts.names) - MOST_NAMES
    if more <= 0:
        return said
    return f"{said}\n{facts.tongue.say('How many more: {count}', count=more)}"


def _offers(facts: CheckFacts) -> str:
    if not facts.offers:
        return ""
    return facts.tongue.say(
        "Do you still offer what you offered to the others? What that is stands in no letter."
    )


def _short_way(facts: CheckFacts) -> str:
    tongue = facts.tongue
    if facts.phone:
        return tongue.say(
            "Your page: {address} Or ring {phone}.", address=facts.address, phone=facts.phone
        )
    return tongue.say("Your page: {address}", address=facts.address)
