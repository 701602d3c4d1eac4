"""A cohort's library: its front, its shelves, single cases, and the framework."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_learn, may_look_after
from app.kit.times import in_zone
from app.library.policy import may_read
from app.library.queries import case_page, shelf_counts
from app.library.queries.frameworks import framework_story
from app.library.queries.places import LibraryPlace, library_place
from app.library.queries.shelves import documents_of
from app.library.rules import SHELVES
from app.library.views.blueprint import bp
from app.library.views.shelves import shelf_facts
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/modules/<slug>/library/")
@guard(library_place, may_read)
def front(at: LibraryPlace) -> ResponseReturnValue:
    """What is on each shelf."""
    return render_template(
        "library/front.html",
        at=at,
        shelves=SHELVES,
        counts=shelf_counts(db(), at.cohort.edition_id),
        learns=may_learn(actor(), at.seat),
        looks_after=may_look_after(actor(), at.seat),
    )


@bp.get("/modules/<slug>/library/<kind>")
@guard(library_place, may_read)
def shelf(at: LibraryPlace) -> ResponseReturnValue:
    """One shelf with all that is on it."""
    facts = shelf_facts(
        db(),
        at.kind,
        edition_id=at.cohort.edition_id,
        framework_id=at.cohort.framework_id,
        today=in_zone(now(), at.cohort.time_zone).date(),
    )
    learns = may_learn(actor(), at.seat)
    return render_template("library/shelf.html", at=at, course=at.course, learns=learns, **facts)


@bp.get("/modules/<slug>/library/cases/<key>")
@guard(library_place, may_read)
def case(at: LibraryPlace) -> ResponseReturnValue:
    """One case card, which fits a sheet of paper."""
    page = case_page(db(), at.cohort.edition_id, at.key, at.cohort.framework_id)
    return render_template(
        "library/case.html",
        at=at,
        course=at.course,
        page=page,
        documents=documents_of([page.card]),
    )


@bp.get("/modules/<slug>/library/framework")
@guard(library_place, may_read)
def framework(at: LibraryPlace) -> ResponseReturnValue:
    """The editions of the framework, and which one the cohort uses."""
    return render_template("library/framework.html", at=at, story=framework_story(db()))
