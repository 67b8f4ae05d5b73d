"""检查诊断: the walk through the checklists, from the keyboard, with the hazard editor beside the item."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.page import Page
from app.ui.pages.walkthrough_acts import OpenCard, WalkActs
from app.ui.pages.walkthrough_card import HazardCard
from app.ui.pages.walkthrough_course import Course, Stop
from app.ui.pages.walkthrough_end import Ending
from app.ui.pages.walkthrough_item import ANSWERS
from app.ui.pages.walkthrough_photos import PhotoDesk
from app.ui.pages.walkthrough_top import WalkTop
from app.ui.pages.walkthrough_view import WalkView
from app.ui.text import day_and_hour
from app.ui.theme import Layout
from app.ui.tr import tr
from app.ui.widgets.bars import KeyHint
from app.ui.widgets.button import Button
from app.ui.widgets.shortcuts import Shortcuts
from app.values.enums import FindingResult
from app.values.rows_walk import Undone, Walk, WalkItem

if TYPE_CHECKING:
    from app.ui.context import UiContext

STAY_MS = 300


class WalkthroughPage(Page):
    """Judge one item after another; every act is saved as it is done."""

    def __init__(self, context: "UiContext") -> None:
        super().__init__()
        self._context = context
        self.acts: WalkActs | None = None
        self.course: Course | None = None
        self.stop: Stop | None = None
        self._wanted: UUID | str = ""
        self.key_hints = _hints()
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._on_stay)
        self.up = Button(tr("上一项"), icon="chevron-up")
        self.down = Button(tr("下一未查项"), icon="chevron-down")
        self.top = WalkTop()
        self.photos = PhotoDesk(context, self)
        self.view = WalkView(self, self.photos.strip)
        self.card = HazardCard(context, self.view.side, self)
        self.ending = Ending(context, self)
        self._listen()
        _bind_keys(self)

    def enter(self, payload: object) -> None:
        """Open the walk of an inspection, or one item of it: an id, or an id with the id of an item or a hazard."""
        wanted, place = payload if isinstance(payload, tuple) else (payload, "")
        if not isinstance(wanted, UUID):
            return
        if self.acts is None or self.acts.inspection_id != wanted:
            self._open(wanted)
        self._wanted = place

    def refresh(self) -> None:
        """Read the walk again."""
        if self.acts is None:
            self.view.show_nothing()
            return
        if self.course is None:
            self.view.region.show_loading()
        self.acts.read()

    def leave(self) -> None:
        """Make a revision of what stands in the card, and remember the place."""
        self.card.close()
        if self._stay.isActive():
            self._stay.stop()
            self._on_stay()

    def top_widgets(self) -> tuple[QWidget, ...]:
        return self.top.widgets

    def bottom_left_widgets(self) -> tuple[QWidget, ...]:
        return self.up, self.down

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self.view.fit(layout)
        self.top.fit(layout, width=self.width())
        self.card.fit(layout, room=self.overlay_room, keep=self.overlay_keep)

    def go(self, stop: Stop | None) -> None:
        """Open a stop; what was typed in the card before becomes a revision."""
        if stop is None or self.course is None:
            return
        if stop != self.stop:
            self.card.close()
            self._stay.start()
        self.stop = stop
        self._show_stop()
        self.view.reveal()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, result: FindingResult) -> None:
        """Answer the current item; all but 不符合 go on to the next."""
        item = self._item
        if item is None or self.course is None or self.acts is None or self.stop is None:
            return
        if self._tell_lock():
            self.view.card.choose(item.result)
            return
        self.card.close()
        walk, had_answer = self.course.walk, item.result is not None
        fails = result is FindingResult.FAILS
        opened = self.card.begin(item, walk.hazard_of(item.id)) if fails else OpenCard()
        self.acts.answer(item.id, result, opened, is_first=walk.head.started_at is None)
        self.course = Course(walk.answered({item.id: result}))
        self._show()
        if fails:
            self.card.focus()
        else:
            self.go(self.course.beside(self.stop, 1) if had_answer else self.course.next_open(self.stop) or self.stop)

    def answer_section(self) -> None:
        """Answer what is open in this section with 符合."""
        if self.course is None or self.acts is None or self.stop is None or self._tell_lock():
            return
        if self.stop.section != self.course.extra_section:
            self.card.close()
            is_first = self.course.walk.head.started_at is None
            self.acts.answer_section(self.stop.section, then=self._on_section_answered, is_first=is_first)

    def undo(self) -> None:
        """Take the last answer back, with the hazard that it made."""
        if self.acts is not None and not self._tell_lock():
            self.card.close()
            self.acts.undo(self._on_undone)

    def record_free(self) -> None:
        """Record a hazard of no item and open it."""
        if self.acts is not None and not self._tell_lock():
            self.card.close()
            self.acts.record_free(self._on_recorded)

    def save_and_next(self) -> None:
        """Close the card and open the next item that waits."""
        if self.course is not None and self.stop is not None:
            self.card.close()
            self.card.dismiss()
            self.go(self.course.next_unsettled(self.stop) or self.stop)

    @property
    def _item(self) -> WalkItem | None:
        return None if self.course is None or self.stop is None else self.course.item(self.stop)

    def _open(self, inspection_id: UUID) -> None:
        self.leave()
        self.course, self.stop = None, None
        self.acts = WalkActs(self._context, inspection_id, self)
        self.acts.walk_read.connect(self._on_walk_read)
        self.acts.read_failed.connect(self.view.show_failure)
        self.card.open_walk(self.acts)
        self.photos.open_walk(self.acts)
        self.ending.open_walk(self.acts)

    def _listen(self) -> None:
        self.view.card.answered.connect(self.answer)
        self.view.items.stop_chosen.connect(self.go)
        self.view.section_chosen.connect(self._on_section_chosen)
        self.view.hazards.hazard_chosen.connect(self._on_hazard_chosen)
        self.view.hazards.free_wanted.connect(self.record_free)
        self.view.edit_wanted.connect(self.card.focus)
        self.view.retry_wanted.connect(self.refresh)
        self.view.list_wanted.connect(lambda: self.navigate.emit("inspections", None))
        self.up.clicked.connect(partial(self.step, -1))
        self.down.clicked.connect(self._on_next_open)
        self.card.next_wanted.connect(self.save_and_next)
        self.card.photos_pasted.connect(self.photos.take)
        self.card.files_wanted.connect(self.photos.choose)
        self.card.removed.connect(self._on_removed)
        self.photos.changed.connect(self.refresh)
        self.photos.take_drops(self.view.items)
        self.top.end.clicked.connect(self._on_end)
        self.top.again.clicked.connect(self.ending.resume)
        self.ending.item_chosen.connect(self._on_item_chosen)

    def _tell_lock(self) -> bool:
        """Say why nothing can be answered any more, if that is so."""
        lock = "" if self.course is None else self.course.walk.head.lock
        if lock:
            self._context.messages.say(lock)
        return bool(lock) or self.course is None

    def _show(self) -> None:
        """Show the walk, and the stop anew."""
        if self.course is None:
            return
        self.top.show_walk(self.course.walk)
        self.view.show_walk(self.course)
        self._show_stop()

    def _show_stop(self) -> None:
        if self.course is None or self.stop is None:
            return
        item, hazard = self.course.item(self.stop), self.course.hazard(self.stop)
        self.view.show_stop(self.course, self.stop)
        self.card.show_stop(item, hazard)
        lock = self.course.walk.head.lock if hazard is None else hazard.lock
        self.photos.show_stop(item, hazard, card=self.card.open, lock=lock)

    def step(self, by: int) -> None:
        """Go so many items further."""
        if self.course is not None and self.stop is not None:
            self.go(self.course.beside(self.stop, by))

    def step_section(self, by: int) -> None:
        """Go so many sections further."""
        if self.course is not None and self.stop is not None:
            self.go(self.course.beside_section(self.stop, by))

    def _on_walk_read(self, walk: Walk) -> None:
        self.course = Course(walk)
        is_first = self.stop is None or self.stop not in self.course.stops
        if is_first or self._wanted:
            self.stop = self.course.wanted(self._wanted) or self.course.start()
        self._wanted = ""
        head = walk.head
        begun = day_and_hour(head.started_at) if head.started_at is not None else tr("尚未开始")
        self.set_heading(head.enterprise, "　".join((head.category, begun, "、".join(head.officers))))
        self._show()
        self.photos.read()
        if is_first:
            self.view.reveal()

    def _on_section_answered(self, count: int) -> None:
        words = tr("本区 {count} 项记为符合", count=count) if count else tr("本区没有未查的项")
        self._context.messages.say(words, undo=self.undo if count else None)

    def _on_undone(self, undone: Undone | None) -> None:
        if undone is None:
            self._context.messages.say(tr("没有可以撤销的判定。"))
            return
        self._wanted = undone.item_id
        self._context.messages.say(tr("已撤销：{words}", words=undone.words))

    def _on_recorded(self, hazard_id: UUID) -> None:
        self._wanted = hazard_id
        self.card.focus_when_shown(hazard_id)

    def _on_removed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._context.messages.say(tr("隐患已删除"), undo=self.undo)

    def _on_section_chosen(self, section: int) -> None:
        if self.course is not None:
            self.go(self.course.into_section(section))

    def _on_hazard_chosen(self, hazard_id: UUID) -> None:
        if self.course is not None:
            self.go(self.course.stop_of(hazard_id=hazard_id))

    def _on_item_chosen(self, item_id: str) -> None:
        if self.course is not None:
            self.go(self.course.stop_of(item_id=item_id))

    def _on_next_open(self) -> None:
        if self.course is not None and self.stop is not None:
            self.go(self.course.next_unsettled(self.stop))

    def _on_end(self) -> None:
        if self.course is not None:
            self.leave()
            self.ending.ask(self.course.walk)

    def _on_stay(self) -> None:
        if self.acts is not None and self.stop is not None:
            self.acts.stay(item_id=self.stop.item_id, hazard_id=self.stop.hazard_id)


def _hints() -> tuple[KeyHint, ...]:
    keys = (("↑ ↓", tr("换项")), ("H", tr("整区符合")), ("Ctrl+N", tr("另记隐患")), ("Ctrl+Z", tr("撤销")))
    return tuple(KeyHint(key, words) for key, words in keys)


def _bind_keys(page: WalkthroughPage) -> None:
    """Bind the keys of the walk; one that types or edits belongs to the text while a text has the focus."""
    keys = Shortcuts(page)
    for number, result in enumerate(ANSWERS, start=1):
        keys.add(str(number), partial(page.answer, result))
    for key, act in (
        ("Up", partial(page.step, -1)), ("Down", partial(page.step, 1)), ("H", page.answer_section),
        ("PgUp", partial(page.step_section, -1)), ("PgDown", partial(page.step_section, 1)),
        ("L", page.view.card.basis.toggle), ("Ctrl+Z", page.undo), ("Ctrl+N", page.record_free),
        ("F2", page.photos.choose), ("Ctrl+V", page.photos.paste), ("Del", page.photos.strip.delete_current),
        ("Return", page.card.focus), ("Esc", page.setFocus),
    ):  # fmt: skip
        keys.add(key, act)
