"""What anyone may read: the list of outputs and their frozen editions."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from flask import (
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.document import Document
from app.kit.errors import NotFound
from app.kit.paging import PAGE_SIZE
from app.outputs.policy import may_make_outputs
from app.outputs.queries.beside import Margin, margin_of
from app.outputs.queries.files import file_of
from app.outputs.queries.public import (
    PublishedEdition,
    newest_number,
    published_edition,
    readable_editions,
)
from app.outputs.rules.anchors import contents_of, marks_of
from app.outputs.rules.files import KINDS
from app.outputs.rules.opening import opening_words
from app.outputs.rules.words import in_one_order
from app.outputs.views.blueprint import bp, page_number
from app.web.context import actor, db, now, platform
from app.web.guard import open_to_all


@bp.get("/outputs/")
@open_to_all("what communities of learning published is for everyone")
def outputs() -> ResponseReturnValue:
    """The newest edition of each output."""
    page = readable_editions(db(), now=now(), page=page_number())
    return render_template("outputs/list.html", page=page)


@bp.get("/outputs/<slug>/")
@open_to_all("leads to the newest edition that anyone may read")
def newest_edition(slug: str) -> ResponseReturnValue:
    """On to the newest edition."""
    number = newest_number(db(), slug=slug, now=now())
    if number is None:
        raise NotFound
    return redirect(url_for("outputs.edition", slug=slug, number=number))


@bp.get("/outputs/<slug>/<int:number>")
@open_to_all("a published edition is for everyone")
def edition(slug: str, number: int) -> ResponseReturnValue:
    """A frozen edition; browsers ask each time, so nothing taken back lives on in a cache."""
    found = _found(slug, number)
    if not found.can_be_read(now()):
        return _gone(found)
    response = make_response()
    # What frames the words counts too: a new version of the platform is a new page.
    looks = current_app.config["ASSETS_VERSION"]
    _let_ask_again(response, f"{found.edition.sha256} {found.newest} {looks}")
    if not _has_it(response):
        response.set_data(_page(found))
    return response.make_conditional(request)


@bp.get("/outputs/<slug>/<int:number>.<file_format>")
@open_to_all("a published edition is for everyone")
def edition_file(slug: str, number: int, file_format: str) -> ResponseReturnValue:
    """A file of a frozen edition."""
    found = _found(slug, number)
    if not found.can_be_read(now()):
        return _gone(found)
    kept = file_of(db(), found.edition.id, file_format)
    if kept is None:
        raise NotFound
    response = Response(kept.content, mimetype=KINDS[file_format].media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-{number}.{file_format}"'
    _let_ask_again(response, kept.sha256)
    return response.make_conditional(request)


@bp.get("/outputs/<slug>/<int:number>.json")
@open_to_all("a published edition is for everyone")
def edition_tree(slug: str, number: int) -> ResponseReturnValue:
    """The content of a frozen edition, letter for letter as its hash in the manifest counts it."""
    found = _found(slug, number)
    if not found.can_be_read(now()):
        return _gone(found)
    return _as_json(in_one_order(found.edition.document or {}))


@bp.get("/outputs/<slug>/<int:number>/manifest.json")
@open_to_all("what a published edition is made of is for everyone")
def edition_manifest(slug: str, number: int) -> ResponseReturnValue:
    """The hash of each source and file of a frozen edition."""
    found = _found(slug, number)
    if not found.can_be_read(now()):
        return _gone(found)
    if found.edition.manifest is None:
        raise NotFound
    return _as_json(in_one_order(found.edition.manifest))


def _page(found: PublishedEdition) -> str:
    """The frozen page; only those who are signed in may have something beside the words."""
    document = Document.from_json(found.edition.document or {})
    return render_template(
        "outputs/edition.html",
        found=found,
        document=document,
        about=opening_words(document),
        listed=contents_of(document.blocks),
        marks=marks_of(document.blocks),
        beside=_beside(found) if current_user.is_authenticated else {},
        site=platform().settings.base_url,
    )


@dataclass(frozen=True)
class Beside:
    """What one reader is shown beside somebody's words."""

    contribution_id: UUID
    is_own: bool
    source: str


def _beside(found: PublishedEdition) -> dict[int, Beside]:
    """For each block with words that the reader may know more of, the way there."""
    margin = margin_of(db(), actor(), found.edition)
    runs_it = may_make_outputs(actor(), margin)
    seen = {
        block: Beside(of, of in margin.own, _source(margin, found, place) if runs_it else "")
        for place, (block, of) in enumerate(sorted(margin.places.items()))
    }
    return {block: one for block, one in seen.items() if one.is_own or one.source}


def _source(margin: Margin, found: PublishedEdition, place: int) -> str:
    """Where it is told what the words at this place, counted from 0, come from."""
    return url_for(
        "outputs.sources",
        slug=margin.seat.cohort.slug,
        output_id=margin.output_id,
        edition_id=found.edition.id,
        page=place // PAGE_SIZE + 1,
        _anchor=f"w{place + 1}",
    )


def _as_json(text: str) -> ResponseReturnValue:
    response = Response(text, mimetype="application/json")
    _let_ask_again(response, text)
    return response.make_conditional(request)


def _found(slug: str, number: int) -> PublishedEdition:
    largest = 2**31
    found = (
        published_edition(db(), slug=slug, number=number, now=now()) if number < largest else None
    )
    if found is None:
        raise NotFound
    return found


def _gone(found: PublishedEdition) -> ResponseReturnValue:
    """Says kindly that this edition is not shown any more, and where a newer one is."""
    return render_template("outputs/gone.html", found=found), 410


def _let_ask_again(response: Response, content: str) -> None:
    """Let a browser keep what it got, and ask each time whether it may still show it."""
    if current_user.is_authenticated or "_flashes" in session:
        # The page around it is for this person, or says something once.
        return
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.set_etag(sha256(content.encode()).hexdigest()[:32], weak=True)


def _has_it(response: Response) -> bool:
    tag, _ = response.get_etag()
    return tag is not None and request.if_none_match.contains_weak(tag)
