"""Files as answers."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from app.web.security import SENT_POLICY

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ZIP = "application/zip"


def download(content: bytes, kind: str, name: str) -> Response:
    """A file to keep; `name` is ours, in plain letters."""
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def kept_apart(content: bytes, kind: str, name: str) -> Response:
    """A file that somebody sent us: pages may show or play it, and a browser saves it.

    A part of it is given where a player asks for one.
    """
    answer = download(content, kind, name)
    answer.headers["Content-Security-Policy"] = SENT_POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return answer


def sending(pieces: Iterator[bytes], kind: str, name: str) -> Response:
    """A file that is made while it is sent; nothing keeps it on the way."""
    answer = Response(pieces, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
