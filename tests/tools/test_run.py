"""`make run` opens a window only where one could be seen."""

import pytest

from tools.run import has_display


@pytest.mark.parametrize(
    ("environ", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_has_display_tells_where_a_window_could_be_seen(environ: dict[str, str], platform: str, seen: bool) -> None:
    assert has_display(environ, platform) is seen
