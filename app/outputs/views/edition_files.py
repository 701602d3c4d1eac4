"""The files of a frozen edition, its content as data, and what it is made of."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.gateways.ports.press import CARD
from app.kit.errors import NotFound
from app.outputs.queries.files import file_of
from app.outputs.rules.files import KINDS
from app.outputs.rules.words import in_one_order
from app.outputs.views.blueprint import bp
from app.outputs.views.frozen import found_edition, gone_page, let_ask_again
from app.web.context import db, now
from app.web.guard import open_to_all


@bp.get("/outputs/<slug>/<int:number>.<file_format>")
@open_to_all("a published edition is for everyone")
def edition_file(slug: str, number: int, file_format: str) -> ResponseReturnValue:
    """A file of a frozen edition."""
    found = found_edition(slug, number)
    if not found.can_be_read(now()):
        return gone_page(found)
    kept = file_of(db(), found.edition.id, file_format)
    if kept is None:
        raise NotFound
    response = Response(kept.pieces, mimetype=KINDS[file_format].media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-{number}.{file_format}"'
    let_ask_again(response, kept.sha256)
    return response.make_conditional(request)


@bp.get("/outputs/<slug>/<int:number>/card.png")
@open_to_all("the picture for links to a published edition is for everyone")
def edition_card(slug: str, number: int) -> ResponseReturnValue:
    """The picture that other sites show with a link to this edition."""
    return edition_file(slug, number, CARD)


@bp.get("/outputs/<slug>/<int:number>.json")
@open_to_all("a published edition is for everyone")
def edition_tree(slug: str, number: int) -> ResponseReturnValue:
    """The content of a frozen edition, letter for letter as its hash in the manifest counts it."""
    found = found_edition(slug, number)
    if not found.can_be_read(now()):
        return gone_page(found)
    return _as_json(in_one_order(found.edition.document or {}))


@bp.get("/outputs/<slug>/<int:number>/manifest.json")
@open_to_all("what a published edition is made of is for everyone")
def edition_manifest(slug: str, number: int) -> ResponseReturnValue:
    """The hash of each source and file of a frozen edition."""
    found = found_edition(slug, number)
    if not found.can_be_read(now()):
        return gone_page(found)
    if found.edition.manifest is None:
        raise NotFound
    return _as_json(in_one_order(found.edition.manifest))


def _as_json(text: str) -> ResponseReturnValue:
    response = Response(text, mimetype="application/json")
    let_ask_again(response, text)
    return response.make_conditional(request)
