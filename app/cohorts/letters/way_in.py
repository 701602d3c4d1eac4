"""The letter to somebody who typed a word to join, with a link that lets them in."""

from __future__ import annotations

from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter


def way_in_letter(name: str, *, cohort: str, word: str, site: str) -> Draft:
    """The way to a key's page, signed in; `word` is the key as it stands in the address."""
    body = whole_letter(
        name,
        f"You would like to join “{cohort}”. Open this link to go on:\n"
        f"{SIGN_IN_LINK}?next=/join/{word}",
        "It works once, for the next 30 minutes. The page it opens asks you to press one button, "
        "and then you can join. If the link has stopped working, begin again here:\n"
        f"{site}/join/{word}",
        "If you did not ask for this, you can leave it. Nothing happens without the link.",
    )
    return Draft(f"Your link to join {cohort}", body)
