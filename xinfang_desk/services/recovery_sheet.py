"""恢复单: the one paper that opens the store when every password is forgotten."""

from __future__ import annotations

from xinfang_desk.domain.papers import DocumentData, Face, Layout, Paragraph, Run, Spacer


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
    return DocumentData(
        code="RECOVERY",
        layout=Layout.FORM,
        issuer_heading=office_name,
        title="信访接待台恢复单",
        register_no="",
        number="",
        addressee="",
        strip=(),
        blocks=blocks,
        signers=(),
        dated=dated,
        service=False,
        footer=(),
    )
