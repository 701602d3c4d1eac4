"""The pages of editions: looking at one as a learner would, comparing it, publishing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.library.queries import case_page, guide_page, shelf_counts
from app.library.queries.shelves import documents_of
from app.library.rules import SHELVES
from app.library.views.shelves import shelf_facts
from app.people.rules import PROGRAMME_LEAD
from app.preview.policy import may_preview
from app.preview.queries import (
    PreviewPlace,
    edition_lines,
    edition_page,
    preview_place,
    step_preview,
)
from app.progress import rules
from app.progress.rules.sheets import with_room
from app.progress.views.languages import wording_here
from app.syllabus.actions.publish import publish_edition
from app.syllabus.queries import has_card, module_with_steps
from app.web.context import actor, db, now
from app.web.guard import guard, role

bp = Blueprint("preview", __name__, template_folder="templates", url_prefix="/admin/editions")


@bp.get("/")
@role(PROGRAMME_LEAD)
def editions() -> ResponseReturnValue:
    """Every edition that was loaded, drafts too."""
    return render_template("preview/editions.html", lines=edition_lines(db()))


@bp.get("/<key>/")
@guard(preview_place, may_preview)
def edition(at: PreviewPlace) -> ResponseReturnValue:
    """The front of an edition; with another in the address, what is different from that one."""
    page = edition_page(db(), at.edition, before_key=request.args.get("before", ""))
    return render_template("preview/edition.html", page=page, edition=at.edition)


@bp.post("/<key>/publication")
@guard(preview_place, may_preview)
def publish(at: PreviewPlace) -> ResponseReturnValue:
    """Offer the edition to new cohorts."""
    publish_edition(db(), actor().id, at.edition, now=now())
    flash(f"“{at.edition.title}” is published. You can open cohorts on it now.", "success")
    return redirect(url_for(".edition", key=at.edition.key))


@bp.get("/<key>/<module_key>/")
@guard(preview_place, may_preview)
def module(at: PreviewPlace) -> ResponseReturnValue:
    """The front of a module with its steps."""
    page = module_with_steps(db(), at.edition.id, at.module_key)
    return render_template(
        "preview/module.html",
        page=page,
        edition=at.edition,
        kinds=rules.KINDS,
        has_guide=has_card(db(), at.edition.id, "guide", at.module_key),
    )


@bp.get("/<key>/<module_key>/<step_key>")
@guard(preview_place, may_preview)
def step(at: PreviewPlace) -> ResponseReturnValue:
    """One step as a learner meets it; nothing that is clicked here is kept."""
    page = step_preview(db(), at)
    return render_template(
        "preview/step.html",
        page=page,
        edition=at.edition,
        kinds=rules.KINDS,
        sheet=with_room(page.data.get("sheet", "")),
        wording=wording_here(page.step.translations),
    )


@bp.get("/<key>/library/")
@guard(preview_place, may_preview)
def library(at: PreviewPlace) -> ResponseReturnValue:
    """What is on each shelf of the edition's library."""
    counts = shelf_counts(db(), at.edition.id)
    return render_template("preview/library.html", at=at, shelves=SHELVES, counts=counts)


@bp.get("/<key>/library/<kind>")
@guard(preview_place, may_preview)
def shelf(at: PreviewPlace) -> ResponseReturnValue:
    """One shelf with all that is on it."""
    facts = shelf_facts(
        db(),
        at.kind,
        edition_id=at.edition.id,
        framework_id=at.edition.framework_id,
        today=now().date(),
    )
    return render_template("preview/shelf.html", at=at, course=at.course, **facts)


@bp.get("/<key>/library/cases/<card_key>")
@guard(preview_place, may_preview)
def case(at: PreviewPlace) -> ResponseReturnValue:
    """One case card."""
    page = case_page(db(), at.edition.id, at.card_key, at.edition.framework_id)
    documents = documents_of([page.card])
    return render_template(
        "preview/case.html", at=at, course=at.course, page=page, documents=documents
    )


@bp.get("/<key>/guides/<card_key>")
@guard(preview_place, may_preview)
def guide(at: PreviewPlace) -> ResponseReturnValue:
    """The guide to the session of one module."""
    page = guide_page(db(), at.edition.id, at.card_key)
    return render_template("preview/guide.html", at=at, course=at.course, page=page)
