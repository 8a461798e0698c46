"""The words that a form shows between its fields: a small, safe part of Markdown.

Everything is escaped first, so no tag, image or link in a form file can load or run anything. A link is shown
as its words with the address after them, to read and not to follow.
"""

import html
import re

# Bounds on what lies between two signs: without them many signs that are never closed take minutes.
_LINK = re.compile(r"!?\[([^\]]{0,300})\]\(([^)\s]{0,300})\)")
_BOLD = re.compile(r"\*\*(.{1,500}?)\*\*|__(.{1,500}?)__")
_ITALIC = re.compile(r"(?<!\w)[*_](?!\s)(.{1,500}?)(?<!\s)[*_](?!\w)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:([-*+])|(\d+)[.)])\s+(.*)")


def safe_html(text: str) -> str:
    """The text as rich text for a QLabel: headings, bold, italics, lists and paragraphs."""
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        blocks += _block(block.split("\n"))
    return "".join(blocks)


def _block(lines: list[str]) -> list[str]:
    parts: list[str] = []
    running: list[str] = []
    items: list[str] = []
    tag = "ul"

    def close() -> None:
        if running:
            parts.append(f"<p>{_inline(' '.join(running))}</p>")
            running.clear()
        if items:
            parts.append(f"<{tag}>{''.join(items)}</{tag}>")
            items.clear()

    for line in lines:
        if heading := _HEADING.fullmatch(line.strip()):
            close()
            level = min(len(heading[1]) + 2, 5)
            parts.append(f"<h{level}>{_inline(heading[2])}</h{level}>")
        elif item := _ITEM.fullmatch(line):
            if not items:
                close()
                tag = "ol" if item[2] else "ul"
            items.append(f"<li>{_inline(item[3])}</li>")
        else:
            running.append(line.strip())
    close()
    return parts


def _inline(text: str) -> str:
    shown = html.escape(_LINK.sub(_link_words, text))
    bold = _BOLD.sub(lambda m: f"<b>{m[1] or m[2]}</b>", shown)
    return _ITALIC.sub(lambda m: f"<i>{m[1]}</i>", bold)


def _link_words(link: re.Match[str]) -> str:
    words, address = link[1], link[2]
    return f"{words} ({address})" if address and address != words else words
