"""A file behind a passphrase: sealed in pieces, each of which is proved before anything of it is used."""

import os
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.storage.medium import NotAsInMemoryError, hash_on_medium
from app.storage.steps import Cancelled, Progress, Seen, Steps
from app.storage.whole_file import make_private, remove, written_whole
from app.values.errors import RefusedFileError, UserError

# The last byte is the version: it fixes every number below, so that a hostile header cannot ask for more memory.
MAGIC = b"ANCHA-SEALED\x01"
SALT_BYTES = 16
PREFIX_BYTES = 7
COUNTER_BYTES = 4
CHUNK = 1024 * 1024
TAG_BYTES = 16
HEADER_BYTES = len(MAGIC) + SALT_BYTES + PREFIX_BYTES
KEY_COST = 2**17  # a third of a second and 128 MB for each guess

_GREATEST_COUNTER = 2 ** (8 * COUNTER_BYTES) - 1


def is_sealed(file: Path) -> bool:
    """Say whether the file begins as a sealed one, of whatever version."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC) - 1) == MAGIC[:-1]


def seal_file(
    source: Path,
    target: Path,
    passphrase: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write the source behind the passphrase into the target, whole or not at all."""
    steps = Steps(source.stat().st_size, progress, cancelled)
    with written_whole(target) as part:
        write_sealed(source, part, passphrase, seen=steps.go)


def write_sealed(source: Path, target: Path, passphrase: str, *, seen: Seen) -> None:
    """Write the source behind the passphrase into a file that is there already."""
    header = MAGIC + os.urandom(SALT_BYTES + PREFIX_BYTES)
    cipher = _cipher(passphrase, header)
    with source.open("rb") as reading, target.open("wb") as writing:
        writing.write(header)
        for number, (chunk, is_last) in enumerate(_chunks(reading, CHUNK)):
            seen(len(chunk))
            writing.write(cipher.encrypt(_nonce(header, number, is_last=is_last), chunk, header))


def open_sealed(
    source: Path,
    target: Path,
    passphrase: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write what lies behind the passphrase into the target, for this user alone; all of it is proved or refused."""
    steps = Steps(source.stat().st_size, progress, cancelled)
    make_private(target)
    try:
        with source.open("rb") as reading, target.open("wb") as writing:
            for chunk in _opened(reading, passphrase, name=source.name):
                steps.go(len(chunk))
                writing.write(chunk)
    except BaseException:
        remove(target)
        raise
    steps.finish()


def prove_sealed(file: Path, passphrase: str, *, plain_sha256: str, seen: Seen) -> str:
    """Open the file without keeping anything, refuse it where it holds something else, and return its own hash."""
    try:
        own = hash_on_medium(file, seen=seen)
    except NotAsInMemoryError:
        raise _refusal(file.name, 0) from None
    found = sha256()
    with file.open("rb") as reading:
        for chunk in _opened(reading, passphrase, name=file.name):
            found.update(chunk)
            seen(len(chunk))
    if found.hexdigest() != plain_sha256:
        raise _refusal(file.name, 0)
    return own


def normal_passphrase(passphrase: str) -> str:
    """Give the passphrase in the one form in which it counts; an empty one is refused."""
    found = unicodedata.normalize("NFC", passphrase)
    if not found:
        raise UserError("口令是空的。", hint="请输入口令，或者不加口令。")
    return found


def _opened(reading: BinaryIO, passphrase: str, *, name: str) -> Iterator[bytes]:
    header = reading.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC[:-1]):
        raise RefusedFileError(f"{name} 不是完整的加密数据包。", hint="请重新取得这个文件。")
    if not header.startswith(MAGIC):
        raise UserError(f"{name} 由更新版本的程序加密。", hint="请先升级本机的安查。")
    cipher = _cipher(passphrase, header)
    for number, (chunk, is_last) in enumerate(_chunks(reading, CHUNK + TAG_BYTES)):
        try:
            plain = cipher.decrypt(_nonce(header, number, is_last=is_last), chunk, header)
        except InvalidTag:
            raise _refusal(name, number) from None
        yield plain


def _refusal(name: str, number: int) -> RefusedFileError:
    if number == 0:
        return RefusedFileError(f"{name} 打不开：口令不对，或者文件已损坏。", hint="请核对口令后再试。")
    return RefusedFileError(f"{name} 已损坏或被截断（第{number + 1}段）。", hint="请重新取得这个文件。")


def _cipher(passphrase: str, header: bytes) -> AESGCM:
    salt = header[len(MAGIC) : len(MAGIC) + SALT_BYTES]
    key = Scrypt(salt=salt, length=32, n=KEY_COST, r=8, p=1).derive(normal_passphrase(passphrase).encode())
    return AESGCM(key)


def _nonce(header: bytes, number: int, *, is_last: bool) -> bytes:
    if number > _GREATEST_COUNTER:
        raise UserError("文件太大，不能加密。", hint="请分成几个数据包导出。")
    return header[-PREFIX_BYTES:] + number.to_bytes(COUNTER_BYTES, "big") + bytes([is_last])


def _chunks(reading: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Cut what is read into pieces, each with whether it is the last; there is always one."""
    chunk = reading.read(size)
    while following := reading.read(size):
        yield chunk, False
        chunk = following
    yield chunk, True
