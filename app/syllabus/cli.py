"""The commands `dlp curriculum check`, `load` and `diff`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, cast

import click
from sqlalchemy.orm import Session

from app.kit.clock import Clock
from app.kit.errors import Refusal
from app.syllabus.actions.load import CurriculumFaulty, load_curriculum
from app.syllabus.rules.differences import differences
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.reading import check, read_curriculum
from app.syllabus.rules.showing import shown
from app.syllabus.rules.shown import ShownEdition
from app.syllabus.rules.strays import EDITION
from app.syllabus.rules.written import DRAFT

CURRICULUM = Path(__file__).resolve().parents[2] / "curriculum"

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=CURRICULUM,
    help="The folder that holds the course.",
)


class Platform(Protocol):
    """What these commands need of the platform."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        ...

    def transaction(self) -> AbstractContextManager[Session]:
        """A session that is committed at the end."""
        ...


@click.group()
def curriculum() -> None:
    """Check, load and compare the course."""


@curriculum.command("check")
@root_option
@click.option(
    "--drafts",
    is_flag=True,
    help="Check editions that are still being written too (edition.draft.yaml).",
)
def check_command(root: Path, *, drafts: bool) -> None:
    """Say what is wrong with the course, by file and line."""
    faults = check(root, drafts=drafts)
    _show(faults, root)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("The course has no faults.")


@curriculum.command("load")
@root_option
def load_command(root: Path) -> None:
    """Load the course into the database, all of it or nothing."""
    platform = cast("Platform", click.get_current_context().obj)
    try:
        with platform.transaction() as db:
            report = load_curriculum(db, root, platform.clock.now())
    except CurriculumFaulty as refusal:
        _show(refusal.faults, root)
        raise click.ClickException(
            "Nothing was loaded. The content that was there stays."
        ) from None
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    for sentence in report.sentences():
        click.echo(sentence)


@curriculum.command("diff")
@click.argument("before")
@click.argument("after")
@root_option
def diff_command(before: str, after: str, root: Path) -> None:
    """Say in words how edition AFTER differs from edition BEFORE (keys, or folders of editions)."""
    changes = differences(_edition(before, root), _edition(after, root))
    for change in changes or ["The two editions have the same content."]:
        click.echo(change)


def _edition(name: str, root: Path) -> ShownEdition:
    """The edition with this key, or the one in this folder, as its readers would meet it."""
    folder = Path(name)
    if any((folder / file).is_file() for file in (EDITION, DRAFT)):
        root, name = folder.resolve().parent, folder.resolve().name
    read = read_curriculum(root, drafts=True)
    _show([fault for fault in read.faults if fault.file.startswith(f"{name}/")], root)
    for edition in read.editions:
        if Path(edition.file).parent.name == name:
            return shown(edition, read.sources)
    message = f"There is no edition '{name}' in {root}."
    raise click.ClickException(message)


def _show(faults: list[Fault], root: Path) -> None:
    for fault in faults:
        click.echo(f"{root}/{fault}", err=True)
