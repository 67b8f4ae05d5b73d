"""The program is built from its parts in one place, and nothing is loaded before it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import app.bootstrap
from app.__main__ import run
from app.paths import AppPaths

HEAVY = ("alembic", "reportlab", "PIL", "sqlalchemy", "typer", "pydantic", "platformdirs", "multiprocessing")
AT_FIRST_PAINT = """
import os, sys
from app.ui.client import Client
from app.__main__ import run
def painted(client):
    print(*sorted({name.partition(".")[0] for name in sys.modules}), flush=True)
    os._exit(0)
Client.open = painted
run(["--data", sys.argv[1]])
"""
WITH_THE_DAY = """
import os, sys
from app.ui.client import Client
from app.__main__ import run
Client._first_page = lambda client, services: "today"
def opened(client, found):
    from app.ui.pages.today import TodayPage
    def read(page, view):
        print(*sorted({name.partition(".")[0] for name in sys.modules}), flush=True)
        os._exit(0)
    TodayPage._on_read = read
    was(client, found)
was, Client._on_opened = Client._on_opened, opened
run(["--data", sys.argv[1]])
"""


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Run lines in a process of their own and give the names of the modules that it says it has loaded."""
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environ, capture_output=True, timeout=60, check=True
    )
    return set(done.stdout.decode().split())


def test_the_shell_paints_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    loaded = loaded_by(AT_FIRST_PAINT, str(tmp_path / "data"))
    assert "PySide6" in loaded
    assert not loaded.intersection(HEAVY)
    assert not (tmp_path / "data").exists(), "the store is opened after the first paint"


def test_run_opens_the_window_when_no_command_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def open_window(paths: AppPaths) -> int:
        opened.append(paths.data)
        return 5

    monkeypatch.setattr(app.bootstrap, "open_window", open_window)
    assert run(["--data", str(tmp_path)], {}) == 5
    assert opened == [tmp_path]


def test_the_day_is_shown_without_what_only_papers_photographs_and_upgrades_need(store_dir: Path) -> None:
    # The first start of a version compiles the library; this is about all the others.
    app.bootstrap.open_services(AppPaths(store_dir)).desk.store.close()
    loaded = loaded_by(WITH_THE_DAY, str(store_dir))
    assert "sqlalchemy" in loaded
    unwanted = {"alembic", "reportlab", "PIL", "pikepdf", "pypdfium2", "openpyxl", "docx", "typer", "pydantic", "yaml"}
    assert not loaded & unwanted
