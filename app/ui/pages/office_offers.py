"""What the office sent to this machine and nobody took over yet: numbers and a library, each to be agreed to."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.emptying import empty
from app.ui.widgets.label import Label
from app.values.rows_office import OfficeOffer


class OffersCard(Card):
    """List what waits; a button takes it over, another leaves it."""

    accepted = Signal(object)
    declined = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.buttons: list[tuple[Button, Button]] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.CONTROL)
        self.body.addLayout(self._lines)
        self.hide()

    def show_offers(self, offers: Sequence[OfficeOffer]) -> None:
        """Show these; none hides the card."""
        empty(self._lines)
        self.buttons = []
        for offer in offers:
            self._add(offer)
        self.setVisible(bool(offers))

    def _add(self, offer: OfficeOffer) -> None:
        title = tr("{sender} 发来，等你确认", sender=offer.sender or offer.file)
        self._lines.addWidget(Label(title, weight=Weight.BOLD, wrap=True))
        for words in offer.words:
            self._lines.addWidget(Label(words, size=Type.DENSE, tone=Tone.SUB, wrap=True))
        take = Button(tr("采用"), kind=Kind.PRIMARY, icon="check")
        leave = Button(tr("不采用"), icon="x")
        take.clicked.connect(partial(self._on_pressed, self.accepted, offer))
        leave.clicked.connect(partial(self._on_pressed, self.declined, offer))
        self.buttons.append((take, leave))
        row = Card(quiet=True, margin=0)
        row.row(take, leave, None)
        self._lines.addWidget(row)

    def _on_pressed(self, signal: object, offer: OfficeOffer, _checked: bool = False) -> None:
        signal.emit(offer.import_id)  # type: ignore[attr-defined]  # one of the two signals above
