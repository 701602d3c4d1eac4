"""The letter that tells an author that somebody suggests to take something out of their words."""

from __future__ import annotations

from app.outputs.letters.asking import Place
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import mark

# The word kept in `letter.kind`.
REDACTION = "redaction"
LONGEST_COHORT_HERE = 60
SEE_IT = mark("You see your words before and after, with the reason. Say yes or no here:")
SEE_IT_TOGETHER = mark(
    "If your name stands with your words, the people who run your group can read them to you "
    "before and after, with the reason, and enter what you say. Or look at the page “Words you "
    "have offered”, with a hand from somebody you trust if you like."
)


def redaction_letter(place: Place) -> Draft:
    """The letter about a suggestion; it holds none of the words, and not what is suggested."""
    tongue = place.tongue
    body = whole_letter(
        place.name,
        tongue.say(
            "You offered some of your words to {cohort}. Somebody who runs the group suggests to "
            "take something out of them, so that a person or a place is not known by it.",
            cohort=place.cohort,
        ),
        tongue.say(SEE_IT_TOGETHER)
        if place.by_hand
        else f"{tongue.say(SEE_IT)}\n{place.site}/contributions/",
        tongue.say(
            "Nothing changes without your yes. If you do nothing, your words stay as they are."
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "{cohort}: somebody suggests to take something out of your words. Nothing changes "
            "without your yes.",
            cohort=cut(place.cohort, LONGEST_COHORT_HERE),
        ),
        tongue.say("See it here: {address}", address=f"{place.site}/contributions/"),
    )
    return Draft(tongue.say("Take something out of your words?"), body, short)
