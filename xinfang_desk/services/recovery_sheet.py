"""恢复单: the one paper that opens the store when every password is forgotten; 开封恢复单: half of a way into 密件."""

from __future__ import annotations

from xinfang_desk.domain.papers import Block, DocumentData, Face, Paragraph, Run, Spacer, office_sheet


def recovery_sheet(office_name: str, code: str, folder: str, dated: str) -> DocumentData:
    """A form without a number; ``code`` is printed big, in its groups."""

    def line(text: str, *, indent: int = 2) -> Paragraph:
        return Paragraph((Run(text),), indent=indent)

    blocks = (
        line(
            "这张纸上的恢复码能打开本单位信访接待台的全部数据。请放进信封封好，由单位保管，不要拍照，不要放在电脑旁边。"
        ),
        Spacer(1.0),
        Paragraph((Run("恢复码", Face.HEI),), indent=0, align="center"),
        Paragraph((Run(code, Face.HEI),), indent=0, align="center", size=1.3, keep=True),
        Spacer(1.0),
        line("什么时候用：所有人的密码都忘了，或者只有一个管理员而他不在了。"),
        line("怎么用：打开程序，在登录页点“用恢复码进入”，照上面输入，再给一个登录名设新密码。"),
        line(f"数据所在文件夹：{folder}"),
        Spacer(2.0),
        line("保管人签名：＿＿＿＿＿＿＿＿　　封存日期：＿＿＿＿年＿＿月＿＿日", indent=0),
    )
    return office_sheet("RECOVERY", office_name, "信访接待台恢复单", blocks, dated=dated)


def opening_sheet(office_name: str, sheet: int, code: str, dated: str) -> DocumentData:
    """One of the two printed halves: it stands in for one 保密员, never for both."""

    def line(text: str, *, indent: int = 2) -> Paragraph:
        return Paragraph((Run(text),), indent=indent)

    other = 2 if sheet == 1 else 1
    groups = code.split("-")
    halves = ("-".join(groups[:4]), "-".join(groups[4:]))  # two short lines are copied with fewer slips
    blocks: tuple[Block, ...] = (
        line(
            f"这是两张开封恢复单里的第 {sheet} 张。有一位保密员不在时，另一位保密员加这一张，能打开本单位的密件；"
            "两位都不在时，两张合起来能打开。只有这一张，什么也打不开。"
        ),
        Spacer(1.0),
        Paragraph((Run(f"开封码（第 {sheet} 张）", Face.HEI),), indent=0, align="center"),
        *(Paragraph((Run(line_of, Face.HEI),), indent=0, align="center", size=1.5, keep=True) for line_of in halves),
        Spacer(1.0),
        line(f"请放进信封封好，和第 {other} 张交给不同的人保管，不要放在一起，不要拍照，不要放在电脑旁边。"),
        line("怎么用：打开那件的“登记”，点“开封查看”，在“第二位”点“用开封恢复单”，照上面输入。每次都会记下来。"),
        line("换了新的两张以后，这一张作废，请销毁。"),
        Spacer(2.0),
        line("保管人签名：＿＿＿＿＿＿＿＿　　封存日期：＿＿＿＿年＿＿月＿＿日", indent=0),
    )
    return office_sheet("OPENING", office_name, f"开封恢复单（第 {sheet} 张）", blocks, dated=dated)
