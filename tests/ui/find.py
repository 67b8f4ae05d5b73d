"""Find widgets by their class, with types that hold."""

from typing import TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QObject)


def find(parent: QObject, kind: type[W]) -> W:
    """Find the one child of a class."""
    children = find_all(parent, kind)
    assert children, f"no {kind.__name__} in {parent}"
    return children[0]


def find_all(parent: QObject, kind: type[W]) -> list[W]:
    """Find every child of a class."""
    return list(cast("list[W]", parent.findChildren(kind)))


def focused() -> QWidget:
    """Give the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
