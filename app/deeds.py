"""What people do on the platform, room by room, and how an address leads to a person or cohort."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.certificates.deeds import DEEDS as CERTIFICATES
from app.cohorts.deeds import DEEDS as COHORTS
from app.cohorts.models import Cohort, Enrolment
from app.correspondence.deeds import DEEDS as CORRESPONDENCE
from app.gatherings.deeds import DEEDS as GATHERINGS
from app.gatherings.models import Gathering, SessionProposal
from app.insights.deeds import DEEDS as INSIGHTS
from app.kit.deeds import Deed, Deeds
from app.mentoring.deeds import DEEDS as MENTORING
from app.mentoring.models import CheckIn, Recognition
from app.outputs.deeds import DEEDS as OUTPUTS
from app.outputs.models import Contribution, Selection
from app.participation.deeds import DEEDS as PARTICIPATION
from app.participation.models import Asset, AssetSuggestion, Poll, PollTally
from app.people.deeds import BESIDES as PEOPLE_BESIDES
from app.people.deeds import DEEDS as PEOPLE
from app.people.models import Person
from app.post.deeds import DEEDS as POST
from app.practice.deeds import DEEDS as PRACTICE
from app.preview.deeds import DEEDS as PREVIEW
from app.progress.deeds import DEEDS as PROGRESS
from app.reflections.deeds import DEEDS as REFLECTIONS
from app.rights.deeds import DEEDS as RIGHTS
from app.suggestions.deeds import DEEDS as SUGGESTIONS


def _all_of(rooms: dict[str, Deeds]) -> Deeds:
    return {f"{room}.{name}": deed for room, deeds in rooms.items() for name, deed in deeds.items()}


# What is done at an address, by the name of its view.
BY_ADDRESS = _all_of(
    {
        "certificates": CERTIFICATES,
        "cohorts": COHORTS,
        "correspondence": CORRESPONDENCE,
        "gatherings": GATHERINGS,
        "insights": INSIGHTS,
        "mentoring": MENTORING,
        "outputs": OUTPUTS,
        "participation": PARTICIPATION,
        "people": PEOPLE,
        "post": POST,
        "practice": PRACTICE,
        "preview": PREVIEW,
        "progress": PROGRESS,
        "reflections": REFLECTIONS,
        "rights": RIGHTS,
        "suggestions": SUGGESTIONS,
    }
)
BESIDES = _all_of({"people": dict(PEOPLE_BESIDES)})
# What the record may say.
WORDS = {key: deed for key, deed in (BY_ADDRESS | BESIDES).items() if isinstance(deed, Deed)}

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
