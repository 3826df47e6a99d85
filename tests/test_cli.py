"""The command line as a Unix user meets it: real processes, real files."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ONRECORD = str(Path(sys.executable).parent / "onrecord")
TEXT = '"The talks are near their end," Jane Roe said on Friday.'
FRENCH = (
    "Le ministre a déclaré vendredi que les négociations entre les deux pays touchaient à leur "
    "fin et que le gouvernement attendait un signe de changement dans les prochains jours."
)


def onrecord(
    *arguments: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [ONRECORD, *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=280,
        check=False,
        env={**os.environ, **(env or {})},
    )


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Give the lines of standard error that are not log lines."""
    return [line for line in done.stderr.decode().splitlines() if not line.startswith("{")]


def jsonl(rows: Sequence[Any]) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def test_version_and_help_are_said_at_once() -> None:
    version = onrecord("--version")
    assert (version.returncode, version.stdout) == (0, b"onrecord 0.1.0\n")
    for command in (
        [],
        ["extract"],
        ["ingest"],
        ["seed"],
        ["serve"],
        ["model", "info"],
        ["config"],
    ):
        shown = onrecord(*command, "--help")
        assert shown.returncode == 0
        assert shown.stdout.startswith(b"Usage: onrecord")


def test_nothing_heavy_is_imported_for_help() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "service.cli", "--help"]
    imported = subprocess.run(command, capture_output=True, check=True, timeout=60).stderr.decode()
    names = {line.rsplit("|", 1)[1].strip() for line in imported.splitlines() if "|" in line}
    assert "click" in names
    assert not names & {"spacy", "flask", "sqlalchemy", "numpy", "rich", "marshmallow", "waitress"}


def test_config_lists_each_setting_and_its_origin() -> None:
    done = onrecord(
        "config",
        env={"ONRECORD_PORT": "9000", "ONRECORD_DATABASE_URL": "postgresql://me:secret@db/news"},
    )
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.decode().splitlines()}
    assert rows["ONRECORD_PORT"] == ["9000", "environment"]
    assert rows["ONRECORD_WORKERS"][-1] == "default"
    assert rows["ONRECORD_DATABASE_URL"][0] == "postgresql://me:***@db/news"
    as_json = json.loads(onrecord("config", "--json").stdout)
    assert {row["name"] for row in as_json} == set(rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["frobnicate"], "No such command"),
        (["extract", "--text", "x", "file.txt"], "--text goes without FILES"),
        (["extract", "--format", "xml"], "Invalid value for '--format'"),
        (["ingest"], "Missing argument"),
        (["serve", "--port", "seventy"], "Invalid value for '--port'"),
    ],
)
def test_wrong_usage_exits_2(arguments: list[str], message: str) -> None:
    done = onrecord(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "env", "message"),
    [
        (["config"], {"ONRECORD_PORT": "http"}, "ONRECORD_PORT is 'http'"),
        (["extract", "--text", "x", "--pipeline", "no_such"], {}, "'no_such' cannot be loaded"),
        (["seed", "--database-url", "oracle://x"], {}, "oracle"),
    ],
)
def test_a_failure_is_one_line_and_exits_1(
    arguments: list[str], env: dict[str, str], message: str
) -> None:
    done = onrecord(*arguments, env=env)
    assert (done.returncode, done.stdout) == (1, b"")
    (line,) = said(done)
    assert line.startswith("onrecord: ")
    assert message in line


def test_extract_reads_a_text_and_writes_json() -> None:
    done = onrecord("extract", "--text", TEXT)
    assert (done.returncode, said(done)) == (0, [])
    (article,) = json.loads(done.stdout)
    assert (article["id"], article["language"]) == ("text", "en")
    quote = article["quotes"][0]
    assert quote["speaker"]["name"] == "Jane Roe"
    for span in quote["content"]["spans"]:
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_extract_keeps_line_endings_and_goes_on_after_an_unreadable_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    text = f"First line.\r\n\r\n{TEXT}\r\n"
    good.write_bytes(b"\xef\xbb\xbf" + text.encode())
    bad.write_bytes(b"\xff\xfe\xff")
    done = onrecord("extract", bad, tmp_path / "none.txt", good, "--format", "jsonl")
    assert done.returncode == 1
    assert said(done) == [
        f"onrecord: {bad}: Not UTF-8 text: byte 0 is no character.",
        f"onrecord: {tmp_path / 'none.txt'}: No such file or directory",
    ]
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["error"]["code"]) == (str(bad), "unreadable")
    assert second["error"]["detail"] == "No such file or directory"
    for span in third["quotes"][0]["content"]["spans"]:
        assert text[span["start"] : span["end"]] == span["text"]


def test_extract_reads_and_writes_jsonl_in_order() -> None:
    rows = [
        {"id": "a", "text": TEXT, "annotations": [], "published_at": "2021-11-20"},
        "{not json",
        {"id": "b"},
        {"id": "c", "text": FRENCH},
        {"id": "d", "text": FRENCH, "language": "en"},
        {"id": 7, "text": TEXT},
        {"text": TEXT, "url": "", "published_at": ""},
        {"id": "e", "text": ""},
    ]
    done = onrecord("extract", "-", "--input", "jsonl", "--format", "jsonl", stdin=jsonl(rows))
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found[:6]] == ["a", None, "b", "c", "d", 7]
    assert found[6]["id"].startswith("a_")
    assert [row.get("error", {}).get("code") for row in found] == [
        None, "unreadable", "unreadable", "unsupported-language", None, None, None, "unreadable",
    ]  # fmt: skip
    dated, undated = found[0]["quotes"], found[5]["quotes"]
    friday = {"start": TEXT.index("Friday"), "end": TEXT.index("Friday") + 6, "text": "Friday"}
    said_on = {"date": "2021-11-19", "precision": "day", "from": "text", "evidence": friday}
    assert [quote["said_on"] for quote in dated] == [said_on] * len(undated)
    assert [{**quote, "said_on": None} for quote in dated] == undated
    lines = said(done)
    assert [line.split(": ")[1] for line in lines] == ["-:2", "-:3", "-:4", "-:8"]


PAGE = f"""<html><head><title>Talks</title><meta property="og:site_name" content="Own"></head>
<body><nav><a href="/">Home</a></nav><article><p>{TEXT}</p></article></body></html>"""


def test_extract_reads_pages(tmp_path: Path) -> None:
    page, empty = tmp_path / "page.HTML", tmp_path / "empty.htm"
    page.write_text(PAGE)
    empty.write_text("<html></html>")
    done = onrecord("extract", page, empty, "--format", "jsonl")
    assert done.returncode == 1
    assert said(done)[0].startswith(f"onrecord: {empty}: No article text was found")
    found, refused = map(json.loads, done.stdout.splitlines())
    assert found["page"] == {
        "text": TEXT,
        "title": "Talks",
        "url": None,
        "outlet": "Own",
        "author": None,
        "published_at": None,
    }
    (span,) = found["quotes"][0]["content"]["spans"]
    assert TEXT[span["start"] : span["end"]] == span["text"]
    assert refused["error"]["code"] == "no-main-text"
    piped = onrecord("extract", "--input", "html", "--format", "jsonl", stdin=PAGE)
    assert json.loads(piped.stdout)["quotes"] == found["quotes"]


def test_extract_gives_the_same_from_several_processes() -> None:
    rows = [{"id": n, "text": f"{TEXT} {n}." if n % 5 else ""} for n in range(20)]
    one, three = (
        onrecord(
            *("extract", "--input", "jsonl", "--format", "jsonl", "--processes", str(count)),
            stdin=jsonl(rows),
        )
        for count in (1, 3)
    )
    assert [json.loads(line)["id"] for line in three.stdout.splitlines()] == [*range(20)]
    assert (three.returncode, three.stdout) == (one.returncode, one.stdout)
    assert said(three) == said(one)


def test_extract_tells_once_that_several_processes_cannot_load_the_model() -> None:
    rows = jsonl([{"id": n, "text": TEXT} for n in range(20)])
    done = onrecord(
        *("extract", "--input", "jsonl", "--pipeline", "no_such", "--processes", "2"), stdin=rows
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(said(done)) == 1
    assert "'no_such' cannot be loaded" in said(done)[0]


def test_extract_writes_a_table_within_80_columns(tmp_path: Path) -> None:
    done = onrecord("extract", "--format", "table", stdin=f"{TEXT}\n\n{TEXT} \x1b[31mred".encode())
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("-: ")
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.stdout.decode()
    for words in ("Jane Roe", "said", "direct", "The talks are near"):
        assert words in done.stdout.decode()


def test_extract_writes_an_empty_array_for_no_lines() -> None:
    done = onrecord("extract", "--input", "jsonl", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_reader_that_goes_away_is_no_reason_to_complain() -> None:
    rows = jsonl([{"id": n, "text": TEXT} for n in range(100)])
    with subprocess.Popen(
        [ONRECORD, "extract", "--input", "jsonl", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(rows.encode())
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(rows.encode())
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_interrupted_commands_exit_130_quietly() -> None:
    rows = jsonl([{"id": n, "text": TEXT} for n in range(100)])
    with subprocess.Popen(
        [ONRECORD, "extract", "--input", "jsonl", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # who was started in the background may ignore it, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(rows.encode())
        process.stdin.flush()
        process.stdout.readline()  # so it is at work, and waits for more lines after these
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, b"")


def test_model_info_tells_what_the_model_is() -> None:
    done = onrecord("model", "info")
    assert done.returncode == 0
    rows = {line[:12].strip(): line[12:] for line in done.stdout.decode().splitlines()}
    assert {"name", "version", "language", "licence", "size", "components"} <= set(rows)
    assert rows["size"].endswith(" MB")
    everything = json.loads(onrecord("model", "info", "--json").stdout)
    assert everything["name"] == rows["name"]
    assert everything["bytes"] > 1_000_000


def test_ingest_stores_and_passes_over_what_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'made' / 'store.sqlite3'}"
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT)
    (folder / "deep" / "two.txt").write_text(TEXT.replace("Jane", "Joan"))
    (folder / "notes.md").write_text("not an article")
    (folder / "four.html").write_text(PAGE.replace("Jane", "Jill").replace("Own", "Page"))
    (folder / "five.html").write_text(PAGE.replace("Jane", "Jack").replace("Own", ""))
    (folder / "six.html").write_text("<html></html>")
    lines = [{"text": TEXT.replace("Jane", "June"), "outlet": "Own"}, {"text": FRENCH}, "{"]
    (folder / "three.jsonl").write_text(jsonl(lines))
    first = onrecord("ingest", folder, "--outlet", "Given", "--database-url", url)
    assert first.returncode == 1
    assert first.stdout.startswith(b"5 added with ")
    assert first.stdout.endswith(b" statements, 0 present already, 3 failed\n")
    failures = said(first)
    assert [line.split(": ")[1] for line in sorted(failures)] == [
        f"{folder}/six.html",
        f"{folder}/three.jsonl:2",
        f"{folder}/three.jsonl:3",
    ]
    again = onrecord("ingest", folder / "one.txt", folder / "deep", "--database-url", url)
    assert (again.returncode, said(again)) == (0, [])
    assert again.stdout == b"0 added with 0 statements, 2 present already, 0 failed\n"

    from service.store import open_store

    store = open_store(url)
    outlets = sorted(article.outlet or "" for article in store.queries.articles(limit=10).items)
    store.close()
    assert outlets == ["Given", "Given", "Given", "Own", "Page"]


def test_seed_loads_the_shipped_articles_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    seeds = Path(__file__).parents[1] / "seeds" / "articles.jsonl"
    count = len(seeds.read_text().splitlines())
    first = onrecord("seed", "--database-url", url)
    assert (first.returncode, said(first)) == (0, [])
    assert first.stdout.decode().startswith(f"{count} added with ")
    again = onrecord("seed", env={"ONRECORD_DATABASE_URL": url})
    assert again.stdout.decode().startswith(f"0 added with 0 statements, {count} present already")


def test_serve_says_why_it_cannot_start(tmp_path: Path) -> None:
    import socket

    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = onrecord("serve", "--port", port, "--database-url", url)
    assert done.returncode == 1
    assert said(done) == [f"onrecord: cannot listen on 127.0.0.1:{port}: Address already in use"]
    done = onrecord("serve", "--port", "0", "--database-url", url, "--pipeline", "no_such")
    assert done.returncode == 1
    (line,) = said(done)
    assert line.startswith("onrecord: The pipeline 'no_such' cannot be loaded")
