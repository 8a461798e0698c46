"""Words from outside are shown as they are written: no markup, no picture, no link, no turned direction."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from tests.hostile.conftest import FEW

from familjeflow.ui.case.panel.parts import marked_text
from familjeflow.ui.forms.fields import markdown_label
from familjeflow.ui.forms.markdown import safe_html
from familjeflow.ui.forms.plain_text import PlainText, pasted_text
from familjeflow.ui.widgets.text import ElidedLabel, label
from familjeflow.ui.widgets.tips import tip

PARTS = (
    "<img src='//example.org/a.png'>",
    "<a href='http://example.org'>x</a>",
    "<script>alert(1)</script>",
    "![x](http://example.org/a.png)",
    "[x](javascript:alert(1))",
    "**",
    "*",
    "_",
    "__",
    "# ",
    "1. ",
    "- ",
    "\n\n",
    " ",
    "ord",
    "&lt;b&gt;",
    '" onclick="x',
    "]( <b>",
)
ALLOWED = re.compile(r"</?(?:p|b|i|ul|ol|li|h[3-5])>")
markup = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=6)), max_size=20).map("".join)


@FEW
@given(markup)
def test_a_forms_own_words_become_no_tag_but_ours(text: str) -> None:
    left = ALLOWED.sub("", safe_html(text))
    assert "<" not in left
    assert ">" not in left


def test_many_open_signs_take_no_time() -> None:
    for sign in (" *a", "[", "**a ", "_a ", "[x](", "\n ", "# "):
        assert safe_html(sign * 3_000)


def loaded(shown: QLabel) -> list[str]:
    """The pictures and addresses in what a label shows."""
    document = QTextDocument()
    document.setHtml(shown.text()) if "<" in shown.text() else document.setPlainText(shown.text())
    return re.findall(r"(?:src|href)=\"([^\"]*)\"", document.toHtml())


def test_words_with_markup_are_shown_as_written(qtbot: object) -> None:
    written = PARTS[0] + PARTS[1]
    for shown in (markdown_label(written), marked_text(written, ["DOK"])):
        assert loaded(shown) == []
        assert not shown.openExternalLinks()
    plain = label(written)
    assert (plain.text(), plain.textFormat().name) == (written, "PlainText")


@FEW
@given(markup)
def test_a_tool_tip_says_what_is_written(text: str) -> None:
    made = tip(text)
    document = QTextDocument()
    document.setHtml(made)
    if made != text:
        assert (
            " ".join(document.toPlainText().split()) == " ".join(text.replace("\0", "").split())
            or "\0" in text
        )
    assert re.findall(r"<(?!/?span)", made) == []


def test_a_shortened_name_is_told_without_markup(qtbot: object) -> None:
    shown = ElidedLabel(PARTS[0] * 20)
    shown.resize(40, 20)
    shown.grab()
    assert "<img" not in shown.toolTip()
    assert "&lt;img" in shown.toolTip()


@FEW
@given(st.text(max_size=60))
def test_what_is_pasted_can_be_seen_and_kept(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    pasted = pasted_text(mime)
    pasted.encode("utf-8")
    assert not [c for c in pasted if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", pasted)


def test_pasted_pages_fetch_nothing_and_keep_their_words(qtbot: object) -> None:
    mime = QMimeData()
    mime.setHtml("<p>Ett <b>ord</b><img src='http://example.org/a.png'><script>x()</script></p>")
    area = PlainText()
    area.insertFromMimeData(mime)
    assert area.toPlainText().strip() == "Ett ord"


def test_half_a_pair_of_a_paste_does_not_stop_the_saving() -> None:
    mime = QMimeData()
    mime.setText("före \ud83d efter")
    assert pasted_text(mime).encode("utf-8")
