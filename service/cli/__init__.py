"""The command line. Commands import what they need when they run, so that help is at once."""

import os
import signal
import sys
from importlib.metadata import version
from typing import NoReturn

import click

from service.cli.export import export
from service.cli.extract import extract
from service.cli.ingest import ingest
from service.cli.jobs import jobs
from service.cli.keys import keys
from service.cli.migrate import migrate
from service.cli.model import model
from service.cli.reanalyse import reanalyse
from service.cli.seed import seed
from service.cli.serve import serve
from service.cli.settings import config
from service.cli.work import work
from service.errors import OnrecordError

_BROKEN_PIPE = 128 + signal.SIGPIPE


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # before click makes it the status of a failure
            raise click.exceptions.Exit(_BROKEN_PIPE) from None


@click.group(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(version("onrecord"), prog_name="onrecord", message="%(prog)s %(version)s")
def onrecord() -> None:
    """Find who said what in news text."""


for _command in (
    extract,
    ingest,
    seed,
    export,
    serve,
    work,
    jobs,
    keys,
    reanalyse,
    migrate,
    model,
    config,
):
    onrecord.add_command(_command)


def main() -> NoReturn:
    """Run the command line and exit as a Unix user expects.

    0: done; 1: failed, said in one line on standard error; 2: wrong usage; 130: interrupted;
    141: the reader of our output went away.
    """
    try:
        code = onrecord.main(prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        code = _failed(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        code = 128 + signal.SIGINT
    except BrokenPipeError:
        code = _BROKEN_PIPE
    except OnrecordError as error:
        code = _failed(str(error))
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        code = _failed(f"{what}{error.strerror or error}")
    if code == _BROKEN_PIPE:
        # The interpreter would complain when it flushes into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code if isinstance(code, int) else 0)


def _failed(message: str) -> int:
    click.echo(f"onrecord: {message}", err=True)
    return 1
