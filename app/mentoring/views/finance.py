"""The file for finance: sums, names and days, and nothing of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.mentoring.policy.recognition import may_have_finance_file
from app.mentoring.queries.recognition import owed_between
from app.mentoring.rules.finance_file import Owed, finance_csv, finance_xlsx
from app.mentoring.views.blueprint import bp
from app.mentoring.views.worries import whoever_asks
from app.people.models import Person
from app.web.context import db
from app.web.downloads import CSV, XLSX, download
from app.web.guard import guard

NAME = "payments"


@bp.get("/mentoring/finance/")
@guard(whoever_asks, may_have_finance_file)
def finance(_reader: Person) -> ResponseReturnValue:
    """How many sums there are between two days, and the file of them."""
    first, last = _day("from"), _day("to")
    count = len(owed_between(db(), first, last))
    days = {"from": first.isoformat() if first else "", "to": last.isoformat() if last else ""}
    return render_template("mentoring/recognition/finance.html", count=count, days=days)


@bp.get(f"/mentoring/finance/{NAME}.csv")
@guard(whoever_asks, may_have_finance_file)
def finance_as_csv(_reader: Person) -> ResponseReturnValue:
    """The file for any program."""
    return download(finance_csv(_asked()), CSV, f"{NAME}.csv")


@bp.get(f"/mentoring/finance/{NAME}.xlsx")
@guard(whoever_asks, may_have_finance_file)
def finance_as_xlsx(_reader: Person) -> ResponseReturnValue:
    """The file for a spreadsheet program."""
    return download(finance_xlsx(_asked()), XLSX, f"{NAME}.xlsx")


def _asked() -> Sequence[Owed]:
    return owed_between(db(), _day("from"), _day("to"))


def _day(name: str) -> date | None:
    """A day of the address; one that cannot be read is as good as none."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
