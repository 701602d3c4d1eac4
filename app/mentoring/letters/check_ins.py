"""The letter that asks how it is going; both get the same."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.post.rules.drafts import Draft, way_to_answer, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue

# The word kept in `letter.kind`.
CHECK_IN = "check_in"
LONGEST_NAME_HERE = 40


@dataclass(frozen=True)
class CheckInFacts:
    """What the letter tells; `by_hand` says that a person brings it.

    `begin_with` is the name with which an answer by text begins where it could be somebody else's.
    """

    name: str
    partner: str | None
    check_in_id: UUID | None
    site: str
    begin_with: str = ""
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False

    @property
    def address(self) -> str:
        """Where it is answered."""
        return f"{self.site}/mentoring/check-ins/{self.check_in_id or ''}"


def check_in_letter(facts: CheckInFacts) -> Draft:
    """Somebody is asked how it is going."""
    tongue = facts.tongue
    other = facts.partner or tongue.say("the other")
    body = whole_letter(
        facts.name,
        tongue.say("How is it going with you and {partner}?", partner=other),
        tongue.say(
            "It is going well; some of it is and some is not; or it is not going well: choose one. "
            "You can also say that you would like a call."
        ),
        way_to_answer(facts.address, by_hand=facts.by_hand, tongue=tongue),
        tongue.say(
            "The other is asked the same, and does not see what you say. The mentoring "
            "coordinators see it, so that they can ring you if that would help. There is no right "
            "answer."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("How is it going?"), body, _short(facts, other))


def _short(facts: CheckInFacts, other: str) -> str:
    tongue = facts.tongue
    asked = tongue.say(
        "How is it going with you and {partner}?", partner=cut(other, LONGEST_NAME_HERE)
    )
    if facts.begin_with:
        how = tongue.say(
            "Answer by text with {name} and one of: WELL, MIXED, LOW. Add CALL if you would like a "
            "call. Only the coordinators see it.",
            name=cut(facts.begin_with, LONGEST_NAME_HERE).upper(),
        )
    else:
        how = tongue.say(
            "Answer by text with WELL, MIXED or LOW. Add CALL if you would like a call. Only the "
            "coordinators see it."
        )
    return in_one_text(asked, how)
