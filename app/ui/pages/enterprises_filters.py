"""The filters of the ledger: chosen from a menu, and removed where they stand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.theme import Tone
from app.ui.tr import tr
from app.ui.widgets.button import Button
from app.ui.widgets.choice import FilterButton
from app.ui.widgets.flow import FlowLayout
from app.values.enums import RiskLevel
from app.values.fields_enterprise import EnterpriseFilter


class MenuFilter(QWidget):
    """One filter with a menu of values; several may hold where `multi` is set."""

    changed = Signal()

    def __init__(self, words: str, *, multi: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._multi = words, multi
        self._options: Sequence[tuple[str, object]] = ()
        self.values: tuple[object, ...] = ()
        self.open_button = Button(tr("{words}：全部", words=words), trailing="chevron-down", dense=True)
        self.open_button.clicked.connect(self._on_open_pressed)
        self.held = FilterButton("", icon="check")
        self.held.trailing = "x"
        self.held.removed.connect(self._on_removed)
        self.held.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.open_button)
        layout.addWidget(self.held)

    def offer(self, options: Sequence[tuple[str, object]]) -> None:
        """Offer these words, each with the value behind it."""
        self._options = tuple(options)

    def hold(self, values: Sequence[object]) -> None:
        """Filter by these values, without telling anyone."""
        names = [words for words, value in self._options if value in values] or [str(value) for value in values]
        self.values = tuple(values)
        self.open_button.setVisible(not values)
        self.held.setVisible(bool(values))
        self.held.say(tr("{words}：{names}", words=self._words, names="、".join(names)))
        self.held.blockSignals(True)
        self.held.setChecked(bool(values))
        self.held.blockSignals(False)
        self.updateGeometry()

    def menu(self) -> QMenu:
        """Make the menu of values."""
        menu = QMenu(self)
        menu.setAccessibleName(self._words)
        for words, value in self._options:
            action = QAction(words, menu)
            action.setCheckable(self._multi)
            action.setChecked(value in self.values)
            action.triggered.connect(lambda _on=False, wanted=value: self._on_chosen(wanted))
            menu.addAction(action)
        if not self._options:
            menu.addAction(tr("台账里还没有填{words}", words=self._words)).setEnabled(False)
        return menu

    def _on_open_pressed(self) -> None:
        self.menu().popup(self.open_button.mapToGlobal(QPoint(0, self.open_button.height())))

    def _on_chosen(self, value: object) -> None:
        left = [one for one in self.values if one != value]
        self.hold(left if value in self.values else [*left, value] if self._multi else [value])
        self.changed.emit()

    def _on_removed(self) -> None:
        self.hold(())
        self.changed.emit()
        self.open_button.setFocus()


class LedgerFilters(QWidget):
    """All filters of the ledger in a row."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sector = MenuFilter(tr("行业"))
        self.town = MenuFilter(tr("镇街"))
        self.risk = MenuFilter(tr("风险"), multi=True)
        self.risk.offer([(risk.value, risk) for risk in RiskLevel])
        self.open_hazards = FilterButton(tr("未闭环"))
        self.licence_due = FilterButton(tr("证照将到期"), tone=Tone.PLAIN)
        layout = FlowLayout(self)
        for part in (self.sector, self.town, self.risk, self.open_hazards, self.licence_due):
            layout.addWidget(part)
        for menu in (self.sector, self.town, self.risk):
            menu.changed.connect(self._on_changed)
        for button in (self.open_hazards, self.licence_due):
            button.clicked.connect(self._on_changed)

    def offer(self, *, sectors: Sequence[str], towns: Sequence[str]) -> None:
        """Offer what the ledger names."""
        self.sector.offer([(one, one) for one in sectors])
        self.town.offer([(one, one) for one in towns])

    def clear(self) -> None:
        """Narrow nothing any more."""
        for menu in (self.sector, self.town, self.risk):
            menu.hold(())
        self.open_hazards.setChecked(False)
        self.licence_due.setChecked(False)
        self._on_changed()

    @property
    def wanted(self) -> EnterpriseFilter:
        return EnterpriseFilter(
            sector=_first(self.sector.values),
            town=_first(self.town.values),
            risks=frozenset(one for one in self.risk.values if isinstance(one, RiskLevel)),
            has_open_hazards=self.open_hazards.isChecked(),
            has_licence_due=self.licence_due.isChecked(),
        )

    def _on_changed(self) -> None:
        for button in (self.open_hazards, self.licence_due):
            button.set_icon("check" if button.isChecked() else "")
        self.updateGeometry()
        self.changed.emit(replace(self.wanted))


def _first(values: Sequence[object]) -> str:
    return str(values[0]) if values else ""
