"""What people of a cohort offer, in their own words and by their own yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.participation.actions.skills import confirm_skill, offer_skill, take_back_skill
from app.participation.forms.assets import FIELDS, SkillForm
from app.participation.policy.assets import may_tend_skill
from app.participation.queries.entering import people_of
from app.participation.queries.skills import SkillLine, SkillSeat, skill_seat, skills_page
from app.participation.rules.assets import WAYS, standing
from app.participation.views.asset_list import LONGEST_SEARCH
from app.participation.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard
from app.web.limits import limiter


@bp.get("/cohorts/<slug>/skills")
@guard(seat_by_slug, policy.may_open)
def skills(seat: Seat) -> ResponseReturnValue:
    """What people here offer each other."""
    words = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    number = request.args.get("page", 1, type=int)
    return render_template(
        "participation/assets/skills.html",
        cohort=seat.cohort,
        page=skills_page(db(), seat.cohort.id, words=words, number=number),
        words=words,
        adds=policy.may_learn(actor(), seat),
        tends=lambda line: may_tend_skill(actor(), _seat_of(line, seat)),
        me=actor().id,
        ways=WAYS,
        standing=lambda one: standing(one.confirmed_at, now()),
    )


@bp.get("/cohorts/<slug>/skills/new")
@guard(seat_by_slug, policy.may_learn)
def new_skill(seat: Seat) -> ResponseReturnValue:
    """The form for what somebody offers."""
    return _page(seat, SkillForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/skills")
@guard(seat_by_slug, policy.may_learn)
@limiter.limit("30 per minute")
def offer(seat: Seat) -> ResponseReturnValue:
    """Show it to the cohort."""
    form = SkillForm()
    source = form.source(enters=policy.may_facilitate(actor(), seat))
    try:
        offer_skill(db(), actor(), seat, form.said, source, form=form.key, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(seat, form), refusal.status
    flash("People in this cohort can see it now. It can be taken back at any time.", "success")
    return redirect(url_for(".skills", slug=seat.cohort.slug))


@bp.post("/skills/<uuid:skill_id>/removals")
@guard(skill_seat, may_tend_skill)
def take_back(facts: SkillSeat) -> ResponseReturnValue:
    """Take it back; nothing of it is kept."""
    take_back_skill(db(), skill_id=facts.skill.id)
    flash("It is taken back. Nothing of it is kept.", "success")
    return redirect(url_for(".skills", slug=facts.seat.cohort.slug))


@bp.post("/skills/<uuid:skill_id>/answers")
@guard(skill_seat, may_tend_skill)
def answer_skill(facts: SkillSeat) -> ResponseReturnValue:
    """Say that it is still offered."""
    confirm_skill(db(), skill_id=facts.skill.id, now=now())
    flash("Thank you. It stays on the list.", "success")
    return redirect(url_for(".asset_questions", slug=facts.seat.cohort.slug))


def _seat_of(line: SkillLine, seat: Seat) -> SkillSeat:
    return SkillSeat(line.skill, line.person_id, seat)


def _page(seat: Seat, form: SkillForm) -> str:
    enters = policy.may_facilitate(actor(), seat)
    people = people_of(db(), seat.cohort.id) if enters else []
    form.offer((one for one in people if one[0] != actor().id), me="It is mine")
    return render_template(
        "participation/assets/skill_form.html", cohort=seat.cohort, form=form, enters=enters
    )
