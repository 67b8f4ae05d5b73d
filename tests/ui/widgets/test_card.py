"""A card's border says whether it is current or blocks."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look
from app.ui.widgets.card import Card
from app.ui.widgets.label import Label


def edge_colour(card: Card) -> str:
    return card.grab().toImage().pixelColor(1, card.height() // 2).name()


def test_edge_changes_with_the_state(qapp: QApplication, qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.resize(200, 80)
    assert edge_colour(card) == Look().colour("panel").name()
    card.set_edge("current")
    assert edge_colour(card) == Look().colour("pri").name()
    card.set_edge("bad")
    assert edge_colour(card) == Look().colour("bad").name()


def test_soft_ground_and_row_with_room(qtbot: QtBot) -> None:
    card = Card(margin=0)
    qtbot.addWidget(card)
    left, right = Label("左"), Label("右")
    card.row(left, None, right)
    card.resize(300, 60)
    card.show()
    assert right.x() > 200
    card.set_soft("warn")
    assert card.grab().toImage().pixelColor(150, 30) == Look().colour("warn_soft")
