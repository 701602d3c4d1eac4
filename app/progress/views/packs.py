"""Modules and sheets on paper: as PDF files, to print; printing keeps nothing."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.gateways.ports.press import PressJam
from app.kit.booklet import Booklet, Look, Size, Spacing
from app.progress.errors import NotPrinted
from app.progress.policy import may_go_through, may_print_for
from app.progress.queries import Place, place
from app.progress.queries.packs import PackFacts, cohort_pack, own_pack
from app.progress.queries.places import CohortModule, module_of_cohort
from app.progress.rules.pack import module_pack, single_sheet
from app.progress.views.blueprint import bp
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard

# A second look within some minutes prints nothing anew; nobody else's browser keeps it.
KEPT = "private, max-age=300"


@bp.get("/modules/<slug>/<module_key>/pack.pdf")
@guard(place, may_go_through)
def pack(at: Place) -> ResponseReturnValue:
    """A module of one's own, as far as it is open."""
    return _pack(own_pack(db(), at, now=now()))


@bp.get("/cohorts/<slug>/packs/<module_key>.pdf")
@guard(module_of_cohort, may_print_for)
def pack_for_cohort(at: CohortModule) -> ResponseReturnValue:
    """Any module of the cohort, to hand out or to post."""
    return _pack(cohort_pack(db(), at))


@bp.get("/modules/<slug>/<module_key>/<step_key>/sheet.pdf")
@guard(place, may_go_through)
def sheet_on_paper(at: Place) -> ResponseReturnValue:
    """The sheet of one step."""
    facts = own_pack(db(), at, now=now())
    step = facts.sheet_step(at.step_key)
    booklet = single_sheet(
        *(facts.module, step, facts.cohort, facts.pictures), look=_look(), dated=now().date()
    )
    return _printed(booklet, f"Module {facts.module.number} - {step.title}.pdf")


def _pack(facts: PackFacts) -> Response:
    module = facts.module
    booklet = module_pack(module, facts.cohort, facts.pictures, look=_look(), dated=now().date())
    return _printed(booklet, f"Module {module.number} - {module.title}.pdf")


def _look() -> Look:
    """As the address asks for it, or else as this person likes to read."""
    size: Size = "normal" if actor().text_size == "normal" else "large"
    spacing: Spacing = "wide" if actor().spacing == "wide" else "normal"
    sizes: dict[str, Size] = {"normal": "normal", "large": "large"}
    spacings: dict[str, Spacing] = {"normal": "normal", "wide": "wide"}
    return Look(
        size=sizes.get(request.args.get("size", ""), size),
        spacing=spacings.get(request.args.get("spacing", ""), spacing),
    )


def _printed(booklet: Booklet, name: str) -> Response:
    """The file, printed once the transaction is over, so that no connection waits for it."""
    answer = Response(mimetype="application/pdf")
    # Browsers take part of the address for a name when there are signs in it that files lack.
    plain = "".join(letter for letter in name if letter not in '<>:"/\\|?*').strip()
    answer.headers.set("Content-Disposition", "inline", filename=plain)
    answer.headers["Cache-Control"] = KEPT
    answer.vary.add("Cookie")
    after_commit(lambda: answer.set_data(_pdf(booklet)))
    return answer


def _pdf(booklet: Booklet) -> bytes:
    try:
        return platform().booklets.pdf(booklet)
    except PressJam as jam:
        raise NotPrinted from jam
