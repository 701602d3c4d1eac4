"""Letters around an end: that it comes, that it has come, and a kind word to whoever is missed.

None says who wished it, and none blames anybody.
"""

from __future__ import annotations

from app.mentoring.letters.proposals import PairFacts, short_way_on, way_on
from app.mentoring.rules.states import ABSENT, LEFT_PROGRAMME, SAFETY
from app.post.rules.drafts import TELL_WHOEVER_BRINGS, Draft, whole_letter
from app.post.rules.short import in_one_text

# The words kept in `letter.kind`.
PAIR_CLOSING = "pair_closing"
PAIR_CLOSED = "pair_closed"
PAIR_MISSED = "pair_missed"


def pair_closing_letter(facts: PairFacts) -> Draft:
    """It comes to an end, and both are asked to look back; `until` is when it closes by itself."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say("Your time with {partner} is coming to an end.", partner=facts.other),
        tongue.say(
            "Take a moment to look back together. What did each of you gain? Would you like to be "
            "in touch afterwards? You need not answer anything, and the pair closes by itself "
            "after {day}.",
            day=tongue.say_day(facts.until, facts.zone),
        ),
        way_on(
            facts,
            by_link=tongue.say("You can write it down here:"),
            by_hand=tongue.say(
                "If you would like to, tell whoever brings you this what you gained: they write it "
                "down for you and the other. You can also think about it first."
            ),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your time with {partner} is coming to an end. Would you like to look back?",
            partner=facts.short_other,
        ),
        short_way_on(facts, tongue.say("You can do it here: {address}", address=facts.address)),
    )
    return Draft(tongue.say("Looking back together"), body, short)


def pair_closed_letter(facts: PairFacts, *, reason: str | None) -> Draft:
    """It has ended; what it says of why is the same for both."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        _what_became(facts, reason, facts.other),
        tongue.say(
            "What you two wrote together stays yours to read. What either of you shared with the "
            "other from a reflective log, as with a mentor, is closed again."
        ),
        _afterwards(facts, reason),
        tongue=tongue,
    )
    short = in_one_text(
        _what_became(facts, reason, facts.short_other),
        tongue.say("Your page: {address}", address=facts.address),
    )
    return Draft(tongue.say("Your pair has ended"), body, short)


def pair_missed_letter(facts: PairFacts) -> Draft:
    """A kind word to whoever could not be reached; `until` is how long the pair waits."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "{partner} has not been able to reach you lately. We hope that you are well. Life is "
            "full, and nobody is cross.",
            partner=facts.other,
        ),
        tongue.say(
            "Would you like to go on, have a break, or stop here? Each of them is all right. If we "
            "hear nothing by {day}, we close the pair for you both. You can be matched again "
            "whenever you like.",
            day=tongue.say_day(facts.until, facts.zone),
        ),
        way_on(
            facts,
            by_link=tongue.say("To say that you are here, sign in:"),
            by_hand=tongue.say(TELL_WHOEVER_BRINGS),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "{partner} could not reach you lately. Would you like to go on? Any answer is all "
            "right.",
            partner=facts.short_other,
        ),
        short_way_on(facts, tongue.say("Say that you are here: {address}", address=facts.address)),
    )
    return Draft(tongue.say("We have missed you"), body, short)


def _what_became(facts: PairFacts, reason: str | None, partner: str) -> str:
    tongue = facts.tongue
    if reason == LEFT_PROGRAMME and facts.partner is None:
        return tongue.say(
            "The person with whom you walked in mentoring has left the programme, so your time "
            "together has ended."
        )
    if reason == LEFT_PROGRAMME:
        return tongue.say(
            "{partner} has left the programme, so your time together in mentoring has ended.",
            partner=partner,
        )
    if reason == ABSENT:
        return tongue.say(
            "You and {partner} lost touch, so your time together in mentoring has ended. That "
            "happens, and nobody is to blame.",
            partner=partner,
        )
    return tongue.say(
        "Your time with {partner} in mentoring has ended. That is all right, and nobody has to say "
        "why.",
        partner=partner,
    )


def _afterwards(facts: PairFacts, reason: str | None) -> str:
    tongue = facts.tongue
    if reason in (LEFT_PROGRAMME, SAFETY):
        return way_on(
            facts,
            by_link=tongue.say("Your page:"),
            by_hand=tongue.say("If you would like to talk about it, tell whoever brings you this."),
        )
    return way_on(
        facts,
        by_link=tongue.say(
            "You can still write down what you gained, and say whether you would like to be in "
            "touch afterwards:"
        ),
        by_hand=tongue.say(
            "You can still say what you gained, and whether you would like to be in touch "
            "afterwards. Tell whoever brings you this: they write it down."
        ),
    )
