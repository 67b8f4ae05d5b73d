"""The figures that have a goal, gathered over all measurements and shown in one table at the end."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

# Each measurement is a process of its own and writes its figures, one a line, into the file that this names.
GATHERED_IN = "ANCHA_BENCH_FIGURES"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and the most it may be."""

    what: str
    found: float
    reach: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether the goal is reached."""
        return self.found <= self.reach

    def line(self) -> str:
        """Give the line of the table."""
        unit = f" {self.unit}" if self.unit else ""
        verdict = "met" if self.is_met else "NOT MET"
        return f"| {self.what} | {self.found:.3g}{unit} | ≤ {self.reach:g}{unit} | {verdict} |"


def note(figure: Figure) -> None:
    """Hand a figure on to the table at the end, if one is being gathered."""
    gathered = os.environ.get(GATHERED_IN)
    if gathered:
        with Path(gathered).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")


def read_gathered(file: Path) -> list[Figure]:
    """Read what the measurements handed on."""
    if not file.exists():
        return []
    return [Figure(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def table(figures: list[Figure]) -> str:
    """Write the table at the end."""
    return "\n".join(["| what | figure | reach | |", "|-|-|-|-|", *(figure.line() for figure in figures)])
