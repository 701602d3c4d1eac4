"""The text with a code to sign in with."""

from __future__ import annotations

from app.post.rules import SIGN_IN_CODE
from app.post.rules.tongues import Tongue


def text_code_letter(host: str, tongue: Tongue) -> tuple[str, str]:
    """Subject and text; it names nobody, since several people may share a phone.

    The last line lets a phone fill in the code, on our own pages only.
    Source: the form of one-time codes bound to an origin (WICG).
    """
    words = tongue.say(
        "{code} is your code to sign in to the Discovery Learning Programme. It works for 10 "
        "minutes. Nobody from the programme will ask you for it.",
        code=SIGN_IN_CODE,
    )
    return tongue.say("Your code to sign in"), f"{words}\n\n@{host} #{SIGN_IN_CODE}"


def phone_code_letter(host: str, tongue: Tongue) -> tuple[str, str]:
    """The same for the code that shows whose phone it is; it lets nobody in."""
    words = tongue.say(
        "{code} shows the Discovery Learning Programme that this is your phone. It works for 10 "
        "minutes. Did you not ask for it? Then tell it nobody.",
        code=SIGN_IN_CODE,
    )
    return tongue.say("Is this your phone?"), f"{words}\n\n@{host} #{SIGN_IN_CODE}"
