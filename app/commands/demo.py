"""`dlp demo`: loads a repeatable demo."""

from __future__ import annotations

import json

import click

from app.commands.opened import platform
from app.demo.accounts import ACCOUNTS, password_for
from app.demo.load import PARTICIPANTS, SEED, Loaded, load_demo
from app.people.queries import persons_by_email
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform

MOST_PEOPLE = 5000
MOST_COHORTS = 50


@click.command("demo")
@click.option(
    "--participants", type=click.IntRange(2, MOST_PEOPLE), default=PARTICIPANTS, show_default=True
)
@click.option("--cohorts", type=click.IntRange(1, MOST_COHORTS), default=1, show_default=True)
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print addresses and accounts as JSON.")
def demo_command(participants: int, cohorts: int, seed: int, as_json: bool) -> None:  # noqa: FBT001
    """Load synthetic people in cohorts, with progress, words, sessions and outputs."""
    on = platform()
    with on.transaction() as db:
        if persons_by_email(db, [account.email for account in ACCOUNTS]):
            message = "The demo is loaded already. Use an empty database to load another one."
            raise click.ClickException(message)
        load_curriculum(db, CURRICULUM, now=on.clock.now())
    made = load_demo(on, participants=participants, cohorts=cohorts, seed=seed)
    if as_json:
        click.echo(json.dumps(_facts(on, made), indent=2))
        return
    count = 2 * len(made.cohorts)
    click.echo(f"{made.people} people are here, in {count} cohorts, half of them last year's.")


def _facts(on: Platform, made: Loaded) -> dict[str, object]:
    first = made.cohorts[0][1]
    return {
        "base_url": on.settings.base_url,
        "accounts": [
            {
                "email": account.email,
                "password": password_for(account, on.settings.secret_key),
                "role": account.role,
                "cohort": None if account.role.endswith("_lead") else first,
            }
            for account in ACCOUNTS
        ],
        "cohorts": [{"id": str(cohort_id), "slug": slug} for cohort_id, slug in made.cohorts],
    }
