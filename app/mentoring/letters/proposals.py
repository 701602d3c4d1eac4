"""Letters about a proposal: that two are asked, that both said yes, and that it is not now.

None says who said no, and none gives a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

# The words kept in `letter.kind`.
PAIR_PROPOSED = "pair_proposed"
PAIR_AGREED = "pair_agreed"
PAIR_NOT_NOW = "pair_not_now"
LONGEST_NAME_HERE = 40
TALK = mark(
    "If you would rather talk, tell your facilitator. A mentoring coordinator then rings you, and "
    "writes down what you say."
)
# For whoever reads texts and no pages.
RING_ME = mark("Or text CALL, and we ring you.")


@dataclass(frozen=True)
class PairFacts:
    """What letters about a pair tell; `by_hand` says that a person brings it.

    `partner` is None when their account has been removed. `until` is UTC, told in `zone`.
    """

    name: str
    partner: str | None
    pairing_id: UUID | None
    until: datetime
    zone: str
    site: str
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False

    @property
    def address(self) -> str:
        """The page of the pair."""
        return f"{self.site}/mentoring/pairings/{self.pairing_id or ''}"

    @property
    def other(self) -> str:
        """The other's name."""
        return self.partner or self.tongue.say("Somebody who has left")

    @property
    def short_other(self) -> str:
        """The same where there is little room."""
        return cut(self.other, LONGEST_NAME_HERE)


def pair_proposed_letter(facts: PairFacts) -> Draft:
    """Somebody is asked whether they would walk with another."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "We think that you and {partner} could walk together for a while, as equals. Both of "
            "you give, and both of you receive.",
            partner=facts.other,
        ),
        tongue.say(
            "You can say yes or no. A no needs no reason, and nobody is told who said it. If not "
            "both of you have said yes by {day}, it ends by itself.",
            day=tongue.say_day(facts.until, facts.zone),
        ),
        way_on(
            facts,
            by_link=tongue.say("To see why we thought of you two, and to answer, sign in here:"),
            by_hand=tongue.say(
                "Tell whoever brings you this yes or no: they write it down for you. Ask them why "
                "we thought of you two. You can also think about it first."
            ),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "You and {partner} could walk together in mentoring. Would you like to? A no needs no "
            "reason.",
            partner=facts.short_other,
        ),
        tongue.say(
            "Answer by text with YES or NO. You see here why: {address}", address=facts.address
        ),
    )
    return Draft(tongue.say("Would you like to walk together?"), body, short)


def pair_agreed_letter(facts: PairFacts) -> Draft:
    """Both said yes, and write down how they go about it."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say("You and {partner} have both said yes.", partner=facts.other),
        tongue.say(
            "Now write down together how you go about it: how you are in touch, how often, what "
            "stays out, and until when. One of you begins, and then both sign."
        ),
        way_on(
            facts,
            by_link=tongue.say("You can begin here:"),
            by_hand=tongue.say(
                "It can all be done by phone. Tell whoever brings you this what you would like: "
                "they write it down, read it out to you, and note your yes."
            ),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "You and {partner} have both said yes. Now agree how you go about it.",
            partner=facts.short_other,
        ),
        short_way_on(facts, tongue.say("Begin here: {address}", address=facts.address)),
    )
    return Draft(tongue.say("You both said yes"), body, short)


def pair_not_now_letter(facts: PairFacts) -> Draft:
    """A pair does not come about; the letter is the same for both, whatever happened."""
    tongue = facts.tongue
    if facts.partner is None:
        first = tongue.say("The pair that we thought of for you will not come about this time.")
        said = first
    else:
        first = tongue.say("You and {partner} will not be a pair this time.", partner=facts.partner)
        said = tongue.say(
            "You and {partner} will not be a pair this time.", partner=facts.short_other
        )
    right = tongue.say("That is all right, and nobody has to say why.")
    body = whole_letter(
        facts.name,
        f"{first} {right}",
        tongue.say(
            "While you take part, we go on looking for somebody who fits you. You need do nothing."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Not a pair this time"), body, in_one_text(f"{said} {right}"))


def way_on(facts: PairFacts, *, by_link: str, by_hand: str) -> str:
    """Where to go, or what to tell whoever brings the letter."""
    if facts.by_hand:
        return by_hand
    return f"{by_link}\n{facts.address}\n\n{facts.tongue.say(TALK)}"


def short_way_on(facts: PairFacts, by_link: str) -> str:
    """The same in a text: where to go, or what to answer so that nobody has to go anywhere."""
    return f"{by_link} {facts.tongue.say(RING_ME)}"
