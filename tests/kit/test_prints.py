"""A print is as large as there is room for, on white, and the same each time."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from app.kit.prints import ALL_TOGETHER, JPEG, LARGEST_PRINT, print_of, room_for_each
from tests.make.prints import make_picture


def test_many_pictures_share_the_room_of_one_file() -> None:
    assert room_for_each(0) == room_for_each(1) == LARGEST_PRINT
    assert room_for_each(60) * 60 <= ALL_TOGETHER


@pytest.mark.parametrize("room", [60_000, 120_000, 400_000])
def test_a_print_fits_into_its_room_and_keeps_its_shape(room: int) -> None:
    made = print_of(make_picture(2000, 1500, grain=20), room=room)
    assert (made.media_type, len(made.content) <= room) == (JPEG, True)
    assert abs(made.width / made.height - 4 / 3) < 0.01
    assert max(made.width, made.height) <= 1200
    with Image.open(BytesIO(made.content)) as shown:
        assert shown.size == (made.width, made.height)


def test_what_does_not_fit_even_when_smallest_is_given_as_small_as_it_goes() -> None:
    made = print_of(make_picture(900, 900, grain=1), room=10)
    assert max(made.width, made.height) == 480


def test_a_small_picture_is_not_made_larger_and_what_shines_through_is_white() -> None:
    clear = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    file = BytesIO()
    clear.save(file, "PNG")
    made = print_of(file.getvalue(), room=10_000)
    assert (made.width, made.height) == (30, 20)
    with Image.open(BytesIO(made.content)) as shown:
        assert shown.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    assert made == print_of(file.getvalue(), room=10_000)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        print_of(b"GIF89a and more", room=10_000)
