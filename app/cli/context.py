"""What every command is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from app.paths import AppPaths

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.storage.store import Means, StorePaths
    from app.values.rows_encryption import Unlock


@dataclass(frozen=True, slots=True)
class Context:
    """The folder that this run works in, and where the passphrase of an encrypted store stands."""

    paths: AppPaths
    passphrase_file: str = ""

    @property
    def store_paths(self) -> "StorePaths":
        """Where the files of the store lie."""
        from app.storage.store import StorePaths

        return StorePaths.under(self.paths.data)

    @property
    def words(self) -> "Unlock | None":
        """What opens the store where it is encrypted: the file that was named, else what is typed at a terminal."""
        from app.cli.passphrase import words_for

        return words_for(self.store_paths.database, file=self.passphrase_file)

    @contextmanager
    def reading(self) -> "Iterator[Services]":
        """Open the store for a question; it may be open in the window at the same time."""
        with self._open(is_writing=False) as services:
            yield services

    @contextmanager
    def writing(self, means: "Means | None" = None, *, words: "Unlock | None" = None) -> "Iterator[Services]":
        """Open the store for a change; while another program has it, this is refused before anything is done."""
        with self._open(is_writing=True, means=means, words=words) as services:
            yield services

    @contextmanager
    def _open(
        self, *, is_writing: bool, means: "Means | None" = None, words: "Unlock | None" = None
    ) -> "Iterator[Services]":
        from app.services.catalogue import Services
        from app.services.desk import Desk
        from app.services.unlocking import open_unlocked

        with open_unlocked(self.store_paths, means=means, words=words or self.words) as store:
            if is_writing:
                store.claim()
            services = Services(Desk(store))
            services.library.make_ready()
            yield services


def context_of(command: typer.Context) -> Context:
    """Give what `main.run` handed to the command."""
    found = command.obj
    if not isinstance(found, Context):
        raise TypeError("the command was started without its context")
    return found
