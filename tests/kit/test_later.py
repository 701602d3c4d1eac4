"""What few requests need is not there at the start, and is there when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.kit.later import Later

RARE = (
    *("authlib", "celery", "docx", "icalendar", "joserfc", "kombu", "lxml", "mutagen", "numpy"),
    *("PIL", "requests", "ruamel", "rustworkx", "segno", "typst", "valkey", "webauthn"),
    "xlsxwriter",
)
MAKE = """
import gc, sys
import app
looks = sum(one["collections"] for one in gc.get_stats())
from app.factory import create_app
from app.settings import read_settings
from app.wiring import build

nowhere = {"DLP_DATABASE_URL": "postgresql:///nowhere", "DLP_REDIS_URL": "redis://127.0.0.1:1"}
create_app(build(read_settings(nowhere)))
print(*(one for one in sys.argv[1:] if one in sys.modules))
print(sum(one["collections"] for one in gc.get_stats()) - looks)
"""


@pytest.fixture(scope="module")
def start() -> list[str]:
    """What was loaded that few need, and how often garbage was looked for meanwhile."""
    command = [sys.executable, "-c", MAKE, *RARE]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_web_part_starts_without_what_few_requests_need(start: list[str]) -> None:
    assert start[0] == ""


def test_the_web_part_starts_without_a_look_for_garbage(start: list[str]) -> None:
    assert start[1] == "0"


def test_what_is_put_off_is_there_when_it_is_needed() -> None:
    assert Later("json").dumps([1]) == "[1]"
