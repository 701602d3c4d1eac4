"""The library of all reports that anyone may read, and the editions of each."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.outputs.queries.library import Sought, issues_of, library, shelves
from app.outputs.queries.public import newest_number
from app.outputs.rules.findable import words_sought
from app.outputs.rules.stages import TEMPLATES
from app.outputs.views.blueprint import bp, page_number
from app.web.context import db, now, request_key, typed_number
from app.web.guard import open_to_all

# Years that a calendar of ours can hold.
YEARS = range(2000, 2200)


@bp.get("/outputs/")
@open_to_all("what communities of learning published is for everyone")
def outputs() -> ResponseReturnValue:
    """The newest edition of each output, searched and narrowed as the address says."""
    sought = _sought()
    page = library(db(), sought, now=now(), page=page_number())
    return render_template(
        "outputs/library.html",
        page=page,
        sought=sought,
        typed=request.args.get("q", "")[:200],
        shelves=shelves(db(), now=now()),
        templates=TEMPLATES,
        more=_same_search(),
    )


@bp.get("/outputs/<slug>/")
@open_to_all("leads to the newest edition that anyone may read")
def newest_edition(slug: str) -> ResponseReturnValue:
    """On to the newest edition."""
    number = newest_number(db(), slug=slug, now=now())
    if number is None:
        raise NotFound
    return redirect(url_for("outputs.edition", slug=slug, number=number))


@bp.get("/outputs/<slug>/editions")
@open_to_all("which editions were published, and which were taken down, is for everyone")
def issues(slug: str) -> ResponseReturnValue:
    """Every edition of an output, with what took its place."""
    found = issues_of(db(), slug, now=now())
    if found is None:
        raise NotFound
    return render_template("outputs/issues.html", found=found)


def _sought() -> Sought:
    """What the address looks for; what makes no sense is not looked for."""
    year = typed_number(request.args.get("year"))
    template = request.args.get("kind", "")
    return Sought(
        words=words_sought(request.args.get("q", "")),
        place=request_key(request.args.get("place")),
        year=year if year in YEARS else None,
        template=template if template in TEMPLATES else "",
    )


def _same_search() -> dict[str, str]:
    """The words of the address that another page of the same list keeps."""
    kept = ("q", "place", "year", "kind")
    return {name: request.args[name] for name in kept if request.args.get(name)}
