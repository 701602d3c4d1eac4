"""What is refused about catching up on a session."""

from __future__ import annotations

from app.kit.errors import Refusal


class RecordingWrong(Refusal):
    """Only web addresses are safe to open."""

    sentence = "Write a whole web address that starts with https://, or leave this empty."


class TranscriptTooLong(Refusal):
    """A transcript has its limit too."""

    sentence = "Use at most 200,000 characters, or put it on another site and give its address."


class TaskTooLong(Refusal):
    """A task is told in short."""

    sentence = "Use at most 2,000 characters for what to do."


class CatchUpAnswerNeeded(Refusal):
    """There are three answers."""

    sentence = "Choose whether it is done, not needed or still to do."
