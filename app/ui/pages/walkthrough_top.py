"""What stands at the top of a walk: the stages, how far it is, and the button that ends it."""

from PySide6.QtWidgets import QWidget

from app.ui.pages.progress_top import ProgressTop
from app.ui.theme import Layout, look
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.stage_bar import StageMark
from app.values.enums import InspectionState
from app.values.rows_walk import Walk

ROOM_FOR_STAGES = 900


class WalkTop(ProgressTop):
    """Hold the widgets of the top bar."""

    def __init__(self) -> None:
        super().__init__()
        self.end = Button(tr("结束检查"), kind=Kind.PRIMARY, icon="signature")
        self.again = Button(tr("继续检查"), icon="rotate-ccw")
        self.again.hide()
        self._is_narrow = False

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.stages, self.progress, self.again, self.end

    def show_walk(self, walk: Walk) -> None:
        """Show how far the walk is, and what its button does next."""
        if walk.stages:
            self.stages.show_stages({name: StageMark(mark) for name, mark in walk.stages.items()})
        part = walk.judged / walk.total if walk.total else 0.0
        self.show_part(walk.judged, walk.total)
        self._say(walk.judged, walk.total, part)
        self.again.setVisible(walk.head.state is InspectionState.ENDED)
        words, icon = _next_act(walk)
        self._name_button(words)
        self.end.set_icon(icon)

    def fit(self, layout: Layout, *, width: int) -> None:
        """Leave the words of the button to the reader where the window is narrow."""
        self._is_narrow = layout is Layout.NARROW
        self.stages.setVisible(not self._is_narrow or width >= look().px(ROOM_FOR_STAGES))
        self._name_button(self.end.accessibleName())

    def _say(self, judged: int, total: int, part: float) -> None:
        places = {"judged": judged, "total": total, "part": f"{part:.0%}"}
        sentence = "{judged} / {total}　{part}" if self._is_narrow else "已查 {judged} / {total} 项　{part}"
        self.words.setText(tr(sentence, **places))

    def _name_button(self, words: str) -> None:
        self.end.say("" if self._is_narrow else words)
        self.end.setAccessibleName(words)
        self.end.setToolTip(words if self._is_narrow else "")


def _next_act(walk: Walk) -> tuple[str, str]:
    head = walk.head
    if head.state is InspectionState.DRAFT:
        return (tr("开始检查"), "play") if head.started_at is None else (tr("结束检查"), "signature")
    return tr("去文书"), "file-text"
