"""Letters about check-ins as the post sees them: sent only while an answer is waited for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.letters.check_ins import CHECK_IN, CheckInFacts, check_in_letter
from app.mentoring.queries.check_ins import Told, whom_to_ask
from app.mentoring.rules.check_ins import ASKED
from app.mentoring.rules.states import ACTIVE
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_WAITED_FOR = "They have answered, or nobody waits for an answer any more."
NOT_NOW = "The two are having a break, or are not under way any more."


class CheckInKind:
    """Letters that ask how it is going; about one check-in."""

    name = CHECK_IN
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; nobody is asked during a break, on hold or after the end."""
        found = whom_to_ask(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get(letter.about_id)
            if told is None or told.state != ASKED:
                answers[letter.id] = Lapse(NOT_WAITED_FOR)
            elif told.pairing_state != ACTIVE:
                answers[letter.id] = Lapse(NOT_NOW)
            else:
                answers[letter.id] = check_in_letter(_facts(letter, told, desk))
        return answers


def _facts(letter: Letter, told: Told, desk: Desk) -> CheckInFacts:
    begin_with = ""
    if told.has_more and told.partner:
        begin_with = told.partner
    elif told.shares_phone:
        begin_with = told.name
    return CheckInFacts(
        name=told.name,
        partner=told.partner,
        check_in_id=letter.about_id,
        site=desk.site,
        begin_with=begin_with.split()[0] if begin_with else "",
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )
