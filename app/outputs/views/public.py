"""The public page of a frozen edition."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.document import Document
from app.outputs.queries.public import PublishedEdition
from app.outputs.queries.retellings import InOtherWords, published_retellings
from app.outputs.rules.anchors import contents_of, marks_of
from app.outputs.rules.opening import opening_words
from app.outputs.views.blueprint import bp
from app.outputs.views.frozen import found_edition, gone_page, has_it, let_ask_again
from app.outputs.views.margins import margin_for_reader
from app.web.context import db, now, platform
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
        beside=margin_for_reader(found) if current_user.is_authenticated else {},
        site=platform().settings.base_url,
    )
