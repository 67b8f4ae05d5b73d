"""A walk that was killed while somebody typed opens at its item with its text."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from app.services.catalogue import Services
from app.services.desk import Desk
from app.storage.health import Level, check
from app.ui.tasks import Tasks
from app.values.enums import FindingResult
from tests.stores import open_copy
from tests.ui.conftest import HeardMessages
from tests.ui.pages.walk_trial import TYPED
from tests.ui.pages.walks import show_walk


def killed_walk(folder: Path) -> tuple[UUID, str]:
    """Let another process walk, kill it as soon as it has acknowledged its draft, and tell where it was."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.pages.walk_trial", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as child:
        assert child.stdout is not None
        inspection, item = child.stdout.readline().split()
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    return UUID(inspection), item


def test_killed_walk_opens_at_its_item_with_its_text(
    qtbot: QtBot, store_dir: Path, tasks: Tasks, messages: HeardMessages
) -> None:
    inspection, item = killed_walk(store_dir)
    with open_copy(store_dir) as store:
        assert check(store).level is Level.SOUND
        services = Services(Desk(store))
        stored = services.walk.view(inspection)
        assert [one.result for one in list(stored.items)[:3]] == [
            FindingResult.CONFORMS,
            FindingResult.NOT_APPLICABLE,
            FindingResult.FAILS,
        ]
        assert stored.hazards[0].fields.fact.startswith(TYPED)
        walk = show_walk(qtbot, services, tasks, messages, inspection)
        assert walk.item_id() == item
        assert walk.page.card.editor.texts["fact"].toPlainText().startswith(TYPED)
        walk.page.leave()
        walk.settle()
        assert not walk.stored().hazards[0].is_draft
        tasks.close()
