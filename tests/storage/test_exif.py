"""The EXIF reader gives what is sure and leaves the rest unknown."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.storage.exif import Exif, read_exif


def block(
    *,
    main: dict[int, object] | None = None,
    shot: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
) -> bytes:
    exif = Image.Exif()
    exif.update(main or {})
    exif.get_ifd(0x8769).update(shot or {})
    exif.get_ifd(0x8825).update(gps or {})
    return exif.tobytes()


PLACE: dict[int, object] = {1: "N", 2: (29.0, 50.0, 40.92), 3: "E", 4: (106.0, 3.0, 22.68)}
WHOLE = block(main={0x0112: 6, 0x010F: "Maker\0"}, shot={0x9003: "2026:11:10 09:32:05"}, gps=PLACE)


def test_reads_turn_time_place_and_camera() -> None:
    exif = read_exif(WHOLE)
    assert exif == Exif(6, "2026-11-10T09:32:05", None, 298447000, 1060563000, "Maker", None)


def test_reads_big_endian_blocks_too() -> None:
    block_bytes = b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x0112, 3, 1, 8, 0) + bytes(4)
    assert read_exif(block_bytes).orientation == 8


@pytest.mark.parametrize("turn", [0, 9, 300])
def test_an_impossible_turn_counts_as_upright(turn: int) -> None:
    assert read_exif(block(main={0x0112: turn})).orientation == 1


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "2026-11-10", "", "2026:13:01 00:00:00"])
def test_an_impossible_time_is_unknown(text: str) -> None:
    assert read_exif(block(shot={0x9003: text})).taken_at is None


def test_the_time_of_the_last_edit_is_never_taken_for_the_exposure() -> None:
    assert read_exif(block(main={0x0132: "2026:11:10 09:32:05"})).taken_at is None


def test_the_time_of_digitising_stands_in_for_the_exposure() -> None:
    exif = read_exif(block(shot={0x9004: "2026:11:10 09:32:05", 0x9012: "+08:00"}))
    assert (exif.taken_at, exif.taken_offset) == ("2026-11-10T09:32:05", "+08:00")


@pytest.mark.parametrize("offset", ["+25:99", "CST", "0800"])
def test_an_impossible_offset_is_unknown(offset: str) -> None:
    assert read_exif(block(shot={0x9003: "2026:11:10 09:32:05", 0x9011: offset})).taken_offset is None


def test_south_and_west_are_negative() -> None:
    exif = read_exif(block(gps={**PLACE, 1: "S", 3: "W"}))
    assert (exif.latitude_e7, exif.longitude_e7) == (-298447000, -1060563000)


@pytest.mark.parametrize(
    "wrong",
    [
        {1: "X"},
        {1: ""},
        {2: (91.0, 0.0, 0.0)},
        {4: (181.0, 0.0, 0.0)},
        {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)},
    ],
)
def test_an_impossible_place_is_unknown(wrong: dict[int, object]) -> None:
    exif = read_exif(block(gps={**PLACE, **wrong}))
    assert (exif.latitude_e7, exif.longitude_e7) == (None, None)


def test_a_zero_below_the_line_makes_the_place_unknown() -> None:
    zeroed = WHOLE.replace(struct.pack("<II", 29, 1), struct.pack("<II", 29, 0))
    assert zeroed != WHOLE
    assert read_exif(zeroed).latitude_e7 is None


def test_the_camera_is_printable_and_short() -> None:
    exif = read_exif(block(main={0x010F: "A\x07B" + "C" * 200, 0x0110: "\x01\x02"}))
    assert exif.make == "AB" + "C" * 62
    assert exif.model is None


@pytest.mark.parametrize("data", [None, b"", b"Exif\0\0", b"II*\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"junk" * 20])
def test_no_block_or_junk_says_nothing(data: bytes | None) -> None:
    assert read_exif(data) == Exif()


@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    assert read_exif(b"II*\0" + data).orientation in range(1, 9)


@given(cut=st.integers(0, len(WHOLE)), at=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255))
def test_a_damaged_block_gives_an_answer(cut: int, at: int, value: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at] = value
    assert read_exif(bytes(damaged[:cut])).orientation in range(1, 9)
