"""Measure the taking in of a photograph against its floor: the decoder's own quarter-size decoding.

Run: python -m bench.photos [--photos N] [--rounds N]
"""

import argparse
import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image

from app.storage.images import TakenPhoto, take_photo
from bench.camera import telephone_photo
from bench.pairs import interleave, print_table


def decode_quarter(data: bytes) -> bool:
    """Decode at a quarter of the edge and do nothing else."""
    with Image.open(BytesIO(data)) as picture:
        picture.draft(None, (picture.width // 4, picture.height // 4))
        return picture.load() is not None


def decode_full_and_shrink(data: bytes) -> int:
    """Do what a program without the quarter-size decoding does."""
    with Image.open(BytesIO(data)) as picture:
        out = BytesIO()
        for edge in (1000, 384):
            small = picture.copy()
            small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
            small.save(out, "JPEG", quality=80)
        return out.tell()


def take_in(data: bytes) -> TakenPhoto:
    """Hash, decode, check, and make both renditions: everything but the commit."""
    hashlib.sha256(data).digest()
    return take_photo(data, name="bench")


def main() -> None:
    """Print the table of ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--photos", type=int, default=8)
    arguments.add_argument("--rounds", type=int, default=7)
    chosen = arguments.parse_args()
    photos = [telephone_photo(seed) for seed in range(chosen.photos)]
    print(f"{len(photos)} photographs of 12 MP, {sum(map(len, photos)) / len(photos) / 1e6:.1f} MB each")
    ways = {
        "floor: decode 1/4": lambda: [decode_quarter(photo) for photo in photos],
        "take in": lambda: [take_in(photo) for photo in photos],
        "full decode, Lanczos": lambda: [decode_full_and_shrink(photo) for photo in photos],
    }
    timings = interleave(ways, rounds=chosen.rounds)
    print_table("one thread", timings, base="floor: decode 1/4", goals={"take in": 1.3})
    with ThreadPoolExecutor(2) as pool:
        side_by_side = {
            "floor, 2 threads": lambda: list(pool.map(decode_quarter, photos)),
            "take in, 2 threads": lambda: list(pool.map(take_in, photos)),
        }
        timings = interleave(side_by_side, rounds=chosen.rounds)
    print_table("two threads", timings, base="floor, 2 threads", goals={"take in, 2 threads": 1.3})


if __name__ == "__main__":
    main()
