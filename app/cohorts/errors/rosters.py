"""What is refused about files of people, and about people without an e-mail address."""

from __future__ import annotations

from app.kit.errors import Refusal


class FileNeeded(Refusal):
    """No file was chosen."""

    sentence = "Choose a file with your list of people."


class FileUnreadable(Refusal):
    """The file is no list of people; the sentence says why."""


class FileForgotten(Refusal):
    """The content of the file is gone."""

    status = 409
    sentence = (
        "We keep a list for one day, and this one is gone. Send the file again: people who are "
        "here already stay as they are."
    )


class NumberNeeded(Refusal):
    """Nobody is rung or sent a text without a number."""

    sentence = "Write the phone number by which we reach them, like 07700 900123."


class MobileNeeded(Refusal):
    """Texts go to mobile numbers only."""

    sentence = "Texts go to mobile numbers only, and this number is not one. Choose a phone call."


class AddressNeeded(Refusal):
    """Paper goes somewhere."""

    sentence = "Write where paper can go: an address, or words such as “at the front desk”."
