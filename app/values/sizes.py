"""Sizes of files in words."""

MEGABYTE = 1 << 20


def megabytes(size: int) -> str:
    """Write a size as file managers and the window do."""
    return f"{size / MEGABYTE:.1f} MB"
