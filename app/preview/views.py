"""The pages of editions: looking at one as a learner would, comparing it, publishing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

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
from app.syllabus.actions.publish import publish_edition
from app.syllabus.queries import module_with_steps
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
    return render_template("preview/module.html", page=page, edition=at.edition, kinds=rules.KINDS)


@bp.get("/<key>/<module_key>/<step_key>")
@guard(preview_place, may_preview)
def step(at: PreviewPlace) -> ResponseReturnValue:
    """One step as a learner meets it; nothing that is clicked here is kept."""
    page = step_preview(db(), at)
    return render_template("preview/step.html", page=page, edition=at.edition, kinds=rules.KINDS)
