"""Bytes → text.

UTF-8 first, with or without a byte order mark, which is a mark of the encoding and no character of the text. What is not UTF-8 is most often
Windows-1252, the old encoding of Nordic newspapers; where that would give symbols inside words, ``charset-normalizer`` decides.
"""

from __future__ import annotations

import codecs
import re

from ifolge.errors import Issue, fail, issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"PAR1")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_SOUND_IN_WORDS = set("æøåäöéüàèêëïôóáíúýñçßðþœ’´'-\u00ad")
_TWICE = re.compile("[ÃÂâ][\u0080-\u00bf‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸƒ€]")


def mark_of(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning declares."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes, *, where: str, line: int = 1, encoding: str | None = None, declared: str | None = None) -> tuple[str, list[Issue]]:
    """The text of bytes, and what is to be said of its encoding (IF111).

    :param where: name of the file, for messages.
    :param line: number of the first line of ``data`` in the file.
    :param encoding: encoding that the user says it has; nothing else is tried.
    :param declared: encoding that the content says it has (a web page does); believed where it fits.
    :raises IfolgeError: IF103 for binary content, IF114 where no encoding fits. Both name the line.
    """
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError as error:
            raise fail("IF114", where=where, line=line + data.count(b"\n", 0, error.start)) from None
    if name := mark_of(data) or _unmarked_utf16(data):
        return data.decode(name, errors="replace"), []
    _refuse_binary(data, where, line)
    try:
        return _once(data.decode(), where, line)
    except UnicodeDecodeError as error:
        first_bad = error
    if declared and (text := _try(data, declared)) is not None:
        return text, []
    at = line + data.count(b"\n", 0, first_bad.start)
    text, name = _not_utf8(data, first_bad) or _old(data) or ("", "")
    if not name:
        raise fail("IF114", where=where, line=at)
    return text, [issue("IF111", where=where, line=at, encoding=name)]


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Nordic text is zero."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    for name, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * half and others.count(0) < 0.05 * half:
            return name
    return None


def _refuse_binary(data: bytes, where: str, line: int) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    known = data.startswith(_BINARY)
    if known or 0 in data or controls > 0.02 * len(data):
        first = 0 if known else next(i for i, byte in enumerate(data) if byte in _CONTROLS)
        raise fail("IF103", where=where, line=line + data.count(b"\n", 0, first))


def _once(text: str, where: str, line: int) -> tuple[str, list[Issue]]:
    """Undo UTF-8 that was taken for Windows-1252 and encoded again ("pÃ¥"): only where all of the text can be undone."""
    first = _TWICE.search(text)
    undone = _try(text.encode("cp1252", errors="replace"), "utf-8") if first else None
    if first is None or undone is None or undone.encode().decode("cp1252", errors="replace") != text:
        return text, []
    return undone, [issue("IF111", where=where, line=line + text.count("\n", 0, first.start()), encoding="utf-8 encoded twice")]


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str] | None:
    """UTF-8 that was cut in its last character, or that has a few bytes of Windows-1252 among it."""
    if error.end == len(data) and len(data) - error.start < 4 and "unexpected end" in error.reason:
        return data[: error.start].decode(), "utf-8, cut in the middle of its last character"
    text, rest, bad = "", data, 0
    while rest:
        try:
            text, rest = text + rest.decode(), b""
        except UnicodeDecodeError as broken:
            text += rest[: broken.start].decode() + rest[broken.start : broken.end].decode("cp1252", errors="replace")
            rest, bad = rest[broken.end :], bad + 1
            if bad > 50:
                return None
    sound = sum(c > "\x7f" for c in text) - bad
    return (text, f"utf-8 with {bad} broken characters, those as cp1252") if sound > 3 * bad else None


def _old(data: bytes) -> tuple[str, str] | None:
    # Windows-1252 has all that ISO 8859-1 has.
    if (text := _try(data, "cp1252")) is not None and _plausible(text):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return (str(best), best.encoding) if best is not None and _plausible(str(best)) else None


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII that stand between letters are letters of Nordic and neighbouring spelling, nearly all of them."""
    inside = re.findall(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])", text)
    controls = sum("\x80" <= c < "\xa0" for c in text)
    return not controls and sum(c.lower() in _SOUND_IN_WORDS for c in inside) >= 0.9 * len(inside)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
