"""What a learner's browser gets of a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.kit.errors import NotFound
from app.kit.markdown import render, sanitise
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Step
from app.syllabus.queries import Option, Question, questions_for_learner, verdict_on
from app.syllabus.rules.reading import read_curriculum
from app.syllabus.rules.rendering import RenderedStep, Renderer
from tests.syllabus.planting import GAP, MODULE


def shown(file: str, root: Path = CURRICULUM) -> RenderedStep:
    """The step of this file as it is stored."""
    curriculum = read_curriculum(root)
    (step,) = [step for step in curriculum.editions[0].steps() if step.file == file]
    return Renderer(curriculum.sources).step(step)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<img src="x" onerror="alert(1)">', "onerror"),
        ("[a](javascript:alert(1))", 'href="javascript'),
        ('<a href="javascript:alert(1)">a</a>', "javascript"),
        ("![a](data:text/html;base64,AAAA)", 'src="data:'),
        ('<img src="data:text/html;base64,AAAA" alt="a">', "data:"),
        ('<p style="position:fixed">a</p>', "style"),
        ("<iframe src='//x'></iframe>", "iframe"),
    ],
)
def test_nothing_that_could_run_or_hide_gets_through(text: str, never: str) -> None:
    assert never not in render(f"Before.\n\n{text}\n\nAfter.")
    assert never not in sanitise(f"<p>Before.</p>{text}<p>After.</p>")


def test_headings_start_below_the_title_and_can_be_linked_to() -> None:
    html = render("# One\n\n## One\n\n### It's *two*")

    assert html.splitlines() == [
        '<h2 id="one">One</h2>',
        '<h2 id="one-2">One</h2>',
        '<h3 id="its-two">It\'s <em>two</em></h3>',
    ]


def test_a_text_beside_the_main_text_has_deeper_headings() -> None:
    assert '<h3 id="two">' in render("## Two", top=3)
    assert '<h6 id="two">' in render("###### Two", top=3)


def test_a_table_says_what_its_headings_head() -> None:
    assert '<th scope="col">a</th>' in render("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_citation_leads_to_its_document_below_the_text() -> None:
    step = shown(GAP)

    assert '<a href="#source-pcn-2020">(Primary care networks report 2020)</a>' in step.html
    assert step.data["sources"].count('id="source-pcn-2020"') == 1
    assert "[@" not in step.html + step.data["sources"]


def test_a_figure_comes_with_what_a_reader_needs_to_judge_it() -> None:
    figures = shown(GAP).data["figures"]

    assert figures[0]["value"] == "19.1 years for men and 18.8 years for women"
    assert figures[0]["source_short"] == "Primary care networks report 2020"
    assert all(figure[key] for figure in figures for key in ("about", "n", "date", "caution"))


def test_a_recording_is_kept_with_all_its_words(course: Path) -> None:
    path = course / MODULE / "01-welcome.md"
    text = path.read_text("utf-8").replace(
        "kind: read", "kind: watch\nrecording: https://video.example/1\ntranscript: Good *day*."
    )
    path.write_text(text, "utf-8")

    data = shown(f"{MODULE}/01-welcome.md", course).data

    assert data["recording"] == "https://video.example/1"
    assert data["transcript"] == "<p>Good <em>day</em>.</p>\n"


def test_a_poll_keeps_its_question_and_choices(course: Path) -> None:
    path = course / MODULE / "01-welcome.md"
    text = path.read_text("utf-8").replace(
        "kind: read", "kind: poll\nquestion: Tea or water?\nchoices: [Tea, Water]"
    )
    path.write_text(text, "utf-8")

    data = shown(f"{MODULE}/01-welcome.md", course).data

    assert (data["question"], data["choices"]) == ("Tea or water?", ["Tea", "Water"])


def check_step() -> Step:
    """The knowledge check of module 1, as it is stored."""
    step = shown(f"{MODULE}/07-check.md")
    return Step(kind="knowledge_check", html=step.html, data=step.data)


def test_the_key_stays_on_the_server_until_an_answer_is_given() -> None:
    step = check_step()

    questions = questions_for_learner(step)

    assert len(questions) == 5
    assert questions[2] == Question(
        "question",
        "Which question does salutogenesis ask?",
        [
            Option("ill", "What makes people ill?"),
            Option("well", "What makes people well?"),
            Option("cost", "What does care cost?"),
        ],
    )
    for question in step.data["questions"]:
        for option in question["options"]:
            assert option["feedback"] not in repr(questions)
            assert option["feedback"] not in step.html
    assert "right=" not in repr(questions)


def test_an_answer_gets_its_own_feedback() -> None:
    step = check_step()

    assert verdict_on(step, "question", "well").right
    assert not verdict_on(step, "question", "ill").right
    assert "important question too" in verdict_on(step, "question", "ill").feedback


def test_an_answer_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(NotFound):
        verdict_on(check_step(), "question", "forty")


def test_a_step_without_questions_has_none_to_show() -> None:
    assert questions_for_learner(Step(kind="read", html="", data={})) == []
