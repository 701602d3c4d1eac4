"""The dlp command as somebody types it: its words, its exit statuses and its JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.post.models import Letter
from app.settings import Settings
from tests.beginning import type_dlp
from tests.stores import MASTER_KEY


class Typed:
    """Types commands into a shell whose settings are those of the test."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "DLP_DATA_DIR": str(settings.data_dir),
            "DLP_DATABASE_URL": settings.database_url or "",
            "DLP_REDIS_URL": settings.redis_url or "",
            "DLP_BASE_URL": settings.base_url,
            "DLP_SECRET_KEY": settings.secret_key,
            "DLP_VAULT_KEYS": MASTER_KEY,
        }

    def dlp(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run `dlp` with these words; what it prints and how it ends."""
        ran = type_dlp([*words], {**self.env, **changed}, self.folder, 100)
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran


@pytest.fixture
def typed(settings: Settings, tmp_path: Path) -> Typed:
    """A shell on this test's stores."""
    return Typed(settings, tmp_path)


def test_doctor_says_that_all_is_well_line_by_line(typed: Typed) -> None:
    ran = typed.dlp("doctor")
    assert ran.returncode == 0, ran.stdout
    names = [line.split()[0] for line in ran.stdout.splitlines()]
    stores = ["database", "queue", "mail", "vault"]
    assert names == ["settings", *stores, "clock", "scales", "backup", "record", "disk", "sign-in"]


def test_doctor_says_what_is_wrong_and_goes_on(typed: Typed, tmp_path: Path) -> None:
    nowhere = f"redis+socket://{tmp_path}/nowhere.sock?virtual_host=0"
    ran = typed.dlp("doctor", DLP_REDIS_URL=nowhere, DLP_MAIL_URL="smtp://127.0.0.1:1")
    assert ran.returncode == 1
    wrong = {line.split()[0] for line in ran.stdout.splitlines() if " WRONG " in line}
    assert wrong == {"queue", "mail"}


def test_the_demo_prints_its_accounts_as_json_and_loads_once(typed: Typed) -> None:
    ran = typed.dlp("demo", "--participants", "3", "--json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["base_url"] == "http://learning.example"
    assert {account["role"] for account in told["accounts"]} == {
        "programme_lead",
        "facilitator",
        "participant",
        "health_creator",
        "safeguarding_lead",
        "safeguarding_deputy",
        "mentoring_coordinator",
    }
    assert all(account["email"] and account["password"] for account in told["accounts"])
    assert [cohort["slug"] for cohort in told["cohorts"]] == ["riverside-community-of-learning"]
    again = typed.dlp("demo")
    assert again.returncode == 1
    assert "loaded already" in again.stderr


def test_a_person_is_added_with_a_role_and_a_letter(typed: Typed, db: Session) -> None:
    words = ("person", "add", "lead@learning.example", "--name", "Lowri Lead")
    assert typed.dlp(*words, "--role", "programme_lead").returncode == 0
    person = db.scalars(select(Person)).one()
    assert (person.name, person.roles) == ("Lowri Lead", ["programme_lead"])
    assert db.scalars(select(Letter.kind)).all() == ["sign_in"]
    due = typed.dlp("letters", "due", "--json")
    assert json.loads(due.stdout)["count"] == 1
    assert typed.dlp("letters", "send-due").returncode == 0
    assert json.loads(typed.dlp("letters", "due", "--json").stdout)["count"] == 0
    assert json.loads(typed.dlp("letters", "doubtful", "--json").stdout)["count"] == 0
    wrong = typed.dlp("person", "add", "not an address", "--name", "Lowri")
    assert wrong.returncode == 1
    assert "e-mail address" in wrong.stderr


def test_the_database_is_checked_and_brought_back_and_forward(typed: Typed) -> None:
    assert typed.dlp("db", "check").returncode == 0
    assert typed.dlp("db", "downgrade", "base").returncode == 0
    behind = typed.dlp("db", "check")
    assert behind.returncode == 1
    assert "dlp db upgrade" in behind.stdout
    assert typed.dlp("db", "upgrade").returncode == 0
    assert typed.dlp("db", "check").returncode == 0


def test_the_course_is_checked_loaded_and_compared(typed: Typed) -> None:
    assert typed.dlp("curriculum", "check").returncode == 0
    first = typed.dlp("curriculum", "load")
    assert "new" in first.stdout
    assert "unchanged" in typed.dlp("curriculum", "load").stdout


def test_a_command_that_does_not_exist_is_a_sentence(typed: Typed) -> None:
    # From the very beginning, as a shell starts it.
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", "dance"],
        env=typed.env,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert "No such command" in ran.stderr
