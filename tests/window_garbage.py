"""Garbage in tests of the window: collected between modules in the main thread, as the client does it."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def collect_in_the_main_thread() -> Iterator[None]:
    """Keep a worker's collection from taking widgets away while a module runs."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
