"""What all public pages and files of frozen editions share: finding them, and how they are kept."""

from __future__ import annotations

from hashlib import sha256

from flask import Response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.errors import NotFound
from app.outputs.queries.public import PublishedEdition, published_edition
from app.web.context import db, now


def found_edition(slug: str, number: int) -> PublishedEdition:
    """The edition of this address, which was published once.

    Raises: NotFound.
    """
    largest = 2**31
    found = (
        published_edition(db(), slug=slug, number=number, now=now()) if number < largest else None
    )
    if found is None:
        raise NotFound
    return found


def gone_page(found: PublishedEdition) -> ResponseReturnValue:
    """Says kindly that this edition is not shown any more, and where a newer one is."""
    return render_template("outputs/gone.html", found=found), 410


def let_ask_again(response: Response, content: str) -> None:
    """Let a browser keep what it got, and ask each time whether it may still show it."""
    if current_user.is_authenticated or "_flashes" in session:
        # The page around it is for this person, or says something once.
        return
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.set_etag(sha256(content.encode()).hexdigest()[:32], weak=True)


def has_it(response: Response) -> bool:
    """Whether whoever asks has kept exactly this."""
    tag, _ = response.get_etag()
    return tag is not None and request.if_none_match.contains_weak(tag)
