"""The command `dlp cohort`: adding the people of a file to a cohort."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import apply_roster, keep_roster
from app.cohorts.errors.rosters import FileUnreadable
from app.cohorts.models import Cohort
from app.cohorts.queries.rosters import RosterPlan, plan_of
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster import MOST_BYTES, read_roster
from app.kit.errors import NotFound

if TYPE_CHECKING:
    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from app.wiring import Platform

SOME_REFUSED = 3


class NoSuchCohort(NotFound):
    """There is no cohort with this address."""

    sentence = (
        "There is no cohort with that name in its address. `COHORT` is the part after /cohorts/."
    )


@click.group("cohort")
def cohort_commands() -> None:
    """Look after cohorts."""


@cohort_commands.command("import")
@click.argument("cohort")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--standing",
    type=click.Choice(list(STANDINGS)),
    default="pcn_staff",
    help="Who people come as where the file does not say it.",
)
@click.option("--again", is_flag=True, help="Also invite those who left or said no before.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def import_people(
    obj: object,
    cohort: str,
    file: Path,
    standing: str,
    *,
    again: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Invite the people in FILE (CSV, XLSX or ODS) into COHORT, as the web page does.

    The exit status is 0 when every row could be taken, and 3 when some could not.
    """
    platform = cast("Platform", obj)
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    with platform.transaction() as db:
        found = db.scalar(select(Cohort).where(Cohort.slug == cohort))
        if found is None:
            raise NoSuchCohort
        plan = _plan(db, found, content)
        if dry_run:
            counts: Mapping[str, Any] = {fate: len(rows) for fate, rows in plan.groups.items()}
        else:
            now = platform.clock.now()
            kept = keep_roster(
                db,
                None,
                cohort_id=found.id,
                name=file.name,
                content=content,
                standing=standing,
                now=now,
            )
            done = apply_roster(
                db, None, cohort_id=found.id, roster_id=kept.id, again=again, now=now
            )
            counts = done.file.counts or {}
    if not dry_run:
        platform.bell.ring("send_letters")
    _show(plan, counts, dry_run=dry_run, as_json=as_json)
    return SOME_REFUSED if plan.count("refused") else 0


def _plan(db: Session, cohort: Cohort, content: bytes) -> RosterPlan:
    """What the file would do.

    Raises: FileUnreadable.
    """
    roster = read_roster(content)
    if roster.fault is not None:
        raise FileUnreadable(roster.fault)
    return plan_of(db, cohort.id, cohort.capacity, roster)


def _show(plan: RosterPlan, counts: Mapping[str, int], *, dry_run: bool, as_json: bool) -> None:
    refused = [
        {"row": one.row.number, "why": one.row.fault, "cells": one.row.cells}
        for one in plan.groups["refused"]
    ]
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "counts": dict(counts), "refused": refused}))
        return
    told = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    click.echo(f"{'Nothing is written yet: ' if dry_run else ''}{told or 'nothing to do'}.")
    for one in refused:
        click.echo(f"Row {one['row']}: {one['why']}", err=True)
