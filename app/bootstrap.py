"""The only place that builds things: paths → store → services → window."""

import gc
from typing import TYPE_CHECKING

from app import __version__
from app.paths import AppPaths

if TYPE_CHECKING:
    from app.services.catalogue import Services
    from app.services.first_look import FirstLooks
    from app.values.rows_encryption import Unlock


def open_services(paths: AppPaths, words: "Unlock | None" = None) -> "Services":
    """Open the store for writing, bring its library up to date, and put the services on one desk.

    `words` open a store that is encrypted; without them, and without the system's keyring, it stays locked.
    """
    from app.services.catalogue import Services
    from app.services.desk import Desk
    from app.services.unlocking import open_unlocked
    from app.storage.store import StorePaths

    store = open_unlocked(StorePaths.under(paths.data), words=words)
    try:
        store.claim()
        services = Services(Desk(store))
        services.library.make_ready()
    except BaseException:
        store.close()
        raise
    return services


def open_window(paths: AppPaths) -> int:
    """Open the client and return when it is closed."""
    # What a start loads it keeps: looking through it for garbage again and again takes a sixth of the time.
    gc.disable()
    from app.ui.client import run_client

    return run_client(
        lambda words=None: _open_and_settle(paths, words),
        looks=lambda: _first_looks(paths),
        look_file=paths.look,
        version=__version__,
    )


def _first_looks(paths: AppPaths) -> "FirstLooks":
    """Give what a start can show before the store is open; asked for when the shell is painted."""
    from app.services.first_look import FirstLooks

    return FirstLooks(paths.store)


def _open_and_settle(paths: AppPaths, words: "Unlock | None") -> "Services":
    """Open the services and keep what is loaded by now out of every later collection of garbage."""
    try:
        services = open_services(paths, words)
        # The first page asks for these next.
        _ = services.today, services.setup
        return services
    finally:
        gc.freeze()
