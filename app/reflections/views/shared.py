"""What is shared: the list, its page for the audience and for the author, and ending it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.mentoring.rules.sharing import CANNOT_BE_UNSEEN, STATES
from app.people.models import Person
from app.reflections.actions.comment import comment_on, take_comment_back
from app.reflections.actions.open_share import note_look, open_file, open_share
from app.reflections.actions.revoke import end_share
from app.reflections.forms.sharing import CommentForm
from app.reflections.policy.shares import is_author, may_comment, may_end_share, may_see_share
from app.reflections.queries.share_talk import comments_on, openings_of
from app.reflections.queries.shared_files import file_of_share
from app.reflections.queries.shared_with import shared_with
from app.reflections.queries.shares import SharePlace, share_place, shown_of
from app.reflections.views.blueprint import bp
from app.reflections.views.hearing import let_hear
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.downloads import kept_apart
from app.web.guard import guard, signed_in

ENDED = f"Ended. Nobody can open it from now on. {CANNOT_BE_UNSEEN}"


def found_share(db: Session, actor: Person, *, share_id: UUID, **_more: UUID) -> SharePlace | None:
    """The share of this address as it stands for the actor now."""
    return share_place(db, actor, share_id=share_id, now=now())


@bp.get("/shares/")
@signed_in
def shared_list() -> ResponseReturnValue:
    """What others have shared with the actor, and is open to them now."""
    page = shared_with(db(), actor(), request.args.get("page", 1, type=int), now=now())
    return render_template("reflections/shares/with_you.html", page=page)


@bp.get("/shares/<uuid:share_id>")
@guard(found_share, may_see_share)
def shared(place: SharePlace) -> ResponseReturnValue:
    """What was shared and what was said about it; that a reader opened it is noted."""
    form = CommentForm(formdata=None, request_key=str(new_id()))
    return _page(place, form, 200)


@bp.get("/shares/<uuid:share_id>/attachments/<uuid:attachment_id>")
@guard(found_share, may_see_share)
def shared_file(place: SharePlace) -> ResponseReturnValue:
    """A picture or recording that goes along, whole or in parts; noted like the page.

    Raises: NotFound.
    """
    wanted = (request.view_args or {})["attachment_id"]
    if is_author(actor(), place):
        found = file_of_share(db(), place, wanted)
    else:
        facts = {"share_id": place.share.id, "attachment_id": wanted}
        found = open_file(db(), actor(), **facts, now=now())
    if found is None:
        raise NotFound
    return kept_apart(found.content, found.media_type, found.name)


@bp.post("/shares/<uuid:share_id>/comments")
@guard(found_share, may_comment)
def comment(place: SharePlace) -> ResponseReturnValue:
    """Say something about it, or answer."""
    form = CommentForm()
    key = form_key()
    try:
        comment_on(
            db(),
            actor(),
            share_id=place.share.id,
            text=form.text.data or "",
            request_key=key,
            now=now(),
        )
    except Refusal as refusal:
        form.text.errors = [refusal.sentence]
        return _page(place, form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Sent.", "success")
    return redirect(url_for(".shared", share_id=place.share.id, _anchor="said"))


@bp.post("/shares/<uuid:share_id>/comments/<uuid:comment_id>/removals")
@guard(found_share, may_see_share)
def remove_comment(place: SharePlace) -> ResponseReturnValue:
    """Take a comment back, or remove it from one's own share."""
    comment_id = (request.view_args or {})["comment_id"]
    take_comment_back(db(), actor(), place, comment_id=comment_id)
    flash("Removed.", "success")
    return redirect(url_for(".shared", share_id=place.share.id, _anchor="said"))


@bp.post("/shares/<uuid:share_id>/endings")
@guard(found_share, may_end_share)
def end(place: SharePlace) -> ResponseReturnValue:
    """End it at once; a second click changes nothing."""
    end_share(db(), actor(), share_id=place.share.id, now=now())
    flash(ENDED, "success")
    return redirect(url_for(".shared", share_id=place.share.id))


def _page(place: SharePlace, form: CommentForm, status: int) -> ResponseReturnValue:
    own, number = is_author(actor(), place), request.args.get("page", 1, type=int)
    if own:
        shown = shown_of(db(), place)
        opened = openings_of(db(), place, request.args.get("opened", 1, type=int))
    else:
        shown = open_share(db(), actor(), share_id=place.share.id, now=now())
        opened = None
    let_hear(one.kind for one in shown.files)
    said = comments_on(db(), actor(), place, number)
    if own and said.total:
        note_look(db(), place, now=now())
    page = render_template(
        f"reflections/shares/{'yours' if own else 'shared'}.html",
        place=place,
        shown=shown,
        said=said,
        opened=opened,
        form=form,
        comments=may_comment(actor(), place),
        states=STATES,
    )
    return page, status
