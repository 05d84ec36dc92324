"""The commands that open a store: export, receipt, backup, restore, verify (design.md 8)."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xinfang_desk import bootstrap, paths
from xinfang_desk.commands import DONE, ENVIRONMENT, REMAINS
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.health import Health
from xinfang_desk.services import checking, day_seals, exporting, office, proving, receipts, self_check
from xinfang_desk.services.context import Desk
from xinfang_desk.store.salvage import counts

PLAIN = "没有加密，谁拿到都能看，请马上转存到安全的地方并删掉"


@contextmanager
def _open(arguments: argparse.Namespace) -> Iterator[Desk]:
    folder, name, password = _who(arguments)
    desk = bootstrap.log_in(folder, name, password)
    try:
        yield desk
    finally:
        office.log_out(desk)


def _who(arguments: argparse.Namespace) -> tuple[Path, str, str]:
    """The folder, the login name and the password."""
    folder = arguments.store or paths.default_store()
    name = arguments.user or _ask("登录名：")
    if arguments.password_file is not None:
        password = _first_line(arguments.password_file)
    elif sys.stdin.isatty():
        password = getpass.getpass("密码：")
    else:
        raise UserError("没有给密码，请加 --password-file。")
    return folder, name, password


def _first_line(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise UserError("密码文件读不出来，请看路径和内容（第一行是密码）。") from error


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise UserError("没有给登录名，请加 --user。")
    return input(question).strip()


def run_export(arguments: argparse.Namespace) -> int:
    """Writes one package; exit 3 when items were left out."""
    with _open(arguments) as desk:
        password = _first_line(arguments.seal_password_file) if arguments.seal_password_file else ""
        order = exporting.ExportOrder(arguments.to, arguments.kind, arguments.attach, password)
        done = exporting.write_package(desk, order)
    print(f"第 {done.batch_no} 期，{done.count} 件：{done.path}")
    for one in done.left_out:
        print(f"没有报送 {one.register_no}：{one.reason}", file=sys.stderr)
    return REMAINS if done.left_out else DONE


def run_receipt(arguments: argparse.Namespace) -> int:
    """Takes what a receipt says and nobody need decide; exit 3 when a line was left or a record came back."""
    with _open(arguments) as desk:
        done = receipts.take_receipt(desk, arguments.file)
    print(f"第 {done.batch_no} 期回执：记下 {done.taken} 件，以前已记 {done.same} 件。")
    for line in done.returned:
        print(f"退回 {line.register_no}：{line.becomes}", file=sys.stderr)
    for line in done.left:
        print(f"没有采用 {line.register_no or '（不是本机的件）'}：{line.sentence}", file=sys.stderr)
    if any(line.verdict == receipts.ASK for line in done.left):
        print("要人定的件，请在窗口“报送”里读这份回执。", file=sys.stderr)
    return REMAINS if done.left or done.returned else DONE


def run_backup(arguments: argparse.Namespace) -> int:
    with _open(arguments) as desk:
        print(bootstrap.back_up(desk, arguments.to))
    return DONE


def run_salvage(arguments: argparse.Namespace) -> int:
    """What a damaged store still gives, into one file; exit 3 when something could not be read."""
    folder, name, password = _who(arguments)
    path, found = bootstrap.salvage(folder, name, password, arguments.to, plain=arguments.plain)
    for line in counts(found):
        print(line)
    print(f"取出的内容在 {path}，{PLAIN if arguments.plain else '用您的登录密码加密'}。原来的数据没有动。")
    whole = all(one.readable and not one.marked and not one.lost for one in found)
    return DONE if whole else REMAINS


def run_restore(arguments: argparse.Namespace) -> int:
    print(bootstrap.restore(arguments.backup, arguments.to))
    return DONE


def _seals(given: list[str]) -> tuple[day_seals.PrintedSeal, ...]:
    """What stands on signed sheets: as given, else asked for once at a terminal."""
    typed = list(given)
    if not typed and sys.stdin.isatty():
        typed = input("手里有封签单的，照单子输入 日期=封签码，几张之间空一格；没有就直接回车：").split()
    parts = [line.partition("=") for line in typed]
    return tuple(day_seals.PrintedSeal(day.strip(), code.strip()) for day, _, code in parts)


def run_self_check(arguments: argparse.Namespace) -> int:
    """The lines of 自检; exit 3 when something is owed, 4 when something does not work."""
    with _open(arguments) as desk:
        lines = self_check.self_check(desk)
    for one in lines:
        print(one.line)
    states = {one.state for one in lines}
    return ENVIRONMENT if Health.WRONG in states else REMAINS if Health.OWED in states else DONE


def run_verify(arguments: argparse.Namespace) -> int:
    """The audit chain and the kept PDFs, exit 4 when one does not hold; whether a file is the paper issued."""
    both = arguments.audit == arguments.documents and arguments.pdf is None
    with _open(arguments) as desk:
        if both or arguments.audit:
            found = day_seals.verify_audit(desk, _seals(arguments.seal))
            print(f"操作记录 {found.links} 条，前后连得上。")
            for day in found.seals:
                print(f"{day} 的封签对得上。")
        if both or arguments.documents:
            papers = checking.verify_papers(desk)
            if not _told(papers):
                return ENVIRONMENT
        return _pdf_status(desk, arguments.pdf) if arguments.pdf is not None else DONE


_KEPT = {
    checking.Kept.SAME: "{count} 份完好，重做一遍一字节不差",
    checking.Kept.ALIKE: "{count} 份完好，是别的版本做的，重做一遍文字和位置都一样",
    checking.Kept.SEALED: "{count} 份密存件完好（密文，没有打开）",
    checking.Kept.DAMAGED: "存件损坏",
    checking.Kept.FONTS: "做它的字体不在这台电脑上，没有重做",
    checking.Kept.CODE: "校验码和存的内容对不上",
    checking.Kept.DIFFERS: "重做一遍和存件不一样",
}


def _told(papers: checking.KeptPapers) -> bool:
    """What was found, the first of each finding by number; whether all is well."""
    print(f"文书存件 {papers.sound} 份完好。")
    for kept, numbers in papers.found:
        if kept in checking.WELL and numbers:
            print(f"　其中 {_KEPT[kept].format(count=len(numbers))}。")
        for number in numbers[: checking.SHOWN] if kept not in checking.WELL else ():
            print(f"{_KEPT[kept]}：{number}", file=sys.stderr)
        if kept not in checking.WELL and len(numbers) > checking.SHOWN:
            print(f"{_KEPT[kept]}：共 {len(numbers)} 份", file=sys.stderr)
    return papers.good


def _pdf_status(desk: Desk, path: Path) -> int:
    """Whether a file is the paper issued; exit 3 when a person has to look at it."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UserError("PDF 文件读不出来，请看路径。") from error
    found = proving.verify_pdf(desk, body)
    good = found.verdict is proving.Verdict.SOUND
    print(found.sentence, file=sys.stdout if good else sys.stderr)
    return DONE if good else REMAINS
