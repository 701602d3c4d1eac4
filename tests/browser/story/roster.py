"""A facilitator sends a messy spreadsheet in, and says yes to what it would do."""

from __future__ import annotations

from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor

TEXT_NUMBER = "+447700900176"
# As somebody kept it for years: headings of their own, semicolons, an old encoding, a line break
# in a cell, somebody twice, and a row without a way to reach the person.
LIST = """\
Surname;First name ;E-mail address;Mobile;How to reach;Where paper can go\r
{last};{first};  {first} {last} <{email}>;;;\r
Thistle;Tam;;07700\u00a0900 176;Text;\r
Petal;Pearl;;;on paper;"4 Mill Lane\r
Millbrook"\r
{last};{first};{shouted};;;\r
O\u2019Dell;Sam;;;;\r
"""
TAM, PEARL, NOBODY = "Tam Thistle", "Pearl Petal", "O\u2019Dell"


def send_it_in(facilitator: Visitor, cast: Cast) -> None:
    """From the cohort's page to what the list would do, and by one yes to the people."""
    first, last = cast.nurse.name.split(maxsplit=1)
    email = cast.nurse.email
    text = LIST.format(first=first, last=last, email=email, shouted=email.upper())
    facilitator.follow("Send in a spreadsheet")
    facilitator.send_in("Your list", "people (old).csv", text.encode("cp1252"))
    facilitator.pick("Where the list does not say it, people come as", "Community health creator")
    facilitator.press("Look at this list")
    facilitator.sees_heading("Look at your list")
    facilitator.sees("Nobody has been added yet.")
    facilitator.press("Invite 3 people")
    facilitator.sees_heading("What came of your list")
    assert NOBODY in facilitator.download("Download the rows to put right").decode("utf-8-sig")
    facilitator.follow("See the people")
    for name in (cast.nurse.name, TAM, PEARL):
        facilitator.sees(name)
    facilitator.sees_nothing_of(NOBODY)
