"""One process that makes all five formats once, as a worker does or with bare libraries.

It warms up on something small, reads a line, makes them, and says what that took: seconds of a
processor, seconds on the clock, and the most memory that it ever held.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select

from app.factory import create_app
from app.gateways.ports.press import DOCX, PDF, XLSX
from app.kit.document import Document, Heading, Quote
from app.outputs.actions.build import build_next
from app.outputs.actions.publish import publish_edition
from app.outputs.models import OutputEdition
from app.people.models import Person
from app.settings import read_settings
from app.wiring import build
from tests.bench import bare_formats
from tests.bench.community import ask_edition
from tests.bench.processes import peak_mb
from tests.make.people import make_person

Make = Callable[[], Mapping[str, int]]
SMALL = Document(
    title="Small",
    dated=date(2027, 1, 1),
    date_text="1 January 2027",
    blocks=(Heading(level=1, text="A heading"), Quote(text="Some words.")),
)


def product(output_id: UUID) -> Make:
    """All stages of an edition, publishing it, and its page and tree as the web gives them."""
    on = build(read_settings())
    web = create_app(on).test_client()
    for file_format in (PDF, DOCX, XLSX):
        on.press.make(SMALL, file_format)
    web.get("/outputs/")

    def make() -> Mapping[str, int]:
        now = on.clock.now()
        with on.transaction() as db:
            output = ask_edition(db, output_id, now=now)
        assert build_next(on.sessions, on.press, clock=on.clock)
        with on.transaction() as db:
            waits = OutputEdition.published_at.is_(None)
            edition_id = db.scalars(select(OutputEdition.id).where(waits)).one()
            actor = db.scalars(select(Person).limit(1)).first() or make_person(db)
            number = publish_edition(db, actor, output=output, edition_id=edition_id, now=now)
        place = f"/outputs/{output.slug}/{number}"
        endings = ("", ".pdf", ".docx", ".xlsx", ".json")
        return {ending or ".html": _size(web, f"{place}{ending}") for ending in endings}

    return make


def _size(web: FlaskClient, address: str) -> int:
    """How large an answer is; nothing of it stays, as in a web worker."""
    answer = web.get(address)
    assert answer.status_code == 200, answer.status
    return len(answer.data)


def bare(path: str) -> Make:
    """The same content by each library alone, as its manual shows it."""
    bare_formats.PICTURES = Path(path).parent
    tree: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    for write in bare_formats.ALL.values():
        write(SMALL.to_json())

    def make() -> Mapping[str, int]:
        bare_formats.shrink(tree)
        return {name: len(write(tree)) for name, write in bare_formats.ALL.items()}

    return make


def main(argv: list[str]) -> None:
    """`product OUTPUT`, or `bare FILE`."""
    make = product(UUID(argv[1])) if argv[0] == "product" else bare(argv[1])
    _say("ready")
    sys.stdin.readline()
    cpu, clock = time.process_time(), time.perf_counter()
    sizes = make()
    took = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
    held = peak_mb()
    _say(json.dumps({**took, "held": held, "sizes": sizes}))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
