"""The JSON of a log, in parts, so that none of it needs to be whole in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from app.reflections.rules.export import FORMAT, FORMAT_VERSION


class Taken(Protocol):
    """Something that is taken along."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        ...


def json_parts(
    name: str, kind: str, lists: Mapping[str, Iterable[Taken]], *, made_at: datetime
) -> Iterator[str]:
    """A JSON object with these lists, piece by piece; `kind` is appraisal or everything."""
    head = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "kind": kind,
        "name": name,
        "made_at": made_at.isoformat(),
    }
    yield _said(head)[:-2]
    for key, items in lists.items():
        yield f",\n{json.dumps(key)}: ["
        for place, item in enumerate(items):
            yield (",\n" if place else "\n") + _said(item.to_json())
        yield "\n]"
    yield "\n}\n"


def _said(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
