"""What is kept, sent or said by the machines holds none of the words either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from celery import Celery
from click.testing import CliRunner
from sqlalchemy import Engine

from app.cli import dlp
from app.settings import Settings
from tests.reflections.privacy.kept import (
    empty_sealed_columns,
    in_columns,
    in_database_files,
    in_folder,
    in_valkey,
)
from tests.reflections.privacy.marks import in_cookie, marks_in, sentence
from tests.reflections.privacy.scene import PrivateScene
from tests.stores import MASTER_KEY, Stores
from worker.tasks import register

SAYS = (
    *("letters due --json", "letters doubtful --json", "letters send-due --json"),
    *("cohort import {slug} {file} --dry-run --json", "vault status", "doctor"),
)
# It makes people of its own and tells their passwords.
SAYS_NOTHING_OF_OTHERS = {"demo"}


def let_the_worker_work(scene: PrivateScene) -> None:
    """Every task that there is, again and again for three weeks."""
    queue = Celery("net", broker=scene.platform.settings.redis_url)
    register(queue, scene.platform)
    ours = [task for name, task in queue.tasks.items() if not name.startswith("celery.")]
    assert len(ours) > 8
    for _ in range(7):
        for task in ours:
            task()
        scene.clock.move(days=3)


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    """Every command there is, by its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


@pytest.mark.timeout(200)
def test_nothing_that_is_kept_queued_or_sent_holds_a_word(
    scene: PrivateScene, engine: Engine, stores: Stores, settings: Settings
) -> None:
    assert in_valkey(scene.platform.redis) == {}
    # Some of it is forgotten after a while.
    assert empty_sealed_columns(engine) == set()
    assert in_columns(engine) == {}
    let_the_worker_work(scene)
    assert in_columns(engine) == {}
    assert in_database_files(engine, stores.folder, scene.began) == []
    assert in_folder(settings.data_dir) == {}
    assert (
        len([*settings.data_dir.rglob("mail/**/*.eml"), *settings.data_dir.rglob("mail/new/*")]) > 3
    )
    assert in_valkey(scene.platform.redis) == {}


def test_no_browser_keeps_a_word_in_its_cookies(scene: PrivateScene) -> None:
    for client in scene.browsers:
        kept = list((client._cookies or {}).values())
        assert kept
        assert [in_cookie(cookie.value) for cookie in kept] == [set()] * len(kept)


def test_no_command_says_a_word(scene: PrivateScene, settings: Settings, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Email\nAnn Other,ann@example.org\n")
    env = {
        "DLP_DATA_DIR": str(settings.data_dir),
        "DLP_DATABASE_URL": settings.database_url,
        "DLP_REDIS_URL": settings.redis_url,
        "DLP_BASE_URL": settings.base_url,
        "DLP_SECRET_KEY": settings.secret_key,
        "DLP_VAULT_KEYS": MASTER_KEY,
    }
    for words in SAYS:
        asked = words.format(slug=scene.way.cohort.slug, file=people).split()
        said = CliRunner().invoke(dlp, asked, env=env)
        assert said.output, words
        assert said.exit_code in (0, 1), f"{words}: {said.output}"
        assert marks_in(said.output.encode()) == set(), words
    tell = {name for name, one in commands(dlp) if any("--json" in p.opts for p in one.params)}
    assert tell - SAYS_NOTHING_OF_OTHERS == {
        " ".join(word for word in words.split() if word[0] not in "-{")
        for words in SAYS
        if "--json" in words
    }


def test_a_fault_in_the_middle_of_saving_says_no_word_to_any_log(
    scene: PrivateScene, engine: Engine, stores: Stores
) -> None:
    text, author = sentence("fault"), scene.author_client
    older = scene.entries["older"]
    forms = ("/reflections/", f"/reflections/{older}/versions", "/reflections/drafts/")
    for lost in ("reflection_version", "vault_key", "reflection_draft"):
        with scene.without(lost):
            answers = [author.post(form, data={"text": text, "seen": "1"}) for form in forms]
        assert 500 in {answer.status_code for answer in answers}, lost
    # A character that the database cannot keep, a text that is too long, and an old form.
    author.post("/reflections/", data={"text": f"{text}\0"})
    assert author.post("/reflections/", data={"text": text * 2000}).status_code == 422
    scene.app.config["WTF_CSRF_ENABLED"] = True
    expired = author.post("/reflections/", data={"text": text, "csrf_token": "old"})
    assert expired.status_code == 400
    # Whoever wrote it has it back, and nobody else is told; the scene looks at our own log.
    assert marks_in(expired.data) == {"fault"}
    assert "broken" in {line["event"] for line in scene.log}
    assert in_database_files(engine, stores.folder, scene.began) == []
