"""What stands at the top of a re-inspection: the stages, how much is judged, and the button of the opinion."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ui.pages.progress_top import ProgressTop
from app.ui.theme import Layout
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.stage_bar import StageMark
from app.values.rows_loop import StageRow
from app.values.rows_reinspection import ReinspectionView


class ReinspectionTop(ProgressTop):
    """Hold the widgets of the top bar."""

    def __init__(self) -> None:
        super().__init__()
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
        self.show_part(view.judged, len(view.items))
        self.opinion.say(tr("看复查意见书") if view.opinion_id is not None else tr("出复查意见书"))
        if view.left:
            self.opinion.lock(tr("还有 {count} 项待判", count=view.left))
        else:
            self.opinion.unlock()

    def fit(self, layout: Layout) -> None:
        """Leave the stages out where the window is narrow."""
        self.stages.setVisible(layout is not Layout.NARROW)
