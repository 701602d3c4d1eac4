"""What is typed into every form there is; nothing in it is the author's words."""

from __future__ import annotations

from app.kit.db import new_id
from tests.reflections.privacy.marks import SEARCHED
from tests.reflections.privacy.scene import PrivateScene


def typed_in(scene: PrivateScene) -> dict[str, object]:
    """What is typed into every form; nothing in it is the author's words."""
    author = scene.people["author"].id
    return {
        "text": "What do you think?",
        "reason": "A child may not be safe, and nobody can reach them by any other way.",
        "purpose": "To talk about it.",
        "title": "A title",
        "name": "A name",
        "request_key": str(new_id()),
        "version": "1",
        "number": "1",
        "seen": "1",
        "pick": "0",
        "person": str(author),
        "author": str(author),
        "cohort": str(scene.way.cohort.id),
        "session": str(scene.session_id),
        "step": str(scene.way.steps["reflect"].id),
        "share": scene.shares[0],
        "draft": scene.drafts["draft"],
        "audience": f"mentor:{scene.way.cohort.id}:{scene.people['mentor'].id}",
        "last_day": "2027-02-03",
        "named_as": "full_name",
        "answer": "sorry",
        "revision": "1",
        **dict.fromkeys(("q", "search", "word", "words"), SEARCHED),
    }
