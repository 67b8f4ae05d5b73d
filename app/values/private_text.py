"""What is said in the place of a private text, by where the text lies."""

SEALED = "_sealed"  # a key that ends so holds the seal of a private text
KEPT_HERE = "只存本机，移交时默认不带"
AWAY = "（另一台电脑上，未随包移交）"
NOT_SHOWN = "（保密）"


def sealed_key(key: str) -> str:
    """Name the field of the record that holds the seal of a private text."""
    return f"{key}{SEALED}"
