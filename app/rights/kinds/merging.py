"""Letters about two accounts, as the post sees them: sent only while they are still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.rights.letters.merging import MERGE_ASKED, MERGE_DONE, asking_letter, done_letter
from app.rights.models import AccountMerge
from app.rights.queries.merges import waits_for
from app.rights.rules.merging import DONE, STAYS, masked

NOT_NEEDED = "The two accounts are not to be made one any more, or the answer is there."


class MergeAskedKind:
    """Letters that ask whether two accounts are one person's."""

    name = MERGE_ASKED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; who has answered is not asked."""
        stays, goes = aliased(Person), aliased(Person)
        wanted = (
            select(AccountMerge, stays, goes)
            .join(stays, stays.id == AccountMerge.stays_id)
            .join(goes, goes.id == AccountMerge.goes_id)
            .where(AccountMerge.id.in_([letter.about_id for letter in letters]))
        )
        found = {row.id: (row, one, two) for row, one, two in db.execute(wanted)}
        return {one.id: _asking(one, found.get(one.about_id), desk) for one in letters}


class MergeDoneKind:
    """Letters that say that two accounts became one."""

    name = MERGE_DONE
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        wanted = (
            select(AccountMerge.id, Person.name)
            .join(Person, Person.id == AccountMerge.stays_id)
            .where(
                AccountMerge.id.in_([letter.about_id for letter in letters]),
                AccountMerge.state == DONE,
            )
        )
        names = {row.id: row.name for row in db.execute(wanted)}
        return {
            letter.id: done_letter(names[letter.about_id], site=desk.site, tongue=desk.tongue)
            if letter.about_id in names
            else Lapse(NOT_NEEDED)
            for letter in letters
        }


def _asking(
    letter: Letter, found: tuple[AccountMerge, Person, Person] | None, desk: Desk
) -> Draft | Lapse:
    if found is None:
        return Lapse(NOT_NEEDED)
    row, stays, goes = found
    side = row.side_of(letter.person_id)
    if side is None or not waits_for(row, side, now=desk.now):
        return Lapse(NOT_NEEDED)
    mine, other = (stays, goes) if side == STAYS else (goes, stays)
    return asking_letter(
        mine.name,
        masked(other.email, other.phone),
        row.ends_at,
        zone=mine.time_zone,
        site=desk.site,
        channel=letter.channel,
        tongue=desk.tongue,
    )
