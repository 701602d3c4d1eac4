"""Letters about shares: that there is something to read, and that somebody answered.

They name nobody and quote nothing: a letter may lie on a table or stand on a list.
"""

from __future__ import annotations

from app.mentoring.letters.sharing import ShareFacts, way_to_it
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text

# The words kept in `letter.kind`.
SHARED = "shared"
COMMENTED = "commented"


def commented_letter(facts: ShareFacts) -> Draft:
    """Somebody said something about what this person had shared."""
    tongue = facts.tongue
    by_hand = tongue.say("To read them, sign in and open “What you have shared”.")
    by_link = tongue.say("To read them, sign in here:")
    body = whole_letter(
        facts.name,
        tongue.say(
            "Somebody in “{cohort}” wrote a few words about something that you shared. They are "
            "not in this letter.",
            cohort=facts.cohort,
        ),
        way_to_it(facts, by_link, by_hand),
        tongue.say("You need do nothing. You can answer, and you can end the sharing at any time."),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Somebody in “{cohort}” wrote a few words about something that you shared.",
            cohort=facts.short_cohort,
        ),
        tongue.say("Sign in to read them: {address}", address=facts.address),
    )
    return Draft(tongue.say("Somebody wrote about what you shared"), body, short)
