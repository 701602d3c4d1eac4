"""The letter to somebody whose second step was taken away, since they had lost what it needs."""

from __future__ import annotations

from app.post.rules.drafts import whole_letter
from app.post.rules.tongues import Tongue


def reset_letter(name: str, tongue: Tongue) -> tuple[str, str, str]:
    """Subject, text, and the same in a few words."""
    what = tongue.say("The second step of signing in to your account was taken away.")
    text = whole_letter(
        name,
        what,
        tongue.say(
            "Somebody who runs the programme did this because they were told that you had lost "
            "your phone or your passkey. Sign in as before, and set up a new second step."
        ),
        tongue.say("Did you not ask for this? Then tell the people who run the programme at once."),
        tongue=tongue,
    )
    return tongue.say("Your second step was taken away"), text, what
