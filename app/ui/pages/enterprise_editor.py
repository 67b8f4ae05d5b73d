"""Opens the form of a party over the page, keeps it as it is typed, and stores it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.pages.enterprise_form import EnterpriseForm
from app.ui.tasks import plain
from app.ui.tr import tr
from app.ui.widgets.overlay import SlideOver
from app.values.errors import UserError
from app.values.fields_enterprise import EnterpriseFields
from app.values.rows_enterprise import EnterpriseDetail, EnterpriseTwin

WIDTH = 620


class EnterpriseEditor(QObject):
    """Edit one party at a time."""

    stored = Signal(object)

    def __init__(self, context: UiContext, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.form: EnterpriseForm | None = None
        self.slide: SlideOver | None = None

    def open_new(self, name: str = "") -> None:
        """Ask for a new party."""
        self._read(EnterpriseFields(name=name), None)

    def open(self, detail: EnterpriseDetail) -> None:
        """Edit a party."""
        self._read(detail.fields, detail.row.id)

    def flush(self) -> None:
        """Keep what is typed, for the page is left."""
        if self.form is not None and self.slide is not None and not self.slide.isHidden():
            self.form.flush()

    def _read(self, fields: EnterpriseFields, enterprise_id: UUID | None) -> None:
        services = self._context.services

        def work() -> tuple[Mapping[str, Any] | None, Sequence[str]]:
            lists = services.library.checklists(services.desk.today())
            return services.enterprises.draft(enterprise_id), [one.sector for one in lists]

        self._context.tasks.run_read(
            plain(work), done=lambda read: self._present(fields, enterprise_id, *read), owner=self, lane="form"
        )

    def _present(
        self,
        fields: EnterpriseFields,
        enterprise_id: UUID | None,
        draft: Mapping[str, Any] | None,
        checklists: Sequence[str],
    ) -> None:
        form = self.form or self._build(checklists)
        form.present(fields, enterprise_id=enterprise_id, draft=draft)
        if self.slide is None:
            self.slide = SlideOver(self._page.overlay_room, form, width=WIDTH, keep=self._page.overlay_keep)
            self.slide.closed.connect(self._on_closed)
        self.slide.present(form.lines["name"])

    def _build(self, checklists: Sequence[str]) -> EnterpriseForm:
        self.form = EnterpriseForm(checklists=checklists)
        self.form.kept.connect(self._on_kept)
        self.form.save_chosen.connect(self._on_save_chosen)
        self.form.twins_asked.connect(self._on_twins_asked)
        self.form.cancel.clicked.connect(self._on_given_up)
        save = QShortcut(QKeySequence("Ctrl+Return"), self.form)
        save.activated.connect(self.form.save.click)
        return self.form

    def _on_kept(self, texts: dict[str, Any]) -> None:
        form, enterprises = self.form, self._context.services.enterprises
        if form is None:
            return
        enterprise_id = form.enterprise_id
        self._context.tasks.run_write(
            plain(lambda: enterprises.keep_draft(enterprise_id, texts)), done=_nothing, owner=self
        )

    def _on_twins_asked(self, name: str, uscc: str) -> None:
        form, enterprises = self.form, self._context.services.enterprises
        if form is None:
            return
        but = form.enterprise_id
        self._context.tasks.run_read(
            plain(lambda: enterprises.twins(name=name, uscc=uscc, but=but)),
            done=self._on_twins_found,
            owner=self,
            lane="twins",
        )

    def _on_twins_found(self, twins: Sequence[EnterpriseTwin]) -> None:
        if self.form is not None:
            self.form.show_twins(twins)

    def _on_save_chosen(self, fields: EnterpriseFields) -> None:
        form, enterprises = self.form, self._context.services.enterprises
        if form is None:
            return
        form.stop_timers()
        enterprise_id = form.enterprise_id

        def work() -> UUID:
            if enterprise_id is None:
                return enterprises.add(fields)
            enterprises.edit(enterprise_id, fields)
            return enterprise_id

        self._context.tasks.run_write(plain(work), done=self._on_stored, owner=self, failed=self._on_failed)

    def _on_stored(self, enterprise_id: UUID) -> None:
        if self.slide is not None:
            self.slide.dismiss()
        self._context.messages.say(tr("已保存。"))
        self.stored.emit(enterprise_id)

    def _on_failed(self, error: UserError) -> None:
        if self.form is not None:
            self.form.fail(str(error))

    def _on_given_up(self) -> None:
        """Forget what was typed, and offer it back for a moment."""
        form, enterprises = self.form, self._context.services.enterprises
        if form is None:
            return
        form.stop_timers()
        texts, enterprise_id = form.texts, form.enterprise_id
        self._context.tasks.run_write(plain(lambda: enterprises.drop_draft(enterprise_id)), done=_nothing, owner=self)
        self._context.messages.say(tr("没有保存。"), undo=lambda: self._bring_back(enterprise_id, texts))

    def _bring_back(self, enterprise_id: UUID | None, texts: dict[str, Any]) -> None:
        if self.form is not None and self.slide is not None:
            self._on_kept(texts)
            fields = self.form.before
            self.form.present(fields, enterprise_id=enterprise_id, draft=texts)
            self.slide.present(self.form.lines["name"])

    def _on_closed(self) -> None:
        if self.form is not None:
            self.form.flush()


def _nothing(_answer: object) -> None:
    """A draft that was kept needs no answer."""
