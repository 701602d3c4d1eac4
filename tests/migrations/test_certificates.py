"""Certificates come and go with their migration, and leave all else as it was."""

from __future__ import annotations

from sqlalchemy import func, inspect, select, text

from app import migrate
from app.certificates.actions.issue import issue_certificates
from app.certificates.models import Certificate
from app.kit.db import connect, session_maker
from app.post.models import Letter
from app.progress.models import StepProgress
from tests.clock import NOON
from tests.make.certificates import make_certificate
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0056_told_of_which_words"


def test_going_back_takes_certificates_and_they_can_be_issued_again(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            make_certificate(db)
            assert db.scalar(select(func.count()).select_from(Letter)) == 1
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        with engine.connect() as line:
            assert line.scalar(text("SELECT count(*) FROM letter")) == 0
        assert "certificate" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.scalar(select(func.count(Certificate.id))) == 0
            assert db.scalar(select(func.count(StepProgress.id))) == 5
            assert issue_certificates(db, now=NOON) == 1
        engine.dispose()
