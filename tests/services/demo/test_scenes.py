"""Demo photographs look like photographs to the program, and never like evidence to a person."""

import io
from datetime import datetime

import pytest
from PIL import Image, ImageChops

from app.services.demo.scenes import DemoScene, SceneVariant, draw_scene
from app.storage.images import take_photo

NINE = datetime(2026, 11, 10, 9, 32)
BEFORE, AFTER = SceneVariant.BEFORE, SceneVariant.AFTER


def seen(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB")


@pytest.mark.parametrize("scene", DemoScene)
def test_every_scene_is_taken_in_with_its_time(scene: DemoScene) -> None:
    facts = take_photo(draw_scene(scene, variant=BEFORE, seed=3, taken=NINE), name=scene).facts
    assert (facts.width, facts.height) == (1600, 1200)
    assert (facts.taken_at, facts.taken_offset) == ("2026-11-10T09:32:00", "+08:00")


@pytest.mark.parametrize("scene", DemoScene)
def test_before_and_after_differ_plainly(scene: DemoScene) -> None:
    pictures = [
        seen(draw_scene(scene, variant=variant, seed=3, taken=NINE)).convert("L").resize((40, 30))
        for variant in (BEFORE, AFTER)
    ]
    changed = ImageChops.difference(*pictures).point(lambda value: 255 if value > 20 else 0)
    assert changed.histogram()[255] > 40


def test_same_scene_and_seed_give_the_same_bytes_and_another_seed_others() -> None:
    first = draw_scene(DemoScene.EXIT_DOOR, variant=BEFORE, seed=3, taken=NINE)
    assert draw_scene(DemoScene.EXIT_DOOR, variant=BEFORE, seed=3, taken=NINE) == first
    assert draw_scene(DemoScene.EXIT_DOOR, variant=BEFORE, seed=4, taken=NINE) != first


def test_every_picture_bears_the_mark_at_the_same_place() -> None:
    marks = {
        seen(draw_scene(scene, variant=AFTER, seed=seed, taken=NINE)).crop((40, 1090, 420, 1160)).resize((38, 7))
        .convert("1", dither=Image.Dither.NONE).tobytes()
        for scene, seed in ((DemoScene.LEDGER, 1), (DemoScene.EXIT_DOOR, 2), (DemoScene.GAS_SHOP, 3))
    }  # fmt: skip
    assert len(marks) == 1
