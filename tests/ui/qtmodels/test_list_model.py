"""A short table has its rows in memory."""

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.ui.qtmodels.columns import Cell, Column, Role
from app.ui.qtmodels.list_model import ListModel


def test_rows_are_there_at_once_and_keep_qts_rules(qtbot: QtBot) -> None:
    model = ListModel([Column[str]("名称", Cell)])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(["甲", "乙"])
    assert [model.index(row, 0).data(Role.ROW) for row in range(2)] == ["甲", "乙"]
    model.set_rows(["丙"])
    assert (model.rowCount(), model.index(0, 0).data()) == (1, "丙")
    model.set_rows([])
    assert model.rowCount() == 0
    assert tester.model() is model
