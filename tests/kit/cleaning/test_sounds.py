"""Recordings keep their sound, and lose tags, covers, places, times and whatever else is there."""

from __future__ import annotations

import contextlib
import wave
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import File

from app.kit.cleaning import SOUND, Unclean, cleaned
from app.kit.cleaning.refusals import AFilm, Broken, OtherSound
from tests.make.files import (
    SECRET,
    make_flac,
    make_m4a,
    make_mp3,
    make_opus,
    make_picture,
    make_wave,
)

MAKERS: dict[str, Callable[[], bytes]] = {
    "audio/wav": make_wave,
    "audio/mpeg": make_mp3,
    "audio/flac": make_flac,
    "audio/ogg": make_opus,
    "audio/mp4": make_m4a,
}
MADE = {name: make() for name, make in MAKERS.items()}


@pytest.mark.parametrize("media_type", MADE)
def test_all_but_the_sound_is_gone(media_type: str) -> None:
    sent = MADE[media_type]
    assert SECRET.encode() in sent
    kept = cleaned(sent)
    assert (kept.kind, kept.media_type) == (SOUND, media_type)
    assert SECRET.encode() not in kept.content
    assert b"JFIF" not in kept.content
    sound = File(BytesIO(kept.content))
    assert sound is not None
    assert not sound.tags
    assert sound.info.length == pytest.approx(File(BytesIO(sent)).info.length, abs=0.3)


@pytest.mark.parametrize("media_type", MADE)
def test_what_is_clean_stays_as_it_is(media_type: str) -> None:
    once = cleaned(MADE[media_type])
    assert cleaned(once.content) == once


def test_a_wave_has_the_same_samples() -> None:
    def samples(content: bytes) -> bytes:
        with wave.open(BytesIO(content)) as sound:
            return bytes(sound.readframes(sound.getnframes()))

    assert samples(cleaned(make_wave()).content) == samples(make_wave(told=False))


def test_an_mp3_has_all_its_frames_and_nothing_between_them() -> None:
    assert cleaned(make_mp3(20)).content == (b"\xff\xfb\x90\x00" + bytes(413)) * 20


def test_an_m4a_keeps_its_sound_in_its_place_and_no_time() -> None:
    sent, kept = make_m4a(), cleaned(make_m4a()).content
    assert len(kept) == len(sent)
    assert kept.index(b"mdat") == sent.index(b"mdat")
    assert b"\xe0\x01\x02\x03" not in kept
    assert b"xyz" not in kept
    assert b"+53.4875" not in kept


def test_a_flac_with_tags_of_another_kind_before_it_is_cleaned() -> None:
    before = b"ID3\4\0\0\0\0\0\x20" + SECRET.encode().ljust(32, b"\0")
    assert cleaned(before + make_flac()).content.startswith(b"fLaC")


@pytest.mark.parametrize(
    "film", [make_m4a(track=b"vide"), make_m4a(track=b"text"), make_opus(serials=(1, 2))]
)
def test_a_film_is_refused(film: bytes) -> None:
    with pytest.raises(AFilm, match="voice note"):
        cleaned(film)


@pytest.mark.parametrize(
    "other",
    [
        make_m4a(codec=b"samr"),
        b"#!AMR\n" + bytes(200),
        b"FORM\0\0\0\0AIFF" + bytes(200),
        b"\x1a\x45\xdf\xa3" + bytes(200),
        b"\xff\xf1" + bytes(200),
        b"OggS" + bytes(200),
        b"ID3\4\0\0\0\0\0\0" + b"<html><script>" * 40,
    ],
)
def test_sound_that_cannot_be_cleaned_is_refused_with_what_to_do(other: bytes) -> None:
    with pytest.raises(OtherSound, match="Save it as m4a, mp3 or wav"):
        cleaned(other)


@pytest.mark.parametrize("media_type", ["audio/wav", "audio/flac", "audio/mp4"])
@pytest.mark.parametrize("length", [20, 40])
def test_the_beginning_of_a_recording_alone_is_refused(media_type: str, length: int) -> None:
    with pytest.raises((Broken, OtherSound)):
        cleaned(MADE[media_type][:length])


def test_a_picture_with_a_sound_before_it_is_not_kept() -> None:
    kept = cleaned(make_mp3() + make_picture("PNG") + b"PK\3\4" + SECRET.encode())
    assert b"PNG" not in kept.content
    assert SECRET.encode() not in kept.content


def test_endless_tags_and_boxes_take_no_time() -> None:
    with pytest.raises(Unclean):
        cleaned((b"ID3\4\0\0\0\0\0\0") * 400_000)
    boxes = b"\0\0\0\x08moov" * 400_000
    with pytest.raises(Unclean):
        cleaned(b"\0\0\0\x10ftypM4A \0\0\0\0" + boxes)
    nested = b""
    for _ in range(3000):
        nested = (len(nested) + 8).to_bytes(4, "big") + b"trak" + nested
    with pytest.raises(Unclean):
        cleaned(b"\0\0\0\x10ftypM4A \0\0\0\0" + nested)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(MADE)),
    st.integers(0, 2000),
    st.binary(min_size=1, max_size=12),
    st.integers(0, 400),
)
def test_damaged_recordings_are_refused_or_clean_and_never_a_fault(
    media_type: str, at: int, damage: bytes, cut: int
) -> None:
    whole = MADE[media_type]
    at = at % len(whole)
    broken = (whole[:at] + damage + whole[at + len(damage) :])[: len(whole) - cut]
    try:
        kept = cleaned(broken)
    except Unclean:
        return
    assert kept.kind == SOUND


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_clean(content: bytes) -> None:
    with contextlib.suppress(Unclean):
        assert cleaned(content).content
