"""The last step: whatever was written while the others ran goes as well, and then the account."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.people.models import Person
from app.rights.actions.erasing import Job
from app.rights.actions.erasing.naming import look_for_traces, remove_files, take_names_out
from app.rights.actions.erasing.removing import empty_account, remove_rows
from app.rights.rules.erasing import SOMEONE


def forget(db: Session, job: Job) -> dict[str, Any]:
    """Hold the account so that nobody adds a row of theirs, take what came since, and empty it.

    A letter may have been planned, or a note written, by somebody who did not know.
    """
    # A row that names a person or a place in a cohort waits for these, and finds them empty.
    db.execute(select(Person.id).where(Person.id == job.person.id).with_for_update())
    places = select(Enrolment.id).where(Enrolment.person_id == job.person.id)
    db.execute(places.order_by(Enrolment.id).with_for_update())
    remove_rows(db, job)
    if job.marks.name == SOMEONE:
        # Done before: these words name everybody who left.
        return {}
    take_names_out(db, job)
    remove_files(db, job)
    found = look_for_traces(db, job)
    empty_account(db, job)
    return found
