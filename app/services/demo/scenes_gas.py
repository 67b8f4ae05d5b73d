"""Scenes of bottled and piped gas: shop, cylinder room, kitchen hose, detector, alarm controller."""

from random import Random

from app.services.demo.pen import INK, Colour, Pen, lit

STEEL: Colour = (176, 184, 190)
RED: Colour = (190, 44, 38)
GREEN: Colour = (44, 140, 74)
YELLOW: Colour = (236, 190, 52)
WHITE: Colour = (244, 245, 243)
_CYLINDERS: tuple[Colour, ...] = ((150, 158, 164), (98, 132, 168), (172, 176, 170))


def draw_cylinder(pen: Pen, left: float, foot: float, *, tall: float, colour: Colour) -> None:
    """Draw one upright gas cylinder with its collar and valve."""
    wide = tall * 0.46
    middle = left + wide / 2
    pen.shadow((left - 12, foot - 26, left + wide + 40, foot + 20))
    pen.tube((left, foot - tall * 0.78, left + wide, foot), colour, round_by=wide * 0.3)
    pen.tube((left + wide * 0.08, foot - tall * 0.07, left + wide * 0.92, foot + 3), lit(colour, 0.7))
    pen.tube((middle - wide * 0.07, foot - tall * 0.9, middle + wide * 0.07, foot - tall * 0.76), (190, 160, 80))
    pen.box((middle - wide * 0.15, foot - tall * 0.93, middle + wide * 0.15, foot - tall * 0.89), RED, width=1)
    left_post, right_post = left + wide * 0.2, left + wide * 0.8
    collar = [(left_post, foot - tall * 0.78), (left_post, foot - tall), (right_post, foot - tall)]
    pen.line([*collar, (right_post, foot - tall * 0.78)], lit(colour, 0.62), max(4, wide * 0.07))


def draw_lying_cylinder(pen: Pen, left: float, foot: float, *, tall: float, colour: Colour) -> None:
    """Draw a cylinder that was laid down."""
    thick = tall * 0.46
    pen.shadow((left - 10, foot - 30, left + tall, foot + 22))
    pen.tube((left, foot - thick, left + tall * 0.78, foot), colour, round_by=thick * 0.3, lying=True)
    pen.tube(
        (left + tall * 0.76, foot - thick * 0.6, left + tall * 0.9, foot - thick * 0.4), (190, 160, 80), lying=True
    )
    pen.box((left + tall * 0.84, foot - thick, left + tall, foot), None, edge=lit(colour, 0.6), width=6, round_by=8)


def gas_shop(pen: Pen, fixed: bool, chance: Random) -> None:
    """A shop front; before, cylinders stand on the pavement."""
    pen.room((206, 200, 188), (150, 146, 140), horizon=890)
    pen.box((60, 60, 1540, 240), lit((34, 84, 140), chance.uniform(0.9, 1.1)), width=4)
    pen.text((800, 152), "示例瓶装液化气供应站", size=92, colour=WHITE)
    pen.box((200, 290, 900, 890), (120, 126, 132), width=6)
    for slat in range(14):
        pen.fade((206, 296 + slat * 22, 894, 314 + slat * 22), (168, 174, 180), (138, 144, 150))
    pen.fade((206, 604, 894, 888), (70, 72, 76), (100, 100, 102))
    pen.box((980, 330, 1420, 700), (160, 190, 206), width=10, edge=(90, 94, 98))
    pen.line([(1200, 330), (1200, 700)], (90, 94, 98), 10)
    pen.shape([(1010, 700), (1120, 340), (1180, 340), (1070, 700)], (190, 212, 222))
    if fixed:
        pen.box((1010, 730, 1390, 860), RED, width=3)
        pen.text((1200, 795), "严禁烟火", size=76, colour=WHITE)
        for place in range(3):
            draw_cylinder(pen, 300 + place * 190, 880, tall=230, colour=lit(_CYLINDERS[place], 0.7))
        return
    for place in range(6):
        colour = _CYLINDERS[(place + chance.randrange(3)) % 3]
        draw_cylinder(pen, 230 + place * 190, 1010 + place % 2 * 110, tall=300, colour=colour)
    draw_lying_cylinder(pen, 1230, 1150, tall=300, colour=_CYLINDERS[1])


def cylinder_room(pen: Pen, fixed: bool, chance: Random) -> None:
    """A store of cylinders; before, they lie about beside a plain socket."""
    pen.room((212, 214, 208), (128, 130, 126), horizon=760)
    pen.box((120, 120, 460, 300), YELLOW, width=5)
    pen.text((290, 210), "当心爆炸", size=72)
    pen.tube((1180, 90, 1340, 150), (120, 124, 120))
    pen.oval((1190, 140, 1330, 260), (244, 240, 214), width=5)
    colours = [chance.choice(_CYLINDERS) for _ in range(8)]
    if fixed:
        pen.line([(60, 1130), (1540, 1130)], YELLOW, 18)
        for place in range(7):
            draw_cylinder(pen, 130 + place * 196, 880, tall=330, colour=lit(colours[place], 0.86))
        for place in range(7):
            draw_cylinder(pen, 90 + place * 206, 1050, tall=370, colour=colours[place])
        pen.curve([(60, 860), (500, 900), (1100, 840), (1540, 880)], (90, 92, 96), 9)
        pen.box((640, 130, 960, 260), GREEN, width=3)
        pen.text((800, 196), "实瓶区", size=76, colour=WHITE)
        return
    for place in range(4):
        draw_cylinder(pen, 150 + place * 240 + chance.randrange(50), 900, tall=340, colour=colours[place])
    draw_lying_cylinder(pen, 180, 1100, tall=380, colour=colours[4])
    draw_lying_cylinder(pen, 720, 1150, tall=380, colour=colours[5])
    pen.box((1220, 500, 1400, 630), WHITE, width=4, round_by=12)
    for hole in (1265, 1310, 1355):
        pen.box((hole - 5, 545, hole + 5, 585), INK, width=0)
    pen.curve([(1310, 630), (1340, 800), (1200, 900), (1420, 1080), (1590, 1100)], (46, 46, 48), 12)


def kitchen_hose(pen: Pen, fixed: bool, chance: Random) -> None:
    """A restaurant's stove; before, a long cracked rubber hose feeds it through a tee."""
    pen.room((222, 224, 220), (140, 132, 124), horizon=980, tiles=False)
    for column in range(0, 1600, 160):
        pen.line([(column, 0), (column, 950)], (196, 198, 196), 2)
    for row in range(0, 950, 160):
        pen.line([(0, row), (1600, row)], (196, 198, 196), 2)
    pen.fade((560, 520, 1540, 600), (206, 210, 214), (150, 154, 158))
    pen.fade((590, 600, 1510, 1060), (158, 162, 166), (118, 122, 126))
    for burner in (740, 1110):
        pen.oval((burner, 470, burner + 250, 548), (60, 60, 62))
        pen.oval((burner + 50, 484, burner + 200, 530), (96, 96, 98))
    for knob in range(4):
        pen.oval((700 + knob * 200, 640, 770 + knob * 200, 710), (50, 52, 54))
    pen.tube((250, 0, 300, 470), YELLOW)
    pen.box((215, 440, 335, 520), lit(YELLOW, 0.8), width=4, round_by=8)
    pen.line([(210, 480), (120, 480)] if not fixed else [(275, 440), (275, 370)], RED, 24)
    if fixed:
        _steel_hose(pen)
        pen.box((60, 700, 420, 820), GREEN, width=3)
        pen.text((240, 760), "已装自闭阀", size=60, colour=WHITE)
        return
    bend = chance.randrange(60)
    pen.curve([(275, 520), (200, 900 + bend), (460, 1200), (420, 760), (600, 800)], (216, 104, 34), 34)
    pen.curve([(275, 520), (420, 760), (120, 1000), (60, 1160), (0, 1120)], (206, 96, 30), 34)
    for crack in range(5):
        x, y = 282 + crack * 17, 820 + crack * 30
        pen.line([(x, y), (x + 16, y + 14), (x + 8, y + 26)], (70, 26, 8), 5)
    pen.box((236, 560, 314, 600), lit(STEEL, 0.7), width=3)


def _steel_hose(pen: Pen) -> None:
    pen.curve([(275, 520), (280, 700), (420, 800), (600, 780)], (130, 136, 142), 46)
    pen.curve([(275, 520), (280, 700), (420, 800), (600, 780)], (206, 212, 216), 30)
    for end in ((245, 515, 305, 560), (560, 750, 612, 812)):
        pen.box(end, (196, 164, 84), width=4, round_by=4)


def gas_detector(pen: Pen, fixed: bool, chance: Random) -> None:
    """A gas detector on the wall of a filling room; before, its light is dark and shows a fault."""
    pen.room((198, 206, 208), (122, 126, 124))
    pen.tube((764, 0, 796, 330), (150, 156, 160))
    pen.tube((0, 90, 1600, 130), YELLOW, lying=True)
    for clamp in (230, 1180):
        pen.box((clamp, 78, clamp + 40, 142), (120, 122, 120), width=3)
    pen.shadow((600, 420, 1040, 800), depth=0.35)
    body = lit((58, 108, 160), chance.uniform(0.94, 1.06))
    pen.box((600, 320, 960, 660), body, width=6, round_by=34)
    pen.box((660, 370, 900, 490), (24, 30, 28), width=5, round_by=10)
    pen.text((780, 432), "0 %LEL" if fixed else "故障", size=62, colour=(92, 226, 122) if fixed else (240, 72, 50))
    for place, name in enumerate(("运行", "报警", "故障")):
        burns = (place == 0) if fixed else (place == 2)
        colour = (70, 220, 100) if fixed else (246, 190, 40)
        pen.oval((672 + place * 90, 520, 708 + place * 90, 556), colour if burns else (44, 50, 54))
        pen.text((690 + place * 90, 590), name, size=30, colour=WHITE)
    pen.tube((710, 655, 850, 740), (176, 180, 182), round_by=16)
    pen.oval((724, 716, 836, 764), (110, 112, 114))
    pen.box((1120, 440, 1420, 580), WHITE, width=4)
    pen.text((1270, 510), "2号探测器", size=52)


def alarm_controller(pen: Pen, fixed: bool, chance: Random) -> None:
    """The gas alarm's controller; before, two channels show a fault."""
    pen.room((214, 210, 200), (120, 112, 104), horizon=1020)
    pen.tube((770, 0, 830, 180), (168, 172, 176))
    pen.shadow((420, 300, 1260, 1000), depth=0.3)
    pen.box((380, 160, 1220, 920), (222, 224, 222), width=8, round_by=18)
    pen.text((800, 226), "可燃气体报警控制器", size=60)
    pen.box((460, 280, 1140, 470), (26, 44, 38), width=5, round_by=8)
    words = "全部通道正常" if fixed else "02 04 通道故障"
    pen.text((800, 375), words, size=72, colour=(110, 232, 140) if fixed else (246, 96, 66))
    faulty = () if fixed else (1, 3)
    for place in range(8):
        left, top = 480 + place % 4 * 170, 520 + place // 4 * 120
        colour = (240, 66, 48) if place in faulty else (70, 206, 96)
        pen.oval((left, top, left + 56, top + 56), colour)
        pen.text((left + 100, top + 28), f"{place + 1:02d}", size=36)
    for place, name in enumerate(("消音", "自检", "复位")):
        pen.box((500 + place * 220, 790, 660 + place * 220, 860), (84, 92, 100), round_by=12)
        pen.text((580 + place * 220, 824), name, size=40, colour=WHITE)
    pen.box((1290, 300, 1500, 560), WHITE, width=3)
    pen.text((1395, 350), "值班记录", size=40)
    for row in range(3 + chance.randrange(3)):
        pen.line([(1320, 400 + row * 32), (1470, 400 + row * 32)], (90, 94, 100), 3)
