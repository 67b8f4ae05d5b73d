"""The key of an encrypted store, behind a passphrase and behind a recovery key, in a small file beside the database.

The file lies there twice, so that a torn write of one never loses the key. What seals and derives is loaded when it is
needed only: most starts are of a store that is not encrypted.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.rules.secret_words import normal_passphrase
from app.storage.whole_file import written_whole
from app.values.errors import RefusedFileError, UserError, WrongPassphraseError
from app.values.recovery_key import RECOVERY_BYTES, read_recovery_text, recovery_text

KEY_BYTES = 32
FORMAT = 1
SUFFIX, SPARE_SUFFIX = ".key", ".key2"
LARGEST_FILE = 8_192
# A third of a second and 128 MB a guess. The file says what it was made with, within what may be asked for.
ROUNDS, MEMORY_KB, LANES = 3, 128 * 1024, 2
_MOST_ROUNDS, _MOST_MEMORY_KB, _MOST_LANES = 16, 1024 * 1024, 8

Chance = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Wrap:
    """The key of the store, sealed under a passphrase or under the recovery key."""

    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in the file: which key, and the two ways to it."""

    key_id: str
    by_passphrase: Wrap
    by_recovery: Wrap
    rounds: int
    memory_kb: int
    lanes: int


def make_key_file(key: bytes, passphrase: str, *, chance: Chance = os.urandom) -> tuple[KeyFile, str]:
    """Seal the key, and give what is to be printed: the recovery key, which stands nowhere else."""
    secret = chance(RECOVERY_BYTES)
    key_id = key_id_of(key)
    empty = Wrap(chance(16), b"", b"")
    kept = KeyFile(key_id, empty, empty, ROUNDS, MEMORY_KB, LANES)
    by_recovery = _seal(_recovery_lock(secret, empty.salt), key, salt=empty.salt, name=key_id, chance=chance)
    return rewrapped(replace(kept, by_recovery=by_recovery), key, passphrase, chance=chance), recovery_text(secret)


def rewrapped(kept: KeyFile, key: bytes, passphrase: str, *, chance: Chance = os.urandom) -> KeyFile:
    """Seal the same key under another passphrase; the recovery key stays good."""
    salt = chance(16)
    lock = _passphrase_lock(passphrase, salt, kept)
    return replace(kept, by_passphrase=_seal(lock, key, salt=salt, name=kept.key_id, chance=chance))


def with_new_recovery(kept: KeyFile, key: bytes, *, chance: Chance = os.urandom) -> tuple[KeyFile, str]:
    """Seal the same key under a new recovery key; the one printed before is good for nothing then."""
    secret, salt = chance(RECOVERY_BYTES), chance(16)
    wrap = _seal(_recovery_lock(secret, salt), key, salt=salt, name=kept.key_id, chance=chance)
    return replace(kept, by_recovery=wrap), recovery_text(secret)


def open_with_passphrase(kept: KeyFile, passphrase: str) -> bytes:
    """Give the key of the store, or say that the passphrase is wrong."""
    lock = _passphrase_lock(passphrase, kept.by_passphrase.salt, kept)
    return _open(lock, kept.by_passphrase, name=kept.key_id, otherwise="口令不对。")


def open_with_recovery(kept: KeyFile, text: str) -> bytes:
    """Give the key of the store, or say that this is not its recovery key."""
    lock = _recovery_lock(read_recovery_text(text), kept.by_recovery.salt)
    return _open(lock, kept.by_recovery, name=kept.key_id, otherwise="这不是本资料库的恢复密钥。")


def key_id_of(key: bytes) -> str:
    """Name a key without saying it."""
    return sha256(b"ancha key\x00" + key).hexdigest()[:16]


def key_file_of(database: Path) -> Path:
    """Name the file that goes with a database or with a copy of it."""
    return database.with_name(database.name + SUFFIX)


def write_key_file(database: Path, kept: KeyFile) -> None:
    """Write the file beside the database, the spare first, so that one of the two is whole at every moment."""
    text = _as_text(kept)
    for suffix in (SPARE_SUFFIX, SUFFIX):
        with written_whole(database.with_name(database.name + suffix)) as part:
            part.write_bytes(text)


def read_key_file(database: Path) -> KeyFile | None:
    """Read the file beside the database, or its spare; None where there is neither."""
    damaged: UserError | None = None
    for suffix in (SUFFIX, SPARE_SUFFIX):
        file = database.with_name(database.name + suffix)
        try:
            if file.stat().st_size > LARGEST_FILE:
                raise _refusal(file)
            return _from_text(file.read_bytes(), file=file)
        except FileNotFoundError:
            continue
        except OSError as error:
            damaged = UserError(f"无法读取 {file}。", hint="请检查权限。")
            damaged.__cause__ = error
        except RefusedFileError as error:
            damaged = error
    if damaged is not None:
        raise damaged
    return None


def put_key_beside(database: Path, copy: Path) -> None:
    """Lay the key file of a database beside a copy of it, which is opened by the same passphrase."""
    kept = read_key_file(database)
    if kept is None:
        raise UserError("找不到加密资料的密钥文件，没有备份。", hint=f"请检查 {key_file_of(database)}。")
    with written_whole(key_file_of(copy)) as part:
        part.write_bytes(_as_text(kept))


def remove_key_file(database: Path) -> None:
    """Take the file and its spare away, as with a copy that goes or a store that is encrypted no more."""
    for suffix in (SUFFIX, SPARE_SUFFIX):
        with suppress(OSError):
            database.with_name(database.name + suffix).unlink(missing_ok=True)


# Every start asks whether there is a key file, and few stores have one: the ciphers are loaded where they are used.
def _passphrase_lock(passphrase: str, salt: bytes, kept: KeyFile) -> bytes:

    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        normal_passphrase(passphrase).encode(),
        salt,
        time_cost=kept.rounds,
        memory_cost=kept.memory_kb,
        parallelism=kept.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _recovery_lock(secret: bytes, salt: bytes) -> bytes:

    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"ancha recovery key").derive(secret)


def _seal(lock: bytes, key: bytes, *, salt: bytes, name: str, chance: Chance) -> Wrap:

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = chance(12)
    return Wrap(salt, nonce, AESGCM(lock).encrypt(nonce, key, name.encode()))


def _open(lock: bytes, wrap: Wrap, *, name: str, otherwise: str) -> bytes:

    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        key = AESGCM(lock).decrypt(wrap.nonce, wrap.sealed, name.encode())
    except InvalidTag:
        raise WrongPassphraseError(otherwise, hint="请核对后再输一次。") from None
    if key_id_of(key) != name:
        raise WrongPassphraseError(otherwise, hint="请核对后再输一次。")
    return key


def _as_text(kept: KeyFile) -> bytes:
    body = {
        "format": FORMAT,
        "key_id": kept.key_id,
        "argon2id": {"rounds": kept.rounds, "memory_kb": kept.memory_kb, "lanes": kept.lanes},
        "passphrase": _wrap_body(kept.by_passphrase),
        "recovery": _wrap_body(kept.by_recovery),
    }
    inner = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return json.dumps({"key": body, "sum": sha256(inner.encode()).hexdigest()}, sort_keys=True).encode()


def _wrap_body(wrap: Wrap) -> dict[str, str]:
    return {"salt": wrap.salt.hex(), "nonce": wrap.nonce.hex(), "sealed": wrap.sealed.hex()}


def _from_text(text: bytes, *, file: Path) -> KeyFile:
    try:
        outer = json.loads(text)
        body = outer["key"]
        inner = json.dumps(body, sort_keys=True, separators=(",", ":"))
        if sha256(inner.encode()).hexdigest() != outer["sum"]:
            raise ValueError("the sum does not fit")
        if body["format"] != FORMAT:
            raise UserError(f"{file.name} 由更新版本的安查写成。", hint="请先升级安查。")
        return _from_body(body)
    except (ValueError, KeyError, TypeError) as error:
        raise _refusal(file) from error


def _from_body(body: dict[str, Any]) -> KeyFile:
    cost = body["argon2id"]
    rounds, memory_kb, lanes = int(cost["rounds"]), int(cost["memory_kb"]), int(cost["lanes"])
    if not (1 <= rounds <= _MOST_ROUNDS and 8 * 8 <= memory_kb <= _MOST_MEMORY_KB and 1 <= lanes <= _MOST_LANES):
        raise ValueError("it asks for more than may be asked")
    return KeyFile(
        str(body["key_id"]), _wrap_from(body["passphrase"]), _wrap_from(body["recovery"]), rounds, memory_kb, lanes
    )


def _wrap_from(body: dict[str, str]) -> Wrap:
    wrap = Wrap(bytes.fromhex(body["salt"]), bytes.fromhex(body["nonce"]), bytes.fromhex(body["sealed"]))
    if (len(wrap.salt), len(wrap.nonce), len(wrap.sealed)) != (16, 12, KEY_BYTES + 16):
        raise ValueError("it has not the lengths of a sealed key")
    return wrap


def _refusal(file: Path) -> RefusedFileError:
    return RefusedFileError(f"密钥文件 {file.name} 已损坏。", hint="请从备份旁边取回同名的 .key 文件。")
