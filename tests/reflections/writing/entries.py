"""Writing an entry as a person does, and looking at what was kept."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.browser_like import post
from tests.make.reflections import kept_texts


def kept(db: Session) -> list[str]:
    """Every version there is, oldest first."""
    db.commit()
    return kept_texts(db)


def write(client: FlaskClient, text: str, **more: object) -> str:
    """Write an entry and give its address."""
    answer = post(client, "/reflections/", {"text": text, **more})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]
