"""Draw the gallery in every theme and two window sizes: python -m tools.shots FOLDER [page …]."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.ui.fonts import hold_still, use_chinese_font
from app.ui.theme import Look, ThemeName, wear
from tests.ui.gallery import SPECS, gallery_window

SIZES = ((1366, 768), (1093, 614))


def settle(app: QApplication) -> None:
    """Let the window take its place and its focus before it is drawn."""
    for _ in range(5):
        app.processEvents()


def draw(folder: Path, pages: list[str], *, scale: int) -> None:
    """Grab each page once for each theme and size."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    use_chinese_font(app, prefer_own=False)
    hold_still(app)
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ThemeName:
        wear(app, Look(theme, scale))
        for width, height in SIZES:
            for page in pages:
                window = gallery_window()
                window.resize(width, height)
                window.show()
                window.activateWindow()
                settle(app)
                window.go(page)
                settle(app)
                window.grab().save(str(folder / f"{page}-{theme}-{width}-{scale}.png"))
                window.close()
                window.deleteLater()


if __name__ == "__main__":
    wanted = sys.argv[2:] or [spec.key for spec in SPECS[:3]]
    draw(Path(sys.argv[1]), wanted, scale=int(os.environ.get("ANCHA_SHOT_SCALE", "100")))
