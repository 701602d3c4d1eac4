"""How an address leads to whom and in which cohort something is done; and what that is called."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.certificates.models import Certificate
from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering, SessionProposal
from app.mentoring.models import CheckIn, Recognition
from app.outputs.models import Contribution, Selection
from app.participation.models import Asset, AssetSuggestion, Poll, PollTally
from app.people.models import Person
from app.rights.rules.all_deeds import BESIDES, BY_ADDRESS

__all__ = ["BESIDES", "BY_ADDRESS", "WHERE", "WHOM"]

_whom = bindparam("whom", type_=Uuid)


def _found(query: Select[Any]) -> ColumnElement[UUID]:
    return query.scalar_subquery()


_of_enrolment = _found(select(Enrolment.person_id).where(Enrolment.id == _whom))
_of_person = _found(select(Person.id).where(Person.id == _whom))
# For whom something is done, by the word of the address or the form's field `person`.
WHOM: dict[str, ColumnElement[UUID]] = {
    "person_id": _of_person,
    "enrolment_id": _of_enrolment,
    "person": func.coalesce(_of_person, _of_enrolment),
    "check_in_id": _found(select(CheckIn.person_id).where(CheckIn.id == _whom)),
    "certificate_id": _found(select(Certificate.person_id).where(Certificate.id == _whom)),
    "recognition_id": _found(select(Recognition.person_id).where(Recognition.id == _whom)),
    "contribution_id": _found(select(Contribution.author_id).where(Contribution.id == _whom)),
    "selection_id": _found(
        select(Contribution.author_id)
        .join(Selection, Selection.contribution_id == Contribution.id)
        .where(Selection.id == _whom)
    ),
}

_where = bindparam("where", type_=Uuid)
# In which cohort, by the word of the address that says so.
WHERE: dict[str, ColumnElement[UUID]] = {
    "slug": _found(select(Cohort.id).where(Cohort.slug == bindparam("where"))),
    "gathering_id": _found(select(Gathering.cohort_id).where(Gathering.id == _where)),
    "proposal_id": _found(select(SessionProposal.cohort_id).where(SessionProposal.id == _where)),
    "poll_id": _found(select(Poll.cohort_id).where(Poll.id == _where)),
    "tally_id": _found(
        select(Poll.cohort_id)
        .join(PollTally, PollTally.poll_id == Poll.id)
        .where(PollTally.id == _where)
    ),
    "asset_id": _found(select(Asset.cohort_id).where(Asset.id == _where)),
    "suggested_id": _found(
        select(Asset.cohort_id)
        .join(AssetSuggestion, AssetSuggestion.asset_id == Asset.id)
        .where(AssetSuggestion.id == _where)
    ),
    "enrolment_id": _found(select(Enrolment.cohort_id).where(Enrolment.id == _where)),
}
