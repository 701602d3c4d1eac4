"""A file of a scale is read as it stands, or each of its faults is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import dlp
from app.practice.rules.scales import Scale, read_answers, read_scale, read_shelf, score
from tests.make.scales import EXAMPLE, write_scale

ROOT = Path(__file__).parents[3]


def scale_from(text: str = EXAMPLE) -> Scale:
    found, faults = read_scale("example-scale.yaml", text)
    assert faults == ()
    assert found is not None
    return found


def test_a_sum_turns_reversed_items_round_and_needs_every_item() -> None:
    scale = scale_from()
    assert score(scale, {"tea": 3, "rush": 1}) == 6
    assert score(scale, {"tea": 3}) is None


def test_a_mean_needs_so_many_items_as_its_holder_says() -> None:
    scale = scale_from(EXAMPLE.replace("rule: sum", "rule: mean\n  least: 1"))
    assert score(scale, {"tea": 3}) == 3
    assert score(scale, {"tea": 2, "rush": 1}) == Decimal("2.5")
    assert score(scale, {}) is None
    assert score(scale_from(EXAMPLE.replace("rule: sum", "rule: none")), {"tea": 1}) is None


def test_only_answers_that_are_offered_are_read() -> None:
    scale = scale_from()
    sent = {"answer.tea": "2", "answer.rush": "", "answer.other": "3"}
    assert read_answers(scale, sent) == {"tea": 2}
    for wrong in ("4", "2.0", "Always", "٣"):
        assert read_answers(scale, {"answer.tea": wrong}) is None


def test_another_wording_has_another_mark() -> None:
    assert scale_from().mark != scale_from(EXAMPLE.replace("for tea", "for coffee")).mark


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [", "not YAML"),
        ("- a list", "bad.yaml:1"),
        (EXAMPLE.replace("holder:", "owner:"), "The key 'holder' is missing"),
        (EXAMPLE.replace("licence:", "licence: ''\nlicense:"), "'licence' is empty"),
        (EXAMPLE.replace("key: rush", "key: tea"), "'tea' stands twice among the items"),
        (EXAMPLE.replace("value: 3", "value: 1"), "'1' stands twice among the options"),
        (EXAMPLE.replace("value: 3", "value: three"), "not a whole number"),
        (EXAMPLE.replace("rule: sum", "rule: guess"), "does not say one of its words"),
        (EXAMPLE.replace("rule: sum", "rule: sum\n  least: 1"), "belongs to a mean only"),
        (EXAMPLE.replace("rule: sum", "rule: mean\n  least: 3"), "more than there are items"),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(text: str, said: str) -> None:
    found, faults = read_scale("bad.yaml", text)
    assert found is None
    assert any(said in str(fault) for fault in faults), faults
    assert all(str(fault).startswith("bad.yaml:") for fault in faults)


def test_a_faulty_file_is_left_out_and_the_others_are_asked(tmp_path: Path) -> None:
    assert read_shelf(tmp_path / "nowhere").scales == {}
    write_scale(tmp_path)
    write_scale(tmp_path, "name: Only", "broken.yaml")
    write_scale(tmp_path, EXAMPLE, "Not An Address.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "notes.txt").write_text("not a scale")
    shelf = read_shelf(tmp_path)
    assert list(shelf.scales) == ["example-scale"]
    assert {fault.file for fault in shelf.faults} == {
        *("broken.yaml", "Not An Address.yaml", "binary.yaml"),
    }


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    write_scale(tmp_path)
    good = CliRunner().invoke(dlp, ["scales", "check", "--folder", str(tmp_path)])
    assert (good.exit_code, "held by The Example Institute" in good.output) == (0, True)
    write_scale(tmp_path, "name: Only", "broken.yaml")
    bad = CliRunner().invoke(dlp, ["scales", "check", "--folder", str(tmp_path)])
    assert (bad.exit_code, "broken.yaml:1: The key 'holder'" in bad.output) == (1, True)


def test_the_example_for_those_who_write_one_is_sound() -> None:
    page = (ROOT / "docs" / "scales.md").read_text(encoding="utf-8")
    scale_from(page.split("```yaml\n")[1].split("```")[0])
