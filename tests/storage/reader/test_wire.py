"""What goes through the pipe comes out the same, and nothing else comes out."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.reader import wire

ROWS = st.lists(st.tuples(st.binary(max_size=9), st.binary(max_size=9)), max_size=5)


@given(ROWS)
def test_rows_come_back_as_they_were_sent(rows: list[wire.Row]) -> None:
    stream = BytesIO()
    wire.send(stream, wire.REVISIONS, wire.pack_rows(rows))
    stream.seek(0)
    tag, data = wire.receive(stream, most=1000)
    assert (tag, [tuple(row) for row in wire.unpack_rows(data, width=2)]) == (wire.REVISIONS, rows)


@given(ROWS.filter(bool), st.data())
def test_rows_cut_off_are_refused(rows: list[wire.Row], data: st.DataObject) -> None:
    packed = wire.pack_rows(rows)
    cut = packed[: data.draw(st.integers(1, len(packed) - 1))]
    try:
        found = [tuple(row) for row in wire.unpack_rows(cut, width=2)]
    except wire.WireError:
        return
    assert found == rows[: len(found)]
    assert len(found) < len(rows)


def test_a_frame_beyond_the_limit_is_not_read() -> None:
    stream = BytesIO()
    wire.send(stream, wire.DATA, bytes(2000))
    stream.seek(0)
    with pytest.raises(wire.WireError, match="2000"):
        wire.receive(stream, most=1999)
    assert stream.tell() == wire.FRAME.size


@pytest.mark.parametrize("length", [0, 4, 6])
def test_an_end_in_the_middle_is_refused(length: int) -> None:
    stream = BytesIO()
    wire.send(stream, wire.DATA, b"abc")
    if length < 5:
        with pytest.raises(Exception, match=r"gone|unpack"):
            wire.receive(BytesIO(stream.getvalue()[:length]), most=10)
    else:
        with pytest.raises(wire.WireError, match="gone"):
            wire.receive(BytesIO(stream.getvalue()[:length]), most=10)
