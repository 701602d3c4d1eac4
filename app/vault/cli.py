"""The command `dlp vault`: the master keys that lock people's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from app.kit.key_files import replace_kept
from app.kit.sealing import mark_of, master_secret, new_master_key
from app.settings import VAULT_FILE
from app.vault.actions import count_by_mark, relock_some

if TYPE_CHECKING:
    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from app.wiring import Platform

LOST = "{number} people's keys were locked with a master key that is not here: {mark}."


@click.group("vault")
def vault() -> None:
    """Look after the master keys of private writing."""


@vault.command()
@click.pass_obj
def status(obj: object) -> None:
    """How many people's keys each master key locks; exit 1 when a master key is missing."""
    on = cast("Platform", obj)
    known = _marks(on.settings.vault_keys())
    with on.transaction() as db:
        counted = count_by_mark(db)
    for place, mark in enumerate(known):
        which = "locks what is new" if place == 0 else "older"
        click.echo(f"{mark.hex()}  {counted.pop(mark, 0):>6} people  {which}")
    for mark, number in counted.items():
        click.echo(LOST.format(number=number, mark=mark.hex()))
    if counted:
        raise click.exceptions.Exit(1)


@vault.command()
@click.pass_obj
def rotate(obj: object) -> None:
    """Make a new master key and lock everybody's keys with it, while people go on working.

    With DLP_VAULT_KEYS set, put the new key in front of the old ones yourself, start every process
    again, and then run this.
    """
    on = cast("Platform", obj)
    if not on.settings.given_vault_keys:
        keys = (new_master_key(), *on.settings.vault_keys())
        replace_kept(on.settings.data_dir / VAULT_FILE, "\n".join(keys) + "\n")
    on.keys.reread()
    click.echo(f"Locked {_relock_all(on)} people's keys with {on.keys.newest.hex()}.")
    click.echo(
        "The older master keys are still kept. When every process has started again, "
        "`dlp vault tidy` forgets those that lock nothing; backups made until now need them."
    )


@vault.command()
@click.pass_obj
def tidy(obj: object) -> None:
    """Forget older master keys that lock nothing any more."""
    on = cast("Platform", obj)
    if on.settings.given_vault_keys:
        click.echo("DLP_VAULT_KEYS names the keys; take the older ones out of it yourself.")
        raise click.exceptions.Exit(1)
    keys = on.settings.vault_keys()
    with on.transaction() as db:
        counted = count_by_mark(db)
    kept = [keys[0], *(key for key in keys[1:] if mark_of(master_secret(key)) in counted)]
    replace_kept(on.settings.data_dir / VAULT_FILE, "\n".join(kept) + "\n")
    click.echo(f"Forgot {len(keys) - len(kept)} of {len(keys)} master keys.")


def _relock_all(on: Platform) -> int:
    total = 0
    while True:
        with on.transaction() as db:
            done = relock_some(db)
        if not done:
            return total
        total += done


def _marks(keys: tuple[str, ...]) -> list[bytes]:
    return [mark_of(master_secret(key)) for key in keys]
