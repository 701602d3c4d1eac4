"""Asking the writer to look again at what may tell who somebody is, before a text is saved."""

from __future__ import annotations

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.reflections.actions.drafts import keep_draft
from app.reflections.forms import WritingForm
from app.reflections.queries import Details, Entry, details_in
from app.reflections.rules.drafts import Kept
from app.reflections.views.box import sent_draft, wants_data
from app.web.context import actor, db, now

# Taken and kept as a draft, and not yet an entry.
NOT_YET = 202
LOOK_AGAIN = (
    "Something in this may tell who somebody is, so it is kept as a draft for now. Open the draft, "
    "look again, and save it as it is or change it."
)


def wants_to_change() -> bool:
    """Whether the writer was asked, and would like to have the box again."""
    return request.form.get("answer") == "change"


def asked_to_look(
    form: WritingForm, text: str, *, mine: Entry | None = None
) -> ResponseReturnValue | None:
    """The page that shows what no page has shown yet, or None when there is nothing to show.

    What an entry says already was there to see when it was saved. The text is kept as a draft
    until the writer chooses. One statement when there is nothing; at most seven when there is.
    """
    earlier = mine.version.text if mine else ""
    details = details_in(
        db(), actor(), text, earlier=earlier, shown_before=form.shown.data or "", now=now()
    )
    if not details.pieces:
        return None
    kept = keep_draft(db(), actor(), sent_draft(form), now=now())
    if wants_data():
        is_kept = isinstance(kept, Kept)
        draft = url_for(".draft", draft_key=form.request_key.data) if is_kept else None
        return jsonify(said=LOOK_AGAIN, draft=draft), NOT_YET
    if isinstance(kept, Kept):
        form.revision.data = str(kept.revision)
    return _page(form, details, is_draft=isinstance(kept, Kept)), NOT_YET


def _page(form: WritingForm, details: Details, *, is_draft: bool) -> str:
    form.shown.data = details.marks
    return render_template(
        "reflections/look_again.html",
        form=form,
        details=details,
        is_draft=is_draft,
        writers=request.form.getlist("writer"),
    )
