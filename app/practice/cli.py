"""The command `dlp scales`: what is wrong with the files of a deployment's own scales."""

from __future__ import annotations

from pathlib import Path

import click

from app.practice.rules.scales import read_shelf
from app.settings import read_settings


@click.group("scales")
def scales() -> None:
    """Look after scales that this deployment has a licence for."""


@scales.command("check")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder to look into; else the one that DLP_SCALES names.",
)
def check_scales(folder: Path | None) -> None:
    """Say what is wrong with the files, by file and line; exit 1 when anything is."""
    where = folder or read_settings().scales_dir
    shelf = read_shelf(where)
    for fault in shelf.faults:
        click.echo(str(fault))
    for scale in shelf.scales.values():
        items = f"{len(scale.file.items)} items"
        click.echo(f"{scale.key}: {scale.file.name} ({items}), held by {scale.file.holder}")
    if shelf.faults:
        raise click.exceptions.Exit(1)
    if not shelf.scales:
        click.echo(f"There is no scale in {where}.")
