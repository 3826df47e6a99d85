"""Bytes of an HTML page to characters, as browsers read them."""

import codecs
import re

from service.errors import UnsupportedCharset

_DECLARED = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LOOKED_AT = 4096  # bytes; browsers look at the first 1,024 for a declaration
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that say Latin-1 or ASCII mean its extension by Windows, with curly quotation marks.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Python knows others that are no charsets of texts, or slow on purpose.
_ALLOWED = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be ascii cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 cp874 cp866 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 "
    "iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 "
    "koi8-r koi8-u mac-roman gbk gb2312 gb18030 big5 euc_jp shift_jis iso2022_jp euc_kr".split()
)


def decode(html: bytes, charset: str | None = None) -> str:
    """Decode a page by its byte order mark, else by `charset`, which its transfer named.

    Where neither is there it is what the page declares, else UTF-8, else Windows-1252. What cannot
    be decoded becomes U+FFFD. Raises UnsupportedCharset for a `charset` that is not known.

    >>> decode(b'<meta charset="windows-1252"><p>\\x93Yes\\x94')
    '<meta charset="windows-1252"><p>“Yes”'
    """
    for mark, name in _MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    if charset is not None:
        named = known(charset)
        if named is None:
            raise UnsupportedCharset(charset)
        return html.decode(named, "replace")
    declared = _DECLARED.search(html[:_LOOKED_AT])
    told = known(declared[1].decode("ascii", "replace")) if declared else None
    # A declaration that can be read is in no charset of two bytes a letter.
    if told is not None and not told.startswith("utf-16"):
        return html.decode(told, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("cp1252", "replace")


def known(charset: str) -> str | None:
    """Give Python's name of a charset of pages; None where it is not one.

    >>> known("Latin-1"), known("UTF8"), known("punycode")
    ('cp1252', 'utf-8', None)
    """
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name in _ALLOWED else None
