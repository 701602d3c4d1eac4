"""Easy Read editions and translations of what a cohort published: beginning and publishing them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.answer_retold import ask_quoted, publish_retelling, take_down_retelling
from app.outputs.actions.retell import Teller, begin_retelling
from app.outputs.errors.retold import LanguageNeeded, MachineAlone, TellerNeeded
from app.outputs.forms.retold import EasyReadForm, TranslationForm
from app.outputs.policy import may_make_outputs
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.retellings import (
    RetellingDesk,
    newest_source,
    retelling_desk,
    retellings_of,
)
from app.outputs.rules.retelling import EASY_READ, TRANSLATION
from app.outputs.views.blueprint import bp
from app.people.models import Person
from app.web.context import actor, db, now
from app.web.forms import WebForm
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    TellerNeeded: "told_by",
    LanguageNeeded: "language",
    MachineAlone: "made_how",
}


def desk_of_retelling(session: Session, person: Person, **address: Any) -> RetellingDesk | None:
    """The retelling of this address, while its edition can be read. Four statements."""
    return retelling_desk(session, person, now=now(), **address)


def page_of(desk: RetellingDesk, page: int | None = None) -> str:
    """The address of a retelling for those who make it."""
    output = desk.desk.output
    return url_for(
        "outputs.retelling",
        slug=desk.seat.cohort.slug,
        output_id=output.id,
        retelling_id=desk.told.retelling.id,
        page=page,
    )


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/retellings")
@guard(desk_by_id, may_make_outputs)
def retellings(desk: Desk) -> ResponseReturnValue:
    """What the newest edition can be read in beside its own words, and how far each is."""
    return _page(desk, EasyReadForm(formdata=None), TranslationForm(formdata=None))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/easy-read")
@guard(desk_by_id, may_make_outputs)
def begin_easy_read(desk: Desk) -> ResponseReturnValue:
    """Begin an Easy Read edition; twice is as once."""
    form = EasyReadForm()
    teller = Teller(EASY_READ, "en", form.told_by.data or "")
    return _begin(desk, teller, form, (form, TranslationForm(formdata=None)))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/translations")
@guard(desk_by_id, may_make_outputs)
def begin_translation(desk: Desk) -> ResponseReturnValue:
    """Begin a translation; twice is as once."""
    form = TranslationForm()
    teller = Teller(
        TRANSLATION, form.language.data or "", form.told_by.data or "", form.made_how.data or ""
    )
    return _begin(desk, teller, form, (EasyReadForm(formdata=None), form))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>/questions")
@guard(desk_of_retelling, may_make_outputs)
def ask_about_retelling(desk: RetellingDesk) -> ResponseReturnValue:
    """Ask each author whose words are told in it."""
    asked = ask_quoted(db(), desk.told, output=desk.desk.output, now=now())
    flash(f"Asked about {asked}." if asked else "Everybody was asked already.", "success")
    return redirect(page_of(desk))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>/publications")
@guard(desk_of_retelling, may_make_outputs)
def publish_in_other_words(desk: RetellingDesk) -> ResponseReturnValue:
    """Let anyone read it beside its edition."""
    try:
        publish_retelling(db(), desk.told, output=desk.desk.output, now=now())
    except Refusal as refusal:
        flash(refusal.sentence, "error")
    else:
        flash("Published. People’s words appear in it as they say yes to them.", "success")
    return redirect(page_of(desk))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>/removals")
@guard(desk_of_retelling, may_make_outputs)
def remove_retelling(desk: RetellingDesk) -> ResponseReturnValue:
    """Let nobody read it for now."""
    take_down_retelling(db(), desk.told.retelling)
    flash("Nobody else can read it now. What you wrote is still here.", "success")
    return redirect(page_of(desk))


def _begin(
    desk: Desk, teller: Teller, form: WebForm, forms: tuple[EasyReadForm, TranslationForm]
) -> ResponseReturnValue:
    source = newest_source(db(), desk.output.id, now=now())
    if source is None:
        raise NotFound
    form.validate_on_submit()
    try:
        made = begin_retelling(db(), actor(), source=source, teller=teller, now=now())
    except Refusal as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(desk, *forms), refusal.status
    return redirect(
        url_for(
            "outputs.retelling",
            slug=desk.seat.cohort.slug,
            output_id=desk.output.id,
            retelling_id=made,
        )
    )


def _page(desk: Desk, easy: EasyReadForm, translation: TranslationForm) -> str:
    source = newest_source(db(), desk.output.id, now=now())
    return render_template(
        "outputs/retellings.html",
        desk=desk,
        source=source,
        rows=retellings_of(db(), source.edition.id) if source else [],
        easy=easy,
        translation=translation,
    )
