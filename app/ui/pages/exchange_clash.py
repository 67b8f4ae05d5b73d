"""What a program must not decide: numbers that stand twice, and parties that were entered twice."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.text import day_in_sentence
from app.ui.theme import Space, Tone, Type, Weight
from app.ui.tr import tr
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, IconMark
from app.ui.widgets.emptying import empty
from app.ui.widgets.folding_row import FoldingRow
from app.ui.widgets.label import Elided, Label
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.scroll import Scroll
from app.values.rows_import import Belongings, ClashPaper, LikelySame, NumberClash, Origin


class ClashView(QWidget):
    """Show the papers of one number, each with its lawful way out."""

    paper_wanted = Signal(object)

    def __init__(self, *, may_go: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_go = may_go
        self._title = Elided(size=Type.CARD, weight=Weight.BOLD)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(Space.CARD)
        words = tr("同一个文号写在几份文书上，须由执法人员处理；已送达的文书不可改，只能后续更正。")
        later = "" if may_go else tr("导入以后在“冲突”里打开文书办理。")
        self._column(Label(words + later, size=Type.LABEL, tone=Tone.SUB, wrap=True))

    def show_clash(self, clash: NumberClash) -> None:
        """Show one number."""
        self._title.setText(clash.number)
        empty(self._cards)
        for paper in clash.papers:
            self._cards.addWidget(self._card(paper), 1)

    def _column(self, words: Label) -> None:
        scroll = Scroll()
        scroll.body.addLayout(self._cards)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        for part in (self._title, words):
            column.addWidget(part)
        column.addWidget(scroll, 1)

    def _card(self, paper: ClashPaper) -> Card:
        card = Card(margin=Space.CARD)
        is_here = paper.origin is Origin.HERE
        word = tr("本机") if is_here else tr("来包")
        state = Chip(paper.state, tone=Tone.BAD if paper.is_served else Tone.NA, icon="lock" if paper.is_served else "")
        card.row(
            IconMark("laptop" if is_here else "package", tone=Tone.ACTION),
            Label(word, size=Type.CARD, weight=Weight.BOLD),
            None,
            state,
        )
        day = day_in_sentence(paper.issued_on) if paper.issued_on is not None else tr("没有签发日期")
        for words in (paper.title, paper.party, tr("签发：{day}", day=day)):
            card.body.addWidget(Label(words, size=Type.DENSE, wrap=True))
        card.body.addWidget(Label(paper.way_out, size=Type.DENSE, weight=Weight.BOLD, tone=Tone.WARN, wrap=True))
        if self._may_go:
            button = Button(tr("打开文书"), icon="file-text", name=tr("打开文书：{party}", party=paper.party))
            button.clicked.connect(lambda: self.paper_wanted.emit(paper.entity_id))
            card.body.addWidget(button)
        return card


class TwinsView(QWidget):
    """Show two parties that are likely one; joined or told apart, with the reason, by a person."""

    join_wanted = Signal(object, str)
    apart_wanted = Signal(object)

    def __init__(self, *, may_decide: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: LikelySame | None = None
        self._title = Elided(size=Type.CARD, weight=Weight.BOLD)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(Space.CARD)
        self.reason = LineEdit(name=tr("合并的理由"), hint=tr("写明依据，例如：营业执照相同，招牌名不同"))
        self.apart = Button(tr("不是同一家"), icon="x")
        self.join = Button(tr("合并为一家"), kind=Kind.PRIMARY, icon="link")
        self.reason.edited.connect(lambda _words: self._dress())
        self.reason.returnPressed.connect(self.join.click)
        self.join.clicked.connect(self._on_join)
        self.apart.clicked.connect(lambda: self.apart_wanted.emit(self._pair))
        words = tr("合并后，检查、隐患、文书都归到保留的一家；原来的记录还在，可以随时拆开。")
        later = "" if may_decide else tr("导入以后在“冲突”里决定。")
        self._lay_out(words + later, may_decide=may_decide)

    def show_pair(self, pair: LikelySame) -> None:
        """Show one pair."""
        self._pair = pair
        self._title.setText(tr("可能是同一家：{ground}", ground=pair.ground.value))
        self.reason.fill("")
        empty(self._cards)
        self._cards.addWidget(_party(tr("保留"), pair.keep_name, pair.keep_code, pair.keep_has), 1)
        self._cards.addWidget(_party(tr("并入"), pair.other_name, pair.other_code, pair.other_has), 1)
        self._dress()

    def _lay_out(self, words: str, *, may_decide: bool) -> None:
        scroll = Scroll()
        scroll.body.addLayout(self._cards)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._title)
        column.addWidget(Label(words, size=Type.LABEL, tone=Tone.SUB, wrap=True))
        column.addWidget(scroll, 1)
        bar = FoldingRow([(self.apart, 0), (self.reason, 1), (self.join, 0)])
        bar.setVisible(may_decide)
        column.addWidget(bar)

    def _dress(self) -> None:
        if self.reason.words:
            self.join.unlock()
        else:
            self.join.lock(tr("请写明理由"))

    def _on_join(self) -> None:
        if self._pair is not None and self.join.isEnabled():
            self.join_wanted.emit(self._pair, self.reason.words)


def _party(what: str, name: str, code: str, held: Belongings | None) -> Card:
    card = Card(margin=Space.CARD)
    card.row(IconMark("building-2", tone=Tone.ACTION), Label(what, size=Type.CARD, weight=Weight.BOLD), None)
    card.body.addWidget(Label(name, size=Type.BODY, weight=Weight.BOLD, wrap=True))
    card.body.addWidget(Label(code or tr("没有统一社会信用代码"), size=Type.DENSE, tone=Tone.SUB))
    for words, count in () if held is None else _held(held):
        card.body.addWidget(Label(words(count), size=Type.DENSE))
    return card


def _held(held: Belongings) -> tuple[tuple[Callable[[int], str], int], ...]:
    return (
        (lambda n: tr("检查 {n} 次", n=n), held.inspections),
        (lambda n: tr("隐患 {n} 项", n=n), held.hazards),
        (lambda n: tr("文书 {n} 份", n=n), held.documents),
        (lambda n: tr("案件 {n} 件", n=n), held.cases),
        (lambda n: tr("收文 {n} 件", n=n), held.papers),
    )
