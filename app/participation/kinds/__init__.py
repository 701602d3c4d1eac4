"""Letters about what there is in a place: looked at again when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.participation.kinds.support import sample_support_shared
from app.participation.letters import ASSET_CHECK, CheckFacts, check_letter
from app.participation.letters.support import SUPPORT_SHARED
from app.participation.queries.asset_letters import Checked, checked_by
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse, Sampler
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import ASSETS

NOT_HERE = "They are not in the cohort any more."
HAS_SAID = "They have said whether it is still so."


class AssetCheckKind:
    """Letters that ask whether it is still so; about all that one person told one cohort."""

    name = ASSET_CHECK
    topic = ASSETS
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements."""
        found = checked_by(db, [letter.about_id for letter in letters], now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            asked = found.get(letter.about_id)
            if asked is None:
                answers[letter.id] = Lapse(NOT_HERE)
            elif not (asked.names or asked.offers):
                answers[letter.id] = Lapse(HAS_SAID)
            else:
                answers[letter.id] = check_letter(_facts(letter, asked, desk))
        return answers


def _facts(letter: Letter, asked: Checked, desk: Desk) -> CheckFacts:
    return CheckFacts(
        name=asked.person,
        cohort=asked.cohort.name,
        slug=asked.cohort.slug,
        phone=asked.cohort.phone,
        names=asked.names,
        offers=asked.offers,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=letter.channel in BY_HAND,
    )


def sample_check(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The question about two made-up things; one statement."""
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    facts = CheckFacts(
        name=SAMPLE_NAME,
        cohort=cohort.name,
        slug=cohort.slug,
        phone=cohort.phone,
        names=["The Canal Choir", "St Mark’s Hall"],
        offers=1,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )
    return check_letter(facts)


SAMPLERS: Mapping[str, Sampler] = {
    ASSET_CHECK: sample_check,
    SUPPORT_SHARED: sample_support_shared,
}
