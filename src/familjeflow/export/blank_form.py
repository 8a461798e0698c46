"""A form without answers: to write on by hand, or to fill in on screen. The same file is the source of both.

Every field is there, also those that the screen shows only for certain answers; lists have a few rows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, Option
from familjeflow.export import styles
from familjeflow.export.blocks import Block, Gap, Solid, Stack, TextBlock
from familjeflow.export.document import Paper, Signature
from familjeflow.export.fonts import clean, text_width
from familjeflow.export.grid import Grid, Look
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.network_paper import people_section
from familjeflow.export.structure import Node, Widget, WidgetKind
from familjeflow.export.styles import TextStyle
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

_ROWS = 3  # of a list without lists in it
_ROWS_OF_LISTS = 2  # of a list with lists in it, and of those
_LINE = 24.0  # points: room for a line of handwriting
_BOX = 9.0  # points: side of a box to tick
_LINES_OF_AREA = 4
_LINES_IN_ROW = 2
_ABREAST = 3  # short choices beside each other
_LOOK = Look(right=16, above=6, below=2, ruled=False)
_TICK = replace(styles.BODY, indent=17, after=2)
_SHORT = (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.TIME)
_CHOICES = (FieldKind.CHECKLIST, FieldKind.RADIO, FieldKind.SELECT)


@dataclass(frozen=True)
class BlankForm:
    """A form to print empty. `options` are the choices taken from a table of the program, by its name.

    `signers` are the roles that sign. With `fillable` the fields can be filled in on screen.
    """

    form: FormDefinition
    options: Mapping[str, tuple[Option, ...]]
    signers: tuple[str, ...]
    fillable: bool = False


def blank_form(blank: BlankForm, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The blank form as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = Paper(facts, letterhead)
    if blank.form.introduction:
        paper.lead(blank.form.introduction)
    _Writer(paper, blank, facts).fields(blank.form.fields, "", "")
    _sign(paper, blank)
    return paper.render()


class _Writer:
    """Writes the fields of a form on a paper. `name` and `said` stand before those of a field in a row."""

    def __init__(self, paper: Paper, blank: BlankForm, facts: PaperFacts) -> None:
        self._paper = paper
        self._blank = blank
        self._today = facts.made_on

    def fields(self, fields: Sequence[FormField], name: str, said: str) -> None:
        """Short fields two abreast, the others under each other."""
        waiting: list[FormField] = []
        for field in fields:
            if field.kind in _SHORT:
                waiting.append(field)
                continue
            self._abreast(waiting, name, said)
            self._field(field, name, said)
        self._abreast(waiting, name, said)

    def _field(self, field: FormField, name: str, said: str) -> None:
        if field.kind is FieldKind.MARKDOWN:
            self._paper.quiet(field.label.replace("**", "").replace("#", ""))
        elif field.kind is FieldKind.GROUP:
            with self._paper.section(field.label or _("Uppgifter")):
                self.fields(field.fields, name, said)
        elif field.kind is FieldKind.LIST:
            self._rows(field, name, said)
        elif field.kind is FieldKind.TEXT_AREA:
            with self._paper.together():
                self._paper.place(lambda at: _spaced(at, field, partial(self._area, field, name, said)))
        elif field.kind is FieldKind.CHECKBOX:
            self._paper.place(lambda at: Stack((Gap(4), self._tick(at, field.label, name + field.key, said))))
        elif field.kind in _CHOICES:
            self._choices(field, name, said)

    def _abreast(self, waiting: list[FormField], name: str, said: str) -> None:
        fields = tuple(waiting)
        waiting.clear()
        for start in range(0, len(fields), 2):
            pair = fields[start : start + 2]

            def make(at: Node, pair: tuple[FormField, ...] = pair) -> Block:
                told = any(f.description for f in pair)
                cells = [_captioned(at, f, partial(self._line, f, name, said), told) for f in pair]
                padded = (*cells, *[Gap(0)] * (2 - len(cells)))
                return Grid((padded,), (self._paper.width / 2,) * 2, _LOOK)

            self._paper.place(make)

    def _line(self, field: FormField, name: str, said: str, at: Node) -> Block:
        widget = self._widget(name + field.key, said + field.label, WidgetKind.TEXT)
        return _Place(at.add("Form", alt=said + field.label), 18 if widget else _LINE, widget)

    def _area(self, field: FormField, name: str, said: str, at: Node) -> Block:
        widget = self._widget(name + field.key, said + field.label, WidgetKind.LONG_TEXT)
        node = at.add("Form", alt=said + field.label)
        lines = _LINES_IN_ROW if said else _LINES_OF_AREA
        if widget:
            return _Place(node, lines * 19, widget)
        return Stack(tuple(_Place(node, _LINE, None) for _line in range(lines)))

    def _widget(self, name: str, said: str, kind: WidgetKind) -> Widget | None:
        return Widget(0, (0, 0, 0, 0), name, said, kind) if self._blank.fillable else None

    def _choices(self, field: FormField, name: str, said: str) -> None:
        options = field.options or tuple(
            o for o in self._blank.options.get(field.options_from or "", ()) if o.valid_on(self._today)
        )
        group = "" if field.kind is FieldKind.CHECKLIST else name + field.key

        def ticks(at: Node) -> Block:
            made = [
                self._option(
                    option.label,
                    option.value if group else f"{name}{field.key}-{option.value}",
                    group,
                    said + field.label,
                    at,
                )
                for option in options
            ]
            return _in_columns(made, self._paper.width)

        with self._paper.together():
            self._paper.place(lambda at: _spaced(at, field, ticks))

    def _option(self, words: str, name: str, group: str, question: str, at: Node) -> "_Tick":
        return self._tick(at, words, name, f"{question}: ", group, question)

    def _tick(
        self, at: Node, words: str, name: str, said: str, group: str = "", question: str = ""
    ) -> "_Tick":
        line = at.add("P")
        box = line.add("Form", alt=said + words)
        text = TextBlock(clean(words).strip() or "–", _TICK, line.add("Span"))
        kind = WidgetKind.TICK
        widget = Widget(0, (0, 0, 0, 0), name, said + words, kind, group, question)
        if self._blank.fillable:
            return _Tick(box, text, widget)
        box.attributes["PrintField"] = {"Role": "rb" if group else "cb", "checked": "off"}
        return _Tick(box, text, None)

    def _rows(self, field: FormField, name: str, said: str) -> None:
        """The rows of a list under its name; those of a list in a row under that row."""
        if field.network:
            with people_section(self._paper, field, []):
                self._numbered(field, name, said)
        elif said:
            self._numbered(field, name, said)
        else:
            with self._paper.section(field.label):
                self._numbered(field, name, said)

    def _numbered(self, field: FormField, name: str, said: str) -> None:
        deep = bool(said) or any(inner.kind is FieldKind.LIST for inner in field.fields)
        for number in range(1, (_ROWS_OF_LISTS if deep else _ROWS) + 1):
            heading = f"{field.label} {number}"
            inside = (field.fields, f"{name}{field.key}-{number}-", f"{said}{heading}, ")
            if any(inner.kind is FieldKind.LIST for inner in field.fields):
                with self._paper.section(heading):
                    self.fields(*inside)
            else:
                with self._paper.together(), self._paper.section(heading):
                    self.fields(*inside)


def _in_columns(ticks: "Sequence[_Tick]", width: float) -> Block:
    """Short choices stand beside each other, long ones under each other."""
    room = width / _ABREAST - _LOOK.right - _TICK.indent
    if any(text_width(tick.text.text, _TICK.font, _TICK.size) > room for tick in ticks):
        return Stack(tuple(ticks))
    padded: list[Block] = [*ticks, *[Gap(0)] * (-len(ticks) % _ABREAST)]
    rows = tuple(tuple(padded[start : start + _ABREAST]) for start in range(0, len(padded), _ABREAST))
    return Grid(rows, (width / _ABREAST,) * _ABREAST, Look(above=0, below=2, ruled=False))


@dataclass(frozen=True)
class _Place(Solid):
    """A place to write in: a rule to write on by hand, or the frame of a field."""

    node: Node
    points: float
    widget: Widget | None

    def height(self, width: float) -> float:
        return self.points

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        bottom = top - self.points
        canvas.setLineWidth(styles.HAIRLINE)
        if self.widget is not None:
            canvas.setStrokeColor(styles.MUTED)
            canvas.rect(left, bottom, width, self.points)
            _put(canvas, self.node, self.widget, (left, bottom, left + width, top))
            return
        self.node.attributes["PrintField"] = {"Role": "tv"}
        with canvas.inside(self.node):
            canvas.setStrokeColor(styles.INK)
            canvas.line(left, bottom + 2, left + width, bottom + 2)


@dataclass(frozen=True)
class _Tick(Solid):
    """A box to tick before its words."""

    node: Node
    text: TextBlock
    widget: Widget | None

    @property
    def after(self) -> float:
        return self.text.after

    def height(self, width: float) -> float:
        return self.text.height(width)

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        x, y = left + 0.5, top - self.text.style.baseline - 1
        with canvas.inside(None if self.widget else self.node):
            canvas.setStrokeColor(styles.INK)
            canvas.setLineWidth(0.8)
            canvas.rect(x, y, _BOX, _BOX)
        if self.widget is not None:
            _put(canvas, self.node, self.widget, (x, y, x + _BOX, y + _BOX))
        self.text.draw(canvas, left, top, width)


def _put(canvas: TaggedCanvas, node: Node, widget: Widget, rect: tuple[float, float, float, float]) -> None:
    """A field is all that its element holds (ISO 14289-1, 7.18.4); its frame is an artifact."""
    node.kids.append(replace(widget, page=canvas.getPageNumber() - 1, rect=rect))


def _captioned(at: Node, field: FormField, make: Callable[[Node], Block], beside_told: bool = False) -> Block:
    """The field's name and what to know about it, above the place to write.

    `beside_told` keeps lines level with those of a neighbour that there is something to know about.
    """
    parts: list[Block] = [_said(at, field.label, styles.STRONG)]
    if field.description:
        parts.append(_said(at, field.description, styles.LABEL))
    elif beside_told:
        parts.append(Gap(styles.LABEL.leading))
    return Stack((*parts, Gap(2), make(at), Gap(4)))


def _spaced(at: Node, field: FormField, make: Callable[[Node], Block]) -> Block:
    return Stack((Gap(6), _captioned(at, field, make)))


def _said(at: Node, text: str, style: TextStyle) -> TextBlock:
    return TextBlock(clean(text).strip() or "–", style, at.add("P"))


def _sign(paper: Paper, blank: BlankForm) -> None:
    with paper.together(), paper.section(_("Underskrifter")):
        if not blank.fillable:
            paper.signatures([Signature(role) for role in blank.signers])
            return
        for number, role in enumerate(blank.signers, 1):
            paper.place(partial(_signature, number=number, role=role))


def _signature(at: Node, *, number: int, role: str) -> Block:
    """Where one person signs on screen, with place, date and name beside it."""
    parts: list[Block] = [_said(at, role, styles.STRONG)]
    asked = (
        (_("Ort och datum"), WidgetKind.TEXT, 18),
        (_("Underskrift"), WidgetKind.SIGNATURE, 44),
        (_("Namnförtydligande"), WidgetKind.TEXT, 18),
    )
    for place, (words, kind, high) in enumerate(asked, 1):
        says = f"{role}: {words}"
        widget = Widget(0, (0, 0, 0, 0), f"underskrift-{number}-{place}", says, kind)
        parts += [_said(at, words, styles.LABEL), _Place(at.add("Form", alt=says), high, widget), Gap(4)]
    return Stack((*parts, Gap(8)))
