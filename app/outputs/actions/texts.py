"""Texts about somebody's words in a draft: they leave them out, or want to hear them.

There is no yes by text: it counts only for what somebody saw in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.mentoring.actions.text_answers import Taken, take_answer, take_wish
from app.mentoring.actions.texts import Taker
from app.mentoring.queries.text_answers import proposals_to
from app.mentoring.rules.replies import PROPOSAL, WORDS, Reply, first_name
from app.outputs.actions.answer import answer, ask_for_reading
from app.outputs.queries.approvals import Asked
from app.outputs.queries.links import selections_by_text, words_waiting
from app.outputs.rules.consent import NO
from app.outputs.rules.reading import BY_TEXT
from app.people.models import Person


def take_words(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """Leave somebody's words out of the one draft that asks them, or note that they want a reading.

    None when it is not clear whose words, or of which report. A constant number of statements for
    each of the words.
    """
    asked = _asked(db, people, reply, now)
    if not asked:
        return None
    person = next(one for one in people if one.id == asked[0].author_id)
    if reply.value == NO:
        for one in asked:
            answer(db, person, one, says=NO, shown="", how=BY_TEXT, now=now)
    if reply.value != NO or reply.wants_call:
        ask_for_reading(db, asked, now=now)
    return Taken(person.id)


def take_yes_or_no(
    db: Session, people: Sequence[Person], reply: Reply, now: datetime
) -> Taken | None:
    """A yes or a no: to a proposal in mentoring, and a no to words where no proposal waits.

    Raises: the refusals of answering a proposal.
    """
    has_proposal = bool(proposals_to(db, [one.id for one in people]))
    asked = _asked(db, people, reply, now)
    if has_proposal and asked:
        return None
    if asked and reply.value == NO:
        return take_words(db, people, reply, now)
    return take_answer(db, people, reply, now)


def take_call(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """A wish for a call: whoever runs the group may read the words, and somebody rings."""
    asked = _asked(db, people, reply, now)
    if asked:
        ask_for_reading(db, asked, now=now)
    taken = take_wish(db, people, reply, now)
    return taken or (Taken(asked[0].author_id) if asked else None)


def _asked(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Sequence[Asked]:
    named = [one for one in people if first_name(one.name) in reply.names]
    meant = named or (people if not reply.names and len(people) == 1 else [])
    return selections_by_text(words_waiting(db, [one.id for one in meant], now=now))


WORDS_TAKERS: dict[str, Taker] = {
    WORDS: take_words,
    PROPOSAL: take_yes_or_no,
    "": take_call,
}
