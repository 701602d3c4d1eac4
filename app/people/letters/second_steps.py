"""Letters to somebody whose second step was taken away, or whom a lead signed out everywhere."""

from __future__ import annotations

from app.post.rules.drafts import whole_letter
from app.post.rules.tongues import Tongue


def shut_out_letter(name: str, site: str, tongue: Tongue) -> tuple[str, str, str]:
    """Subject, text, and the same in a few words: somebody was signed out everywhere."""
    what = tongue.say("You were signed out everywhere, on every phone and computer.")
    text = whole_letter(
        name,
        what,
        tongue.say(
            "Somebody who runs the programme did this, since somebody else may have been in your "
            "account. Sign in as before: {address}",
            address=f"{site}/sign-in",
        ),
        tongue.say(
            "Do you have a password? Then set a new one. Look also at “Signing in safely” in your "
            "account, and take away each way in that is not yours."
        ),
        tongue.say("Did you not know of this? Then tell the people who run the programme."),
        tongue=tongue,
    )
    return tongue.say("You were signed out everywhere"), text, what


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
