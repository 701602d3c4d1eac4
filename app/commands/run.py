"""`dlp up`: from nothing to a running platform."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from app import migrate
from app.demo.accounts import greeting, is_half_loaded
from app.demo.load import load_demo
from app.kit.errors import Refusal
from app.launch.up import Step, up
from app.people.queries import anybody_here
from app.practice.rules.scales import read_shelf
from app.settings import Settings, read_settings
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform, build


@click.command("up")
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--no-demo", is_flag=True, help="Start without the demo, even in an empty database.")
def up_command(port: int, no_demo: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Run everything: stores, web, worker and schedule; Ctrl-C stops all of it."""
    steps = [
        Step("Bringing the database up to date", _migrate),
        Step("Reading the course", read_course),
    ]
    if read_settings(port=port).scales_dir.is_dir():
        steps.append(Step("Reading your own scales", read_scales))
    if not no_demo:
        steps.append(Step("Loading the demo", _demo))
    settings = read_settings(port=port)
    raise click.exceptions.Exit(up(settings, port, os.environ, steps=steps, greeting=_greeting))


@contextmanager
def _on(settings: Settings) -> Iterator[Platform]:
    made = build(settings)
    try:
        yield made
    finally:
        made.engine.dispose()


def _migrate(settings: Settings) -> str:
    with _on(settings) as on:
        migrate.upgrade(on.engine, keys=on.keys)
        return f"at {migrate.current(on.engine)}"


def read_scales(settings: Settings) -> str:
    """Say which scales of this deployment's own are asked, and what is wrong with the others."""
    shelf = read_shelf(settings.scales_dir)
    names = ", ".join(scale.file.name for scale in shelf.scales.values())
    # A fault in a file never takes the site down: that scale is not asked until it is mended.
    return "; ".join([names or "none", *(f"left out: {fault}" for fault in shelf.faults)])


def read_course(settings: Settings, root: Path = CURRICULUM) -> str:
    """Load the course into the database, or say why the one of before stays."""
    try:
        with _on(settings) as on, on.transaction() as db:
            return " ".join(load_curriculum(db, root, now=on.clock.now()).sentences())
    except Refusal as refusal:
        # A fault in the files never takes the site down: what was loaded before stays.
        return f"not loaded, and the course of before stays: {refusal}"


def _demo(settings: Settings) -> str:
    with _on(settings) as on:
        with on.transaction() as db:
            here, is_half = anybody_here(db), is_half_loaded(db)
        if is_half:
            # The last start was broken off in the middle; begin again with nothing.
            migrate.downgrade(on.engine, "base", keys=on.keys)
            migrate.upgrade(on.engine, keys=on.keys)
            read_course(settings)
        elif here:
            return "somebody is here already, so nothing was added"
        made = load_demo(on)
        return f"{made.people} people in two cohorts, of this year and of last year"


def _greeting(settings: Settings) -> Sequence[str]:
    with _on(settings) as on:
        return greeting(on)
