"""What each stage of a build does, up to the written page; each in its own short transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.charts import Frozen
from app.kit.document import Chart
from app.outputs.actions.question import ask_again
from app.outputs.actions.retire import hold
from app.outputs.models import Output, OutputBuild
from app.outputs.queries.afterwards import taken_out_of
from app.outputs.queries.approvals import Asked, asked_of_output
from app.outputs.queries.indicators import looked_at
from app.outputs.queries.layouts import Layout, layout_of
from app.outputs.queries.outputs import counts_told, participants_in
from app.outputs.queries.pictures import untrue_pictures
from app.outputs.queries.report import Made, report_of, told_behind
from app.outputs.queries.voices import Voice, public_voices, voices_by_id
from app.outputs.rules.afterwards import say_taken_out, with_taken_out
from app.outputs.rules.consent import YES
from app.outputs.rules.counted import Counted, CountedStep, steady_counts
from app.outputs.rules.files import code_of
from app.outputs.rules.report import (
    ModuleCount,
    Written,
    draw_blocks,
    draw_chart,
    people_behind,
    write_report,
)
from app.outputs.rules.stages import DRAFT
from app.practice.queries.pledge_counts import pledge_people
from app.progress.queries import steps_done_counts

Found = dict[str, Any]
"""What a stage found, as values for the build's row."""


@dataclass(frozen=True)
class Job:
    """A build in a worker's hands, and what it is for."""

    build: OutputBuild
    output: Output
    cohort: Cohort
    now: datetime

    @property
    def is_draft(self) -> bool:
        """Whether authors are asked about it, and nobody else sees it."""
        return self.build.purpose == DRAFT

    @property
    def work(self) -> dict[str, Any]:
        """What the stages before this one found."""
        return self.build.work


class Place(Frozen):
    """Where somebody's words stand in the written page, and by which consent."""

    contribution: UUID
    consent: UUID
    shown_sha256: str
    # Under what they stand; empty: nothing, as in pages from before there were messages.
    beside_sha256: str = ""
    block: int


def keep_letters(job: Job, lacking: Sequence[str]) -> Found:
    """Note the characters of a draft that no font of ours can print, by their numbers."""
    return {"work": {**job.work, "not_drawn": [code_of(letter) for letter in lacking]}}


def places_in(work: dict[str, Any]) -> list[Place]:
    """The places that the stage `write` noted."""
    return [Place.model_validate(place) for place in work.get("places", [])]


def gather(db: Session, job: Job) -> Found:
    """Find the words that may be used: for a draft all but those refused, for an edition each yes.

    What facilitators left out is not among them. A yes to something that has changed since counts
    for nothing: its author is asked again.
    """
    asked = asked_of_output(db, job.output.id)
    left_out = layout_of(db, job.output).left_out
    if job.is_draft:
        refused = {one.voice.contribution.id for one in asked if one.stays_out} | left_out
        found = public_voices(db, job.cohort.id, now=job.now)
        ids = [voice.contribution.id for voice in found if voice.contribution.id not in refused]
    else:
        said_yes = [
            one
            for one in asked
            if one.selection.answer == YES and one.voice.contribution.id not in left_out
        ]
        changed = [one for one in said_yes if one.voice.is_public(job.now) and not one.has_yes]
        ask_again(db, job.output, changed, occurrence=str(job.build.id), now=job.now)
        ids = [one.voice.contribution.id for one in said_yes if one.has_yes]
    return {"work": {"gathered": [str(each) for each in ids]}, "document": None}


def check(db: Session, job: Job) -> Found:
    """Leave out all words and pictures that are not, to the letter, what their author gave."""
    voices = voices_by_id(db, [UUID(each) for each in job.work["gathered"]])
    ids = [voice.contribution.id for voice in voices]
    untrue = untrue_pictures(db, ids)
    true = [
        str(voice.contribution.id)
        for voice in voices
        if voice.is_true() and voice.contribution.id not in untrue
    ]
    left_out = len(voices) - len(true)
    return {"work": {**job.work, "checked": true, "left_out": left_out}}


def count(db: Session, job: Job) -> Found:
    """Count people, the steps they have done, and what is in the way of pledges.

    No reflection is counted, and no word of a pledge is read.

    A number that was told before, in a draft too, moves only once eight people make the
    difference.
    """
    steps = [
        CountedStep(f"{one.module_key}/{one.step_key}", one.module_title, one.step_title, one.done)
        for one in steps_done_counts(db, job.cohort.id)
    ]
    people = participants_in(db, job.cohort.id)
    now = Counted(people, steps, pledge_people(db, job.cohort.id).blocks)
    counted = now.steady(counts_told(db, job.cohort.id, but=job.build.id))
    found = {
        "people": counted.people,
        "modules": counted.modules(),
        "blocks": dict(counted.blocks),
        "counted": counted.kept(),
    }
    return {"work": {**job.work, **found}}


def chart(_db: Session, job: Job) -> Found:
    """Draw a chart for each module, and one of what is in the way, from what may be shown."""
    people = job.work["people"]
    modules = [
        ModuleCount(module["title"], [(title, done) for title, done in module["steps"]])
        for module in job.work["modules"]
    ]
    charts = [draw_chart(module, people=people) for module in modules]
    if blocks := draw_blocks(job.work.get("blocks", {}), people=people):
        charts.append(blocks)
    drawn = [one.model_dump(mode="json") for one in charts]
    return {"work": {**job.work, "charts": drawn}}


def write(db: Session, job: Job) -> Found:
    """Put the page together from the words that are allowed at this moment."""
    wanted = [UUID(each) for each in job.work["checked"]]
    hold(db, wanted)
    layout = layout_of(db, job.output)
    voices = usable(db, job, wanted, layout)
    facts = report_of(
        db,
        Made(
            output=job.output,
            cohort=job.cohort,
            is_draft=job.is_draft,
            people=job.work["people"],
            charts=[Chart.model_validate(drawn) for drawn in job.work["charts"]],
            voices=voices,
            layout=layout,
            looked_at=looked_at(db, job.output, job.cohort.time_zone),
        ),
        now=job.now,
    )
    before = told_behind(db, job.output.id)
    steady = steady_counts(people_behind(facts), before)
    written = write_report(replace(facts, steady=steady), job.output.template)
    gone = say_taken_out(taken_out_of(db, job.output.id, zone=job.cohort.time_zone))
    whole = with_taken_out(written.document, gone)
    counted = {**job.work["counted"], "told": {**(before[-1] if before else {}), **steady}}
    places = [_place(voice, layout, written) for voice in voices]
    marks = [{"block": one.block, one.source: one.key} for one in written.marks]
    found = {"places": places, "marks": marks, "counted": counted}
    noted = {"arrangement": job.output.arrangement}
    return {"work": {**job.work, **found, **noted}, "document": whole.to_json()}


def usable(db: Session, job: Job, ids: Collection[UUID], layout: Layout) -> list[Voice]:
    """Those of the contributions that may stand in this build now, in order. One statement.

    What facilitators left out may not; and in an edition a yes counts only for where its author
    saw the words: under the same message.
    """
    if job.is_draft:
        voices = voices_by_id(db, ids)
    else:
        wanted = set(ids)
        voices = [
            one.voice
            for one in asked_of_output(db, job.output.id)
            if one.voice.contribution.id in wanted and _has_yes_here(one, layout)
        ]
    here = [voice for voice in voices if voice.contribution.id not in layout.left_out]
    return [voice for voice in here if voice.is_public(job.now) and voice.is_true()]


def _has_yes_here(asked: Asked, layout: Layout) -> bool:
    """Whether the author said yes to what would be shown now, where it would stand now."""
    beside = layout.beside_sha256(asked.voice.contribution.id)
    return asked.has_yes and asked.selection.beside_sha256 == beside


def _place(voice: Voice, layout: Layout, written: Written) -> dict[str, Any]:
    found = Place(
        contribution=voice.contribution.id,
        consent=voice.consent.id,
        shown_sha256=voice.shown_sha256,
        beside_sha256=layout.beside_sha256(voice.contribution.id),
        block=written.places[str(voice.contribution.id)],
    )
    return found.model_dump(mode="json")
