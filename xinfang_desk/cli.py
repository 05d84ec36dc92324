"""The command line: ``xinfang-desk`` opens the window, the commands do one thing each (design.md 8)."""

from __future__ import annotations

import argparse
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from xinfang_desk.domain.errors import EnvironmentFault, UserError

LOG = logging.getLogger("desk")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 2 wrong input, 3 remains, 4 environment, 70 fault."""
    _speak_utf8()
    given = sys.argv[1:] if argv is None else argv
    # The window asks for no words, and making the parser would be a twentieth of its start.
    arguments = _parser().parse_args(given) if given else argparse.Namespace(run=_window)
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


class _Help(argparse.HelpFormatter):
    """The head of the usage line in Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help speaks Chinese, its headings too."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **{"formatter_class": _Help, **words, "add_help": False})
        self._positionals.title, self._optionals.title = "要给的", "参数"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, "命令没有写对，请照上面的格式写；加 -h 看说明。\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="xinfang-desk", description="信访接待台")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="命令", metavar="命令")
    one = commands.add_parser("screen", help="甄别一件或多件事实（JSON）")
    one.add_argument("facts", metavar="FACTS.json", help="文件，或 - 从标准输入读")
    one.set_defaults(run=_screen)
    notice = commands.add_parser("notice", help="按数据文件出一份文书的样张（PDF），不编号、不存档")
    notice.add_argument("code", metavar="CODE", help="文书编码，如 B4、C6")
    notice.add_argument("data", metavar="DATA.json", help="数据文件，或 - 从标准输入读")
    notice.add_argument("--out", type=Path, required=True, metavar="FILE", help="PDF 写到哪里")
    notice.set_defaults(run=_notice)
    check = commands.add_parser("selftest", help="跑甄别用例，核对随程序带的规则、字体和数据库")
    check.add_argument("--store", type=Path, metavar="DIR", help="也查这个数据文件夹（要登录）")
    check.add_argument("--user", metavar="NAME", help="登录名")
    check.add_argument("--password-file", type=Path, metavar="FILE", help="第一行是密码；不给就当场输入")
    check.set_defaults(run=_selftest)
    show = commands.add_parser("demo", help="在真窗口里自己办两天的事")
    show.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果放到哪个文件夹")
    show.add_argument("--seed", type=int, default=1, metavar="N", help="同一个数得到同样的结果")
    show.set_defaults(run=_demo)
    export = commands.add_parser("export", help="写报送文件")
    export.add_argument("--to", type=Path, required=True, metavar="DIR", help="写到哪个文件夹（U盘）")
    export.add_argument("--kind", choices=("incremental", "correction", "full"), default="incremental", help="报什么")
    export.add_argument("--attach", action="store_true", help="附上文书和签收件")
    export.add_argument("--seal-password-file", type=Path, metavar="FILE", help="用文件里的密码加密（AES-256 ZIP）")
    receipt = commands.add_parser("receipt", help="读省里的回执（JSON、XLSX、CSV），记下每件的结果")
    receipt.add_argument("file", type=Path, metavar="FILE", help="回执文件")
    backup = commands.add_parser("backup", help="备份，并试着打开一次")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
    verify = commands.add_parser("verify", help="核对操作记录和文书存件")
    verify.add_argument("--audit", action="store_true", help="只核对操作记录")
    verify.add_argument(
        "--seal", action="append", default=[], metavar="DATE=CODE", help="签过字的封签单上的日期和封签码，可以写几次"
    )
    verify.add_argument("--documents", action="store_true", help="只核对文书存件，每份重做一遍")
    verify.add_argument("--pdf", type=Path, metavar="FILE", help="这份 PDF 是不是本窗口出的那一份")
    salvage = commands.add_parser("salvage", help="数据坏了打不开时，把还读得出来的取出来并点数，不改原数据")
    salvage.add_argument("--to", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
    salvage.add_argument("--plain", action="store_true", help="不加密（不建议：谁拿到都能看）")
    with_store = (
        *((export, "run_export"), (receipt, "run_receipt")),
        *((backup, "run_backup"), (verify, "run_verify"), (salvage, "run_salvage")),
    )
    for one, work in with_store:
        one.add_argument("--store", type=Path, metavar="DIR", help="数据文件夹，默认是本机的")
        one.add_argument("--user", metavar="NAME", help="登录名")
        one.add_argument("--password-file", type=Path, metavar="FILE", help="第一行是密码；不给就当场输入")
        one.set_defaults(run=_with_store, work=work)
    restore = commands.add_parser("restore", help="从备份恢复")
    restore.add_argument("--from", dest="backup", type=Path, required=True, metavar="FILE", help="备份文件")
    restore.add_argument("--to", type=Path, required=True, metavar="DIR", help="恢复到哪个文件夹")
    restore.set_defaults(run=_with_store, work="run_restore")
    return parser


def _window(arguments: argparse.Namespace) -> int:
    from xinfang_desk import bootstrap

    return bootstrap.open_window()


def _screen(arguments: argparse.Namespace) -> int:
    from xinfang_desk import commands

    return commands.run_screen(arguments)


def _notice(arguments: argparse.Namespace) -> int:
    from xinfang_desk import notice_command

    return notice_command.run_notice(arguments)


def _selftest(arguments: argparse.Namespace) -> int:
    from xinfang_desk import selftest

    status = 0
    for check in selftest.run_checks():
        print(check.line, flush=True)
        status = max(status, check.status)
    if arguments.user or arguments.store:
        from xinfang_desk import store_commands

        status = max(status, store_commands.run_self_check(arguments))
    return status


def _demo(arguments: argparse.Namespace) -> int:
    from xinfang_desk import bootstrap
    from xinfang_desk.desk.demo.run import run_demo

    return run_demo(arguments.out, arguments.seed, bootstrap.build_demo)


def _with_store(arguments: argparse.Namespace) -> int:
    from xinfang_desk import store_commands

    return int(getattr(store_commands, arguments.work)(arguments))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors)  # else it forgets how to show what is no text
