"""The command line: ``xinfang-desk`` opens the window, the commands do one thing each (design.md 8)."""

from __future__ import annotations

import argparse
import io
import logging
import sys
from collections.abc import Sequence

from xinfang_desk.domain.errors import EnvironmentFault, UserError

LOG = logging.getLogger("desk")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 2 wrong input, 3 remains, 4 environment, 70 fault."""
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except UserError as error:
        print(error.sentence, file=sys.stderr)
        return 2
    except EnvironmentFault as error:
        print(error.sentence, file=sys.stderr)
        return 4
    except Exception as error:  # noqa: BLE001  the last door: told and counted as a fault, never as success
        LOG.error("command failed: %s", type(error).__name__)
        print(f"程序出错了（{type(error).__name__}），没有完成。", file=sys.stderr)
        return 70


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="xinfang-desk", description="信访接待台")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    one = commands.add_parser("screen", help="甄别一件或多件事实（JSON）")
    one.add_argument("facts", metavar="FACTS.json", help="文件，或 - 从标准输入读")
    one.set_defaults(run=_screen)
    return parser


def _window(arguments: argparse.Namespace) -> int:
    from xinfang_desk import bootstrap

    return bootstrap.open_window()


def _screen(arguments: argparse.Namespace) -> int:
    from xinfang_desk import commands

    return commands.run_screen(arguments)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
