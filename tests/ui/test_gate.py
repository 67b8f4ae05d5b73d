"""The lock falls only where there is a way back, and follows what was decided."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.ui.ask import Ask
from app.ui.context import UiContext
from app.ui.gate import Gate
from app.ui.main_window import MainWindow
from app.ui.tasks import Tasks
from app.values.rows_encryption import Unlock
from tests.ui.conftest import HeardMessages

OFFICER = SimpleNamespace(id=UUID(int=1), name="示例甲")


class Room:
    """Services as far as the gate asks them."""

    def __init__(self) -> None:
        self.pins: frozenset[UUID] = frozenset()
        self.is_encrypted, self.minutes = False, 10
        self.proved: list[object] = []
        self.officers = SimpleNamespace(at_desk=lambda: OFFICER)
        self.access = SimpleNamespace(
            with_pin=lambda: self.pins, prove=lambda officer, pin: self.proved.append((officer, pin))
        )
        self.preferences = SimpleNamespace(get=lambda _: self.minutes)

    @property
    def encryption(self) -> SimpleNamespace:
        return SimpleNamespace(is_encrypted=self.is_encrypted, prove=self.proved.append)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def gate(room: Room, tasks: Tasks, messages: HeardMessages, qtbot: QtBot) -> Gate:
    services = SimpleNamespace(
        officers=room.officers, access=room.access, preferences=room.preferences, encryption=room.encryption
    )
    context = UiContext(tasks=tasks, messages=messages, ask=Ask(), services=services)  # type: ignore[arg-type]  # the room
    window = MainWindow([], messages)
    qtbot.addWidget(window)
    window.show()
    return Gate(context, window)


def learn(gate: Gate, tasks: Tasks, qtbot: QtBot) -> None:
    gate.look_again()
    qtbot.waitUntil(lambda: tasks.running == 0)


def test_without_pin_and_encryption_nothing_locks_and_it_is_said_why(
    gate: Gate, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    learn(gate, tasks, qtbot)
    gate.lock_now()
    assert not gate.lock.is_locked
    assert not gate.lock._timer.isActive()
    assert "设 PIN" in messages.notes[-1].words


def test_with_a_pin_the_time_runs_and_the_pin_is_proved(gate: Gate, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    room.pins = frozenset({OFFICER.id})
    learn(gate, tasks, qtbot)
    assert gate.lock._timer.isActive()
    gate.lock_now()
    assert gate.lock.cover is not None
    gate.lock.cover.edit.setText("2580")
    gate.lock.cover.back.click()
    qtbot.waitUntil(lambda: not gate.lock.is_locked)
    assert room.proved == [(OFFICER.id, "2580")]
    gate.stop()


def test_with_encryption_alone_the_passphrase_is_proved_and_no_time_means_never(
    room: Room, tasks: Tasks, messages: HeardMessages, qtbot: QtBot
) -> None:
    room.is_encrypted, room.minutes = True, 0
    services = SimpleNamespace(
        officers=room.officers, access=room.access, preferences=room.preferences, encryption=room.encryption
    )
    context = UiContext(tasks=tasks, messages=messages, ask=Ask(), services=services)  # type: ignore[arg-type]  # the room
    window = MainWindow([], messages)
    qtbot.addWidget(window)
    window.show()
    gate = Gate(context, window)
    learn(gate, tasks, qtbot)
    assert not gate.lock._timer.isActive()
    gate.lock_now()
    assert gate.lock.cover is not None
    gate.lock.cover.given.emit("correct horse 7")
    qtbot.waitUntil(lambda: not gate.lock.is_locked)
    assert room.proved == [Unlock("correct horse 7")]
    gate.stop()
