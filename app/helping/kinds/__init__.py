"""Letters about helping as the post sees them: looked at again when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.helping import letters as texts
from app.helping.letters import HelpingFacts, code_letter, helping_letter
from app.helping.queries import HelpingPlace, places_of, places_of_codes
from app.helping.rules import ASKED, CODE_LASTS, ENDED, OPEN
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_SO = "Things have changed since, so this letter would tell what is not so."
TOO_LATE = "The code was used or ran out before it could be sent."
# How it must stand for a letter still to be true.
STANDS = {
    texts.ASKED: ASKED,
    texts.BEGUN: OPEN,
    texts.SOON: OPEN,
    texts.ENDED: ENDED,
    texts.DECLINED: ENDED,
}
# These lead to a page that says nothing of helping once one of the two has left the cohort.
WHILE_BOTH_ARE_THERE = {texts.ASKED, texts.BEGUN, texts.SOON}


class HelpingKind:
    """That somebody is asked, that it has begun, ends soon, or has ended."""

    name = texts.HELPING
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = places_of(db, [letter.about_id for letter in letters])
        return {letter.id: _written(letter, found.get(letter.about_id), desk) for letter in letters}


class HelpingCodeKind:
    """Texts with a code by which somebody says yes to a helper; they do not wait."""

    name = texts.HELPING_CODE
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; once the person has said yes, or a newer one went, none is needed."""
        found = places_of_codes(db, [letter.about_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            at = found.get(letter.about_id)
            is_wanted = (
                at is not None
                and at.helping.person_yes_at is None
                and at.helping.code_at is not None
                and desk.now < at.helping.code_at + CODE_LASTS
                and at.state(desk.now) == ASKED
            )
            answers[letter.id] = (
                Draft(*code_letter(at.helper_name, desk.tongue))
                if at is not None and is_wanted
                else Lapse(TOO_LATE)
            )
        return answers


def _written(letter: Letter, at: HelpingPlace | None, desk: Desk) -> Draft | Lapse:
    is_so = at is not None and at.state(desk.now) == STANDS.get(letter.occurrence)
    if at is None or at.helper is None or not is_so:
        return Lapse(NOT_SO)
    if not at.stands and letter.occurrence in WHILE_BOTH_ARE_THERE:
        return Lapse(NOT_SO)
    to_helper = letter.person_id == at.helper.id
    own = f"{desk.site}/help/{at.helping.id}" if to_helper else f"{desk.site}/account/helpers"
    facts = HelpingFacts(
        name=at.helper.name if to_helper else at.person.name,
        other=at.person.name if to_helper else at.helper_name,
        to_helper=to_helper,
        acts=at.helping.acts,
        last_day=at.helping.last_day,
        address=own,
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )
    return helping_letter(letter.occurrence, facts)
