"""One part of the settings: cards below each other, an error above them, and work in the background."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.tasks import plain
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.widgets.card import Card
from app.ui.widgets.label import Label
from app.ui.widgets.states import ErrorBar
from app.values.errors import UserError

T = TypeVar("T")


class SettingsPart(QWidget):
    """Hold the cards of a part."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.error = ErrorBar()
        self.error.retry_chosen.connect(self._on_retry)
        self.error.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.CARD)
        self.column.addWidget(self.error)

    def refresh(self) -> None:
        """Read again what the part shows."""

    def leave(self) -> None:
        """Keep what is being typed."""

    def card(self, title: str, words: str = "") -> Card:
        """Add a card with its title and a line on what it is for."""
        card = Card(gap=Space.CARD)
        card.body.addWidget(Label(title, size=Type.CARD, weight=Weight.BOLD))
        if words:
            card.body.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        self.column.addWidget(card)
        return card

    def read(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read in the background and show the answer."""
        self.context.tasks.run_read(plain(work), done=show, owner=self, lane="read", failed=self.tell)

    def write(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Decide in the background, then go on."""
        self.error.hide()

        def after(answer: T) -> None:
            done(answer)

        self.context.tasks.run_write(plain(work), done=after, owner=self, failed=self.tell)

    def tell(self, error: UserError) -> None:
        """Say what could not be done; what is shown is read again, so that it says what holds."""
        self.error.tell(str(error))

    def _on_retry(self) -> None:
        self.error.hide()
        self.refresh()
