"""One scene for each test, in which everything is written that somebody can write in private."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from structlog.testing import capture_logs

from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.reflections.privacy.asking import noting_questions
from tests.reflections.privacy.marks import marks_in
from tests.reflections.privacy.scene import PrivateScene

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def scene(
    app: Flask,
    platform: Platform,
    clock: StoppedClock,
    sign_in: SignIn,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[PrivateScene]:
    """The scene; at the end of each test nothing of it stands in any line of any log."""
    caplog.set_level("DEBUG")
    monkeypatch.setattr(app, "request_class", noting_questions(app.request_class))
    with capture_logs() as lines:
        yield PrivateScene(app, platform, clock, sign_in, lines)
    printed = capfd.readouterr()
    said = [str(lines), caplog.text, *(str(vars(one)) for one in caplog.records)]
    assert len(lines) > 15
    told = [marks_in(one.encode()) for one in (*said, printed.out, printed.err)]
    assert set().union(*told) == set()
