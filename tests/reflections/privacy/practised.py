"""What the author says of their practice: plumblines, pledges and a support map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.make.scales import KEY as SCALE
from tests.make.scales import write_scale

if TYPE_CHECKING:
    from tests.reflections.privacy.scene import PrivateScene


def hold_plumbline(scene: PrivateScene) -> str:
    """The author names the practice that they think of, whose id this gives back."""
    name, cohort = scene.text("plumbline"), scene.way.cohort.slug
    made = scene.send("/practice/plumbline", name=name, cohort=cohort).location
    plumbline_id: str = made.rsplit("/", 1)[1]
    write_scale(scene.platform.settings.scales_dir)
    scene.send(f"/practice/wellbeing/scales/{SCALE}", **{"answer.tea": "2"})
    for name, seen_by in {"groupnamed": "group", "groupshown": "cohort"}.items():
        _answer_together(scene, name, seen_by)
    return plumbline_id


def _answer_together(scene: PrivateScene, name: str, seen_by: str) -> None:
    """A group of which nobody else is, and what it said about one item."""
    all_groups = f"/cohorts/{scene.way.cohort.slug}/plumbline/groups"
    group = scene.send(all_groups, name=scene.text(name), seen_by=seen_by).location
    said = {"score.contact": "4", "seen.contact": "0", "note.contact": scene.text(f"{name}note")}
    scene.send(f"{group}/looks/before", people="3", **said)


def promise(scene: PrivateScene) -> None:
    """A pledge that stays the author's alone and how it goes, and one for the cohort."""
    of = {"cohort": scene.way.cohort.slug, "kind": "adapt"}
    names = {"what": "pledged", "when": "pledgeday", "where": "pledgeplace"}
    told = {name: scene.text(place) for name, place in names.items()}
    told["with_whom"] = scene.text("pledgewith")
    made = scene.send("/practice/pledges", **of, **told, seen_by="me").location
    scene.send(f"{made}/answers", said="blocked", words=scene.text("pledgesaid"))
    scene.send("/practice/pledges", **of, what=scene.text("pledgeshown"), seen_by="cohort")


def map_supports(scene: PrivateScene) -> None:
    """A support map that stays the author's alone, but for one version for the facilitator."""
    of: dict[str, Any] = {"kind": "person", "ring": "1"}
    scene.send("/support/strengths", lines=scene.text("supportstrength"))
    scene.send("/support/", **of, name=scene.text("supportname"), words="Shown to one.")
    runner = scene.people["facilitator"].id
    scene.send(
        "/support/shares",
        version="2",
        audience=f"facilitator:{scene.way.cohort.id}:{runner}",
        purpose=scene.text("supportpurpose"),
        last_day="2027-02-03",
    )
    scene.send("/support/", **of, name="Somebody", words=scene.text("supportwords"))
