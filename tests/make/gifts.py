"""Makes what people give beside quotes: stories, and pictures with their bytes."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from uuid import UUID

from PIL import Image

from app.kit.db import new_id
from app.outputs.models import Consent, Contribution, ContributionPicture
from app.outputs.rules.consent import PUBLIC
from app.outputs.rules.gifts import PICTURE, STORY
from app.outputs.rules.words import hash_of
from app.people.models import Person
from tests.make.outputs import Scene
from tests.make.prints import make_picture

TALE = "The gate was locked.\n\nThen somebody asked, and it was opened."
SHOWS = "A green gate that stands open"


def give(
    scene: Scene,
    author: Person,
    *,
    kind: str = STORY,
    text: str = TALE,
    title: str = "",
    content: bytes = b"",
    alternative: str = SHOWS,
) -> UUID:
    """A contribution that its author allows on a public page; a picture where there are bytes."""
    given = Contribution(
        id=new_id(),
        cohort_id=scene.cohort.id,
        author_id=author.id,
        kind=kind,
        title=title,
        slices=[],
        text=text,
        sha256=hash_of(text),
        request_key=new_id(),
        given_at=scene.now(),
    )
    with scene.sessions.begin() as db:
        db.add(given)
        db.flush()
        db.add(
            Consent(
                contribution_id=given.id,
                audience=PUBLIC,
                named_as="full_name",
                given_at=scene.now(),
            )
        )
        if content:
            with Image.open(BytesIO(content)) as found:
                width, height = found.size
            db.add(
                ContributionPicture(
                    contribution_id=given.id,
                    media_type="image/jpeg",
                    width=width,
                    height=height,
                    alternative=alternative,
                    has_people=False,
                    sha256=sha256(content).hexdigest(),
                    content=content,
                )
            )
        return given.id


def give_picture(
    scene: Scene, author: Person, *, content: bytes = b"", text: str = "Our gate"
) -> UUID:
    """A picture that its author allows on a public page."""
    return give(scene, author, kind=PICTURE, text=text, content=content or make_picture())
