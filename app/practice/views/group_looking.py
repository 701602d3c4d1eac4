"""One look of a group: typing in what it talked its way to, also while somebody else does."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.practice.actions.group_looks import KeptNow, keep_group_look
from app.practice.errors import groups as errors
from app.practice.errors.plumblines import LookClosed, NothingAsked
from app.practice.forms.groups import sent_look
from app.practice.policy.groups import may_join_group_look
from app.practice.queries.groups import (
    GroupLookPlace,
    KeptGroupLook,
    group_look_place,
    group_page,
)
from app.practice.queries.questions import questions_of
from app.practice.rules.groups import APART, LONGEST_NOTE, NOTE_FIELD, SEEN_FIELD, Said
from app.practice.rules.looks import MOMENTS
from app.practice.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

# Part of it is kept, and the rest is asked about once more.
ASKED_AGAIN = 202
GIVEN_BACK = (errors.PeopleNeeded, errors.NoSuchAnswer, errors.NoteTooLong)


@bp.get("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/looks/<moment>")
@guard(group_look_place, may_join_group_look)
def group_look(at: GroupLookPlace) -> ResponseReturnValue:
    """The questions of one look, with what the group said at this look and no other."""
    return _page(at)


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/looks/<moment>")
@guard(group_look_place, may_join_group_look)
def give_together(at: GroupLookPlace) -> ResponseReturnValue:
    """Keep what the group said; what somebody else typed in meanwhile is shown beside it."""
    sent = sent_look()
    try:
        kept = keep_group_look(db(), actor(), at, sent, now=now())
    except GIVEN_BACK as refusal:
        written = {item: one.said for item, one in sent.items.items()}
        return _page(at, written, refusal), refusal.status
    if kept.clashes:
        return _page(at, kept=kept), ASKED_AGAIN
    flash("What the group said is kept." if sent.is_all else "Kept. Go on whenever you like.")
    group = at.place.group
    return redirect(url_for(".group", slug=at.place.cohort.slug, group_id=group.id))


def _page(
    at: GroupLookPlace,
    written: Mapping[str, Said] | None = None,
    refusal: Refusal | None = None,
    kept: KeptNow | None = None,
) -> str:
    page = group_page(db(), actor(), at.place)
    if not page.can_look(at.moment):
        raise LookClosed
    questions = questions_of(db(), at.place.cohort)
    own: KeptGroupLook | None = page.looks.get(at.moment)
    asked = own.look.asked if own else questions.asked
    if not asked:
        raise NothingAsked
    clashes = kept.clashes if kept else {}
    return render_template(
        "practice/groups/look.html",
        at=at,
        moment=MOMENTS[at.moment],
        page=page,
        questions=questions,
        parts=[(part, list(some)) for part, some in groupby(asked, lambda one: one.part)],
        stands=own.said if own else {},
        said={**(own.said if own else {}), **(written or {}), **clashes},
        seen=_seen(own, written),
        clashes=clashes,
        people=request.form.get("people") or (own.row.people if own else ""),
        sentence=refusal.sentence if refusal else None,
        names={"note": NOTE_FIELD, "seen": SEEN_FIELD, "apart": APART, "longest": LONGEST_NOTE},
    )


def _seen(own: KeptGroupLook | None, written: Mapping[str, Said] | None) -> dict[str, str]:
    """Which answer to each item the page shows; a form that was refused has seen what it had."""
    if written is not None:
        return {item: request.form.get(f"{SEEN_FIELD}{item}", "0") for item in written}
    versions = own.versions if own else {}
    return {item: str(len(some)) for item, some in versions.items()}
