"""A year of records, and what they add up to by the rules of each body."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.reflections.actions.cpd.appraisal import choose_first_month, say_renewal
from app.reflections.errors.cpd import RenewalWrong
from app.reflections.forms.cpd import RenewalForm, YearForm
from app.reflections.queries.cpd.statement import Statement, statement_of
from app.reflections.rules.cpd.years import MONTHS
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now, sent
from app.web.guard import signed_in


@bp.get("/cpd/")
@signed_in
def cpd() -> ResponseReturnValue:
    """The actor's records of one year as a table that can be printed."""
    form = YearForm(formdata=None)
    shown = asked_statement()
    form.first_month.data = str(shown.year.first_month)
    renewal = RenewalForm(formdata=None, until=shown.registered_until)
    return render_template(
        "reflections/cpd/statement.html", shown=shown, form=form, renewal=renewal, month=MONTHS
    )


@bp.post("/cpd/year")
@signed_in
def choose_year() -> ResponseReturnValue:
    """Let the year begin with another month.

    Raises: NoSuchMonth.
    """
    choose_first_month(db(), actor(), request.form.get("first_month", 0, type=int))
    return redirect(url_for(".cpd"))


@bp.post("/cpd/renewal")
@signed_in
def choose_renewal() -> ResponseReturnValue:
    """Keep the day on which the actor's registration ends, or forget it.

    Raises: RenewalWrong.
    """
    form = RenewalForm()
    if not form.validate():
        raise RenewalWrong
    say_renewal(db(), actor(), form.until.data)
    return redirect(url_for(".cpd", _anchor="sums"))


def asked_statement() -> Statement:
    """The statement of the year that the address or the form names; else of the year today."""
    return statement_of(db(), actor(), sent().get("year", type=int), now=now())
