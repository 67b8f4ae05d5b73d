"""Questions and file choices, behind one object that a test replaces; a dialog opens and answers by a signal."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.tr import tr

# The window paints before anything is asked, and Qt's file dialog alone takes as long to load as all our widgets.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from app.ui.pages.form_keeper import KeptDialog

    Keep = Callable[[KeptDialog], object]

Answer = Callable[[bool], None]
PathChosen = Callable[[Path], None]
PathsChosen = Callable[[list[Path]], None]


class Ask:
    """Ask the user; the answer comes to `then`, and a closed dialog answers no or nothing."""

    def __init__(self, *, native_dialogs: bool = True) -> None:
        self._native = native_dialogs
        self._last_folder = ""  # where files were taken or written last; photographs of a visit lie together

    def confirm(
        self, parent: QWidget, title: str, words: str, *, yes: str, then: Answer, no: str = "", danger: bool = False
    ) -> None:
        """Ask for a yes or a no, each button named for what it does."""
        from app.ui.dialogs.question import Question

        dialog = Question(title, words, yes=yes, no=no or tr("取消"), danger=danger, parent=parent)
        dialog.answered.connect(then)
        dialog.open()

    def text(
        self,
        parent: QWidget,
        title: str,
        label: str,
        *,
        then: Callable[[str], None],
        start: str = "",
        keep: "Keep | None" = None,
    ) -> None:
        """Ask for a text such as a reason; `keep` keeps what is typed until it was handed in."""
        from app.ui.dialogs.question import TextQuestion

        dialog = TextQuestion(title, label, start=start, parent=parent)
        dialog.text_given.connect(then)
        if keep is not None:
            keep(dialog)
        dialog.open()

    def open_file(self, parent: QWidget, title: str, *, kinds: str, then: PathChosen, start: str = "") -> None:
        """Choose one file to read."""
        dialog = self._dialog(parent, title, kinds=kinds, start=start)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._remember)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def open_files(self, parent: QWidget, title: str, *, kinds: str, then: PathsChosen, start: str = "") -> None:
        """Choose several files to read."""
        dialog = self._dialog(parent, title, kinds=kinds, start=start)
        dialog.setFileMode(dialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self._remember(names[0]))
        dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
        dialog.open()

    def save_file(self, parent: QWidget, title: str, *, kinds: str, then: PathChosen, start: str = "") -> None:
        """Choose where to write one file."""
        dialog = self._dialog(parent, title, kinds=kinds, start=start)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setFileMode(dialog.FileMode.AnyFile)
        if "*." in kinds:
            dialog.setDefaultSuffix(kinds.split("*.")[1].split(maxsplit=1)[0].rstrip(")"))
        dialog.fileSelected.connect(self._remember)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def folder(self, parent: QWidget, title: str, *, then: PathChosen, start: str = "") -> None:
        """Choose a folder."""
        dialog = self._dialog(parent, title, kinds="", start=start)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._remember)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def _dialog(self, parent: QWidget, title: str, *, kinds: str, start: str) -> "QFileDialog":
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(dialog.Option.DontUseNativeDialog, not self._native)
        if kinds:
            dialog.setNameFilter(kinds)
        at = Path(start)
        name = "" if at.is_dir() else at.name
        folder = at.parent if name else at
        dialog.setDirectory(str(folder) if folder != Path() else self._last_folder or _own_folder())
        if name:
            dialog.selectFile(name)
        return dialog

    def _remember(self, name: str) -> None:
        chosen = Path(name)
        self._last_folder = str(chosen if chosen.is_dir() else chosen.parent)


def _own_folder() -> str:
    """Begin where people keep their papers and photographs."""
    from PySide6.QtCore import QStandardPaths

    papers = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return papers if papers and Path(papers).is_dir() else str(Path.home())
