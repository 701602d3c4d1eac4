"""Feeds of what is published, for those who want to hear of it without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.outputs.queries.library import Shelved, feed_of, issues_of
from app.outputs.views.blueprint import bp
from app.outputs.views.frozen import let_ask_again
from app.web.context import db, now, platform
from app.web.guard import open_to_all

ATOM = "application/atom+xml"
# When a feed without entries changed: it must say something, and this stays the same.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
EVERYTHING = "What communities of learning want to tell"


@bp.get("/outputs/feed.atom")
@open_to_all("what communities of learning published is for everyone")
def feed() -> ResponseReturnValue:
    """The editions that were published last, of all outputs."""
    return _feed(EVERYTHING, feed_of(db(), now=now()))


@bp.get("/outputs/<slug>/feed.atom")
@open_to_all("which editions an output has is for everyone")
def output_feed(slug: str) -> ResponseReturnValue:
    """The editions of one output; none when all were taken down."""
    found = issues_of(db(), slug, now=now())
    if found is None:
        raise NotFound
    return _feed(found.title, feed_of(db(), now=now(), slug=slug))


def _feed(title: str, rows: Sequence[Shelved]) -> ResponseReturnValue:
    """A feed in the Atom format; it holds no quote, since copies of it cannot be called back."""
    site = platform().settings.base_url
    text = render_template(
        "outputs/feed.xml",
        title=title,
        rows=rows,
        epoch=EPOCH,
        site=site,
        here=f"{site}{request.path}",
        named=urlsplit(site).hostname or "localhost",
    )
    response = Response(text, content_type=f"{ATOM}; charset=utf-8")
    let_ask_again(response, text)
    return response.make_conditional(request)
