"""People give words to a report, it is put together with them, and each answers for their own."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.town import NORA, TILLY, Town
from tests.browser.visitor import Visitor
from tests.reflections.privacy.marks import sentence

TITLE = "What keeps Millbrook well"
SLUG = "what-keeps-millbrook-well"
HERE = "/cohorts/millbrook"
# These words are taken back at the end, and then stand nowhere.
GIVEN = sentence("given")
PRACTICE = "Harbour Lane Surgery"
KEPT = f"At {PRACTICE} somebody asked what matters to me."
READ = "At [a surgery] somebody asked what matters to me."
HEARD = "The bus driver waited for me, every Tuesday, all winter long."
MESSAGE = "People are well where somebody waits for them."


def give(author: Visitor, words: str) -> None:
    """From what somebody has offered to something more that anyone may read."""
    author.open("/contributions/")
    author.follow("Tell something new")
    author.follow("Something I said or thought")
    author.fill("Your words", words)
    author.press("Offer it", status=422)
    author.tick("Anyone, on a public page")
    author.tick(f"My first name: {_first(NORA)}")
    author.press("Offer it")
    author.is_told("Thank you. It is offered.")
    author.sees(words)


def write_down_for_tilly(facilitator: Visitor) -> None:
    """A story that is told by phone, read back, and kept with who wrote it down."""
    facilitator.open(f"{HERE}/outputs")
    facilitator.follow("Write down what somebody tells you, or look after it for them")
    facilitator.follow("Write down what somebody tells you")
    facilitator.pick("Who tells you something?", TILLY)
    facilitator.tick("Story")
    facilitator.press("Go on")
    facilitator.fill("Your story", HEARD)
    facilitator.tick("Anyone, on a public page")
    facilitator.tick(f"My first name: {_first(TILLY)}")
    facilitator.tick("By phone")
    facilitator.tick("I have read all of this back to them, and it is what they want")
    facilitator.press("Keep it for them")
    facilitator.sees(HEARD)


def ask_for_the_report(facilitator: Visitor) -> None:
    """From the cohort's outputs to one whose first draft is made."""
    facilitator.open(f"{HERE}/outputs")
    facilitator.fill("Title", TITLE)
    facilitator.press("Make a draft")
    facilitator.wait_for_link("Read the draft", again="See how far it is now")


def suggest_brackets(facilitator: Visitor, *, number: int) -> None:
    """The name of a practice is to be left out; only its author can say so."""
    facilitator.follow("Choose what goes in, and group it")
    facilitator.follow(f"Suggest to take something out of words {number}")
    facilitator.fill("Which words should be taken out?", PRACTICE)
    facilitator.fill("What should readers see in [brackets] in their place?", "a surgery")
    facilitator.fill("Why?", "The people who work there have not been asked.")
    facilitator.press("Suggest it to the author")
    facilitator.sees("This waits for the author's answer.")


def agree_to_brackets(author: Visitor) -> None:
    """The author sees before and after, and says yes."""
    author.open("/contributions/")
    author.follow("See it, and say yes or no")
    author.sees(READ)
    author.press("Yes, take it out")
    author.sees(READ)


def put_together(facilitator: Visitor) -> None:
    """A message of the group, the words that stand under it, and a draft of it all."""
    facilitator.open(f"{HERE}/outputs")
    facilitator.follow(TITLE)
    facilitator.follow("Choose what goes in, and group it")
    facilitator.follow("Write a message")
    facilitator.fill("The message", MESSAGE)
    facilitator.tick("People said it, each for themselves")
    facilitator.press("Save the message")
    for place in facilitator.main.get_by_label("Where do these words stand?").all():
        place.select_option(label=f"Message 1: {MESSAGE}")
    facilitator.press("Save where words stand")
    facilitator.go_back()
    with facilitator.product.worker_asleep():
        facilitator.press("Make the draft again")
        facilitator.sees_heading("The draft is being made")
    facilitator.wait_for_link("Read the draft", again="See how far it is now")


def ask_the_authors(facilitator: Visitor) -> None:
    """The draft is as the facilitator wants it; nobody has been written to about it before."""
    facilitator.sees("Nobody has been asked yet.")
    facilitator.press("Ask the authors")
    facilitator.is_told("The authors are asked.")


def say_yes_in_place(author: Visitor, words: str) -> None:
    """The author looks at their words where they will stand, and says yes to them."""
    author.open("/approvals/")
    section = author.main.locator("section", has_text=words)
    with author.arriving():
        section.get_by_role("link", name="Look at your words in place").click()
    author.sees(MESSAGE)
    author.press("Yes, show them like this")
    author.is_told("Thank you.")


def say_yes_by_link(on_her_phone: Visitor, town: Town) -> None:
    """Tilly gets a text, opens what it leads to, and says yes; nobody is signed in."""
    # One text: about the draft in which her words stand under a message.
    on_her_phone.open(town.tilly_gets_link("/your-words/", count=1))
    on_her_phone.sees(HEARD)
    on_her_phone.press("Yes, show them like this")
    on_her_phone.sees_heading("Thank you")


def make_and_publish(facilitator: Visitor, *, number: int) -> None:
    """From the page of a report to an edition that anyone can read."""
    facilitator.press("Make the edition" if number == 1 else "Make a fresh edition")
    facilitator.wait_for_link(f"Read edition {number}", again="See how far it is now")
    publish(facilitator, number=number)


def publish(facilitator: Visitor, *, number: int) -> None:
    """The edition that waits is read and published."""
    facilitator.follow(f"Read edition {number}")
    facilitator.go_back()
    facilitator.press(f"Publish edition {number}")
    facilitator.follow(f"Edition {number}")
    facilitator.sees(f"Edition {number}, published on")


def take_back(author: Visitor, words: str) -> None:
    """From what one has offered to words that are taken back."""
    author.open("/contributions/")
    section = author.main.locator("section", has_text=words)
    with author.arriving():
        section.get_by_role("link", name="Take this back").click()
    author.press("Take them back")
    author.is_told("No page and no file here shows them any more.")


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0]


def read_numbers(reader: Visitor) -> None:
    """The table of a chart is folded away, and is there for whoever opens it."""
    table = reader.main.get_by_role("table", name="as a table").first
    expect(reader.main.get_by_role("img").first).to_be_visible()
    expect(table).to_have_count(0)
    reader.main.get_by_text("The same as a table").first.click()
    expect(table).to_be_visible()
    reader.check()


def print_it(reader: Visitor) -> None:
    """On paper a chart stands once, words and numbers follow each other, and nothing is below."""
    reader.page.emulate_media(media="print")
    expect(reader.main.get_by_role("img").first).to_be_visible()
    expect(reader.main.get_by_text("The same as a table").first).to_be_hidden()
    expect(reader.page.get_by_role("contentinfo")).to_have_count(0)
    parts = reader.main.locator(".dlp-part")
    breaks = parts.evaluate_all("all => all.map((one) => getComputedStyle(one).breakBefore)")
    assert set(breaks) == {"auto"}
    # A heading stays with what it is over, and a table ties nothing to it.
    ends = (
        "all => all.map((one) => [!one.querySelector('table'), getComputedStyle(one).breakAfter])"
    )
    assert {tuple(one) for one in parts.evaluate_all(ends)} == {(True, "avoid"), (False, "auto")}
    reader.page.emulate_media(media="screen")
