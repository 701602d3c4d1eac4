"""Plumblines of groups: the list, beginning one, coming in by its word, reading and erasing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_learn
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.rules.keys import spaced
from app.kit.db import new_id
from app.kit.dumbbells import Dumbbell, place_dumbbells
from app.kit.errors import Refusal
from app.kit.small_numbers import shown_count
from app.kit.spreadsheets import csv_file
from app.practice.actions.group_people import join_group
from app.practice.actions.groups import begin_group, choose_readers, erase_group
from app.practice.errors import groups as errors
from app.practice.errors.plumblines import NameNeeded, NameTooLong
from app.practice.forms.groups import GroupForm, PutDownForm
from app.practice.policy.groups import (
    may_erase_group,
    may_put_down,
    may_see_group,
    may_write_in_group,
)
from app.practice.queries.group_lists import groups_page, sessions_begun
from app.practice.queries.groups import GroupPlace, group_page, group_place
from app.practice.rules.groups import READERS, say_answer
from app.practice.rules.looks import HIGHEST, LOWEST, TICKS
from app.practice.rules.plumbline_file import group_rows
from app.practice.views.blueprint import bp
from app.practice.views.files import CSV, attached
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, now
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    NameNeeded: "name",
    NameTooLong: "name",
    errors.TooManyGroups: "name",
    errors.ReadersNeeded: "seen_by",
    errors.NoSuchSession: "gathering",
}


@bp.get("/cohorts/<slug>/plumbline/groups")
@guard(seat_by_slug, may_learn)
def groups(seat: Seat) -> ResponseReturnValue:
    """What groups of the cohort said, as far as they let the reader know."""
    return _list(seat, GroupForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/plumbline/groups")
@guard(seat_by_slug, may_learn)
def begin_together(seat: Seat) -> ResponseReturnValue:
    """Begin a group's plumbline."""
    form = GroupForm()
    try:
        made = begin_group(db(), actor(), seat.cohort, form.new(), now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _list(seat, form), refusal.status
    return redirect(url_for(".group", slug=seat.cohort.slug, group_id=made))


@bp.post("/cohorts/<slug>/plumbline/groups/joins")
@guard(seat_by_slug, may_learn)
def join_together(seat: Seat) -> ResponseReturnValue:
    """Come into a group by its word."""
    word = request.form.get("word", "")
    try:
        found = join_group(db(), actor(), seat.cohort, word=word, now=now())
    except errors.NoSuchWord as refusal:
        form = GroupForm(formdata=None, request_key=str(new_id()))
        return _list(seat, form, refusal.sentence), refusal.status
    flash("You stand in this group. Your name stands nowhere unless you say so.", "success")
    return redirect(url_for(".group", slug=seat.cohort.slug, group_id=found))


@bp.get("/cohorts/<slug>/plumbline/groups/<uuid:group_id>")
@guard(group_place, may_see_group)
def group(at: GroupPlace) -> ResponseReturnValue:
    """What one group said, in a chart, in a table and in its words."""
    page = group_page(db(), actor(), at)
    rows = [Dumbbell(label=line.asked.label, points=line.points) for line in page.lines]
    puts_down = may_put_down(actor(), at)
    form = PutDownForm(formdata=None)
    if puts_down:
        form.offer(tellers(db(), actor(), at.cohort.id))
    return render_template(
        "practice/groups/one.html",
        at=at,
        page=page,
        drawing=place_dumbbells(rows, lowest=LOWEST, highest=HIGHEST, ticks=TICKS),
        say_answer=say_answer,
        shown_count=shown_count,
        readers=READERS,
        word=spaced(at.group.word),
        form=form,
        puts_down=puts_down,
        writes=may_write_in_group(actor(), at),
        erases=may_erase_group(actor(), at),
    )


@bp.get("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/file")
@guard(group_place, may_see_group)
def group_file(at: GroupPlace) -> ResponseReturnValue:
    """The table of a group with its notes, for a spreadsheet program."""
    rows = group_rows(group_page(db(), actor(), at))
    return attached(csv_file(rows), CSV, "group-plumbline.csv")


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/readers")
@guard(group_place, may_write_in_group)
def choose_group_readers(at: GroupPlace) -> ResponseReturnValue:
    """Keep who may read it, by the group's choice."""
    choose_readers(db(), actor(), at.group, seen_by=request.form.get("seen_by", ""))
    flash("Kept. Who reads it can be changed at any time.", "success")
    return redirect(url_for(".group", slug=at.cohort.slug, group_id=at.group.id))


@bp.post("/cohorts/<slug>/plumbline/groups/<uuid:group_id>/removals")
@guard(group_place, may_erase_group)
def erase_together(at: GroupPlace) -> ResponseReturnValue:
    """Erase a group's plumbline."""
    erase_group(db(), at.group)
    flash("It is erased, with all that the group said.", "info")
    return redirect(url_for(".groups", slug=at.cohort.slug))


def _list(seat: Seat, form: GroupForm, sentence: str | None = None) -> str:
    form.offer(sessions_begun(db(), seat.cohort.id, now()), seat.cohort.time_zone)
    number = request.args.get("page", 1, int)
    return render_template(
        "practice/groups/all.html",
        cohort=seat.cohort,
        form=form,
        page=groups_page(db(), actor(), seat.cohort.id, number),
        sentence=sentence,
    )
