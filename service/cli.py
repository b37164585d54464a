"""The command `tiaowen`: its commands put together, and the one place where errors become words and exit codes.

Exit 0 done, 1 something asked for failed, 2 wrong use, 130 interrupted.
"""

import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from corpus.errors import TiaowenError
from service.commands import (
    ask,
    check,
    cite,
    compare,
    home,
    library,
    mcp,
    parse,
    references,
    search,
    serve,
    targets,
)
from service.failure import error_record, failure_record
from service.installed import installed_version
from service.terminal import leave_stdout_if_stuck, print_failure, print_note, results, speak_utf8

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="tiaowen",
    help="条文: ask Chinese official notices a question and get the exact clause, quoted verbatim.",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _commands in (
    library,
    parse,
    search,
    ask,
    compare,
    targets,
    cite,
    check,
    references,
    serve,
    mcp,
    home,
):
    _commands.add_to(app)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit."""
    speak_utf8()
    code = exit_code(sys.argv[1:] if arguments is None else arguments)
    leave_stdout_if_stuck()
    sys.exit(code)


def exit_code(arguments: Sequence[str]) -> int:
    """Run one command; say on stderr what failed, never with a traceback; return the exit code."""
    as_json = "--json" in arguments
    try:
        code = app(list(arguments), prog_name="tiaowen", standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
    except typer.TyperException as error:
        print_failure(_wrong_use(error, arguments), as_json=as_json)
        return WRONG_USE
    except TiaowenError as error:
        print_failure(error_record(error), as_json=as_json)
        return FAILED
    except BrokenPipeError:  # whoever read has had enough
        return FAILED
    except OSError as error:
        print_failure(_refused_by_system(error), as_json=as_json)
        return FAILED
    except Exception as error:  # a bug: the one place where nothing may pass
        print_failure(_bug(error), as_json=as_json)
        return FAILED
    if code == INTERRUPTED:
        print_note("interrupted")
    return code or 0


def _wrong_use(error: typer.TyperException, arguments: Sequence[str]) -> dict[str, object]:
    what = error.format_message().rstrip(".")
    where = f"command line: {shlex.join(['tiaowen', *arguments])}"
    return failure_record("wrong_use", what, where=where, fix="see tiaowen --help, or --help after the command")


def _refused_by_system(error: OSError) -> dict[str, object]:
    what = f"the system refused: {error.strerror or error}"
    where = str(error.filename or "unknown file")
    return failure_record(
        "system", what, where=where, fix="check that it exists, may be read and written, and has room"
    )


def _bug(error: Exception) -> dict[str, object]:
    with tempfile.NamedTemporaryFile("w", prefix="tiaowen-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    what = f"a mistake in Tiaowen itself: {type(error).__name__}: {error}"
    return failure_record(
        "bug", what, where=log.name, fix="report it with that file and the output of tiaowen --version"
    )


def _print_version(wanted: bool) -> None:
    if wanted:
        results().print(f"tiaowen {installed_version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def tiaowen(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """条文: ask Chinese official notices a question and get the exact clause, quoted verbatim."""
    if context.invoked_subcommand is None:
        results().print(context.get_help())
        raise typer.Exit(WRONG_USE)


if __name__ == "__main__":
    main()
