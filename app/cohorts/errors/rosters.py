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


class CannotBeReached(Refusal):
    """There is no way to write to or ring somebody; the sentence says what is missing."""
