"""What stands at the top of a re-inspection: the stages, how much is judged, and the button of the opinion."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Layout, Space, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.label import Label
from app.ui.widgets.stage_bar import StageBar, StageMark
from app.ui.widgets.states import Track
from app.values.enums import Stage
from app.values.rows_loop import StageRow
from app.values.rows_reinspection import ReinspectionView


class ReinspectionTop:
    """Hold the widgets of the top bar."""

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
        self.opinion = Button(tr("出复查意见书"), kind=Kind.PRIMARY, icon="file-check")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.stages, self.progress, self.opinion

    def show_stages(self, stages: Sequence[StageRow]) -> None:
        """Show how far the loop is."""
        if stages:
            self.stages.show_stages({one.stage.value: StageMark(one.status) for one in stages})

    def show_start(self) -> None:
        """Nothing is judged before it begins."""
        self.progress.hide()
        self.opinion.hide()

    def show_view(self, view: ReinspectionView) -> None:
        """Show how much is judged; the opinion is locked until all of it is."""
        self.progress.show()
        self.opinion.show()
        self.words.setText(tr("已判 {judged} / {total} 项", judged=view.judged, total=len(view.items)))
        self.track.set_part(view.judged / len(view.items) if view.items else 0.0)
        self.opinion.say(tr("看复查意见书") if view.opinion_id is not None else tr("出复查意见书"))
        if view.left:
            self.opinion.lock(tr("还有 {count} 项待判", count=view.left))
        else:
            self.opinion.unlock()

    def fit(self, layout: Layout) -> None:
        """Leave the stages out where the window is narrow."""
        self.stages.setVisible(layout is not Layout.NARROW)
