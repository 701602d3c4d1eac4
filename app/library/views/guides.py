"""Guides to the sessions, for those who look after a cohort."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.library.policy import may_use_guides
from app.library.queries import guide_page, guides_of
from app.library.queries.places import LibraryPlace, library_place
from app.library.views.blueprint import bp
from app.web.context import db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/guides/")
@guard(library_place, may_use_guides)
def guides(at: LibraryPlace) -> ResponseReturnValue:
    """The guides of the cohort's edition, module by module."""
    rows = guides_of(db(), at.cohort.edition_id)
    return render_template("library/guides.html", at=at, guides=rows)


@bp.get("/cohorts/<slug>/guides/<key>")
@guard(library_place, may_use_guides)
def guide(at: LibraryPlace) -> ResponseReturnValue:
    """The guide to the session of one module."""
    page = guide_page(db(), at.cohort.edition_id, at.key)
    return render_template("library/guide.html", at=at, course=at.course, page=page)
