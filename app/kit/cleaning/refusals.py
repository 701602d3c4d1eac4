"""Why a file is not taken; none of these tells what is in it."""

from __future__ import annotations

from app.kit.errors import Refusal

WHAT_WE_TAKE = (
    "We can take a picture (JPEG, PNG or WebP) or a voice note (m4a, mp3, ogg, wav or flac)."
)


class Unclean(Refusal):
    """A file that we cannot take, or from which we cannot take out what it tells about people."""


class NotTaken(Unclean):
    """A file of a kind that we do not take."""

    sentence = f"{WHAT_WE_TAKE} This file is something else. Please choose another one."


class Broken(Unclean):
    """A file that ends too early, or that is not what its beginning says."""

    sentence = (
        "We could not read this file. It may be broken, or a part of it may be missing. Open it on "
        "your device to see whether it works, save it again, and choose it once more."
    )


class ApplePicture(Unclean):
    """A picture in a format that our library cannot read."""

    sentence = (
        "This picture is in a format (HEIC or AVIF) that we cannot read. Make a screenshot of it, "
        "or save it as JPEG, and choose that. On an iPhone, “Most compatible” under Settings, "
        "Camera, Formats makes pictures that we can read."
    )


class TooManyPoints(Unclean):
    """A picture that would take too much memory to look at."""

    sentence = (
        "This picture has too many points for us to open it. Make a screenshot of it, and choose "
        "that."
    )


class AFilm(Unclean):
    """Something with moving pictures, or other tracks beside its sound."""

    sentence = (
        "There is more than sound in this file, such as a film. We can only take sound alone. "
        "Record a voice note, or save the sound as an mp3, and choose that."
    )


class OtherSound(Unclean):
    """Sound that we cannot clean, or that browsers do not play."""

    sentence = (
        "We cannot take out of this recording what it may tell about you and your device, so we "
        "have not kept it. Save it as m4a, mp3 or wav, and choose that."
    )
