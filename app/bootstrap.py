"""The only place that builds things: paths → store → services → window."""

import gc
from typing import TYPE_CHECKING

from app import __version__
from app.paths import AppPaths

if TYPE_CHECKING:
    from app.services.catalogue import Services


def open_services(paths: AppPaths) -> "Services":
    """Open the store for writing, bring its library up to date, and put the services on one desk."""
    from app.services.catalogue import Services
    from app.services.desk import Desk
    from app.storage.opening import open_store
    from app.storage.store import StorePaths

    store = open_store(StorePaths.under(paths.data))
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

    return run_client(lambda: _open_and_settle(paths), look_file=paths.look, version=__version__)


def _open_and_settle(paths: AppPaths) -> "Services":
    """Open the services and keep what is loaded by now out of every later collection of garbage."""
    try:
        services = open_services(paths)
        # The first page asks for these next.
        _ = services.today, services.setup
        return services
    finally:
        gc.freeze()
