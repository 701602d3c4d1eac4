"""Letters about agreements as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.kinds.pairs import facts_of
from app.mentoring.letters.agreements import (
    AGREEMENT_SIGNED,
    AGREEMENT_TO_SIGN,
    agreement_signed_letter,
    agreement_to_sign_letter,
)
from app.mentoring.queries.agreements import BOTH
from app.mentoring.queries.pair_letters import versions_to_tell
from app.mentoring.rules.agreements import CAN_AGREE
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter

SIGNED = "They have signed it, or there is a newer version."
PAST = "It does not hold any more."


class AgreementToSignKind:
    """Letters that tell one of the two that a version waits for them; about one version."""

    name = AGREEMENT_TO_SIGN
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was signed or changed meanwhile needs no letter."""
        found = versions_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get((letter.about_id, letter.person_id))
            if one is None or one.has_signed or not one.is_newest or not _is_on(one.told.state):
                answers[letter.id] = Lapse(SIGNED)
            else:
                facts = facts_of(letter, one.told, desk)
                answers[letter.id] = agreement_to_sign_letter(facts, number=one.number)
        return answers


class AgreementSignedKind:
    """Letters that tell both that both have signed; about one version."""

    name = AGREEMENT_SIGNED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what ended meanwhile needs no letter."""
        found = versions_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get((letter.about_id, letter.person_id))
            if one is None or one.signatures < BOTH or not _is_on(one.told.state):
                answers[letter.id] = Lapse(PAST)
            else:
                facts = facts_of(letter, one.told, desk)
                answers[letter.id] = agreement_signed_letter(facts, number=one.number)
        return answers


def _is_on(state: str) -> bool:
    return state in CAN_AGREE
