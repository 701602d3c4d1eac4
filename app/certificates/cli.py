"""The command `dlp badges`: the keys that sign badges."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from app.certificates.queries.keys import badge_keys, kept_lines
from app.certificates.rules.keys import new_seed, rotated
from app.kit.key_files import replace_kept

if TYPE_CHECKING:
    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from app.wiring import Platform


@click.group("badges")
def badges() -> None:
    """Look after the keys that sign badges."""


@badges.command()
@click.pass_obj
def status(obj: object) -> None:
    """Which key signs new badges, and which older ones old badges are checked with."""
    keys = badge_keys(cast("Platform", obj).settings)
    for key in keys.known:
        which = "signs what is new" if key is keys.signing else "older: for checking alone"
        click.echo(f"{key.thumbprint()}  {which}")


@badges.command()
@click.pass_obj
def rotate(obj: object) -> None:
    """Make a new key that signs from now on; badges of older keys still verify.

    The private halves of older keys are forgotten. With DLP_BADGE_KEYS set, put the new seed in
    front of the old lines yourself, and start every process again.
    """
    settings = cast("Platform", obj).settings
    if settings.given_badge_keys:
        click.echo("DLP_BADGE_KEYS names the keys; put a new one in front of them yourself:")
        click.echo(rotated(kept_lines(settings), new_seed()), nl=False)
        raise click.exceptions.Exit(1)
    replace_kept(settings.badge_keys_file, rotated(kept_lines(settings), new_seed()))
    click.echo(f"New badges are signed with {badge_keys(settings).signing.thumbprint()}.")
