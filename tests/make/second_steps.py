"""Makes second steps for tests, and the codes that an app would show."""

from __future__ import annotations

from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from app.people.actions.codes import confirm_code_app, secret_of_started, start_code_app
from app.people.models import Person
from tests.clock import NOON


class App:
    """An authenticator app on somebody's phone."""

    def __init__(self, secret: str) -> None:
        self._app = pyotp.TOTP(secret.replace(" ", ""))

    def shows(self, moment: datetime) -> str:
        """The code at a moment."""
        return self._app.at(moment)


def set_up_app(db: Session, person: Person, *, now: datetime = NOON) -> tuple[App, list[str]]:
    """An app that works for this person, and the recovery codes that came with it; committed."""
    start_code_app(db, person, now=now)
    app = App(secret_of_started(db, person, now=now))
    codes = confirm_code_app(db, person, typed=app.shows(now), now=now)
    db.commit()
    return app, codes
