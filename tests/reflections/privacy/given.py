"""What the author lets others read: versions that are shared, and a sentence that is given."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.outputs.rules.allowed import Entered
from app.outputs.rules.easy_read import Line
from app.reflections.models import Attachment
from tests.make.files import make_picture
from tests.make.gifts import give_picture
from tests.make.making import make_message, make_note, make_suggestion_about
from tests.make.outputs import Scene
from tests.make.retellings import easy_read, translation

if TYPE_CHECKING:
    from app.outputs.models import Output
    from tests.reflections.privacy.scene import PrivateScene

OFFERED = "We met at the allotment and stayed."
# What the mentor gives to the same report, and where its pages say that it lies.
GATE = make_picture()
GATES_HASH = sha256(GATE).hexdigest()


def share(scene: PrivateScene) -> None:
    """One version for the facilitator, with talk about it; another for the cohort, ended."""
    cohort, runner = scene.way.cohort.id, scene.people["facilitator"].id
    for name, later, audience in (
        ("shared", "after", f"facilitator:{cohort}:{runner}"),
        ("ended", "stays", f"cohort:{cohort}"),
    ):
        at = scene.entry(name, later)
        fields = {"audience": audience, "last_day": "2027-02-03", "version": "1"}
        purpose = "purpose" if name == "shared" else "endedpurpose"
        if name == "shared":
            fields["files"] = go_along(scene)
        made = scene.send(f"{at}/shares", purpose=scene.text(purpose), **fields).location
        scene.shares.append(made.rsplit("/", 1)[1])
    said, over = (f"/shares/{share}" for share in scene.shares)
    scene.send(f"{said}/comments", by="facilitator", text=scene.text("comment"))
    scene.send(f"{said}/comments", text=scene.text("answer"))
    scene.send(f"{over}/endings")


def go_along(scene: PrivateScene) -> str:
    """A picture on the shared entry: what is said of it goes along, its name does not."""
    file = (BytesIO(make_picture()), f"{scene.text('alongname')}.jpg", "image/jpeg")
    at = f"/reflections/{scene.entries['shared']}/attachments"
    scene.send(at, file=file, description=scene.text("along"))
    with scene.platform.sessions() as db:
        return str(db.scalars(select(Attachment.id)).one())


def offer(scene: PrivateScene) -> Output:
    """One sentence of an entry goes into a published output; the rest stays."""
    told = f"{OFFERED} {scene.text('rest')}"
    made = scene.send("/reflections/", text=told).location
    scene.entries["rest"] = made.rsplit("/", 1)[1]
    offered = {"reflection": scene.entries["rest"], "version": "1", "pick": "0"}
    allowed: dict[str, Any] = {
        "audience": "public",
        "named_as": "full_name",
        "cohort": scene.way.cohort.id,
    }
    scene.send("/contributions/", **offered, **allowed)
    outputs = Scene(
        scene.platform.sessions, scene.clock, scene.way.cohort, scene.people["facilitator"]
    )
    mentor = scene.people["mentor"]
    give_picture(outputs, mentor, content=GATE)
    output = outputs.published(scene.people["author"], mentor)
    put_together(outputs, output)
    # The same sentence is told in other words, and its author is asked about that.
    given = outputs.selections(output)[0].contribution_id
    easy_read(outputs, output, [Line("Ours."), Line("We stayed.", source=given)])
    translation(outputs, output, "cy", words="Arhoson ni.")
    # Whoever gets texts has not answered about what they gave to the next edition.
    outputs.offer(mentor)
    outputs.give(mentor, entered=Entered(outputs.facilitator.id, "phone"))
    outputs.ask_draft(output)
    outputs.build()
    outputs.edition(output)
    return output


def put_together(outputs: Scene, output: Output) -> None:
    """What facilitators write for a report, and suggest about the sentence that was given."""
    make_note(outputs, output)
    make_message(outputs, output)
    given = outputs.selections(output)[0].contribution_id
    make_suggestion_about(outputs, given, "the allotment", "a place")
