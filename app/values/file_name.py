"""The name of a file that somebody else has named, as it may be kept, printed and shown."""

from pathlib import Path

_UNSEEN = "\ufffd"


def shown_name(file: Path) -> str:
    """Give the name with a mark for each sign that cannot be seen: one that turns the text around hides an ending."""
    return "".join(sign if sign.isprintable() else _UNSEEN for sign in file.name)
