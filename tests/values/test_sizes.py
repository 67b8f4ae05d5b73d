"""Sizes of files in words."""

from app.values.sizes import megabytes


def test_a_size_is_told_as_a_file_manager_tells_it() -> None:
    assert megabytes(32_400_000) == "30.9 MB"
    assert megabytes(1 << 20) == "1.0 MB"
