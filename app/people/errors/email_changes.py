"""What is refused about changing one's e-mail address."""

from __future__ import annotations

from app.kit.errors import Refusal


class EmailSame(Refusal):
    """They have this address."""

    sentence = "This is your e-mail address already. Write the new one."


class EmailLinkSpent(Refusal):
    """The link was used, is too old, or the change is over."""

    sentence = (
        "This link was used before or is too old, or the change was stopped. To change an e-mail "
        "address, sign in and go to your account."
    )


class NobodyBrings(Refusal):
    """Letters are brought to them by hand, and no cohort's people could bring this one."""

    sentence = (
        "Our letters are brought to you, and you are in no cohort whose people could bring you "
        "this one. Choose texts as the way that your letters come, or ask the people who run the "
        "programme."
    )
