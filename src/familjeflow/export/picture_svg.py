"""The SVG pen: draws a picture of a process as one text file that stands alone."""

import math
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from familjeflow.domain.picture.display import Circle, Icon, Item, Picture, Polygon, Polyline, Rect, Text
from familjeflow.domain.picture.icons import ICONS, UNITS, Arc, Line
from familjeflow.domain.process import Point

FONT = "'Noto Sans', sans-serif"


def to_svg(picture: Picture, palette: Mapping[str, str], title: str, description: str) -> str:
    """The picture as SVG 1.1, with the title and description that a screen reader reads.

    `palette` gives "#rrggbb" for each colour role. Words stay text, in Noto Sans where the reader has it.
    """
    wide, tall = _n(picture.width), _n(picture.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}"'
        f' role="img" aria-labelledby="title desc" font-family="{FONT}">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(description)}</desc>',
        f'<rect width="{wide}" height="{tall}" fill="{palette["raised"]}"/>',
        *(line for item in picture.items for line in _item(item, palette)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _item(item: Item, palette: Mapping[str, str]) -> Iterator[str]:
    match item:
        case Rect():
            b = item.bounds
            place = f'x="{_n(b.x)}" y="{_n(b.y)}" width="{_n(b.width)}" height="{_n(b.height)}"'
            look = _look(palette, item.fill, item.stroke, item.width, item.dash)
            yield f'<rect {place} rx="{_n(item.radius)}"{look}/>'
        case Polyline():
            look = _look(palette, None, item.stroke, item.width, item.dash)
            yield f'<polyline points="{_points(item.points)}"{look} stroke-linejoin="round"/>'
        case Polygon():
            look = _look(palette, item.fill, item.stroke, item.width, item.dash)
            yield f'<polygon points="{_points(item.points)}"{look}/>'
        case Circle():
            place = f'cx="{_n(item.centre[0])}" cy="{_n(item.centre[1])}" r="{_n(item.radius)}"'
            yield f"<circle {place}{_look(palette, item.fill, item.stroke, item.width, ())}/>"
        case Text():
            yield _text(item, palette)
        case Icon():
            yield from _icon(item, palette)


def _text(item: Text, palette: Mapping[str, str]) -> str:
    x, y = _n(item.at[0]), _n(item.at[1])
    turn = f' transform="rotate(-90 {x} {y})"' if item.upwards else ""
    weight = ' font-weight="600"' if item.bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{_n(item.size)}" fill="{palette[item.role]}"'
        f" text-anchor={quoteattr(item.anchor)}{weight}{turn}>{escape(item.text)}</text>"
    )


def _icon(item: Icon, palette: Mapping[str, str]) -> Iterator[str]:
    scale = item.size / UNITS
    ink, paper = palette[item.role], palette[item.paper]
    yield f'<g transform="translate({_n(item.at[0])} {_n(item.at[1])}) scale({scale:.4g})" fill="none">'
    for stroke in ICONS[item.name]:
        match stroke:
            case Line():
                yield _icon_line(stroke, paper if stroke.paper else ink)
            case Arc():
                yield _icon_arc(stroke, ink)
    yield "</g>"


def _icon_line(line: Line, colour: str) -> str:
    if line.fill:
        return f'<polygon points="{_points(line.points)}" fill="{colour}"/>'
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    look = f'stroke="{colour}" stroke-width="{_n(line.width)}" {ends}'
    return f'<polyline points="{_points(line.points)}" {look}/>'


def _icon_arc(arc: Arc, colour: str) -> str:
    look = f'fill="{colour}"' if arc.fill else f'stroke="{colour}" stroke-width="{_n(arc.width)}"'
    (x, y), r = arc.centre, arc.radius
    if arc.sweep >= 360:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {look}/>'
    start, end = (
        (x + r * math.cos(math.radians(a)), y + r * math.sin(math.radians(a)))
        for a in (arc.start, arc.start + arc.sweep)
    )
    large = 1 if arc.sweep > 180 else 0
    way = f"M{_n(start[0])} {_n(start[1])} A{_n(r)} {_n(r)} 0 {large} 1 {_n(end[0])} {_n(end[1])}"
    return f'<path d="{way}{" Z" if arc.fill else ""}" {look}/>'


def _look(
    palette: Mapping[str, str], fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...]
) -> str:
    parts = [f' fill="{palette[fill] if fill else "none"}"']
    if stroke:
        parts.append(f' stroke="{palette[stroke]}" stroke-width="{_n(width)}"')
    if stroke and dash:
        parts.append(f' stroke-dasharray="{" ".join(_n(d) for d in dash)}"')
    return "".join(parts)


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
