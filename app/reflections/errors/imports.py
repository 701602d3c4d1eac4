"""What is refused of a file that somebody brings along; no sentence repeats what it says."""

from __future__ import annotations

from app.kit.errors import Refusal


class NotOurFile(Refusal):
    """Something else than a log that was taken along."""

    sentence = (
        "This is not a file from “Download everything”. Choose the ZIP that you got there, or "
        "the JSON file in it."
    )


class FileMissing(Refusal):
    """No file was chosen."""

    sentence = "Choose the file first."


class FileTooLarge(Refusal):
    """A file that would unpack to more than we read."""

    status = 413
    sentence = "This file holds more than a log can. We did not read it, and nothing was added."


class NewerFile(Refusal):
    """A format that is not known here yet."""

    sentence = (
        "This file comes from a newer version of the platform, which we cannot read here yet. "
        "Nothing was added."
    )


class SomethingWrong(Refusal):
    """A value in the file that cannot be; `place` names it without saying what it is."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There is something in this file that we cannot read, at {place}. Nothing was added. "
            "Take the file along again, without changing it, and send that one."
        )


class NothingToBring(Refusal):
    """The yes came after the file was used, or forgotten."""

    status = 409
    sentence = (
        "There is no file waiting. If you said yes before, it was brought in then. After a day "
        "we forget a file, and you can send it again."
    )
