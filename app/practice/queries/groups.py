"""What groups of a cohort said together, for those whom the group lets read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering
from app.kit.sealing import DataKey
from app.people.models import Person
from app.practice.models import GroupAnswer, GroupLook, GroupMember, GroupPlumbline
from app.practice.queries.questions import framework_steps
from app.practice.rules.comparing import Asked, FrameworkStep, Line, Look, lines_of
from app.practice.rules.groups import COHORT, Said, scores_of
from app.practice.rules.keys import GROUP_NAME, GROUP_NOTE
from app.practice.rules.looks import MOMENTS, is_open
from app.vault.queries import keys_of


@dataclass(frozen=True)
class GroupPlace:
    """A group's plumbline, its cohort, and the actor's seat there and place in the group."""

    group: GroupPlumbline
    cohort: Cohort
    enrolment: Enrolment | None
    member: GroupMember | None


@dataclass(frozen=True)
class GroupLookPlace:
    """A group's plumbline and one of the three looks at it, begun or not."""

    place: GroupPlace
    moment: str


@dataclass(frozen=True)
class Version:
    """One answer to an item as it was typed in: number from 1, who did it and when (UTC)."""

    number: int
    said: Said
    by: str | None
    at: datetime


@dataclass(frozen=True)
class KeptGroupLook:
    """A look as it is kept: every answer to each item, oldest first, and who began it."""

    row: GroupLook
    entered_by: str | None
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Said]:
        """What stands now, by item."""
        return {item: versions[-1].said for item, versions in self.versions.items()}

    @property
    def look(self) -> Look:
        """The same as the rules of comparing read it."""
        asked = [Asked(**one) for one in self.row.asked]
        return Look(self.row.moment, self.row.framework_id, asked, scores_of(self.said))


@dataclass(frozen=True)
class GroupPage:
    """A group's plumbline opened for somebody who may read it; names are of those who said yes."""

    name: str
    session: Gathering | None
    chosen_by: str | None
    named: Sequence[str]
    looks: Mapping[str, KeptGroupLook]
    lines: Sequence[Line]

    def can_look(self, moment: str) -> bool:
        """Whether this look can be begun or changed."""
        done = {key for key, kept in self.looks.items() if kept.row.done_at}
        return is_open(moment, self.looks, done)


def group_place(db: Session, actor: Person, *, slug: str, group_id: UUID) -> GroupPlace | None:
    """The group of this address, for guards; policy decides. One statement."""
    row = db.execute(
        select(GroupPlumbline, Cohort, Enrolment, GroupMember)
        .join(Cohort, Cohort.id == GroupPlumbline.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .outerjoin(
            GroupMember,
            and_(GroupMember.group_id == GroupPlumbline.id, GroupMember.person_id == actor.id),
        )
        .where(GroupPlumbline.id == group_id, Cohort.slug == slug)
    ).one_or_none()
    return GroupPlace(*row) if row else None


def group_look_place(
    db: Session, actor: Person, *, slug: str, group_id: UUID, moment: str
) -> GroupLookPlace | None:
    """One of the three looks of a group, for guards. At most one statement."""
    place = group_place(db, actor, slug=slug, group_id=group_id) if moment in MOMENTS else None
    return GroupLookPlace(place, moment) if place else None


def group_page(db: Session, actor: Person, at: GroupPlace) -> GroupPage:
    """All of a group's plumbline. Five statements.

    Three more when its looks were asked in different editions of the framework.
    Raises: LookupError for whom the group does not let read it; CannotOpen.
    """
    key = group_key(db, actor, at)
    looks = group_looks(db, at.group.id, key)
    story: Sequence[FrameworkStep] = ()
    if len({kept.row.framework_id for kept in looks.values()}) > 1:
        story = framework_steps(db)
    chooser = aliased(Person)
    session, chosen_by = db.execute(
        select(Gathering, chooser.name)
        .select_from(GroupPlumbline)
        .outerjoin(Gathering, Gathering.id == GroupPlumbline.gathering_id)
        .outerjoin(chooser, chooser.id == GroupPlumbline.chosen_by_id)
        .where(GroupPlumbline.id == at.group.id)
    ).one()
    return GroupPage(
        name=key.open(at.group.sealed_name, GROUP_NAME, at.group.id),
        session=session,
        chosen_by=chosen_by,
        named=_named(db, at.group.id),
        looks=looks,
        lines=lines_of([kept.look for kept in looks.values()], story),
    )


def group_key(db: Session, actor: Person, at: GroupPlace) -> DataKey:
    """What opens a group's words, for those who may read them. One statement.

    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    is_member = at.member is not None and at.member.person_id == actor.id
    if not is_member and at.group.seen_by != COHORT:
        message = "what a group said is for those whom it lets read it"
        raise LookupError(message)
    return keys_of(db, [at.group.id])[at.group.id]


def group_looks(db: Session, group_id: UUID, key: DataKey) -> dict[str, KeptGroupLook]:
    """The looks of a group by moment, oldest first, with all that was typed in. Two statements.

    Raises: CannotOpen.
    """
    looks = db.execute(
        select(GroupLook, Person.name)
        .outerjoin(Person, Person.id == GroupLook.entered_by_id)
        .where(GroupLook.group_id == group_id)
        .order_by(GroupLook.begun_at, GroupLook.id)
        .execution_options(populate_existing=True)
    ).all()
    rows = db.execute(
        select(GroupAnswer, Person.name)
        .join(GroupLook, GroupLook.id == GroupAnswer.look_id)
        .outerjoin(Person, Person.id == GroupAnswer.given_by_id)
        .where(GroupLook.group_id == group_id)
        .order_by(GroupAnswer.number)
    )
    versions: dict[UUID, dict[str, list[Version]]] = defaultdict(lambda: defaultdict(list))
    for row, by in rows:
        note = key.open(row.sealed_note, GROUP_NOTE, row.id) if row.sealed_note else ""
        version = Version(row.number, Said(row.answer, note), by, row.given_at)
        versions[row.look_id][row.item_key].append(version)
    return {row.moment: KeptGroupLook(row, by, versions[row.id]) for row, by in looks}


def _named(db: Session, group_id: UUID) -> list[str]:
    return list(
        db.scalars(
            select(Person.name)
            .join(GroupMember, GroupMember.person_id == Person.id)
            .where(GroupMember.group_id == group_id, GroupMember.is_named)
            .order_by(Person.name, Person.id)
        )
    )
