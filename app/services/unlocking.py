"""Open what is encrypted: by the passphrase, by the recovery key, or by the system's keyring."""

from dataclasses import replace
from pathlib import Path

from app.storage.encrypting import is_encrypted
from app.storage.keys import (
    KeyFile,
    key_id_of,
    open_with_passphrase,
    open_with_recovery,
    read_key_file,
)
from app.storage.opening import open_store
from app.storage.store import Means, Store, StorePaths
from app.values.errors import LockedStoreError
from app.values.rows_encryption import Unlock

ASKING = "请在窗口中输入口令；命令行在命令前写 --passphrase-file 文件，或设环境变量 ANCHA_PASSPHRASE_FILE。"


def open_unlocked(paths: StorePaths, *, means: Means | None = None, words: Unlock | None = None) -> Store:
    """Open the store, with its key where it is encrypted."""
    key = key_of(paths.database, words=words)
    return open_store(paths, means=replace(means or Means(), key=key) if key is not None else means)


def key_of(database: Path, *, words: Unlock | None = None) -> bytes | None:
    """Give the key that the database or the copy is opened with, None for a plain one.

    Without words the system's keyring is asked; where it does not help either, the file stays locked.
    """
    if not is_encrypted(database):
        return None
    kept = read_key_file(database)
    if kept is None:
        return None
    if words is not None:
        return opened(kept, words)
    from app.storage import keyring_key

    found = keyring_key.find(kept.key_id)
    if found is None or key_id_of(found) != kept.key_id:
        raise LockedStoreError(f"{database.name} 已加密，需要口令才能打开。", hint=ASKING)
    return found


def opened(kept: KeyFile, words: Unlock) -> bytes:
    """Give the key behind what a person typed, or say that it is wrong."""
    if words.recovery:
        return open_with_recovery(kept, words.recovery)
    return open_with_passphrase(kept, words.passphrase)
