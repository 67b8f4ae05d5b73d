"""Set prepared text into lines and draw them: stretched or narrowed to the measure, with underlines and blanks."""

from dataclasses import dataclass
from itertools import groupby

from app.reports.engine.inline import Blank, Prepared, clean
from app.reports.engine.sheet import Glyph, Sheet
from app.reports.engine.typeface import Face, em_width, text_width
from app.reports.linebreak import ATOM, OPENING_MARKS, Span, break_spans

MOST_STRETCH = 0.2  # em that one gap may grow; a line that needs more stays ragged
UNDERLINE, UNDERLINE_WIDTH = 2.8, 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, ready to draw."""

    text: Prepared
    span: Span
    size: float
    room: float  # in points
    indent: float = 0.0
    align: str = "justify"
    continued: bool = False  # the line before it was broken by us
    hang: bool = False  # its last mark may stand out into the margin

    def draw(self, sheet: Sheet, x: float, baseline: float) -> None:
        """Draw the line with its left edge at x."""
        places = self._places()
        if not places:
            return
        spaces, width = self._spacing(places)
        x += self.indent + {"centre": (self.room - width) / 2, "right": self.room - width}.get(self.align, 0.0)
        edges, after = [x + spaces[0]], spaces[1:]
        for place, space in zip(places, after, strict=True):
            edges.append(edges[-1] + self.text.ems[place] * self.size + space)
        self._draw_runs(sheet, places, after, edges, baseline=baseline)
        self._draw_underlines(sheet, places, edges, baseline=baseline)

    def width(self) -> float:
        """Measure the line as it is drawn, hanging mark included."""
        places = self._places()
        return self._spacing(places)[1] if places else 0.0

    def _places(self) -> list[int]:
        """List the characters that show; spaces at a break of ours disappear."""
        start, end, text = self.span.start, self.span.end, self.text.text
        if self.span.soft:
            while end > start and text[end - 1] in " \u200b":
                end -= 1
        if self.continued:
            while start < end and text[start] == "\u3000":
                start += 1
        return list(range(start, end))

    def _spacing(self, places: list[int]) -> tuple[list[float], float]:
        """Give the space before, between and after the characters in points, and the width of the whole."""
        natural = sum(self.text.ems[place] for place in places) * self.size
        over = natural - self.room
        if over > 1e-6:
            spaces = self._narrowed(places, over)
        elif self.align == "justify" and self.span.soft:
            spaces = self._stretched(places, -over)
        else:
            spaces = [0.0] * (len(places) + 1)
        return spaces, natural + sum(spaces)

    def _narrowed(self, places: list[int], over: float) -> list[float]:
        """Let the last mark hang, then take the surplus from an empty blank, then evenly from full-width marks."""
        spaces = [0.0] * (len(places) + 1)
        last = len(places) - 1
        if self.text.text[places[last]] != ATOM:
            hang = self.text.hang[places[last]] if self.hang else 0.0
            over -= max(hang, self.text.give[places[last]]) * self.size
        else:
            last += 1
        for wanted in (True, False):
            givers = [
                n for n, at in enumerate(places[:last]) if self.text.give[at] and (at in self.text.atoms) is wanted
            ]
            total = sum(self.text.give[places[n]] for n in givers) * self.size
            share = min(1.0, over / total) if total > 0 and over > 0 else 0.0
            for n in givers:
                # The ink of an opening mark is on its right: the space goes before it.
                side = n if self.text.text[places[n]] in OPENING_MARKS else n + 1
                spaces[side] -= share * self.text.give[places[n]] * self.size
            over -= share * total
        return spaces

    def _stretched(self, places: list[int], missing: float) -> list[float]:
        """Spread the missing width over the gaps, if that does not show."""
        spaces = [0.0] * (len(places) + 1)
        gaps = [n for n in range(len(places) - 1) if self._may_stretch(places[n], places[n + 1])]
        if gaps and missing <= len(gaps) * MOST_STRETCH * self.size:
            for n in gaps:
                spaces[n + 1] = missing / len(gaps)
        return spaces

    def _may_stretch(self, place: int, following: int) -> bool:
        """Never inside a Latin word or number, a dash or an ellipsis."""
        left, right = self.text.text[place], self.text.text[following]
        if left == right and left in "—…":
            return False
        return left >= "\u2010" or right >= "\u2010" or left == " "

    def _draw_runs(
        self, sheet: Sheet, places: list[int], after: list[float], edges: list[float], *, baseline: float
    ) -> None:
        run: list[Glyph] = []
        run_start = edges[0]
        for n, place in enumerate(places):
            if self.text.text[place] == ATOM and place in self.text.atoms:
                if run:
                    sheet.glyphs(run_start, baseline, run, size=self.size)
                self._draw_atom(sheet, place, edges[n], edges[n + 1], baseline=baseline)
                run, run_start = [], edges[n + 1]
            else:
                run.append(Glyph(self.text.text[place], self.text.faces[place], after[n]))
        if run:
            sheet.glyphs(run_start, baseline, run, size=self.size)

    def _draw_atom(self, sheet: Sheet, place: int, left: float, right: float, *, baseline: float) -> None:
        atom = self.text.atoms[place]
        if isinstance(atom, Blank):
            sheet.rule(left, baseline + UNDERLINE, right, baseline + UNDERLINE, width=UNDERLINE_WIDTH)
            sheet.text((left + right) / 2, baseline, atom.value, size=self.size, align="centre")
        else:
            sheet.tick_box(left, baseline, size=self.size, ticked=atom.ticked)

    def _draw_underlines(self, sheet: Sheet, places: list[int], edges: list[float], *, baseline: float) -> None:
        for underlined, run in groupby(range(len(places)), key=lambda n: self.text.underlined[places[n]]):
            if underlined:
                members = list(run)
                left, right = edges[members[0]], min(edges[members[-1] + 1], edges[0] + self.room)
                sheet.rule(left, baseline + UNDERLINE, right, baseline + UNDERLINE, width=UNDERLINE_WIDTH)


def set_lines(
    text: Prepared,
    *,
    size: float,
    width: float,
    indent: float = 0.0,
    hanging: float = 0.0,
    align: str = "justify",
    hang: bool = False,
) -> list[Line]:
    """Break the text into lines of the width; `indent` moves the first line, `hanging` the others, both in points.

    With `hang` a closing mark may stand out into the margin by half its width; in a cell it may not.
    """
    first, rest = (width - indent) / size, (width - hanging) / size
    spans = break_spans(text.text, text.ems, first=first, rest=rest, give=text.give, hang=text.hang if hang else None)
    lines = []
    continued = False
    for span in spans:
        starts = not continued
        left = indent if starts else hanging
        lines.append(Line(text, span, size, width - left, left, align, continued, hang))
        continued = span.soft
    return lines


def fitting_size(text: str, *, size: float, least: float, room: float, face: Face = Face.SERIF) -> float | None:
    """Find the greatest size, in steps of a quarter point, at which the text fits on one line; none if none does."""
    width = text_width(text, face=face, size=1.0)
    while size >= least - 1e-6:
        if width * size <= room:
            return size
        size -= 0.25
    return None


def fitted(text: str, *, size: float, room: float, face: Face = Face.SERIF, least: float = 6.0) -> tuple[str, float]:
    """Make a text of one line fit its place: smaller, and if that is not enough cut off with an ellipsis."""
    text = clean(text).replace("\n", " ")
    fits = fitting_size(text, size=size, least=least, room=room, face=face)
    if fits is not None:
        return text, fits
    left = room - em_width(face, "…") * least
    kept = 0
    while kept < len(text) and (left := left - em_width(face, text[kept]) * least) >= 0:
        kept += 1
    return text[:kept] + "…", least
