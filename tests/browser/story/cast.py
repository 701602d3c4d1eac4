"""Who takes part in the thread; everybody is made up."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.visitor import Visitor, Way


@dataclass(frozen=True)
class Person:
    """Somebody with a name and an address."""

    name: str
    email: str

    @property
    def first_name(self) -> str:
        """What friends say."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Cast:
    """The people of one cohort, each way of visiting with people of its own."""

    cohort: str
    lead: Person
    facilitator: Person
    nurse: Person
    neighbour: Person
    # The cohort's first day.
    starts_on: str = "2027-01-11"


def cast_for(way: Way) -> Cast:
    """The people who visit this way."""

    def person(name: str) -> Person:
        return Person(name, f"{name.split(maxsplit=1)[0].lower()}.{way.name}@people.example")

    return Cast(
        cohort=f"Millbrook neighbours ({way.name})",
        lead=person("Robin Reed"),
        facilitator=person("Femi Fields"),
        nurse=person("Nora Nettle"),
        neighbour=person("Cleo Clover"),
    )


def come_in_by_letter(visitor: Visitor, person: Person, subject: str, count: int = 1) -> None:
    """Open the sign-in link of the newest of `count` letters, and press the one button."""
    letter = visitor.product.mailbox.wait_for(person.email, subject, count)
    visitor.open(letter.link("/sign-in/link/"))
    visitor.press("Sign in")
    visitor.sees_heading(f"Hello {person.first_name}")


def ask_for_a_link_and_come_in(visitor: Visitor, person: Person, count: int = 1) -> None:
    """Ask for a link by e-mail, which is the `count`th to this person, and come in by it."""
    visitor.open("/sign-in")
    visitor.fill("E-mail address", person.email)
    visitor.press("Send me a link")
    visitor.sees_heading("Look in your e-mail")
    come_in_by_letter(visitor, person, "Your link to sign in", count)
