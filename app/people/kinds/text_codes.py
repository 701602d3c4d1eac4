"""The text with a code as the post sees it: sent only while the code works."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.letters.text_codes import phone_code_letter, text_code_letter
from app.people.models import TextCode
from app.people.rules.text_codes import PHONE_CODE
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import TEXT_CODE
from app.post.rules.tongues import Tongue

TOO_LATE = "The code was used or ran out before it could be sent."


class TextCodeKind:
    """Texts with a code that lets somebody in."""

    name = TEXT_CODE
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a code that was shown or ran out needs no text."""
        return _written(db, letters, desk, text_code_letter)


class PhoneCodeKind:
    """Texts with a code that shows whose phone it is."""

    name = PHONE_CODE
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        return _written(db, letters, desk, phone_code_letter)


def _written(
    db: Session,
    letters: Sequence[Letter],
    desk: Desk,
    write: Callable[[str, Tongue], tuple[str, str]],
) -> Mapping[UUID, Draft | Lapse]:
    good = select(TextCode.id).where(
        TextCode.id.in_([letter.about_id for letter in letters]),
        TextCode.shown_at.is_(None),
        TextCode.expires_at > desk.now,
    )
    wanted = set(db.scalars(good))
    subject, body = write(urlsplit(desk.site).hostname or "", desk.tongue)
    return {
        letter.id: Draft(subject, body) if letter.about_id in wanted else Lapse(TOO_LATE)
        for letter in letters
    }
