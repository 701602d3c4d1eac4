"""The 2027 edition holds all that the design asks of ten modules, by name."""

from __future__ import annotations

import re

import pytest

from app.syllabus.rules.content import CaseStudy
from app.syllabus.rules.framework import FrameworkEditionWritten
from app.syllabus.rules.library import Cases, Checklist, Glossary, Pledges, Policies
from app.syllabus.rules.reading_age import age_of
from app.syllabus.rules.written import WrittenModule
from tests.make.course import written_course

COURSE = written_course()
(EDITION,) = [edition for edition in COURSE.editions if edition.front.key == "2027"]
MODULES = {module.front.key: module for module in EDITION.modules}
FRAMEWORKS = {framework.key: framework for framework in COURSE.frameworks}

# Each module in its place, and what its case studies, their figures and its texts must name.
ASKED = {
    "what-makes-people-well": (["Middleport"], ["19.1 years", "18.8 years", "salutogenesis"]),
    "the-three-cs": (["Salford", "kidney"], ["16 deaths", "32 months", "four needs", "income"]),
    "listening-and-truth-telling": (
        ["Lostock", "North West London"],
        ["what matters to you", "listening walk"],
    ),
    "strengths-self-organising-reciprocity": (
        ["TR14ers", "Salford Dadz"],
        ["1:13 to 1:20", "1:2.25", "asset map", "time-bank", "five ways to wellbeing"],
    ),
    "sharing-and-shifting-power": (["Beacon"], ["£3.9 million", "50%", "69%", "kindness"]),
    "four-relationships": (
        ["Crafty Fox", "Greater Manchester"],
        ["Community DJ", "anchor institution", "relationship map"],
    ),
    "data-and-stories": (
        ["Morecambe Bay", "FirstCare", "Hounslow"],
        ["triangulat", "proxy", "Core20Plus", "five priorities", "data lab"],
    ),
    "everyday-practice": (
        ["Focused Care", "Housing First", "Eccles"],
        ["250", "350", "did not attend", "support map", "group consultation"],
    ),
    "making-it-last": (
        ["£2,000"],
        ["adapt", "adopt", "disrupt", "plumbline", "pledge", "seven steps", "quick start"],
    ),
    "being-a-peer-mentor": ([], ["agreement", "worr", "safeguarding", "take the pay", "benefits"]),
}
CARDS = [
    *("Middleport", "kidney", "Lostock", "North West London", "TR14ers", "Salford Dadz", "Beacon"),
    *("Crafty Fox", "Greater Manchester", "Morecambe Bay", "FirstCare", "Focused Care"),
    *("Housing First", "Eccles"),
]
PARTS_OF_A_GUIDE = [
    *("Before the day", "Roles", "The room", "By phone or on paper", "If it gets hard"),
    "What to keep",
]

every_module = pytest.mark.parametrize("key", list(ASKED))


def words_of(module: WrittenModule) -> str:
    """Everything that a learner reads in the module's steps."""
    words = " ".join(f"{step.body} {step.front.model_dump_json()}" for step in module.steps)
    return " ".join(words.replace(r"\n", " ").split())


def items(key: str, group: str) -> list[str]:
    """The labels of a part of a framework, in its order."""
    return [item.label for item in FRAMEWORKS[key].items if item.group == group]


def test_the_ten_modules_stand_in_their_order() -> None:
    assert list(MODULES) == EDITION.front.modules == list(ASKED)
    assert [module.front.number for module in EDITION.modules] == list(range(1, 11))
    assert COURSE.faults == []


@every_module
def test_a_module_has_its_steps_its_time_its_aims_and_its_guide(key: str) -> None:
    module = MODULES[key]

    assert 6 <= len(module.steps) <= 10
    assert 45 <= module.front.minutes <= 75
    assert 3 <= len(module.front.aims) <= 6
    assert module.guide
    assert {step.front.kind for step in module.steps} >= {
        *("read", "case_study", "knowledge_check", "reflection", "activity"),
    }


@every_module
def test_each_step_can_be_done_without_a_computer(key: str) -> None:
    ways = [step.front.without_a_computer for step in MODULES[key].steps]

    assert all(len(way.split()) >= 8 for way in ways)
    assert len(set(ways)) == len(ways)


@every_module
def test_a_modules_stories_are_told_with_their_names_and_figures(key: str) -> None:
    stories = [step for step in MODULES[key].steps if isinstance(step.front, CaseStudy)]
    told = " ".join(f"{step.body} {step.front.model_dump_json()}" for step in stories)

    assert [name for name in ASKED[key][0] if name not in told] == []
    assert all(figure.n and figure.caution for step in stories for figure in step.front.figures)


@every_module
def test_a_module_teaches_what_the_design_asks_of_it(key: str) -> None:
    words = words_of(MODULES[key]).lower()

    assert [one for one in ASKED[key][1] if one.lower() not in words] == []


@every_module
def test_a_session_has_roles_a_room_for_all_and_a_way_by_phone_or_on_paper(key: str) -> None:
    guide = MODULES[key].guide
    assert guide
    parts = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", guide.body, re.MULTILINE))

    assert [name for name in PARTS_OF_A_GUIDE if len(parts.get(name, "").split()) < 25] == []
    assert re.search("step-free|no steps|ramp|level|wheel", parts["The room"], re.IGNORECASE)
    assert re.search(r"\bpa(?:y|id|yment)\b|expenses", guide.body + str(guide.front))
    assert sum(slot.minutes for slot in guide.front.running_order) == guide.front.minutes


def test_the_last_module_is_easier_to_read_than_the_others() -> None:
    last = MODULES["being-a-peer-mentor"]
    text = re.sub(r"\[@[^]]*\]|[*#>|]", " ", " ".join(step.body for step in last.steps))

    assert EDITION.front.reading_age == 12
    assert (last.front.reading_age or 12) <= 10
    assert age_of(text) <= 10


def test_one_module_greets_people_in_welsh() -> None:
    first = MODULES["what-makes-people-well"]

    assert len(first.translations["cy"].aims) == len(first.front.aims)
    assert "cy" in first.steps[0].translations


def test_the_library_has_a_card_for_each_story() -> None:
    cases = EDITION.library["cases"]
    assert isinstance(cases, Cases)
    told = " ".join(f"{card.title} {card.place} {card.story}" for card in cases.cases)

    assert [name for name in CARDS if name not in told] == []
    assert {card.module for card in cases.cases} <= MODULES.keys()


def test_the_library_has_all_its_shelves() -> None:
    library = EDITION.library
    glossary, pledges = library["glossary"], library["pledges"]
    checklist, policy = library["checklist"], library["policy"]
    assert isinstance(glossary, Glossary)
    assert isinstance(pledges, Pledges)
    assert isinstance(checklist, Checklist)
    assert isinstance(policy, Policies)

    explained = {term.item for term in glossary.terms}
    assert explained >= {item.key for item in FRAMEWORKS["2023"].items}
    assert len(pledges.roles) >= 8
    assert {pledge.kind for pledge in pledges.pledges} == {"adapt", "adopt", "disrupt"}
    assert len(checklist.items) >= 5
    assert all("Check what has changed" in card.text for card in policy.cards)


# --- Where the documents disagree, all readings are kept.


def test_the_features_are_five_then_six_and_reciprocity_moves() -> None:
    assert [len(items(key, "features")) for key in FRAMEWORKS] == [5, 5, 6, 6]
    assert items("2021", "features")[5] == "Reciprocity"
    assert items("2023", "features")[4:] == ["Reciprocity", "Power-sharing and power-shifting"]
    assert items("2021", "features")[4] == "Power-shifting"


def test_the_three_cs_have_the_names_and_the_order_of_each_document() -> None:
    assert items("2017", "cs") == items("2020", "cs") == ["Control", "Contact", "Confidence"]
    assert items("2021", "cs") == ["Contact", "Confidence", "Control"]
    assert items("2023", "cs") == ["Connections", "Confidence", "Control"]


def test_there_are_three_relationships_and_then_four() -> None:
    counts = {key: len(items(key, "relationships")) for key in FRAMEWORKS}
    assert counts == {"2017": 0, "2020": 3, "2021": 0, "2023": 4}


def test_the_edition_uses_the_newest_framework_and_each_names_its_document() -> None:
    assert EDITION.front.framework == "2023"
    sources = [framework.source for framework in COURSE.frameworks]
    assert sources == ["manifesto-2017", "pcn-2020", "webinar-2021", "nhs75-2023"]


def test_the_paper_on_core20plus5_is_heard_too() -> None:
    note = FRAMEWORKS["2021"].note or ""

    assert "[@core20-2021]" in note
    assert re.search(r"five features.*both Contact and Connections", " ".join(note.split()))


@pytest.mark.parametrize(
    ("module", "readings"),
    [
        ("what-makes-people-well", ["80%", "80 to 90%"]),
        ("making-it-last", ["1-2%", "1% of £220m", "1% of its *whole*"]),
        ("data-and-stories", ["[@webinar-2021]", "[@core20-2021]", "Five clinical priorities"]),
        ("four-relationships", ["three", "four"]),
        ("the-three-cs", ["contact", "connections"]),
    ],
)
def test_a_learner_sees_that_the_documents_differ(module: str, readings: list[str]) -> None:
    words = words_of(MODULES[module])

    assert [reading for reading in readings if reading not in words] == []


def test_what_became_of_each_item_is_told_once() -> None:
    before: FrameworkEditionWritten | None = None
    for framework in COURSE.frameworks:
        told = [change.item for change in framework.changes]
        keys = {item.key for one in (before, framework) if one and before for item in one.items}
        assert sorted(told) == sorted(keys)
        before = framework
    renamed = {
        (framework.key, change.item)
        for framework in COURSE.frameworks
        for change in framework.changes
        if change.kind == "renamed"
    }
    assert renamed >= {("2023", "contact"), ("2023", "power")}
