"""What the people room writes: the letter that lets somebody sign in."""

from __future__ import annotations

from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import whole_letter
from app.post.rules.tongues import Tongue


def sign_in_letter(name: str, tongue: Tongue) -> tuple[str, str]:
    """Subject and text of the letter with a sign-in link."""
    text = whole_letter(
        name,
        tongue.say("Here is your link to sign in to the Discovery Learning Programme:")
        + f"\n{SIGN_IN_LINK}",
        tongue.say(
            "It works once, for the next 30 minutes. The page it opens asks you to press one "
            "button."
        ),
        tongue.say(
            "If you did not ask for this, you can leave it. Nobody can sign in without the link."
        ),
        tongue=tongue,
    )
    return tongue.say("Your link to sign in"), text
