"""The pictures of the course, to be kept by browsers for as long as they like."""

from __future__ import annotations

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from app.progress.views.blueprint import bp
from app.syllabus.queries.pictures import picture
from app.web.context import db
from app.web.guard import signed_in
from app.web.security import FILE_POLICY

# The address names the content, so that what was once fetched never grows old. It is kept by
# that person's browser alone: whoever is not signed in gets no part of the course.
KEPT = "private, max-age=31536000, immutable"
# A drawing that is opened by itself may draw, and nothing else.
DRAWING = f"{FILE_POLICY}; sandbox"


@bp.get("/course/pictures/<digest>/<name>")
@signed_in
def course_picture(digest: str, name: str) -> ResponseReturnValue:
    """One picture of an edition."""
    # What went out packed has the way of packing behind the digest.
    if any(tag.partition(":")[0] == digest for tag in request.if_none_match.as_set()):
        return _as_kept(make_response(b"", 304), digest)
    found = picture(db(), digest=digest, name=name)
    answer = make_response(found.content)
    is_text = found.media_type.endswith("+xml")
    answer.content_type = found.media_type + ("; charset=utf-8" if is_text else "")
    return _as_kept(answer, digest)


def _as_kept(answer: Response, digest: str) -> Response:
    answer.set_etag(digest)
    answer.headers["Cache-Control"] = KEPT
    answer.headers["Content-Security-Policy"] = DRAWING
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
