"""Measure the report of 50 hazards made straight from 100 originals of 12 MP against the decoding of those alone.

Run: python -m bench.originals [--rounds N]
"""

import argparse
from concurrent.futures import ThreadPoolExecutor

from app.reports.loop_report import render
from app.services.photo_ahead import prints_ahead
from bench.camera import telephone_photo
from bench.pairs import interleave, print_table
from bench.pdf_report import report
from bench.photos import decode_quarter

PHOTOS, DISTINCT = 100, 8


def pictures(originals: list[bytes]) -> dict[str, bytes]:
    """Make the pictures for print as the program does; a few bytes after its end make each one different."""
    made = prints_ahead((f"p{number}", original) for number, original in enumerate(originals))
    return {name: data + name.encode() for name, data in made}


def main() -> None:
    """Print the table of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds
    made = [telephone_photo(seed) for seed in range(DISTINCT)]
    originals = [made[n % DISTINCT] for n in range(PHOTOS)]
    with ThreadPoolExecutor(2) as pool:
        ways = {
            "floor: decode 1/4": lambda: list(pool.map(decode_quarter, originals)),
            "renditions and report": lambda: render(report(7), pictures=pictures(originals)),
        }
        timings = interleave(ways, rounds=rounds)
    title = f"report from {PHOTOS} originals, two threads"
    print_table(title, timings, base="floor: decode 1/4", goals={"renditions and report": 1.2})


if __name__ == "__main__":
    main()
