"""The story bank: stories to find and read, words that lead to one, and reading by such a word."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.cohorts import policy as cohorts
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.stories import (
    count_opening,
    end_story_word,
    end_story_words,
    make_story_word,
)
from app.outputs.errors.stories import StoryDayWrong, TooManyStoryWords
from app.outputs.forms import StoryWordForm
from app.outputs.policy import (
    may_end_story_word,
    may_end_story_words,
    may_give_story,
    may_know_how_told,
    may_read_story,
)
from app.outputs.queries.approvals import uses_of
from app.outputs.queries.stories import (
    StoryPlace,
    WordSeat,
    shown_name,
    stories_page,
    story_in_force,
    story_place,
    word_seat,
    words_to,
)
from app.outputs.queries.voices import Voice
from app.outputs.rules.stories import (
    ELSEWHERE,
    HERE,
    SHELVES,
    TRAINING,
    clean_story_word,
    say_how_told,
    say_shown_to,
    spaced_story_word,
    usual_story_day,
)
from app.outputs.views.blueprint import bp, page_number
from app.people.models import Person
from app.web.context import actor, db, form_key, now
from app.web.guard import guard, open_to_all
from app.web.limits import limiter

LONGEST_SEARCH = 200


def found_story(db: Session, actor: Person, *, contribution_id: UUID) -> StoryPlace | None:
    """The story of this address, and what the actor is to it now."""
    return story_place(db, actor, contribution_id=contribution_id, now=now())


def found_word(db: Session, actor: Person, *, story_word_id: UUID) -> WordSeat | None:
    """The word of this address, and what the actor is to its story now."""
    return word_seat(db, actor, word_id=story_word_id, now=now())


@bp.get("/cohorts/<slug>/stories")
@guard(seat_by_slug, cohorts.may_learn)
def stories(seat: Seat) -> ResponseReturnValue:
    """Stories that the actor may read, shelf by shelf, and what was looked for."""
    shelves = _shelves(seat)
    asked = request.args.get("shelf", "")
    shelf = asked if asked in shelves else shelves[0]
    searched = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    page = stories_page(
        db(), seat.cohort.id, shelf, searched=searched, number=page_number(), now=now()
    )
    return render_template(
        "outputs/stories/list.html",
        cohort=seat.cohort,
        page=page,
        shelf=shelf,
        shelves={name: SHELVES[name] for name in shelves},
        searched=searched,
        named=shown_name,
        how_told=partial(_how_told, cohort_id=seat.cohort.id, runs_it=TRAINING in shelves),
        shown_to=partial(_shown_to, cohort_id=seat.cohort.id),
        trains=TRAINING in shelves,
        me=actor().id,
    )


@bp.get("/stories/<uuid:contribution_id>")
@guard(found_story, may_read_story)
def story(place: StoryPlace) -> ResponseReturnValue:
    """One story; for its author also where it can be read."""
    form = StoryWordForm(formdata=None, request_key=str(new_id()))
    form.last_day.data = usual_story_day(place.voice.cohort.time_zone, now())
    return _page(place, form)


@bp.post("/stories/<uuid:contribution_id>/words")
@guard(found_story, may_give_story)
@limiter.limit("30 per minute")
def give_story(place: StoryPlace) -> ResponseReturnValue:
    """Make a word that leads to it."""
    form = StoryWordForm()
    try:
        make_story_word(db(), actor(), place, form.last_day.data, form=form_key(), now=now())
    except (StoryDayWrong, TooManyStoryWords) as refusal:
        form.last_day.errors = [refusal.sentence]
        return _page(place, form), refusal.status
    flash("Here is the word. Whoever has it can read the story until that day.", "success")
    return redirect(url_for(".story", contribution_id=place.voice.contribution.id))


@bp.post("/stories/words/<uuid:story_word_id>/ends")
@guard(found_word, may_end_story_word)
def end_word(facts: WordSeat) -> ResponseReturnValue:
    """End a word; it leads nowhere from now on. Back to where its button was."""
    end_story_word(db(), word_id=facts.row.id, now=now())
    flash("The word leads nowhere any more. What somebody has read cannot be un-seen.", "success")
    if request.form.get("back") == "uses":
        return redirect(url_for(".own_uses"))
    return _back_to(facts.place)


@bp.post("/stories/<uuid:contribution_id>/words/ends")
@guard(found_story, may_end_story_words)
def end_words(place: StoryPlace) -> ResponseReturnValue:
    """End all words that lead to it."""
    end_story_words(db(), contribution_id=place.voice.contribution.id, now=now())
    flash("No word opens the story any more. What somebody has read cannot be un-seen.", "success")
    return _back_to(place)


@bp.get("/told/")
@open_to_all("whoever was given a word by a story's author types it here")
def told_words() -> ResponseReturnValue:
    """Where a word is typed that somebody was given on paper or by phone."""
    typed = clean_story_word(request.args.get("word", ""))
    if typed and typed.isalnum():
        return redirect(url_for(".told_story", word=typed))
    return render_template("outputs/stories/word.html", wrong=False)


@bp.get("/told/<word>")
@open_to_all("a word that the story's author gave to somebody opens it")
@limiter.limit("30 per minute")
def told_story(word: str) -> ResponseReturnValue:
    """The story to which a word leads, told once; a wrong word is told from no other."""
    found = count_opening(db(), clean_story_word(word), now=now())
    voice = story_in_force(db(), found, now=now()) if found else None
    if voice is None:
        return render_template("outputs/stories/word.html", wrong=True), NotFound.status
    how_told = say_how_told(voice.contribution.told_how) if voice.bears_name else ""
    page = render_template(
        "outputs/stories/told.html", voice=voice, named=shown_name(voice), how_told=how_told
    )
    return page, 200, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def _back_to(place: StoryPlace) -> ResponseReturnValue:
    if may_read_story(actor(), place):
        return redirect(url_for(".story", contribution_id=place.voice.contribution.id))
    return redirect(url_for(".own_contributions"))


def _shelves(seat: Seat) -> list[str]:
    """What the actor may look at here: those in the cohort its own, facilitators training."""
    trains = cohorts.may_facilitate(actor(), seat)
    return [HERE, ELSEWHERE, TRAINING] if trains else [HERE, ELSEWHERE]


def _how_told(voice: Voice, *, cohort_id: UUID, runs_it: bool) -> str:
    """How it was told, for whoever may know that; `runs_it`: the actor runs this cohort."""
    is_here = voice.cohort.id == cohort_id
    may = may_know_how_told(actor(), voice, runs_it=runs_it and is_here)
    return say_how_told(voice.contribution.told_how) if may else ""


def _shown_to(voice: Voice, *, cohort_id: UUID | None) -> str:
    """Who it may be shown to, as it is said in this cohort."""
    consent, is_here = voice.consent, voice.cohort.id == cohort_id
    return say_shown_to(consent.audience, training=consent.training, is_here=is_here)


def _page(place: StoryPlace, form: StoryWordForm) -> str:
    voice = place.voice
    lines = (
        words_to(db(), voice.contribution.id, now=now()) if may_give_story(actor(), place) else []
    )
    is_own, gives = voice.author_id == actor().id, may_give_story(actor(), place)
    return render_template(
        "outputs/stories/one.html",
        place=place,
        voice=voice,
        form=form,
        is_own=is_own,
        gives=gives,
        how_told=_how_told(voice, cohort_id=voice.cohort.id, runs_it=place.runs_it),
        shown_to=_shown_to(voice, cohort_id=voice.cohort.id if place.is_here else None),
        open_lines=[line for line in lines if line.row.is_open(now())],
        over=sum(not line.row.is_open(now()) for line in lines),
        uses=uses_of(db(), [voice.contribution.id], now=now()) if is_own else [],
        spaced=spaced_story_word,
    )
