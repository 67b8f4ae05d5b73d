"""A sealed file opens with its passphrase to the same bytes, and to nothing once a bit of it has changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage import sealed_file
from app.storage.sealed_file import CHUNK, HEADER_BYTES, MAGIC, TAG_BYTES, is_sealed, open_sealed, seal_file
from app.values.errors import CancelledError, RefusedFileError, UserError

TRUE_COST = sealed_file.KEY_COST
WORD = "口令 pass"
PIECE = CHUNK + TAG_BYTES


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys cheaply."""
    monkeypatch.setattr(sealed_file, "KEY_COST", 2**4)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A sealed file of three pieces."""
    (tmp_path / "plain").write_bytes(bytes(range(256)) * (CHUNK // 100))
    seal_file(tmp_path / "plain", tmp_path / "sealed", WORD)
    return tmp_path / "sealed"


def _open(sealed: Path, *, word: str = WORD) -> bytes:
    target = sealed.with_name("opened")
    open_sealed(sealed, target, word)
    return target.read_bytes()


@given(size=st.sampled_from([0, 1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK]), seed=st.integers(0, 255))
def test_opening_gives_back_what_was_sealed_at_every_size(
    size: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sizes")
    data = bytes([seed]) * size
    (folder / "plain").write_bytes(data)
    seal_file(folder / "plain", folder / "sealed", WORD)
    assert _open(folder / "sealed") == data
    assert (folder / "sealed").stat().st_size == HEADER_BYTES + size + TAG_BYTES * max(1, -(-size // CHUNK))


def test_sealed_file_shows_nothing_of_what_it_holds_and_is_known_as_sealed(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes("举报人 王某某".encode() * 10)
    seal_file(tmp_path / "plain", tmp_path / "sealed", WORD)
    assert "举报人".encode() not in (tmp_path / "sealed").read_bytes()
    assert is_sealed(tmp_path / "sealed")
    assert not is_sealed(tmp_path / "plain")


def test_two_seals_of_one_file_share_no_bytes_after_the_magic(tmp_path: Path, sealed: Path) -> None:
    seal_file(tmp_path / "plain", tmp_path / "again", WORD)
    one, other = sealed.read_bytes(), (tmp_path / "again").read_bytes()
    assert one[: len(MAGIC)] == other[: len(MAGIC)]
    assert one[len(MAGIC) : 200] != other[len(MAGIC) : 200]


def test_a_wrong_passphrase_is_refused_and_leaves_nothing(sealed: Path) -> None:
    with pytest.raises(RefusedFileError, match="口令不对") as refused:
        _open(sealed, word="anders")
    assert refused.value.exit_code == 3
    assert not sealed.with_name("opened").exists()


def test_one_passphrase_typed_on_two_systems_opens_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    seal_file(tmp_path / "plain", tmp_path / "sealed", "caf\u00e9")
    assert _open(tmp_path / "sealed", word="cafe\u0301") == b"x"


@pytest.mark.parametrize("at", [len(MAGIC), HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + PIECE, -1])
def test_one_changed_bit_is_refused_wherever_it_stands(sealed: Path, at: int) -> None:
    data = bytearray(sealed.read_bytes())
    data[at] ^= 1
    sealed.write_bytes(data)
    with pytest.raises(RefusedFileError):
        _open(sealed)
    assert not sealed.with_name("opened").exists()


@pytest.mark.parametrize("kept", [0, 20, HEADER_BYTES, HEADER_BYTES + 5, HEADER_BYTES + PIECE, -1])
def test_a_file_cut_short_is_refused_at_a_boundary_too(sealed: Path, kept: int) -> None:
    sealed.write_bytes(sealed.read_bytes()[:kept])
    with pytest.raises(RefusedFileError):
        _open(sealed)


def test_pieces_that_changed_places_are_refused(sealed: Path) -> None:
    data = sealed.read_bytes()
    first, second = data[HEADER_BYTES:][:PIECE], data[HEADER_BYTES:][PIECE : 2 * PIECE]
    sealed.write_bytes(data[:HEADER_BYTES] + second + first + data[HEADER_BYTES + 2 * PIECE :])
    with pytest.raises(RefusedFileError):
        _open(sealed)


def test_bytes_after_the_end_are_refused(sealed: Path) -> None:
    sealed.write_bytes(sealed.read_bytes() + b"more")
    with pytest.raises(RefusedFileError):
        _open(sealed)


def test_a_newer_form_asks_for_a_newer_program(sealed: Path) -> None:
    data = bytearray(sealed.read_bytes())
    data[len(MAGIC) - 1] = 2
    sealed.write_bytes(data)
    with pytest.raises(UserError, match="更新版本") as refused:
        _open(sealed)
    assert refused.value.exit_code == 1


def test_an_empty_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    with pytest.raises(UserError, match="口令是空的"):
        seal_file(tmp_path / "plain", tmp_path / "sealed", "")
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]


def test_sealing_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(bytes(3 * CHUNK))
    with pytest.raises(CancelledError):
        seal_file(tmp_path / "plain", tmp_path / "sealed", WORD, cancelled=iter([False, True]).__next__)
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]


def test_opening_that_is_cancelled_leaves_nothing(sealed: Path) -> None:
    with pytest.raises(CancelledError):
        open_sealed(sealed, sealed.with_name("opened"), WORD, cancelled=lambda: True)
    assert not sealed.with_name("opened").exists()


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(bytes(2 * CHUNK + 5))
    seen: list[tuple[int, int]] = []
    seal_file(tmp_path / "plain", tmp_path / "sealed", WORD, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(CHUNK, 2 * CHUNK + 5), (2 * CHUNK, 2 * CHUNK + 5), (2 * CHUNK + 5, 2 * CHUNK + 5)]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists of its own")
def test_what_was_opened_can_be_read_by_this_user_alone(sealed: Path) -> None:
    _open(sealed)
    assert sealed.with_name("opened").stat().st_mode & 0o777 == 0o600


def test_a_target_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    with pytest.raises(UserError, match="无法写入"):
        seal_file(tmp_path / "plain", tmp_path / "plain" / "below", WORD)


def test_the_key_costs_a_guesser_two_to_the_seventeenth() -> None:
    assert TRUE_COST == 2**17
