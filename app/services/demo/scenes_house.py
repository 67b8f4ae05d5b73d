"""Scenes of any house: distribution board, fire extinguishers, exit door, exhaust fan, ledger."""

from math import cos, pi, sin
from random import Random

from app.services.demo.pen import INK, Colour, Pen, lit
from app.services.demo.scenes_gas import GREEN, RED, STEEL, WHITE, YELLOW

_CARTON: Colour = (188, 148, 98)


def distribution_board(pen: Pen, fixed: bool, chance: Random) -> None:
    """A distribution board; before, it stands open with bare joints and no names."""
    pen.room((204, 206, 202), (118, 116, 112), horizon=1040)
    pen.tube((700, 0, 760, 190), (160, 164, 168))
    pen.shadow((430, 280, 1240, 1000), depth=0.3)
    pen.box((400, 180, 1200, 960), (196, 200, 198), width=9, round_by=6)
    pen.fade(
        (440, 220, 1160, 920), (228, 230, 228) if fixed else (92, 94, 94), (206, 208, 206) if fixed else (70, 72, 74)
    )
    for row in range(2):
        top = 330 + row * 290
        pen.box((500, top - 20, 1100, top + 150), (236, 236, 232) if fixed else (54, 56, 58), width=3)
        for place in range(6):
            left = 515 + place * 97
            pen.box((left, top, left + 84, top + 130), (66, 70, 76), width=3, round_by=6)
            up = chance.random() < 0.8
            pen.box((left + 26, top + (20 if up else 66), left + 58, top + (62 if up else 108)), (28, 94, 170), width=2)
            if fixed:
                pen.box((left, top + 160, left + 84, top + 196), WHITE, width=2)
                pen.text((left + 42, top + 177), f"{row * 6 + place + 1}号", size=26)
    if fixed:
        pen.shape([(1290, 520), (1190 + 210, 340), (1510, 520)], YELLOW, edge=INK)
        pen.text((1400, 470), "电", size=80)
        pen.text((1400, 580), "当心触电", size=54)
        return
    _loose_wires(pen, chance)
    pen.shape([(1200, 180), (1440, 120), (1440, 1020), (1200, 960)], (178, 182, 182), edge=INK)


def _loose_wires(pen: Pen, chance: Random) -> None:
    colours: tuple[Colour, ...] = ((196, 46, 40), (52, 96, 176), (214, 178, 50), (52, 130, 66), (40, 40, 42))
    for place in range(11):
        joint = (520 + place * 56, 480 + chance.randrange(20))
        bend = (chance.randrange(440, 1160), chance.randrange(520, 700))
        pen.curve([joint, bend, (chance.randrange(480, 1120), 880)], colours[place % 5], 11)
    for place in range(4):
        start = 560 + place * 150
        pen.curve([(start, 780), (start + 60, 900), (start - 160, 1010), (start - 240, 1180)], colours[place], 14)
    for bare in (610, 870):
        pen.line([(bare, 560), (bare + 46, 580)], (206, 132, 62), 12)


def draw_extinguisher(pen: Pen, left: float, foot: float, *, full: bool, chance: Random) -> None:
    """Draw a fire extinguisher whose gauge shows whether it is under pressure."""
    red = lit(RED, chance.uniform(0.95, 1.08))
    pen.shadow((left - 10, foot - 26, left + 220, foot + 22))
    pen.tube((left, foot - 400, left + 180, foot), red, round_by=56)
    pen.box((left + 22, foot - 270, left + 158, foot - 120), WHITE, width=2)
    pen.text((left + 90, foot - 236), "干粉", size=44)
    pen.text((left + 90, foot - 168), "灭火器", size=38)
    pen.tube((left + 66, foot - 452, left + 114, foot - 392), (60, 62, 64))
    pen.line([(left + 30, foot - 500), (left + 150, foot - 470), (left + 60, foot - 440)], (44, 46, 48), 16)
    pen.curve([(left + 110, foot - 440), (left + 280, foot - 440), (left + 214, foot - 130)], (34, 34, 36), 20)
    gauge = (left + 60, foot - 376, left + 120, foot - 316)
    pen.oval(gauge, WHITE)
    pen.line([(left + 90, foot - 346), (left + (104 if full else 74), foot - 362)], GREEN if full else (200, 30, 20), 6)


def fire_extinguisher(pen: Pen, fixed: bool, chance: Random) -> None:
    """Fire extinguishers; before, one without pressure stands behind cartons."""
    pen.room((216, 210, 202), (142, 134, 126), horizon=860)
    pen.box((560, 90, 1040, 220), RED, width=3)
    pen.text((800, 156), "灭火器放置点", size=70, colour=WHITE)
    if fixed:
        pen.box((500, 870, 1100, 930), (150, 40, 36), width=4)
        for left in (570, 830):
            draw_extinguisher(pen, left, 880, full=True, chance=chance)
        pen.box((1180, 430, 1400, 700), WHITE, width=3)
        pen.text((1290, 480), "检查卡", size=50)
        for row in range(5):
            pen.line([(1210, 540 + row * 32), (1370, 540 + row * 32)], (96, 100, 106), 3)
        pen.shape([(470, 1010), (1130, 1010), (1220, 1130), (380, 1130)], (196, 168, 60))
        pen.text((800, 1070), "禁止堵塞", size=62)
        return
    draw_extinguisher(pen, 700, 900, full=False, chance=chance)
    for left, top, size in ((360, 820, 300), (840, 780, 340), (600, 960, 220)):
        draw_carton(pen, left, top + 20, size, chance)


def draw_carton(pen: Pen, left: float, top: float, size: float, chance: Random) -> None:
    """Draw a cardboard box."""
    colour = lit(_CARTON, chance.uniform(0.85, 1.1))
    pen.shadow((left - 10, top + size * 0.8, left + size * 1.2, top + size + 20))
    side, lid = size * 0.14, size * 0.1
    pen.shape(
        [
            (left + size, top),
            (left + size + side, top - lid),
            (left + size + side, top + size * 0.85),
            (left + size, top + size),
        ],
        lit(colour, 0.72),
        edge=INK,
    )
    pen.shape(
        [(left, top), (left + side, top - lid), (left + size + side, top - lid), (left + size, top)],
        lit(colour, 1.12),
        edge=INK,
    )
    pen.box((left, top, left + size, top + size), colour, width=3)
    pen.box((left + size * 0.42, top, left + size * 0.58, top + size), lit(colour, 1.1), edge=None)
    pen.line([(left + size * 0.1, top + size * 0.8), (left + size * 0.34, top + size * 0.8)], lit(colour, 0.6), 6)


def exit_door(pen: Pen, fixed: bool, chance: Random) -> None:
    """An exit; before, it is locked and blocked."""
    pen.room((210, 212, 206), (136, 132, 126), horizon=900)
    bright = (36, 168, 92) if fixed else (70, 92, 80)
    pen.box((600, 70, 1000, 190), bright, width=5, round_by=10)
    pen.text((800, 130), "安全出口", size=76, colour=WHITE)
    pen.box((510, 230, 1090, 900), (132, 138, 142), width=8)
    for left in (530, 808):
        pen.fade((left, 250, left + 262, 896), (96, 130, 150), (80, 108, 126))
        pen.box((left, 250, left + 262, 896), None, width=4)
        pen.box((left + 76, 320, left + 186, 480), (176, 200, 208), width=4)
    pen.tube((545, 590, 780, 620), STEEL, lying=True)
    pen.tube((822, 590, 1055, 620), STEEL, lying=True)
    if fixed:
        pen.shape([(560, 960), (1040, 960), (1130, 1130), (470, 1130)], (60, 150, 96))
        pen.text((800, 1048), "保持畅通", size=84, colour=WHITE)
        return
    pen.curve([(720, 600), (760, 720), (840, 720), (880, 600)], (96, 98, 102), 16)
    pen.box((764, 676, 836, 752), (196, 160, 70), width=4, round_by=10)
    for left, top, size in ((470, 700, 260), (560, 860, 290), (880, 780, 320), (760, 960, 200)):
        draw_carton(pen, left + chance.randrange(30), top, size, chance)


def exhaust_fan(pen: Pen, fixed: bool, chance: Random) -> None:
    """An emergency fan; before, no line joins it to the detectors."""
    pen.room((206, 202, 192), (118, 116, 110), horizon=960)
    pen.shadow((480, 230, 1140, 900), depth=0.3)
    pen.box((440, 150, 1080, 790), (150, 156, 160), width=10, round_by=10)
    pen.oval((490, 200, 1030, 740), (52, 56, 60), width=8)
    turn = chance.random()
    for blade in range(5):
        angle = (blade / 5 + turn) * 2 * pi
        tip, wing = (760 + 240 * cos(angle), 470 + 240 * sin(angle)), angle + 0.62
        outer = (760 + 240 * cos(wing), 470 + 240 * sin(wing))
        pen.shape([(760, 470), tip, outer], (156, 166, 172) if fixed else (140, 132, 116), edge=INK)
    pen.oval((700, 410, 820, 530), (100, 106, 110), width=6)
    for ring in (90, 160, 230):
        pen.oval((760 - ring, 470 - ring, 760 + ring, 470 + ring), None, edge=(190, 194, 196), width=5)
    if not fixed:
        for streak in range(9):
            left = 470 + streak * 66 + chance.randrange(24)
            pen.line([(left, 792), (left - 4, 810 + chance.randrange(90))], (150, 142, 124), 8)
        pen.text((760, 860), "事故排风机", size=62)
        return
    pen.text((760, 860), "事故排风机", size=62)
    pen.line([(1080, 300), (1290, 300)], (150, 156, 160), 26)
    pen.box((1280, 210, 1510, 520), (222, 224, 220), width=7, round_by=10)
    pen.text((1395, 270), "联锁控制", size=46)
    for row, colour in enumerate(((70, 206, 96), (70, 206, 96), (240, 190, 50))):
        pen.oval((1370, 316 + row * 62, 1420, 366 + row * 62), colour)
    pen.line([(1395, 520), (1395, 960)], (150, 156, 160), 26)


def ledger(pen: Pen, fixed: bool, chance: Random) -> None:
    """An open ledger on a desk; before, the column of what was done is empty."""
    pen.fade((0, 0, 1600, 1200), (150, 112, 78), (176, 134, 96))
    for _ in range(16):
        y = chance.randrange(1200)
        pen.line([(0, y), (1600, y + chance.randrange(-20, 20))], (140, 102, 70), 2)
    pen.shadow((170, 150, 1480, 1150), depth=0.4)
    pen.shape([(180, 140), (1420, 110), (1470, 1080), (130, 1100)], WHITE, edge=INK)
    pen.text((800, 210), "隐患排查治理台账", size=76)
    columns, top, pitch = (200, 330, 700, 960, 1190, 1400), 290, 92
    for row in range(9):
        pen.line([(200, top + row * pitch), (1400, top + row * pitch)], (70, 72, 76), 3)
    for x in columns:
        pen.line([(x, top), (x, top + 8 * pitch)], (70, 72, 76), 3)
    for left, right, name in zip(
        columns, columns[1:], ("日期", "隐患情况", "责任人", "治理结果", "通报"), strict=False
    ):
        pen.text(((left + right) / 2, top + 48), name, size=42)
    filled = 5 if fixed else 2
    for row in range(1, 7):
        for column in range(filled):
            left, y = columns[column] + 18, top + row * pitch + 50
            end = columns[column + 1] - 20 - chance.randrange(30)
            pen.curve([(left, y), (left + 30, y - 30), ((left + end) / 2, y + 26), (end, y - 8)], (40, 60, 120), 6)
    pen.tube((1480, 300, 1512, 900), (40, 60, 110), round_by=14)
