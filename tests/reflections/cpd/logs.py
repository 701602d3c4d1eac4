"""A log as a file, made up or packed, and bringing it in on the pages."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.kit.db import new_id
from tests.browser_like import post
from tests.clock import NOON

PLAN = "/reflections/imports/plan"


def send(client: FlaskClient, content: bytes) -> TestResponse:
    return post(client, "/reflections/imports", {"file": (io.BytesIO(content), "log.zip")})


def say_yes(client: FlaskClient) -> TestResponse:
    return post(client, PLAN)


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def log(*entries: dict[str, Any], cpd: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {
        "format": "discovery-learning-log",
        "version": 1,
        "entries": list(entries),
        "cpd": list(cpd),
    }


def entry(*texts: str, **more: object) -> dict[str, Any]:
    at = NOON.isoformat()
    versions = [
        {"number": place, "written_at": at, "text": text, "restored_from": None}
        for place, text in enumerate(texts, start=1)
    ]
    return {"key": str(new_id()), "written_at": at, "began": "", "versions": versions, **more}


def record(**more: object) -> dict[str, Any]:
    return {
        "key": str(new_id()),
        "day": "2027-01-10",
        "minutes": 30,
        "with_others": True,
        "title": "A talk",
        **more,
    }
