"""Fragments of HTML, as feeds have them, as plain paragraphs."""

from __future__ import annotations

import re
from typing import Any

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and lxml refuses."""
_BREAKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "section", "article"}
_SILENT = {"script", "style", "figure", "iframe", "noscript"}


def fragment_text(markup: str) -> str:
    """The text of a fragment of HTML, one paragraph a line."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import html  # type: ignore[import-untyped]  # no type information of its own

    pieces: list[str] = []

    def walk(element: Any) -> None:
        spoken = isinstance(element.tag, str) and element.tag not in _SILENT
        breaks = "\n" if element.tag in _BREAKS else ""
        if spoken:
            pieces.extend((breaks, element.text or ""))
            for child in element:
                walk(child)
        pieces.extend((breaks, element.tail or ""))

    walk(html.fragment_fromstring(_CONTROLS.sub("\ufffd", markup), create_parent="div"))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
