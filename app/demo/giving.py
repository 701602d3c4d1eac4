"""What people of the demo write, draw and tell to offer it: each kind, on other terms."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from app.demo.scene import DemoCohort, Scene
from app.outputs.actions.give import Gift, Offering, give
from app.outputs.actions.pictures import SentPicture
from app.outputs.actions.tell import Telling, enter_gift
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import (
    ALLIANCE,
    CHOSEN,
    COHORT,
    FIRST_NAME,
    FULL_NAME,
    NAME_AND_ROLE,
    NOBODY,
    PUBLIC,
    ROLE_AND_PLACE,
)
from app.outputs.rules.gifts import (
    LEARNING,
    MESSAGE,
    NOBODY_IN_IT,
    PICTURE,
    QUOTE,
    STEP,
    STORY,
)

WIDTH, HEIGHT = 960, 640


@dataclass(frozen=True)
class Offered:
    """Something that is offered, and what is allowed for it."""

    gift: Gift
    allowed: Allowed


def _terms(audience: str, named_as: str, **more: object) -> Allowed:
    return Allowed(audience, named_as, None, few_known=True, **more)  # type: ignore[arg-type]


WRITTEN = (
    Offered(
        Gift(
            STORY,
            "My neighbour had not left her flat since the spring. Nobody had asked her to.\n\n"
            "I knocked with two tomatoes too many. She knew how to make them into something. "
            "Now she shows four of us, every Thursday, and the surgery sees her less.",
            "Two tomatoes too many",
        ),
        _terms(PUBLIC, FIRST_NAME, training=True),
    ),
    Offered(
        Gift(MESSAGE, "Ask what people can do before you ask what they need."),
        _terms(PUBLIC, NAME_AND_ROLE, role="practice nurse"),
    ),
    Offered(
        Gift(
            STEP,
            "Put two chairs and a kettle in the corner of the waiting room. Say whose turn it is "
            "to sit there and chat: it need not be somebody who works there.",
        ),
        _terms(PUBLIC, ROLE_AND_PLACE, role="link worker", check_first=False),
    ),
    Offered(
        Gift(
            LEARNING,
            "I thought that I had to have the answers. I listen more now, and people find their "
            "own.",
        ),
        _terms(ALLIANCE, CHOSEN, chosen_name="Blue Heron"),
    ),
    Offered(
        Gift(QUOTE, "It is the first place where nobody looked at a screen while I talked."),
        _terms(COHORT, NOBODY),
    ),
)
CAPTION = "The bed behind the surgery, before the beans came up."
SHOWS = "A drawing of a raised bed of earth with eight green shoots, under a pale sky"
TOLD = (
    Offered(
        Gift(STEP, "Ring people who did not come. Say that you missed them, and ask nothing else."),
        _terms(PUBLIC, FULL_NAME),
    ),
    Offered(
        Gift(
            STORY,
            "The lift was broken for five weeks. I wrote three letters and got three answers.\n\n"
            "Then the young man from the surgery carried my shopping up, all nine floors, and said "
            "nothing until the top. He said, I see. The next letter we wrote together.",
            "Nine floors",
        ),
        _terms(ALLIANCE, FULL_NAME),
    ),
)


def give_each(scene: Scene, demo: DemoCohort, *, days_ago: int) -> None:
    """People offer each kind, and one of them tells the facilitator some by phone."""
    others = [one.person for one in demo.joined if one.person.id != demo.facilitator.id]
    drawn = SentPicture(_draw_bed(), SHOWS, NOBODY_IN_IT)
    picture = Offered(Gift(PICTURE, CAPTION, picture=drawn), _terms(PUBLIC, FIRST_NAME))
    now = scene.ago(days=days_ago)
    for person, one in zip(others, (*WRITTEN, picture), strict=False):
        offering = Offering(person.id, demo.cohort, scene.key())
        give(scene.db, offering, gift=one.gift, allowed=one.allowed, now=now)
    for teller, one in zip(others[-1:] * len(TOLD), TOLD, strict=False):
        enter_gift(
            scene.db,
            demo.facilitator,
            Offering(teller.id, demo.cohort, scene.key()),
            gift=one.gift,
            allowed=one.allowed,
            telling=Telling("phone", read_back=True),
            now=now,
        )


def _draw_bed() -> bytes:
    """A bed of earth with eight shoots, as a PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "#dcebf2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 400, WIDTH, HEIGHT), fill="#8fae7a")
    pen.rectangle((120, 360, 840, 560), fill="#7a5230")
    pen.rectangle((120, 400, 840, 560), outline="#5b3b20", width=8)
    for number in range(8):
        x = 165 + number * 90
        pen.line((x, 400, x, 330), fill="#3c7a3a", width=8)
        pen.ellipse((x - 28, 306, x, 336), fill="#4d9a49")
        pen.ellipse((x, 296, x + 28, 326), fill="#4d9a49")
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
