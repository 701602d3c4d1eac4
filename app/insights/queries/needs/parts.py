"""What the rules ask of the database beside the people themselves: parts of one statement.

Each gives rows of one form: the enrolment, what it is about, since when, a title, and until when.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import DateTime, Select, Text, Uuid, and_, case, cast, exists, func, null, select
from sqlalchemy import literal as word

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.undelivered import needs_care
from app.gatherings.models import CatchUp, FollowUp, Gathering, Reply, SessionProposal
from app.gatherings.rules import PLANNED
from app.gatherings.rules.follow_ups import OPEN, SNOOZED
from app.gatherings.rules.proposals import PROPOSED
from app.gatherings.rules.replies import SORRY
from app.insights.queries.needs.which import Which
from app.mentoring.models import MentoringProfile, Pairing, PairingMember
from app.mentoring.rules.states import OPEN as OPEN_PAIRS
from app.mentoring.rules.topics import OPEN_TO_MATCHING
from app.participation.models import DiscussionPost
from app.participation.queries.discussions import waits_for_an_answer
from app.post.models import Letter
from app.progress.models import StepProgress
from app.progress.rules import REFLECTION
from app.suggestions.models import Suggestion
from app.suggestions.rules import NEW
from app.syllabus.models import CourseModule, Step

# A page that somebody left so long ago is no page that they are stuck on.
LATELY = timedelta(days=30)
A_DAY = timedelta(days=1)
NO_MOMENT = cast(null(), DateTime(timezone=True))
NOBODY = cast(null(), Uuid())
Part = Select[Any]


def missed(which: Which) -> Part:
    """Kind contacts after a session that nobody has finished."""
    rests = case((FollowUp.state == SNOOZED, FollowUp.snoozed_until))
    return (
        _rows("missed", FollowUp.id, Gathering.starts_at, Gathering.title, rests, FollowUp.owner_id)
        .join(FollowUp, FollowUp.enrolment_id == Enrolment.id)
        .join(Gathering, Gathering.id == FollowUp.gathering_id)
        .where(*which.enrolments, FollowUp.state.in_([OPEN, SNOOZED]), Gathering.state == PLANNED)
    )


def catch_up(which: Which) -> Part:
    """Tasks after a session that are still open."""
    return (
        _rows("catch_up", Gathering.id, CatchUp.opened_at, Gathering.title)
        .join(CatchUp, CatchUp.enrolment_id == Enrolment.id)
        .join(Gathering, Gathering.id == CatchUp.gathering_id)
        .where(*which.enrolments, CatchUp.state == OPEN, Gathering.state == PLANNED)
    )


def access(which: Which) -> Part:
    """What somebody told us that they need, for sessions of the next two weeks; not the words."""
    near = Gathering.starts_at.between(which.now, which.now + timedelta(days=14))
    return (
        _rows("access", Gathering.id, Reply.answered_at, Gathering.title, Gathering.starts_at)
        .join(Reply, Reply.enrolment_id == Enrolment.id)
        .join(Gathering, Gathering.id == Reply.gathering_id)
        .where(*which.enrolments, near, Gathering.state == PLANNED, Reply.access_needs != "")
        .where(Reply.answer != SORRY)
    )


def undelivered(which: Which) -> Part:
    """Letters of late that did not arrive."""
    when = func.coalesce(Letter.bounced_at, Letter.due_at)
    return (
        _rows("undelivered", Letter.id, when, Letter.channel)
        .join(Letter, _own_letter())
        .where(*which.enrolments, needs_care(which.now))
    )


def to_bring(which: Which) -> Part:
    """Letters by call or post that wait, unless somebody tried today."""
    return (
        _rows("to_bring", Letter.id, Letter.due_at, Letter.channel)
        .join(Letter, _own_letter())
        .where(*which.enrolments, Letter.state == "listed", which.nobody_tried_today)
    )


def question(which: Which) -> Part:
    """Questions about a page that nobody else has answered."""
    return (
        _rows("question", DiscussionPost.id, DiscussionPost.created_at, Step.title)
        .join(DiscussionPost, DiscussionPost.enrolment_id == Enrolment.id)
        .join(Step, Step.id == DiscussionPost.step_id)
        .where(*which.enrolments, DiscussionPost.parent_id.is_(None), DiscussionPost.words != "")
        .where(waits_for_an_answer())
    )


def suggestion(which: Which) -> Part:
    """Changes that people ask for under their name; whose others are is for nobody to know."""
    return (
        _rows("suggestion", Suggestion.id, Suggestion.created_at, Step.title)
        .join(Suggestion, Suggestion.enrolment_id == Enrolment.id)
        .join(Step, Step.id == Suggestion.step_id)
        .where(*which.enrolments, Suggestion.state == NEW, Suggestion.is_named)
    )


def proposal(which: Which) -> Part:
    """Sessions that people would like to have."""
    theirs = and_(
        SessionProposal.cohort_id == Enrolment.cohort_id,
        SessionProposal.proposed_by_id == Enrolment.person_id,
    )
    return (
        _rows("proposal", SessionProposal.id, SessionProposal.proposed_at, SessionProposal.title)
        .join(SessionProposal, theirs)
        .where(*which.enrolments, SessionProposal.state == PROPOSED)
    )


def stuck(which: Which) -> Part:
    """Pages that were opened on several days of late and are not done; since when, and when last.

    Pages to write a reflection on are left out: how somebody writes is theirs alone.
    """
    of_edition = and_(
        Cohort.id == Enrolment.cohort_id, Cohort.edition_id == CourseModule.edition_id
    )
    return (
        _rows("stuck", Step.id, StepProgress.seen_at, Step.title, StepProgress.visited_at)
        .join(StepProgress, StepProgress.enrolment_id == Enrolment.id)
        .join(Step, Step.id == StepProgress.step_id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .join(Cohort, of_edition)
        .where(*which.enrolments, StepProgress.done_at.is_(None), Step.kind != REFLECTION)
        .where(StepProgress.visited_at > which.now - LATELY)
        .where(StepProgress.visited_at > StepProgress.seen_at + A_DAY)
    )


def mentoring(which: Which) -> Part:
    """People who are open for mentoring and in no pair."""
    paired = exists().where(
        PairingMember.person_id == Enrolment.person_id,
        Pairing.id == PairingMember.pairing_id,
        Pairing.state.in_(OPEN_PAIRS),
    )
    return (
        _rows("mentoring", Enrolment.person_id, MentoringProfile.created_at, word(""))
        .join(MentoringProfile, MentoringProfile.person_id == Enrolment.person_id)
        .where(*which.enrolments, MentoringProfile.state == OPEN_TO_MATCHING)
        .where(MentoringProfile.capacity > 0, ~paired)
    )


PARTS: dict[str, Callable[[Which], Part]] = {
    part.__name__: part
    for part in (
        *(missed, catch_up, access, undelivered, to_bring),
        *(question, suggestion, proposal, stuck, mentoring),
    )
}


def _rows(
    part: str, about: Any, at: Any, title: Any, until: Any = NO_MOMENT, owner: Any = NOBODY
) -> Part:
    columns = (
        *(word(part, Text).label("part"), Enrolment.id.label("enrolment_id")),
        *(about.label("about"), at.label("at"), cast(title, Text).label("title")),
        *(until.label("until"), owner.label("owner_id")),
    )
    return select(*columns).select_from(Enrolment)


def _own_letter() -> Any:
    return and_(Letter.cohort_id == Enrolment.cohort_id, Letter.person_id == Enrolment.person_id)
