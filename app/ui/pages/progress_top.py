"""What stands at the top of a page that goes item by item: the stages, and how much is judged."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Space, Type, Weight
from app.ui.widgets.label import Label
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.states import Track
from app.values.enums import Stage


class ProgressTop:
    """Hold the stages, and the count above its track."""

    def __init__(self) -> None:
        self.stages = StageBar({stage.value: StageMark.LATER for stage in Stage})
        self.words = Label("", size=Type.LABEL, weight=Weight.MEDIUM)
        self.track = Track()
        self.progress = QWidget()
        column = QVBoxLayout(self.progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.PAIR)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.track)
        column.addStretch(1)

    def show_part(self, judged: int, total: int) -> None:
        """Fill the track as far as items are judged."""
        self.track.set_part(judged / total if total else 0.0)
