"""Keys as the virtual screen names them."""

import pytest

from tools.x_story import key_name


@pytest.mark.parametrize(
    ("typed", "name"), [("Ctrl+Enter", "ctrl+Return"), ("Ctrl+N", "ctrl+n"), ("H", "h"), ("F2", "F2"), ("PgDn", "Next")]
)
def test_a_key_is_named_as_the_screen_knows_it_and_never_holds_shift(typed: str, name: str) -> None:
    assert key_name(typed) == name
