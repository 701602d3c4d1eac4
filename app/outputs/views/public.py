"""The public page of a frozen edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.document import Document
from app.kit.paging import PAGE_SIZE
from app.outputs.policy import may_make_outputs
from app.outputs.queries.beside import Margin, margin_of
from app.outputs.queries.public import PublishedEdition
from app.outputs.queries.retellings import InOtherWords, published_retellings
from app.outputs.rules.anchors import contents_of, marks_of
from app.outputs.rules.opening import opening_words
from app.outputs.views.blueprint import bp
from app.outputs.views.frozen import found_edition, gone_page, has_it, let_ask_again
from app.web.context import actor, db, now, platform
from app.web.guard import open_to_all


@bp.get("/outputs/<slug>/<int:number>")
@open_to_all("a published edition is for everyone")
def edition(slug: str, number: int) -> ResponseReturnValue:
    """A frozen edition; browsers ask each time, so nothing taken back lives on in a cache."""
    found = found_edition(slug, number)
    if not found.can_be_read(now()):
        return gone_page(found)
    response = make_response()
    # What frames the words counts too: a new version of the platform is a new page.
    looks = current_app.config["ASSETS_VERSION"]
    others = published_retellings(db(), found.edition.id)
    also = [f"{one.address} {one.retelling.told_by}" for one in others]
    let_ask_again(response, f"{found.edition.sha256} {found.newest} {also} {looks}")
    if not has_it(response):
        response.set_data(_page(found, others))
    return response.make_conditional(request)


def _page(found: PublishedEdition, others: Sequence[InOtherWords]) -> str:
    """The frozen page; only those who are signed in may have something beside the words."""
    document = Document.from_json(found.edition.document or {})
    return render_template(
        "outputs/edition.html",
        found=found,
        others=others,
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
