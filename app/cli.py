"""The `dlp` command."""

from __future__ import annotations

import os
import sys

import click

from app.audit.cli import audit
from app.certificates.cli import badges
from app.cohorts.cli import cohort_commands
from app.commands import backup, data, demo, doctor, restore, run
from app.commands.opened import Opened
from app.gateways.embedded.refusals import CannotStart
from app.kit.errors import Refusal, WrongSetting
from app.kit.memory import set_aside
from app.outputs.cli import output
from app.people.cli import person
from app.post.cli import letters
from app.practice.cli import scales
from app.rights.cli import erase, export, retention
from app.settings import read_settings
from app.syllabus.cli import curriculum
from app.vault.cli import vault


@click.group()
@click.pass_context
def dlp(context: click.Context) -> None:
    """Run and look after the Discovery Learning Programme platform."""
    context.obj = Opened(context, read_settings)


for command in (
    badges,
    run.up_command,
    demo.demo_command,
    doctor.doctor_command,
    data.database,
    backup.backup_command,
    backup.verify_command,
    restore.restore_command,
    cohort_commands,
    curriculum,
    letters,
    output,
    person,
    audit,
    retention,
    scales,
    vault,
):
    dlp.add_command(command)
person.add_command(export)
person.add_command(erase)


def main() -> None:
    """What the `dlp` program does; refusals are sentences, never tracebacks."""
    set_aside()
    try:
        # Click gives back the exit status that a command asked for.
        status = dlp.main(prog_name="dlp", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except (WrongSetting, CannotStart, Refusal) as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
