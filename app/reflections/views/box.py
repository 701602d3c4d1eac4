"""What the pages with the box share: where the writing began, and what the device knows."""

from __future__ import annotations

from flask import render_template, request

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.progress.queries import WritingStep, writing_step
from app.reflections.forms import WritingForm
from app.reflections.forms.spoken import SpokenForm
from app.reflections.queries import (
    Draft,
    Entry,
    WritingSession,
    at_box,
    draft_begun_here,
    writing_session,
    zone_for,
)
from app.reflections.rules import clean_text
from app.reflections.rules.drafts import DraftOrigin, SeenDraft, SentDraft
from app.reflections.rules.origins import FromSession, FromStep
from app.web.context import actor, db, now, request_key

LARGEST_NUMBER = 1_000_000_000


def new_page(form: WritingForm, *, found: Draft | None = None) -> str:
    """The box for a new entry; `found` is a draft that the writer might rather go on with."""
    step = _step(form)
    session = None if step else _session(form)
    zone = zone_for(db(), actor()) if found else None
    return render_template(
        "reflections/new.html",
        form=form,
        step=step,
        session=session,
        found=found,
        zone=zone,
        **_around(),
    )


def change_page(form: WritingForm, mine: Entry, *, found: Draft | None = None) -> str:
    """The box for a new version of an entry."""
    zone = zone_for(db(), actor()) if found else None
    return render_template(
        "reflections/change.html",
        form=form,
        mine=mine,
        found=found,
        zone=zone,
        **_around(),
    )


def begun_before(form: WritingForm) -> Draft | None:
    """The newest draft that the actor began at the same place as this form."""
    return draft_begun_here(
        db(),
        actor(),
        step_id=request_key(form.step.data),
        gathering_id=request_key(form.session.data),
        reflection_id=request_key(form.reflection.data),
    )


def begun_at(form: WritingForm | SpokenForm) -> FromStep | FromSession | None:
    """Where the writing began, as the form tells it."""
    step_id, gathering_id = request_key(form.step.data), request_key(form.session.data)
    if step_id:
        return FromStep(step_id, clean_text(form.cohort.data or ""))
    return FromSession(gathering_id) if gathering_id else None


def form_of(draft: Draft) -> WritingForm:
    """The form with what the draft says, that goes on from it."""
    ids = {"step": draft.step_id, "session": draft.gathering_id, "reflection": draft.reflection_id}
    return WritingForm(
        formdata=None,
        text=draft.text,
        request_key=str(draft.key),
        cohort=draft.slug,
        seen=None if draft.seen is None else str(draft.seen),
        revision=str(draft.revision),
        **{name: str(one) for name, one in ids.items() if one},
    )


def sent_draft(form: WritingForm) -> SentDraft:
    """What was sent to be kept as a draft."""
    return SentDraft(
        key=request_key(form.request_key.data) or new_id(),
        text=form.text.data or "",
        device=seen_draft(),
        nth=_number("nth"),
        origin=DraftOrigin(
            step_id=request_key(form.step.data),
            slug=clean_text(form.cohort.data or ""),
            gathering_id=request_key(form.session.data),
            reflection_id=request_key(form.reflection.data),
            seen=_number("seen") or None,
        ),
    )


def seen_draft() -> SeenDraft:
    """What the device that sent this request knows of its draft."""
    writers = map(request_key, request.form.getlist("writer")[-20:])
    return SeenDraft(_number("revision"), [one for one in writers if one])


def text_of(form: WritingForm) -> str:
    """What was written.

    Raises: Refusal when it is longer than the box says.
    """
    form.validate()
    if form.text.errors:
        raise Refusal(str(form.text.errors[0]))
    return form.text.data or ""


def wants_data() -> bool:
    """Whether a script of ours asks, and not a person's browser."""
    return request.accept_mimetypes.best == "application/json"


def _number(name: str) -> int:
    number = request.form.get(name, 0, type=int)
    return number if 0 < number < LARGEST_NUMBER else 0


def _around() -> dict[str, object]:
    around = at_box(db(), actor(), request.args.get("model"), now=now())
    return {"prompts": around.prompts, "is_opened": around.is_opened}


def _step(form: WritingForm) -> WritingStep | None:
    begun = begun_at(form)
    if not isinstance(begun, FromStep):
        return None
    return writing_step(db(), actor().id, begun.step_id, begun.slug, now=now())


def _session(form: WritingForm) -> WritingSession | None:
    gathering_id = request_key(form.session.data)
    return writing_session(db(), actor(), gathering_id) if gathering_id else None
