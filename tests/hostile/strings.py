"""Texts that mean something else somewhere, each with where; and what is made of them."""

from typing import Any

from hypothesis import strategies as st

SCRIPTS = {
    "an element": "<script>alert(1)</script>",
    "an attribute": "\"><img src=x onerror='alert(1)'>",
    "a drawing": "<svg/onload=alert(1)>",
    "the end of a feed's content": "]]></content><script>alert(1)</script><![CDATA[",
    "the end of embedded data": "</script><script>alert(1)</script>",
    "an address": "javascript:alert(1)//x",
    "a template": "{{ 7 * 7 }}{% raw %}${7*7}",
}
DATABASE = {
    "a condition": "' OR '1'='1",
    "another statement": "x'; DROP TABLE articles; --",
    "a union": "' UNION SELECT digest, name FROM api_keys --",
    "wildcards": "%_%",
    "escapes": "\\%\\'",
    "a parameter": ":id ? $1 %s %(id)s",
}
SEARCH = {
    "a quotation mark": '"',
    "marks that do not pair": '"tax" AND "',
    "operators": "NOT AND OR NEAR",
    "nearness": "NEAR(tax cut, 2)",
    "a column": "content:tax",
    "columns left out": "- {content} : tax",
    "a beginning": "ta*",
    "the first word": "^tax",
    "brackets": "((tax) OR (",
    "PostgreSQL's operators": "tax & !cut | (a <-> b):*",
    "an apostrophe": "don't",
    "no word at all": "*&^%$#@!",
    "one long word": "x" * 5_000,
    "many words": "a b " * 1_000,
}
PLACES = {
    "the folder above": "../../../../etc/passwd",
    "the same, written otherwise": "..%2f..%2f..%2fetc%2fpasswd",
    "Windows'": "..\\..\\windows\\win.ini",
    "a file": "file:///etc/passwd",
    "a server": "//169.254.169.254/latest/meta-data",
}
CHARACTERS = {
    "a line end": "x\r\nSet-Cookie: admin=1\r\n\r\n<script>alert(1)</script>",
    "NUL": "x\0y",
    "other controls": "\x01\x07\x08\x1b[2J\x7f\x85",
    "writing turned round": "\u202egnp.exe\u202c \u2066x\u2069",
    "nothing to see": "\u200b\u200d\u2060\ufeff\U000e0041",
    "marks upon marks": "Z" + "\u0301\u0489" * 200,
    "line ends of other kinds": "a\u2028b\u2029c\x0bd\x0ce",
    "half a character": "\ud83d",
    "the other half": "\udc00 x",
    "no character": "\uffff\U0010ffff",
    "beyond the first plane": "𝕋𝕙𝕖 😀",
    "other digits": "٣٤ Ⅻ ½",
    "one that grows": "ﷺ" * 50 + "ß" * 50 + "İ" * 50,
    "a formula": '=HYPERLINK("//x")\t+1-1@SUM(1)',
}
TEXTS = [
    *SCRIPTS.values(),
    *DATABASE.values(),
    *SEARCH.values(),
    *PLACES.values(),
    *CHARACTERS.values(),
    "",
    " ",
    "null",
    "-1",
    "1e999",
    "9" * 400,
    "0x10",
    "2021-02-30",
    "9999-12-31T23:59:59+14:00",
    "0000-00-00",
]
SENDABLE = [text for text in TEXTS if text.isprintable() or "\ud83d" not in text]

# In a text these are orders for the small analyser, as in tests/analysers.py.
_ORDERS = ("die", "break", "sleep", "refuse")


def _harmless(text: str) -> bool:
    return not any(order in text for order in _ORDERS)


texts = st.sampled_from(TEXTS) | st.text(max_size=60).filter(_harmless)
scalars = (
    texts
    | st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.sampled_from([0, -1, 2**31, 2**63, 2**64, 10**400, 0.1, 1e308])
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(texts.map(lambda t: t[:40]), inner, max_size=4)
    ),
    max_leaves=8,
)
content_types = st.sampled_from(
    [
        *["application/json"] * 8,
        "application/x-ndjson",
        "application/json; charset=utf-16",
        "text/plain",
        "text/plain; charset=utf-16le",
        "text/plain; charset=latin-1",
        'text/plain; charset="',
        "text/plain; charset=../../x",
        "text/html",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/xml",
        "application/octet-stream",
        "application/problem+json",
        "*/*",
        ";",
        "",
    ]
)
