"""A store that is encrypted in a process of its own, to be killed: python -m tests.storage.encrypting_trial FOLDER."""

import sys
from pathlib import Path

from app.storage import keys
from app.storage.encrypting import change_key
from app.storage.keys import make_key_file, write_key_file
from app.storage.opening import open_store
from app.storage.store import StorePaths
from tests.stores import make_means

KEY = bytes(range(32))
WORDS = "correct horse 7"


def main(folder: Path) -> None:
    """Say that the work begins, do it, and say that it ended."""
    keys.ROUNDS, keys.MEMORY_KB = 1, 64
    store = open_store(StorePaths.under(folder), means=make_means())
    store.claim()
    kept, _ = make_key_file(KEY, WORDS)
    database = store.paths.database

    def work() -> None:
        write_key_file(database, kept)
        change_key(database, key_from=None, key_to=KEY)

    print("begin", flush=True)
    store.exchange(work, key=KEY)
    print("end", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
