"""The page of one indicator, and the drawing of its values."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request

from app.cohorts.policy import may_facilitate
from app.kit.charts import Bar, Drawing, place_bars
from app.kit.db import new_id
from app.practice.forms.indicators import AgreedForm, RetireForm, ValueForm
from app.practice.policy.indicators import may_agree, may_record, may_retire
from app.practice.queries.indicators import IndicatorPlace, names_of, values_page
from app.practice.rules.indicators import (
    ABOUT_PEOPLE,
    AGREED,
    KINDS,
    LONGEST,
    PROPOSED,
    RETIRED,
    SHARE,
    STATES,
    WAYS,
    ShownValue,
)
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db


def indicator_page(
    at: IndicatorPlace,
    *,
    agreed: AgreedForm | None = None,
    value: ValueForm | None = None,
    retired: RetireForm | None = None,
) -> str:
    """One indicator: its words, its values in a chart and a table, and what can be done with it."""
    page = values_page(db(), at.indicator, request.args.get("page", 1, int))
    enters = may_facilitate(actor(), at.seat)
    form = value or ValueForm(formdata=None, request_key=str(new_id()))
    form.offer(tellers(db(), actor(), at.seat.cohort.id) if enters else [])
    standing = [line.shown for line in reversed(page.rows) if not line.row.struck_at]
    state = at.indicator.state
    return render_template(
        "practice/indicators/one.html",
        cohort=at.seat.cohort,
        one=at.indicator,
        names=names_of(db(), at.indicator),
        page=page,
        drawing=drawn(standing),
        form=form,
        agreed=agreed or AgreedForm(formdata=None),
        retired=retired or RetireForm(formdata=None),
        wrong=next((one for one in (agreed, value, retired) if one), None),
        kinds=KINDS,
        states=STATES,
        ways=WAYS,
        longest=LONGEST,
        is_share=at.indicator.kind == SHARE,
        counts_people=at.indicator.kind in ABOUT_PEOPLE,
        enters=enters,
        learns=may_record(actor(), at),
        agrees=may_agree(actor(), at) and state == PROPOSED,
        records=may_record(actor(), at) and state == AGREED,
        retires=may_retire(actor(), at) and state != RETIRED,
        me=actor().id,
    )


def drawn(values: Sequence[ShownValue]) -> Drawing:
    """A bar for each value, oldest first; what is kept back is an empty one."""
    bars = (
        Bar(
            label=f"{one.day.day} {one.day:%B %Y}",
            value=one.value.plotted,
            shown=one.value.text,
        )
        for one in values
    )
    return place_bars(tuple(bars))
