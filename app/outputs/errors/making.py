"""What is refused where facilitators put a report together."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.rules.making import (
    LONGEST_DIFFERED,
    LONGEST_MESSAGE,
    LONGEST_SAID,
    MOST_MESSAGES,
    MOST_PEOPLE,
)


class ArrangedMeanwhile(Refusal):
    """Somebody else changed the report after this page was opened."""

    status = 409
    sentence = (
        "Somebody changed this report after you opened the page, so nothing was saved yet. What "
        "you chose is kept here, with what is saved now beside it. Look at both, and save again."
    )


class MessageNeeded(Refusal):
    """A message says something."""

    sentence = f"Write the message in at most {LONGEST_MESSAGE} characters."


class GroundNeeded(Refusal):
    """Readers are told how the cohort stands behind a message."""

    sentence = "Choose how the group stands behind this message."


class NoteNeeded(Refusal):
    """A message that was agreed in a session names the session."""

    sentence = "Choose the notes of the session in which you agreed on it. Write them first."


class PollNeeded(Refusal):
    """A message that was voted on names the vote."""

    sentence = "Choose the vote. It has to be closed, so that its result can be told."


class TooManyMessages(Refusal):
    """More messages than anybody keeps in mind."""

    status = 409
    sentence = f"A report has at most {MOST_MESSAGES} messages. Join two, or take one away."


class MessageChanged(Refusal):
    """Somebody else changed the message after its page was opened."""

    status = 409
    sentence = (
        "Somebody changed this message after you opened the page, so yours is not saved yet. Both "
        "are shown here: make one of the two, and save it."
    )


class NotesNeeded(Refusal):
    """Notes say something, and are not longer than anybody reads."""

    sentence = (
        f"Write what was said in at most {LONGEST_SAID:,} characters, and what people did not "
        f"agree on in at most {LONGEST_DIFFERED:,}."
    )


class PeopleNeeded(Refusal):
    """How many took part is a number."""

    sentence = f"Write how many people took part, as a number up to {MOST_PEOPLE:,}."


class SessionDayNeeded(Refusal):
    """A session that has notes has been."""

    sentence = "Choose the day of the session: today or before."


class OneSession(Refusal):
    """A digest tells of one session."""

    status = 409
    sentence = (
        "This digest has the notes of its session. It tells of one session only: change those "
        "notes, or ask for another digest."
    )


class NoteChanged(Refusal):
    """Somebody else changed the notes after their page was opened."""

    status = 409
    sentence = (
        "Somebody changed these notes after you opened the page, so yours are not saved yet. Both "
        "are shown here: make one of the two, and save it."
    )


class DraftNeeded(Refusal):
    """Authors are asked about their words in a draft."""

    status = 409
    sentence = "There is no draft to ask about. Make the draft first, and then ask the authors."


class DraftIsOld(Refusal):
    """Authors are asked about their words where they will stand."""

    status = 409
    sentence = (
        "Something was changed after this draft was made, so nobody was asked. Make the draft "
        "again, look at it, and then ask the authors."
    )


class NobodyToAsk(Refusal):
    """There is nobody's word in the draft that needs a yes."""

    status = 409
    sentence = "Nobody's words are in the draft, so there is nobody to ask."
