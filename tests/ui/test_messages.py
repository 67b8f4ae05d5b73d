"""Messages carry a sentence, a note with a way back, or a mistake."""

from app.values.errors import UserError
from tests.ui.conftest import HeardMessages


def test_error_is_told_with_what_to_do_next(messages: HeardMessages) -> None:
    told: list[str] = []
    messages.error_arose.connect(lambda sentence, _retry: told.append(sentence))
    messages.show_error(UserError("磁盘已满，没有保存。", hint="请清出空间后重试。"))
    assert told == ["磁盘已满，没有保存。请清出空间后重试。"]


def test_note_keeps_its_way_back(messages: HeardMessages) -> None:
    undone: list[bool] = []
    messages.say("已删除隐患 03。", undo=lambda: undone.append(True))
    note = messages.notes[0]
    assert (note.words, note.undo_words) == ("已删除隐患 03。", "撤销")
    assert note.undo is not None
    note.undo()
    assert undone == [True]
