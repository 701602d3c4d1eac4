"""What people write to be offered: kept as it was written, once, and with its own consent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.outputs.actions.consents import change_consent
from app.outputs.actions.give import Gift, Offering, give
from app.outputs.actions.pictures import SentPicture
from app.outputs.actions.reword import Wording, reword
from app.outputs.actions.take_back import take_back
from app.outputs.errors import KindUnclear, OfferedBefore
from app.outputs.errors import giving as errors
from app.outputs.models import Consent, Contribution, ContributionPicture
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.gifts import KINDS, PEOPLE_AGREE, PICTURE, SOMEBODY, STEP, STORY
from tests.conftest import CountStatements
from tests.make.files import SECRET, make_picture, make_wave
from tests.make.outputs import ALLOWED, HERON, Scene

# Combining marks, right to left, a family of emoji, and what looks like markup.
HARD = "Cafe\u0301 نحن هنا 👩‍👩‍👧 <b>tea</b> & *cake* \u202eabc"
SEEN = SentPicture(make_picture(), "A heron at the weir", PEOPLE_AGREE)


def _give(db: Session, scene: Scene, offering: Offering, gift: Gift, **more: object) -> object:
    return give(db, offering, gift=gift, allowed=replace(ALLOWED, **more), now=scene.now())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_is_kept_letter_for_letter_with_its_picture_clean(
    scene: Scene, db: Session, kind: str
) -> None:
    picture = SEEN if kind == PICTURE else None
    made = scene.give(scene.author(), kind, f" {HARD}\r\n\0Two\x07 ", title=HARD, picture=picture)
    voice = scene.voice(made)
    assert voice.words == f"{HARD}\nTwo"
    assert voice.title == (HARD if kind == STORY else "")
    assert voice.kind == kind
    assert voice.is_true()
    assert (voice.picture is not None) == (kind == PICTURE)
    for kept in db.scalars(select(ContributionPicture.content)):
        assert SECRET.encode() not in kept


def test_the_same_form_twice_offers_once_and_another_gift_with_it_is_told(
    scene: Scene, db: Session, count_statements: CountStatements
) -> None:
    offering = Offering(scene.author().id, scene.cohort, new_id())
    gift = Gift(PICTURE, HERON, picture=SEEN)
    with count_statements() as sent:
        first = _give(db, scene, offering, gift)
    assert len(sent) <= 5
    assert _give(db, scene, offering, gift) == first
    for other in (replace(gift, text="Tea."), Gift(STEP, HERON)):
        with pytest.raises(OfferedBefore):
            _give(db, scene, offering, other)
    with pytest.raises(OfferedBefore):
        _give(db, scene, offering, gift, training=True)
    assert db.scalar(select(func.count()).select_from(Contribution)) == 1


@pytest.mark.parametrize(
    ("gift", "refusal"),
    [
        (Gift("poem", HERON), KindUnclear),
        (Gift(STORY, " \u200b\u0301 "), errors.WordsNeeded),
        (Gift(STEP, "x" * 1501), errors.WordsTooLong),
        (Gift(STORY, HERON, title="x" * 121), errors.TitleTooLong),
        (Gift(PICTURE, HERON), errors.PictureNeeded),
        (
            Gift(PICTURE, HERON, picture=replace(SEEN, content=b"x" * (LARGEST + 1))),
            errors.PictureTooLarge,
        ),
        (Gift(PICTURE, HERON, picture=replace(SEEN, content=make_wave())), errors.NotAPicture),
        (Gift(PICTURE, HERON, picture=replace(SEEN, alternative=" ")), errors.AlternativeNeeded),
        (Gift(PICTURE, HERON, picture=replace(SEEN, people=SOMEBODY)), errors.PeopleUnclear),
        (Gift(PICTURE, HERON, picture=replace(SEEN, people="")), errors.PeopleUnclear),
    ],
)
def test_what_cannot_be_offered_is_refused_with_a_sentence(
    scene: Scene, db: Session, gift: Gift, refusal: type[Refusal]
) -> None:
    offering = Offering(scene.author().id, scene.cohort, new_id())
    with pytest.raises(refusal):
        _give(db, scene, offering, gift)


def test_what_is_taken_back_leaves_no_words_title_picture_or_chosen_name(
    scene: Scene, db: Session
) -> None:
    author = scene.author()
    story = scene.give(author, title="Weir", named_as="chosen", chosen_name="Ottoline")
    shown = scene.give(author, PICTURE, picture=SEEN, named_as="name_and_role", role="nurse")
    for made in (story, shown):
        take_back(db, scene.voice(made), now=scene.now())
    db.commit()
    assert db.scalar(select(func.count()).select_from(ContributionPicture)) == 0
    left = db.execute(select(Contribution.text, Contribution.title)).all()
    assert [tuple(one) for one in left] == [("", "")] * 2
    names = db.execute(select(Consent.role, Consent.chosen_name)).all()
    assert [tuple(one) for one in names] == [("", "")] * 2


def test_other_words_need_another_yes_and_two_at_once_do_not_overwrite_each_other(
    scene: Scene, db: Session
) -> None:
    author = scene.author()
    made = scene.give(author, STEP, "Put the kettle on.")
    output = scene.published(author)
    seen = scene.voice(made).state
    reword(db, scene.voice(made), wording=Wording("Boil water."), seen=seen, now=scene.now())
    db.commit()
    with pytest.raises(errors.WordsChanged):
        reword(db, scene.voice(made), wording=Wording("Tea."), seen=seen, now=scene.now())
    db.rollback()
    with pytest.raises(errors.WordsChanged):
        change_consent(
            db,
            scene.voice(made),
            allowed=Allowed("cohort", "nobody", None),
            seen=seen,
            now=scene.now(),
        )
    db.rollback()
    scene.build()
    old, fresh = scene.editions(output)
    assert (old.document, scene.voice(made).words) == (None, "Boil water.")
    assert "Boil water." not in str(fresh.document)
    assert [one.answer for one in scene.selections(output)] == ["waiting"]


def test_words_cut_from_a_reflection_stay_as_they_were_cut(scene: Scene, db: Session) -> None:
    voice = scene.voice(scene.offer(scene.author()))
    with pytest.raises(errors.FromReflection):
        reword(db, voice, wording=Wording("Other."), seen=voice.state, now=scene.now())
