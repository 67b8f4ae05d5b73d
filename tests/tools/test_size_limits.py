"""What has grown too long is refused, and an exemption may only shrink."""

import pytest

from tools.size_limits import Exemption, Length, complaints, measure, read_exemptions

SOURCE = '''class Page:
    def refresh(self) -> None:
        """Fill itself."""

        def row() -> int:
            return 1


async def wait() -> None:
    pass
'''


def test_measure_counts_the_file_and_everything_named_in_it() -> None:
    found = {length.name: length.lines for length in measure(SOURCE, path="app/ui/page.py")}
    assert found == {
        "app/ui/page.py": 10,
        "app/ui/page.py::Page": 6,
        "app/ui/page.py::Page.refresh": 5,
        "app/ui/page.py::Page.refresh.row": 2,
        "app/ui/page.py::wait": 2,
    }


@pytest.mark.parametrize(("lines", "refused"), [(40, False), (41, True)])
def test_complaints_names_a_function_over_its_limit(lines: int, refused: bool) -> None:
    body = "def f() -> None:\n" + "    pass\n" * (lines - 1)
    found = complaints(list(measure(body, path="a.py")), {})
    assert found == (["a.py::f: 41 lines, limit 40"] if refused else [])


@pytest.mark.parametrize(("lines", "refused"), [(400, False), (401, True)])
def test_complaints_names_a_file_over_its_limit(lines: int, refused: bool) -> None:
    found = complaints(list(measure("x = 1\n" * lines, path="a.py")), {})
    assert bool(found) is refused


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (50, None),
        (51, "51 lines, limit 50"),
        (45, "lower its line from 50"),
        (40, "take its line out"),
    ],
)
def test_complaints_lets_an_exemption_only_shrink(now: int, said: str | None) -> None:
    exemptions = {"a.py::f": Exemption("a.py::f", 50, "one literal table")}
    found = complaints([Length("a.py::f", now, 40)], exemptions)
    assert len(found) == (0 if said is None else 1)
    assert said is None or said in found[0]


def test_complaints_names_an_exemption_of_something_that_is_gone() -> None:
    assert complaints([], {"a.py::f": Exemption("a.py::f", 50, "one literal table")}) != []


def test_read_exemptions_refuses_a_line_without_a_reason() -> None:
    assert read_exemptions("# list\n\na.py::f 50 one literal table\n") == {
        "a.py::f": Exemption("a.py::f", 50, "one literal table")
    }
    with pytest.raises(ValueError, match="reason"):
        read_exemptions("a.py::f 50\n")
