"""Letters about a break: that it has begun, and that it is over.

None says who wished it, and none asks why.
"""

from __future__ import annotations

from datetime import date

from app.mentoring.letters.proposals import PairFacts, way_on
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text
from app.post.rules.tongues import mark

# The words kept in `letter.kind`.
PAIR_PAUSED = "pair_paused"
PAIR_BACK = "pair_back"
BACK = mark("You and {partner} are back from your break in mentoring.")


def pair_paused_letter(facts: PairFacts, *, back_on: date | None) -> Draft:
    """They are having a break; `back_on` is the day on which it ends by itself, if there is one."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "You and {partner} are having a break in mentoring. That is all right, and nobody has "
            "to say why.",
            partner=facts.other,
        ),
        _until(facts, back_on),
        way_on(
            facts,
            by_link=tongue.say("When you are back, say so here:"),
            by_hand=tongue.say(
                "When you are back, tell whoever brings you this: they write it down for you."
            ),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        _in_short(facts, back_on),
        tongue.say("Your page: {address}", address=facts.address),
    )
    return Draft(tongue.say("Your pair is having a break"), body, short)


def pair_back_letter(facts: PairFacts) -> Draft:
    """The break is over, and they go on."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(BACK, partner=facts.other),
        tongue.say("All that you two agreed is as it was. You can meet again when it suits both."),
        way_on(
            facts,
            by_link=tongue.say("Your page:"),
            by_hand=tongue.say("If you would like to talk about it, tell whoever brings you this."),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(BACK, partner=facts.short_other),
        tongue.say("Your page: {address}", address=facts.address),
    )
    return Draft(tongue.say("Your break is over"), body, short)


def _until(facts: PairFacts, back_on: date | None) -> str:
    tongue = facts.tongue
    if back_on is None:
        return tongue.say(
            "Nobody asks you for anything meanwhile, and nothing is lost. The break is over when "
            "one of you says so."
        )
    return tongue.say(
        "Nobody asks you for anything meanwhile, and nothing is lost. The break ends by itself on "
        "{day}. One of you can end it sooner.",
        day=tongue.say_date(back_on),
    )


def _in_short(facts: PairFacts, back_on: date | None) -> str:
    tongue = facts.tongue
    if back_on is None:
        return tongue.say(
            "You and {partner} are having a break in mentoring. Nobody has to say why.",
            partner=facts.short_other,
        )
    return tongue.say(
        "You and {partner} are having a break in mentoring until {day}. Nobody has to say why.",
        partner=facts.short_other,
        day=tongue.say_date(back_on),
    )
