"""The image and compose.yaml start the same commands as `make run`, and each command is sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from celery.bin.beat import beat as celery_beat
from celery.bin.worker import worker as celery_worker
from gunicorn.config import Config  # type: ignore[import-untyped]
from ruamel.yaml import YAML

from app.launch import commands

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")
SERVICES: dict[str, Any] = COMPOSE["services"]
# What differs between a person's machine and a server.
LOCAL = {"--bind", "--graceful-timeout", "--log-level", "--loglevel"}


def without_local(argv: list[str]) -> list[str]:
    """The command after its interpreter, with the values of local flags left out."""
    keep = argv[1:]
    return [part for before, part in zip(["", *keep], keep, strict=False) if before not in LOCAL]


def image_command() -> list[str]:
    """What the image runs by itself."""
    found = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    command: list[str] = json.loads(found[-1])
    return command


def test_the_image_starts_the_web_as_make_run_does() -> None:
    assert image_command()[0] == "python"
    assert without_local(image_command()) == without_local(commands.web("127.0.0.1:8000", 2))


def test_compose_starts_worker_and_schedule_as_make_run_does() -> None:
    assert without_local(SERVICES["worker"]["command"]) == without_local(commands.worker(2))
    assert without_local(SERVICES["beat"]["command"]) == without_local(commands.beat())


@pytest.mark.parametrize("argv", [image_command(), commands.web("127.0.0.1:8000", 2)])
def test_gunicorn_understands_its_command(argv: list[str]) -> None:
    assert argv[1:3] == ["-m", "gunicorn"]
    parsed = Config().parser().parse_args(argv[3:])
    assert (parsed.worker_class, parsed.workers, parsed.threads) == ("gthread", 2, 4)
    assert parsed.args == [commands.APPLICATION]


@pytest.mark.parametrize("argv", [SERVICES["worker"]["command"], commands.worker(2)])
def test_celery_understands_the_workers_command(argv: list[str]) -> None:
    assert argv[1:7] == ["-m", "celery", "--quiet", "-A", commands.QUEUE, "worker"]
    context = celery_worker.make_context("worker", argv[7:], resilient_parsing=True)
    assert context.params["concurrency"] == 2
    assert context.params["prefetch_multiplier"] == 1
    assert context.args == []


@pytest.mark.parametrize("argv", [SERVICES["beat"]["command"], commands.beat()])
def test_celery_understands_the_schedules_command(argv: list[str]) -> None:
    assert argv[1:7] == ["-m", "celery", "--quiet", "-A", commands.QUEUE, "beat"]
    context = celery_beat.make_context("beat", argv[7:], resilient_parsing=True)
    assert context.params["scheduler"] == commands.REDBEAT
    assert context.args == []


def test_two_of_everything_share_one_database_and_one_queue() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["deploy"]["replicas"] == 2
        assert SERVICES[name]["image"] == SERVICES["prepare"]["image"]
        assert SERVICES[name]["environment"] == SERVICES["prepare"]["environment"]
        finished = SERVICES[name]["depends_on"]["prepare"]["condition"]
        assert finished == "service_completed_successfully"
    assert SERVICES["database"]["image"] == "postgres:18"
    assert "noeviction" in SERVICES["queue"]["command"]


def test_nothing_starts_with_a_secret_that_everybody_could_know() -> None:
    told = SERVICES["web"]["environment"]
    assert told["DLP_SECRET_KEY"].startswith("${DLP_SECRET_KEY:?")
    assert ":${DLP_DATABASE_PASSWORD:?" in told["DLP_DATABASE_URL"]
    assert SERVICES["database"]["environment"]["POSTGRES_PASSWORD"] == "${DLP_DATABASE_PASSWORD}"
    # Neither store can be reached from elsewhere, and the web by a proxy on this machine alone.
    assert not [name for name in ("database", "queue") if SERVICES[name].get("ports")]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_the_image_runs_as_nobody_in_particular_and_without_a_compiler() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER dlp" in last
    assert "HEALTHCHECK" in last
    assert "/healthz" in last
    assert not re.search(r"apt-get|build-essential|gcc", DOCKERFILE)


def test_everything_the_image_copies_is_there_and_sent_to_the_builder() -> None:
    sent = (ROOT / ".dockerignore").read_text().split()
    for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in sent
