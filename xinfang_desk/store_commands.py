"""The commands that open a store: export, receipt, backup, restore, verify (design.md 8)."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from xinfang_desk import bootstrap, paths
from xinfang_desk.commands import DONE, ENVIRONMENT, REMAINS
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import checking, exporting, office, receipts
from xinfang_desk.services.context import Desk


@contextmanager
def _open(arguments: argparse.Namespace) -> Iterator[Desk]:
    folder = arguments.store or paths.default_store()
    name = arguments.user or _ask("登录名：")
    if arguments.password_file is not None:
        try:
            password = arguments.password_file.read_text("utf-8-sig").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise UserError("密码文件读不出来，请看路径和内容（第一行是密码）。") from error
    elif sys.stdin.isatty():
        password = getpass.getpass("密码：")
    else:
        raise UserError("没有给密码，请加 --password-file。")
    desk = bootstrap.log_in(folder, name, password)
    try:
        yield desk
    finally:
        office.log_out(desk)


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise UserError("没有给登录名，请加 --user。")
    return input(question).strip()


def run_export(arguments: argparse.Namespace) -> int:
    """Writes one package; exit 3 when items were left out."""
    with _open(arguments) as desk:
        done = exporting.write_package(desk, arguments.to)
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


def run_restore(arguments: argparse.Namespace) -> int:
    print(bootstrap.restore(arguments.backup, arguments.to))
    return DONE


def run_verify(arguments: argparse.Namespace) -> int:
    """The audit chain and the kept PDFs; exit 4 when one does not hold."""
    both = arguments.audit == arguments.documents
    with _open(arguments) as desk:
        if both or arguments.audit:
            print(f"操作记录 {checking.verify_audit(desk)} 条，前后连得上。")
        if both or arguments.documents:
            papers = checking.verify_papers(desk)
            print(f"文书存件 {papers.sound} 份完好。")
            for number in papers.damaged:
                print(f"存件损坏：{number}", file=sys.stderr)
            if papers.damaged:
                return ENVIRONMENT
    return DONE
