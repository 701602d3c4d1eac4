"""The letter to somebody who typed a word to join, with a link that lets them in."""

from __future__ import annotations

from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.tongues import Tongue


def way_in_letter(name: str, *, cohort: str, word: str, site: str, tongue: Tongue) -> Draft:
    """The way to a key's page, signed in; `word` is the key as it stands in the address."""
    first = tongue.say("You would like to join “{cohort}”. Open this link to go on:", cohort=cohort)
    then = tongue.say(
        "It works once, for the next 30 minutes. The page it opens asks you to press one button, "
        "and then you can join. If the link has stopped working, begin again here:"
    )
    body = whole_letter(
        name,
        f"{first}\n{SIGN_IN_LINK}?next=/join/{word}",
        f"{then}\n{site}/join/{word}",
        tongue.say(
            "If you did not ask for this, you can leave it. Nothing happens without the link."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Your link to join {cohort}", cohort=cohort), body)
