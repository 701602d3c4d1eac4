"""The demo's first report in Easy Read and in Welsh, with the yes of some of those quoted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.demo.scene import DemoCohort, Scene
from app.outputs.actions.answer_retold import answer_retold, publish_retelling
from app.outputs.actions.retell import (
    Teller,
    Written,
    begin_retelling,
    write_easy_read,
    write_translation,
)
from app.outputs.models import Output, Retelling
from app.outputs.queries.retellings import Source, newest_source, told_of
from app.outputs.queries.retold_answers import retold_place
from app.outputs.rules.consent import YES
from app.outputs.rules.easy_read import Line
from app.outputs.rules.retelling import EASY_READ, TRANSLATION, pieces_of
from app.people.models import Person

# The words of the report that the demo has in Welsh; all else stands there in English.
WELSH = {
    "About this report": "Am yr adroddiad hwn",
    "In people's own words": "Yng ngeiriau pobl eu hunain",
    "Key messages": "Negeseuon allweddol",
    "The course in numbers": "Y cwrs mewn rhifau",
    "How to read the numbers": "Sut i ddarllen y rhifau",
    "What": "Beth",
    "What we counted": "Yr hyn a gyfrifon ni",
    "fewer than 8": "llai nag 8",
}
# How some of what people wrote begins, what it is in Easy Read, its drawing, and the same in Welsh.
SAID = (
    (
        "I asked a patient",
        ("I asked somebody what is important to her.", "question"),
        "Gofynnais i glaf beth sy'n bwysig iddi, yn lle beth sy'n bod arni.",
    ),
    (
        "When I was ill",
        ("I was ill. My neighbour helped me to go outside.", "hand"),
        "Pan oeddwn i'n sâl, fy nghymydog a'm cafodd i allan o'r fflat.",
    ),
    (
        "It is not that people",
        ("Everybody can be reached.", "people"),
        "Nid bod pobl yn anodd eu cyrraedd.",
    ),
    (
        "Somebody said that a good surgery",
        ("A surgery can be as warm as a kitchen.", "cup"),
        "Dywedodd rhywun fod meddygfa dda yn teimlo fel cegin.",
    ),
    (
        "I was nervous",
        ("I was afraid to talk to doctors. It went well.", "talk"),
        "Roeddwn i'n nerfus am siarad wrth ymyl meddygon.",
    ),
    (
        "My confidence went",
        ("I lost my job. Then I did not believe in myself.", "heart"),
        "Aeth fy hyder pan gollais i fy swydd, nid pan ges i fy niagnosis.",
    ),
)


def tell_again(scene: Scene, demo: DemoCohort, output_id: UUID, *, days_ago: int) -> None:
    """The facilitator writes both, asks those quoted, and publishes; every other one says yes."""
    now = scene.ago(days=days_ago)
    output = scene.db.get_one(Output, output_id)
    source = newest_source(scene.db, output_id, now=now)
    if source is None:
        return
    easy = _begin(scene, demo, source, Teller(EASY_READ, "en", demo.facilitator.name), now)
    lines = _easy_lines(demo, source)
    write_easy_read(scene.db, easy, source=source, lines=lines, seen=easy.revision)
    welsh = _begin(scene, demo, source, Teller(TRANSLATION, "cy", "Dilys Bevan"), now)
    write_translation(scene.db, welsh, source=source, texts=_welsh(source))
    for one in (easy, welsh):
        publish_retelling(scene.db, told_of(scene.db, one), output=output, now=now)
        _say_yes(scene, demo, one, now)


def _begin(
    scene: Scene, demo: DemoCohort, source: Source, teller: Teller, now: datetime
) -> Retelling:
    made = begin_retelling(scene.db, demo.facilitator, source=source, teller=teller, now=now)
    return scene.db.get_one(Retelling, made)


def _easy_lines(demo: DemoCohort, source: Source) -> list[Line]:
    told = [
        Line(text, symbol=symbol, source=piece.source)
        for begins, (text, symbol), _ in SAID
        for piece in pieces_of(source.document, source.places)
        if piece.source and piece.text.startswith(begins)
    ]
    return [
        Line("Who we are", is_heading=True),
        Line(f"We are {demo.cohort.name}.", symbol="people"),
        Line("We learn together what keeps people well.", symbol="tree"),
        Line("What people said", is_heading=True),
        *told,
        Line("What we counted", is_heading=True),
        Line("We counted how many of us did each part.", symbol="numbers"),
        Line("You can read all of it in the whole report.", symbol="pen"),
    ]


def _welsh(source: Source) -> dict[int, Written]:
    said = {begins: welsh for begins, _, welsh in SAID}
    texts: dict[int, Written] = {}
    for piece in pieces_of(source.document, source.places):
        found = WELSH.get(piece.text) if piece.source is None else None
        for begins, welsh in said.items():
            # A quote of one sentence only: the others are not translated here.
            if piece.source and piece.text.startswith(begins) and piece.text.count(".") == 1:
                found = welsh
        if found:
            texts[piece.position] = Written(found)
    return texts


def _say_yes(scene: Scene, demo: DemoCohort, retelling: Retelling, now: datetime) -> None:
    """Every other author says yes; the others have not answered yet."""
    told = told_of(scene.db, retelling)
    for of in told.sources[::2]:
        kept = told.answers[of]
        place = retold_place(scene.db, demo.facilitator, retold_id=kept.id, now=now)
        if place is not None:
            author = scene.db.get_one(Person, place.author_id)
            answer_retold(scene.db, author, place, says=YES, shown=place.shown_sha256, now=now)
