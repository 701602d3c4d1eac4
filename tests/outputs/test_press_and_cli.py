"""The real press prints what was frozen, and the command line asks for an output."""

from __future__ import annotations

from io import BytesIO
from threading import Thread

import pikepdf
import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.outputs.actions.build import build_all
from app.outputs.cli import output as command
from app.outputs.models import Output, OutputFile
from app.outputs.rules.stages import TEMPLATES
from app.wiring import Platform
from tests.launch.waiting import until
from tests.make.outputs import Scene

TITLE = "<b>What</b> [we] learned: שלום 🌱 #x"


def test_a_title_of_any_kind_stands_verbatim_in_the_pdf(
    scene: Scene, platform: Platform, db: Session
) -> None:
    bea = scene.author()
    scene.offer(bea, TITLE)
    output = scene.drafted(TITLE)
    scene.say(output, bea)
    scene.ask_edition(output)
    build_all(scene.sessions, platform.press, clock=scene.clock)
    kept = db.scalars(select(OutputFile).where(OutputFile.format == "pdf")).one()
    with pikepdf.open(BytesIO(kept.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert pdf.Root.MarkInfo.Marked
    assert scene.publish(output, scene.editions(output)[0]) == 1


def test_the_command_asks_for_a_draft_and_says_where_it_is(
    scene: Scene, platform: Platform, db: Session
) -> None:
    done = CliRunner().invoke(command, ["compile", scene.cohort.slug], obj=platform)
    assert done.exit_code == 0, done.output
    (output,) = db.scalars(select(Output)).all()
    assert f"/cohorts/{scene.cohort.slug}/outputs/{output.id}" in done.output
    assert scene.builds(output)[0].state == "queued"


def test_the_command_waits_until_a_worker_has_made_the_draft(
    scene: Scene, platform: Platform
) -> None:
    def work() -> None:
        until(lambda: build_all(scene.sessions, platform.press, clock=scene.clock), "a build")

    worker = Thread(target=work)
    worker.start()
    done = CliRunner().invoke(command, ["compile", scene.cohort.slug, "--wait"], obj=platform)
    worker.join()
    assert done.exit_code == 0, done.output
    assert "The draft is made" in done.output


def test_an_unknown_cohort_is_a_sentence(platform: Platform) -> None:
    done = CliRunner().invoke(command, ["compile", "nowhere"], obj=platform)
    assert isinstance(done.exception, NotFound)
    assert "There is no cohort" in done.exception.sentence


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_command_takes_each_way_to_put_a_report_together(
    scene: Scene, platform: Platform, db: Session, template: str
) -> None:
    asked = ["compile", scene.cohort.slug, "--template", template]
    done = CliRunner().invoke(command, asked, obj=platform)
    assert done.exit_code == 0, done.output
    build_all(scene.sessions, platform.press, clock=scene.clock)
    (output,) = db.scalars(select(Output)).all()
    assert output.template == template
    assert scene.builds(output)[0].state == "done"


@pytest.mark.parametrize("template", ["", "x"])
def test_a_template_that_is_not_there_is_refused(platform: Platform, template: str) -> None:
    done = CliRunner().invoke(command, ["compile", "x", "--template", template], obj=platform)
    assert done.exit_code == 2
