"""Make photographs as heavy as a telephone's: 12 million pixels with the noise of a real sensor."""

import random
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw


def telephone_photo(seed: int, *, size: tuple[int, int] = (4000, 3000), quality: int = 82) -> bytes:
    """Give the bytes of one heavy JPEG, about 3.5 MB at the telephone's size."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, (150, 160, 165))
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        shade = tuple(chance.randrange(30, 230) for _ in range(3))
        pen.rectangle((left, top, left + chance.randrange(80, 900), top + chance.randrange(80, 700)), fill=shade)
    noise = Image.effect_noise(size, 18)
    noisy = ImageChops.add(picture, Image.merge("RGB", (noise, noise, noise)), 1, -128)
    out = BytesIO()
    noisy.save(out, "JPEG", quality=quality)
    return out.getvalue()
