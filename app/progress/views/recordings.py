"""What a page may fetch from another site once somebody asks for a recording, and not before."""

from __future__ import annotations

from app.progress.queries import StepPage
from app.progress.rules.recordings import Recording, recording_at
from app.web.security import let_play


def recording_here(page: StepPage) -> Recording | None:
    """The recording of a step, which this answer, and no other, lets the browser play."""
    recording = recording_at(page.data.get("recording"))
    if recording is not None:
        let_play("frame" if recording.kind == "frame" else "media", recording.origin)
    return recording
