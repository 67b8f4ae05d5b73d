"""Photographs for the demo: drawn scenes of what an inspector meets, before and after it was put right.

Every picture bears the mark 示例, so that none of them can pass for evidence.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw

from app.services.demo import scenes_gas, scenes_house
from app.services.demo.pen import HEIGHT, INK, WIDTH, Box, Pen, face

_QUALITY = 85
_GRAIN_TILE = 200


class DemoScene(StrEnum):
    """What a demo photograph shows."""

    GAS_SHOP = "瓶装燃气供应站门前"
    CYLINDER_ROOM = "瓶库"
    KITCHEN_HOSE = "后厨燃气软管"
    GAS_DETECTOR = "可燃气体探测器"
    ALARM_CONTROLLER = "报警控制器"
    DISTRIBUTION_BOARD = "配电箱"
    FIRE_EXTINGUISHER = "灭火器"
    EXIT_DOOR = "安全出口"
    EXHAUST_FAN = "事故排风机"
    LEDGER = "隐患排查治理台账"


class SceneVariant(StrEnum):
    """Whether a demo photograph shows the hazard or its mending."""

    BEFORE = "整改前"
    AFTER = "整改后"


_DRAWINGS: dict[DemoScene, Callable[[Pen, bool, Random], None]] = {
    DemoScene.GAS_SHOP: scenes_gas.gas_shop,
    DemoScene.CYLINDER_ROOM: scenes_gas.cylinder_room,
    DemoScene.KITCHEN_HOSE: scenes_gas.kitchen_hose,
    DemoScene.GAS_DETECTOR: scenes_gas.gas_detector,
    DemoScene.ALARM_CONTROLLER: scenes_gas.alarm_controller,
    DemoScene.DISTRIBUTION_BOARD: scenes_house.distribution_board,
    DemoScene.FIRE_EXTINGUISHER: scenes_house.fire_extinguisher,
    DemoScene.EXIT_DOOR: scenes_house.exit_door,
    DemoScene.EXHAUST_FAN: scenes_house.exhaust_fan,
    DemoScene.LEDGER: scenes_house.ledger,
}


def draw_scene(scene: DemoScene, *, variant: SceneVariant, seed: int, taken: datetime) -> bytes:
    """Give the bytes of one demo photograph; the same arguments give the same bytes."""
    # Before and after differ by what was mended only, so chance starts alike for both.
    chance = Random(f"{seed}/{scene.name}")
    pen = Pen((200, 200, 200))
    _DRAWINGS[scene](pen, variant is SceneVariant.AFTER, chance)
    camera = Random(f"{seed}/{scene.name}/{variant.name}")
    picture = _marked(_lit(pen.finished(frame=_frame(camera)), camera))
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, exif=_exif(taken))
    return out.getvalue()


def _frame(camera: Random) -> Box:
    """Choose what the camera sees: nobody stands at the same spot twice."""
    part = camera.uniform(0.93, 1.0)
    left, top = camera.uniform(0, 1 - part) * WIDTH, camera.uniform(0, 1 - part) * HEIGHT
    return left, top, left + part * WIDTH, top + part * HEIGHT


def _marked(picture: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    pen.rectangle((28, HEIGHT - 122, 430, HEIGHT - 28), fill="white", outline=INK, width=3)
    pen.text((229, HEIGHT - 76), "示例图 非现场", font=face(56), fill=INK, anchor="mm")
    return picture


def _lit(drawing: Image.Image, camera: Random) -> Image.Image:
    """Add the light of a lamp, darker corners and a little grain."""
    x, y = camera.uniform(0.3, 0.7), camera.uniform(0.2, 0.45)
    lamp = Image.radial_gradient("L").point(lambda value: 255 - value * 52 // 255)
    left, top = 128 * (1 - x), 128 * (1 - y)
    light = lamp.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=(left, top, left + 128, top + 128))
    under_lamp = ImageChops.multiply(drawing, Image.merge("RGB", (light, light, light)))
    grain = _grain(camera)
    return ImageChops.add(under_lamp, Image.merge("RGB", (grain, grain, grain)), 1, -5)


def _grain(chance: Random) -> Image.Image:
    tile = Image.frombytes("L", (_GRAIN_TILE, _GRAIN_TILE), chance.randbytes(_GRAIN_TILE**2)).point(
        lambda value: value * 14 // 255
    )
    sheet = Image.new("L", (WIDTH, HEIGHT))
    for left in range(0, WIDTH, _GRAIN_TILE):
        for top in range(0, HEIGHT, _GRAIN_TILE):
            sheet.paste(tile, (left, top))
    return sheet


def _exif(taken: datetime) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "ANCHA", "DEMO"
    exif.get_ifd(0x8769).update({0x9003: taken.strftime("%Y:%m:%d %H:%M:%S"), 0x9011: "+08:00"})
    return exif
