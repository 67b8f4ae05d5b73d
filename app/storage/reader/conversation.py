"""The program's side of the talk with the reader, which trusts nothing that it hears."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from app.storage.private import seal_of
from app.storage.reader import wire
from app.storage.reader.content import Role, content_fault
from app.storage.reader.limits import Limits
from app.storage.reader.process import Budget, Peer, Watch
from app.storage.reader.refused import Refused
from app.values.package import PrivateLine, StubLink
from app.values.refusal import RefusalCode

_SHA_BYTES = 32
_WRONGS = (wire.WireError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError)


@dataclass(slots=True)
class Contents:
    """The rows of a package as the reader sent them, none of them judged yet."""

    lines: dict[str, str] = field(default_factory=dict)
    revisions: list[tuple[str, bytes]] = field(default_factory=list)
    stubs: list[StubLink] = field(default_factory=list)
    privates: list[PrivateLine] = field(default_factory=list)
    false_seals: int = 0
    blob_sizes: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)


class Conversation:
    """Ask the reader, within limits of time and length; whatever breaks them ends it."""

    def __init__(self, peer: Peer, *, limits: Limits, size: int, cancelled: Callable[[], None]) -> None:
        self._peer = peer
        self._limits = limits
        self._size = size
        self._cancelled = cancelled
        self._watch = Watch(peer.kill)

    def close(self) -> None:
        """End the reader; its last words go into the log."""
        self._watch.stop()
        if words := self._peer.close():
            logging.getLogger(__name__).warning("Package reader: %s", words)

    def read(self, file: Path, *, salvage: bool) -> Contents:
        """Have the file opened and take its rows in."""
        request = {"file": str(file), "limits": asdict(self._limits), "salvage": salvage}
        contents, held = Contents(), 0
        with self._distrusting():
            for tag, data in self._ask(wire.REQUEST, json.dumps(request).encode()):
                held += len(data)
                if held > self._limits.revisions_bytes:
                    raise Refused(RefusalCode.TOO_MANY)
                _take(contents, tag, data)
        return contents

    def verify(self, roles: Mapping[str, Role], *, done: Callable[[int], None]) -> dict[str, RefusalCode]:
        """Have every original read, hashed and looked into; give those that are wrong."""
        wrong: dict[str, RefusalCode] = {}
        asked = b"".join(bytes.fromhex(sha) + bytes([role]) for sha, role in roles.items())
        with self._distrusting():
            for tag, data in self._ask(wire.VERIFY, asked):
                if tag == wire.FALSE:
                    wrong[data[:_SHA_BYTES].hex()] = RefusalCode(data[_SHA_BYTES:].decode())
                elif tag == wire.DONE:
                    done(int(data))
        return wrong

    def fetch(self, wanted: Iterable[str], *, roles: Mapping[str, Role]) -> Iterator[tuple[str, bytes]]:
        """Give originals one after the other, each hashed here."""
        asked = list(wanted)
        frames = self._ask(wire.FETCH, b"".join(map(bytes.fromhex, asked)), most=self._limits.blob + _SHA_BYTES)
        missing, is_over = set(asked), False
        try:
            while (found := self._following(frames, roles=roles)) is not None:
                missing.discard(found[0])
                yield found
            is_over = True
        finally:
            if not is_over:
                self._peer.kill()  # it stands in the middle of an answer that nobody wants any more
        if missing:
            raise Refused(RefusalCode.READER_FAILED, "blob")

    def _following(
        self, frames: Iterator[tuple[bytes, bytes]], *, roles: Mapping[str, Role]
    ) -> tuple[str, bytes] | None:
        with self._distrusting():
            frame = next(frames, None)
            return None if frame is None else _proved(*frame, roles=roles)

    def _ask(self, tag: bytes, data: bytes, *, most: int = 0) -> Iterator[tuple[bytes, bytes]]:
        """Send a request and give the frames of its answer up to the end."""
        most = max(most, 2 * wire.MOST_IN_A_FRAME + self._limits.revision)
        budget = Budget(self._limits.seconds_for(self._size))
        with self._watch.waiting(budget):
            wire.send(self._peer.requests, tag, data)
        while True:
            self._cancelled()
            with self._watch.waiting(budget):
                found, answer = wire.receive(self._peer.answers, most=most)
            if found == wire.END:
                return
            if found == wire.REFUSED:
                raise _said_no(answer)
            yield found, answer

    @contextmanager
    def _distrusting(self) -> Iterator[None]:
        """Take whatever the reader does wrong for what it is: a file that may be harmful, or too slow a one."""
        try:
            yield
        except _WRONGS as error:
            code = RefusalCode.TOO_SLOW if self._watch.has_killed else RefusalCode.READER_FAILED
            raise Refused(code, str(error)) from error


def _take(contents: Contents, tag: bytes, data: bytes) -> None:
    if tag == wire.REVISIONS:
        contents.revisions += [(rev_id.hex(), row) for rev_id, row in wire.unpack_rows(data, width=2)]
    elif tag == wire.META:
        for key, value in wire.unpack_rows(data, width=2):
            contents.lines[key.decode()] = value.decode()
    elif tag == wire.STUBS:
        contents.stubs += [_stub(*row) for row in wire.unpack_rows(data, width=4)]
    elif tag == wire.PRIVATES:
        for sha, salt, value in wire.unpack_rows(data, width=3):
            _take_private(contents, PrivateLine(sha.hex(), salt, value.decode()))
    elif tag == wire.BLOBS:
        for sha, size in wire.unpack_rows(data, width=2):
            if len(sha) != _SHA_BYTES or not size.isdigit():
                raise wire.WireError("no blob")
            contents.blob_sizes[sha.hex()] = int(size)
    elif tag == wire.FAULTS:
        contents.faults.update({str(table): int(number) for table, number in json.loads(data).items()})
    else:
        raise wire.WireError(f"unknown frame {tag!r}")


def _take_private(contents: Contents, line: PrivateLine) -> None:
    if seal_of(line.salt, line.value) == line.sha256:
        contents.privates.append(line)
    else:
        contents.false_seals += 1


def _stub(device: bytes, seq: bytes, rev_id: bytes, prev: bytes) -> StubLink:
    return StubLink(UUID(bytes=device), int(seq), rev_id.hex(), prev.hex() or None)


def _proved(tag: bytes, frame: bytes, *, roles: Mapping[str, Role]) -> tuple[str, bytes]:
    """Hash an original once more on this side, whatever the reader said of it."""
    sha, data = frame[:_SHA_BYTES], frame[_SHA_BYTES:]
    if tag != wire.DATA or sha256(data).digest() != sha:
        raise Refused(RefusalCode.READER_FAILED, "blob")
    wrong = content_fault(data, role=roles.get(sha.hex(), Role.ANY))
    if wrong is not None:
        raise Refused(wrong, sha.hex())
    return sha.hex(), data


def _said_no(answer: bytes) -> Refused:
    code, detail = json.loads(answer)
    return Refused(RefusalCode(code), str(detail)[:200])
