"""Letters about an agreement: that a version waits to be signed, and that both have signed it.

What it says stays between the two, and is in no letter.
"""

from __future__ import annotations

from app.mentoring.letters.proposals import PairFacts, short_way_on, way_on
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text

AGREEMENT_TO_SIGN = "agreement_to_sign"
AGREEMENT_SIGNED = "agreement_signed"


def agreement_to_sign_letter(facts: PairFacts, *, number: int) -> Draft:
    """The other wrote a version; from the second on, the one before holds until it is signed."""
    tongue = facts.tongue
    if number == 1:
        said = tongue.say(
            "{partner} wrote down how you two could go about it, and has signed it. It holds when "
            "you sign it too.",
            partner=facts.other,
        )
        short = tongue.say(
            "{partner} wrote down how you two could go about it. It holds when you sign it too.",
            partner=facts.short_other,
        )
    else:
        said = tongue.say(
            "{partner} would like to change what you two agreed, and has signed the change. What "
            "you both signed before holds until you sign the change too.",
            partner=facts.other,
        )
        short = tongue.say(
            "{partner} would like to change what you two agreed. It holds when you sign it too.",
            partner=facts.short_other,
        )
    body = whole_letter(
        facts.name,
        said,
        tongue.say("What it says is not in this letter, so that it stays between you."),
        way_on(
            facts,
            by_link=tongue.say("To read it, and to sign it or change it, sign in here:"),
            by_hand=tongue.say(
                "A mentoring coordinator can read it out to you over the phone, or bring it on "
                "paper. Tell whoever brings you this. It is written down who read it out, and you "
                "both see that."
            ),
        ),
        tongue=tongue,
    )
    by_link = tongue.say("Read it and sign it: {address}", address=facts.address)
    end = short_way_on(facts, by_link)
    return Draft(tongue.say("Your agreement waits for you"), body, in_one_text(short, end))


def agreement_signed_letter(facts: PairFacts, *, number: int) -> Draft:
    """Both have signed."""
    tongue = facts.tongue
    said = tongue.say(
        "You and {partner} have both signed your agreement. It holds from now on.",
        partner=facts.other,
    )
    onward = (
        tongue.say("You are under way. Find a first time that suits you both.")
        if number == 1
        else tongue.say("Nothing else changes, and you need do nothing.")
    )
    body = whole_letter(
        facts.name,
        f"{said} {onward}",
        way_on(
            facts,
            by_link=tongue.say("It is on your page:"),
            by_hand=tongue.say("Tell whoever brings you this if you would like a hand with it."),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "You and {partner} have both signed your agreement. It holds from now on.",
            partner=facts.short_other,
        ),
        tongue.say("It is on your page: {address}", address=facts.address),
    )
    return Draft(tongue.say("You have both signed"), body, short)
