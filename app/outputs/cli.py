"""`dlp output`: asking for a cohort's output from the command line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast
from uuid import UUID

import click
from sqlalchemy import select

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.ask import ask_for_output
from app.outputs.queries.outputs import newest_build
from app.outputs.rules.stages import DONE, LIVE, MESSAGES, TEMPLATES, stage_at

if TYPE_CHECKING:
    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from app.wiring import Platform

LOOK_EVERY = 1.0
"""Seconds between two looks at the build."""


class NoSuchCohort(NotFound):
    """There is no cohort with this address."""

    sentence = (
        "There is no cohort with that name in its address. `COHORT` is the part after /cohorts/."
    )


@click.group()
def output() -> None:
    """Outputs of communities of learning."""


@output.command("compile")
@click.argument("cohort")
@click.option("--template", type=click.Choice(list(TEMPLATES)), default=MESSAGES)
@click.option("--title", help="What the output is called.")
@click.option("--wait", is_flag=True, help="Wait until the draft is made or given up.")
@click.pass_obj
def compile_output(
    obj: object, cohort: str, template: str, title: str | None, *, wait: bool
) -> None:
    """Ask the worker for a draft of an output of COHORT; a facilitator then asks its authors."""
    platform = cast("Platform", obj)
    with platform.transaction() as db:
        found = db.scalar(select(Cohort).where(Cohort.slug == cohort))
        if found is None:
            raise NoSuchCohort
        output_id = ask_for_output(
            db,
            cohort=found,
            title=title or f"What {found.name} wants to tell",
            template=template,
            request_key=new_id(),
            asked_by_id=None,
            now=platform.clock.now(),
        )
    platform.bell.ring("build_outputs")
    site = platform.settings.base_url
    click.echo(f"Asked for: {site}/cohorts/{cohort}/outputs/{output_id}")
    if wait:
        _wait(platform, output_id)


def _wait(platform: Platform, output_id: UUID) -> None:
    """Say each stage as it begins, until there are none left."""
    said = ""
    while True:
        with platform.transaction() as db:
            build = newest_build(db, output_id)
        if build is None or build.state not in LIVE:
            break
        stage = stage_at(build.purpose, build.stage)
        if stage and stage.words != said:
            said = stage.words
            click.echo(f"{said} ...")
        time.sleep(LOOK_EVERY)
    if build is None or build.state != DONE:
        raise click.ClickException((build and build.reason) or "The output is not there any more.")
    click.echo("The draft is made. Read it, and then ask its authors for their yes.")
