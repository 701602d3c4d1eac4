"""A file that somebody takes along, as other programs read it."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient


def taken(client: FlaskClient, address: str) -> Any:
    """What stands in a JSON file that is offered to be kept."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return answer.json
