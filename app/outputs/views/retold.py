"""The public pages of an edition in Easy Read and in other languages."""

from __future__ import annotations

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.kit.document import Document
from app.kit.errors import NotFound
from app.outputs.queries.public import PublishedEdition
from app.outputs.queries.retellings import Told, published_retellings, told_of
from app.outputs.rules.anchors import contents_of, marks_of
from app.outputs.rules.opening import opening_words
from app.outputs.views.blueprint import bp
from app.outputs.views.frozen import found_edition, gone_page, has_it, let_ask_again
from app.web.context import db, now, platform
from app.web.guard import open_to_all


@bp.get("/outputs/<slug>/<int:number>/<word>")
@open_to_all("a published edition is for everyone, in whatever words")
def retold(slug: str, number: int, word: str) -> ResponseReturnValue:
    """An edition in Easy Read or in another language, with the words that their authors allow."""
    found = found_edition(slug, number)
    if not found.can_be_read(now()):
        return gone_page(found)
    every = published_retellings(db(), found.edition.id)
    chosen = next((one for one in every if one.address == word), None)
    if chosen is None:
        raise NotFound
    others = [one for one in every if one is not chosen]
    response = make_response()
    told = told_of(db(), chosen.retelling)
    # Each change of its lines makes a new revision, and each yes another set of those allowed.
    kept = [told.retelling.revision, sorted(told.allowed), [one.address for one in every]]
    looks = current_app.config["ASSETS_VERSION"]
    let_ask_again(response, f"{word} {kept} {found.edition.sha256} {found.newest} {looks}")
    if not has_it(response):
        page = _easy_read if told.is_easy_read else _translation
        response.set_data(page(found, told, others))
    return response.make_conditional(request)


def _easy_read(found: PublishedEdition, told: Told, others: object) -> str:
    return render_template(
        "outputs/easy_read.html",
        found=found,
        told=told,
        others=others,
        lines=told.shown(),
        site=platform().settings.base_url,
    )


def _translation(found: PublishedEdition, told: Told, others: object) -> str:
    document = Document.from_json(found.edition.document or {})
    retold_page = told.retold(document, found.places)
    blocks = retold_page.document.blocks
    return render_template(
        "outputs/translation.html",
        found=found,
        told=told,
        others=others,
        was=document,
        retold=retold_page,
        about=opening_words(retold_page.document),
        listed=contents_of(blocks),
        marks=marks_of(blocks),
        site=platform().settings.base_url,
    )
