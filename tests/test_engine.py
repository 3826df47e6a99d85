import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import psutil
import pytest

from service.config import Settings
from service.engine import Engine, Load
from service.errors import (
    AnalysisFailed,
    AnalysisTimeout,
    InvalidText,
    Overloaded,
    PipelineUnavailable,
    TextTooLong,
    UnsupportedLanguage,
)
from service.records import Analysis, Document
from tests import analysers
from tests.processes import eventually, spawned

TEXT = "“It is done,” said Jane Roe."


def make_engine(load: Load = analysers.load, **settings: object) -> Engine:
    values = {"workers": 1, "queue": 1, "article_seconds": 30.0, "max_chars": 1000, **settings}
    return Engine(Settings(database_url="sqlite://", **values), load)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = make_engine(queue=20)
    made.wait()
    yield made
    made.stop()


def analyse(engine: Engine, text: str) -> Analysis:
    return engine.analyse(Document(text))


def test_a_stance_is_told_in_the_processes(engine: Engine) -> None:
    text = "“We never wait for the tax,” said Jane Roe."
    found = engine.stance(Document(text), "the tax")
    assert (found.label, found.reason) == ("oppose", None)
    assert engine.stance(Document(text), "the tunnel").reason == "target-not-mentioned"
    with pytest.raises(InvalidText):
        engine.stance(Document(" "), "the tax")
    with pytest.raises(TextTooLong):
        engine.stance(Document("long " * 1000), "the tax")


def test_analyses_leave_the_processor_to_whoever_reads(engine: Engine) -> None:
    analyse(engine, TEXT)
    own = psutil.Process().nice()
    assert {process.nice() for process in spawned()} == {min(19, own + 10)}


def test_an_analysis_is_what_the_analyser_makes(engine: Engine) -> None:
    expected = analysers.SmallAnalyser(Settings(database_url="sqlite://")).analyse(Document(TEXT))
    assert analyse(engine, TEXT) == expected
    assert len(expected.statements) == 1


def test_the_model_is_described(engine: Engine) -> None:
    assert engine.ready()
    assert engine.info == analysers.SmallAnalyser.info


def test_errors_cross_the_processes_whole(engine: Engine) -> None:
    with pytest.raises(TextTooLong, match="1,001 characters; at most 1,000") as too_long:
        analyse(engine, "x" * 1001)
    assert (too_long.value.length, too_long.value.allowed) == (1001, 1000)
    with pytest.raises(UnsupportedLanguage, match="'fr'") as foreign:
        analyse(engine, "refuse")
    assert foreign.value.language == "fr"
    with pytest.raises(InvalidText, match="empty"):
        analyse(engine, " ")
    assert analyse(engine, TEXT).statements


def test_a_defect_is_logged_without_the_text(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(RuntimeError, match="KeyError in the analysis") as defect:
        analyse(engine, "a secret that must break here")
    assert "secret" not in caplog.text + str(defect.value)
    assert "analysers.py" in caplog.text


def test_a_text_that_takes_too_long_is_stopped_and_the_next_is_analysed(tmp_path: Path) -> None:
    engine = make_engine(article_seconds=0.5)
    try:
        engine.wait()
        with pytest.raises(AnalysisTimeout, match=r"after 0\.5 seconds"):
            analyse(engine, f"until {tmp_path / 'never'}")
        assert analyse(engine, TEXT).statements
    finally:
        engine.stop()


def test_a_text_that_kills_its_process_costs_that_request_alone(engine: Engine) -> None:
    with ThreadPoolExecutor() as threads:
        first = threads.submit(analyse, engine, "sleep 0.3 and die")
        second = threads.submit(analyse, engine, TEXT)
        with pytest.raises(AnalysisFailed):
            first.result()
        assert second.result().statements


def test_a_process_killed_while_idle_is_replaced() -> None:
    engine = make_engine()
    try:
        engine.wait()
        before = spawned()
        for process in before:
            os.kill(process.pid, signal.SIGKILL)
        eventually(lambda: not any(p.is_running() and p.status() != "zombie" for p in before))
        eventually(lambda: not engine.ready())
        eventually(engine.ready)
        assert analyse(engine, TEXT).statements
    finally:
        engine.stop()


def test_more_than_may_wait_are_refused_at_once(tmp_path: Path) -> None:
    engine = make_engine(workers=1, queue=1)
    gate = tmp_path / "gate"
    try:
        engine.wait()
        with ThreadPoolExecutor() as threads:
            asked = [threads.submit(analyse, engine, f"until {gate} {n}") for n in range(3)]
            try:
                refused, others = wait(asked, return_when=FIRST_COMPLETED)
            finally:
                gate.touch()
            assert (len(refused), len(others)) == (1, 2)
            with pytest.raises(Overloaded, match="1 analyses are waiting"):
                refused.pop().result()
            for future in others:
                future.result()
        assert analyse(engine, TEXT).statements
    finally:
        engine.stop()


def test_processes_work_at_the_same_time(tmp_path: Path) -> None:
    """Each of two analyses ends only when the other has begun."""
    engine = make_engine(workers=2, queue=2)
    one, other = tmp_path / "one", tmp_path / "other"
    try:
        engine.wait()
        with ThreadPoolExecutor() as threads:
            texts = [f"touch {one} until {other}", f"touch {other} until {one}"]
            for future in [threads.submit(analyse, engine, text) for text in texts]:
                future.result()
    finally:
        engine.stop()


def test_ready_only_when_loaded() -> None:
    engine = make_engine(analysers.load_slowly)
    try:
        engine.start()
        assert not engine.ready()
        assert engine.info is None
        engine.wait()
        assert engine.ready()
    finally:
        engine.stop()


@pytest.mark.parametrize(
    ("load", "message"),
    [
        (analysers.load_nothing, "'onrecord' is not installed"),
        (analysers.load_badly, "cannot be loaded: ZeroDivisionError"),
        (analysers.load_and_die, "ended while they loaded"),
    ],
)
def test_a_model_that_does_not_load_is_said(load: Load, message: str) -> None:
    engine = make_engine(load)
    try:
        with pytest.raises(PipelineUnavailable, match=message):
            engine.wait()
    finally:
        engine.stop()


def test_analyses_of_a_model_that_did_not_load_say_so() -> None:
    engine = make_engine(analysers.load_nothing)
    try:
        with pytest.raises(PipelineUnavailable):
            analyse(engine, TEXT)
    finally:
        engine.stop()


def test_stopping_ends_the_processes_and_what_runs() -> None:
    before = {process.pid for process in spawned()}
    engine = make_engine()
    engine.wait()
    with ThreadPoolExecutor() as threads:
        running = threads.submit(analyse, engine, "sleep 60")
        time.sleep(0.5)
        threading.Thread(target=engine.stop).start()
        with pytest.raises(AnalysisFailed):
            running.result(30)
    eventually(lambda: {process.pid for process in spawned()} <= before)
    with pytest.raises(AnalysisFailed, match="stopping"):
        analyse(engine, TEXT)
    assert not engine.ready()


def test_processes_end_with_their_parent(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = tmp_path / "parent.py"
    script.write_text(
        "import time\n"
        "from service.config import Settings\n"
        "from service.engine import Engine\n"
        "from tests import analysers\n"
        "if __name__ == '__main__':\n"
        "    engine = Engine(Settings(database_url='sqlite://'), analysers.load)\n"
        "    engine.wait()\n"
        "    print('up', flush=True)\n"
        "    time.sleep(60)\n"
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        children = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
    assert children
    eventually(lambda: not any(c.is_running() and c.status() != "zombie" for c in children))
