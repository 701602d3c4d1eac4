"""Pictures that people offer: drawn anew without what their files tell, and described."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.cleaning import LARGEST, PICTURE, Cleaned, cleaned
from app.kit.later import Later
from app.outputs.errors.giving import (
    AlternativeNeeded,
    NotAPicture,
    PeopleUnclear,
    PictureNeeded,
    PictureTooLarge,
    TooManyPictures,
)
from app.outputs.models import Contribution, ContributionPicture
from app.outputs.rules.gifts import (
    LONGEST_ALTERNATIVE,
    MOST_PICTURES,
    NOBODY_IN_IT,
    PEOPLE_AGREE,
    is_shown,
    one_line,
)

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = Later("PIL.Image")


@dataclass(frozen=True)
class SentPicture:
    """A picture as it was sent, what it shows, and who is in it."""

    content: bytes = b""
    alternative: str = ""
    people: str = ""


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it is kept; its size in points."""

    content: bytes
    media_type: str
    width: int
    height: int
    alternative: str
    has_people: bool

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.content).hexdigest()

    @property
    def identity(self) -> str:
        """What a yes to it is a yes to: its points, and what it is said to show."""
        return f"{self.sha256} {self.alternative}"


def clean(sent: SentPicture) -> CleanPicture:
    """A picture without what its file tells about people and devices.

    Raises: PictureNeeded, PictureTooLarge, AlternativeNeeded, PeopleUnclear, NotAPicture, Unclean.
    """
    check_size(sent.content)
    alternative, has_people = check_said(sent.alternative, sent.people)
    found = clean_file(sent.content)
    with Image.open(BytesIO(found.content)) as drawn:
        width, height = drawn.size
    return CleanPicture(found.content, found.media_type, width, height, alternative, has_people)


def check_size(content: bytes) -> None:
    """Whether there is a file, and no more of it than we take.

    Raises: PictureNeeded, PictureTooLarge.
    """
    if not content:
        raise PictureNeeded
    if len(content) > LARGEST:
        raise PictureTooLarge


def clean_file(content: bytes) -> Cleaned:
    """The file of a picture without what it tells; a large one takes some seconds.

    Raises: NotAPicture, Unclean.
    """
    found = cleaned(content)
    if found.kind != PICTURE:
        raise NotAPicture
    return found


def check_said(alternative: str, people: str) -> tuple[str, bool]:
    """What is said of a picture, as it is kept: what it shows, and whether people are in it.

    Raises: AlternativeNeeded, PeopleUnclear.
    """
    return check_alternative(alternative), check_people(people)


def check_alternative(alternative: str) -> str:
    """What a picture is said to show, as it is kept.

    Raises: AlternativeNeeded.
    """
    words = one_line(alternative)
    if not is_shown(words) or len(words) > LONGEST_ALTERNATIVE:
        raise AlternativeNeeded
    return words


def check_people(people: str) -> bool:
    """Whether people are in a picture.

    Raises: PeopleUnclear.
    """
    if people not in (NOBODY_IN_IT, PEOPLE_AGREE):
        raise PeopleUnclear
    return people == PEOPLE_AGREE


def check_room(db: Session, author_id: UUID) -> None:
    """Whether somebody can offer one more picture. One statement.

    Raises: TooManyPictures.
    """
    counted = (
        select(func.count())
        .select_from(ContributionPicture)
        .join(Contribution, Contribution.id == ContributionPicture.contribution_id)
        .where(Contribution.author_id == author_id)
    )
    if (db.scalar(counted) or 0) >= MOST_PICTURES:
        raise TooManyPictures


def keep_picture(db: Session, contribution_id: UUID, picture: CleanPicture) -> None:
    """Keep a picture with its words, in this transaction."""
    db.add(
        ContributionPicture(
            contribution_id=contribution_id,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            alternative=picture.alternative,
            has_people=picture.has_people,
            sha256=picture.sha256,
            content=picture.content,
        )
    )
