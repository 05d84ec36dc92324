"""Invented papers that the document tests share."""

from __future__ import annotations

from dataclasses import replace

from xinfang_desk.domain.papers import (
    Blank,
    Cell,
    DocumentData,
    Face,
    Layout,
    Paragraph,
    Run,
    Spacer,
    Table,
)

FOOTER = (
    "本告知书一式两份：来访人、存卷各一份。窗口电话 0745-〇〇〇〇〇〇〇。查询办理情况：登记编号＋查询码。",
    "求助 110、120｜法律援助 12348｜人社 12333｜法院诉讼服务 12368｜纪委监委举报 12388｜政务热线 12345｜"
    "生活有困难可申请社会救助：＿＿＿＿＿＿",
)


def para(*parts: str | Run, **options: object) -> Paragraph:
    """A paragraph of plain text and runs."""
    runs = tuple(Run(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(runs, **options)  # type: ignore[arg-type]


NOTICE = DocumentData(
    code="B8",
    layout=Layout.NOTICE,
    issuer_heading="中方县铜湾镇人民政府",
    title="信访事项不予受理告知书",
    register_no="431221-2026-LF-000123",
    number="铜政访告〔2026〕12号",
    addressee="李𬀩明（等8人）：",
    strip=(),
    blocks=(
        para("你们于2026年11月23日来访，提出铜湾村三组征地补偿款分配的请求，已经登记。"),
        para(
            "经甄别，你们就同一争议提起的诉讼，中方县人民法院已经立案，案号（2026）湘1221民初〇〇号，正在审理。"
            "依据《信访工作条例》第二十条第二款、第二十八条第二款、第三十一条第（一）项和（示例）×〔2026〕1号，对该事项",
            Run("不予受理", Face.HEI),
            "。",
        ),
        para(
            "请到中方县人民法院诉讼服务中心（12368）按诉讼程序提出主张和证据。经济困难的，可向县法律援助中心（12348）"
            "申请法律援助。有新的事实或者理由、且不属于诉讼范围的，可以另行提出。"
        ),
        para("特此告知。"),
    ),
    signers=("中方县铜湾镇人民政府",),
    dated="2026年11月23日",
    service=True,
    footer=FOOTER,
    template_version="1",
)

RARE = replace(
    NOTICE,
    addressee="李𬀩明、龚䶮、𠀀丁、𪚥某、㛃某、𫠊某、𮯠某、〇某：",
    title="关于䶮山村𬀩明信访事项的受理告知书",
    signers=("中方县铜湾镇人民政府", "中共铜湾镇委员会"),
)

STRIP = replace(
    NOTICE,
    code="B1",
    title="信访事项受理告知书",
    strip=(
        ("谁办", "镇农业农村办公室\n王某"),
        ("哪天前给您回音", "2027年1月22日"),
        ("找谁问", "0745-〇〇〇〇〇〇〇"),
    ),
    number=None,
)

LONG = replace(
    NOTICE,
    code="B2",
    blocks=(*NOTICE.blocks[:-1] * 3, NOTICE.blocks[-1]),
    number="铜政访告〔2026〕13号",
)

LETTER = replace(
    NOTICE,
    code="C1",
    layout=Layout.LETTER,
    issuer_heading="中方县信访局",
    title="信访事项转送函",
    addressee="县人力资源和社会保障局：",
    number="中信访函〔2026〕3号",
    service=False,
    footer=(),
    signers=("中方县信访局",),
)

FORM = DocumentData(
    code="A1",
    layout=Layout.FORM,
    issuer_heading="中方县铜湾镇人民政府",
    title="信访事项登记表",
    register_no="431221-2026-LF-000123",
    number="铜政访登〔2026〕5号",
    addressee="",
    strip=(),
    blocks=(
        Table(
            widths=(2, 4, 2, 4),
            rows=(
                (
                    Cell("姓名", Face.HEI, align="center"),
                    Cell("李𬀩明"),
                    Cell("证件号码", Face.HEI),
                    Cell("431221199001011234"),
                ),
                (Cell("住址", Face.HEI, align="center"), Cell("湖南省怀化市中方县铜湾镇铜湾村三组17号", span=3)),
                (Cell("请求", Face.HEI, align="center"), Cell("重新分配征地补偿款。" * 12, span=3, min_lines=6)),
                (
                    Cell("经过", Face.HEI, align="center"),
                    Cell("2026年3月5日，村里公布了分配方案。" * 4, span=3, min_lines=8),
                ),
            ),
        ),
        Spacer(0.5),
        Blank("接待人", "（签名）", 8),
        Blank("我于", "收到，内容已念给我听，无误。", 10),
        para("以上内容", Run("属实", Face.KAI), "。", indent=0),
    ),
    signers=(),
    dated="2026年11月23日",
    service=False,
    footer=("本表存卷，不交来访人。",),
)

ROSTER = replace(
    FORM,
    code="A4",
    title="来访人员名单",
    blocks=(
        Table(
            widths=(1, 3, 6, 3),
            head_rows=1,
            rows=(
                (
                    Cell("序号", Face.HEI, align="center"),
                    Cell("姓名", Face.HEI),
                    Cell("住址", Face.HEI),
                    Cell("电话", Face.HEI),
                ),
                *(
                    (Cell(str(n), align="center"), Cell(f"来访人{n}"), Cell(f"铜湾村{n}组{n * 3}号"), Cell(""))
                    for n in range(1, 61)
                ),
            ),
        ),
    ),
)

TALL = replace(
    FORM,
    code="A3",
    title="口头信访笔录",
    blocks=(
        Table(
            widths=(1, 5),
            rows=((Cell("问答", Face.HEI), Cell("问：你今天来反映什么？\n答：" + "征地补偿款的事。" * 240)),),
        ),
    ),
)

PRACTICE = replace(NOTICE, practice=True, number="练访告〔2026〕1号")

PLAIN = replace(
    NOTICE,
    back=(
        para(Run("这张纸是什么意思", Face.HEI), indent=0, size=1.5, keep=True),
        para(
            Run("法院已经在审这件事，镇政府不能再当信访件办。这不影响你们在法院的权利。", Face.SONG),
            indent=0,
            size=1.15,
        ),
        Spacer(0.5),
        para(Run("接下来去哪里", Face.HEI), indent=0, size=1.25),
        para(Run("中方县人民法院诉讼服务中心（电话 12368），带上这张纸和身份证。", Face.SONG), indent=0, size=1.15),
        Spacer(0.5),
        para(Run("最晚哪一天", Face.HEI), indent=0, size=1.25),
        para(Run("以法院通知的日期为准", Face.HEI), indent=0, size=2.2),
    ),
)

PROVED = replace(NOTICE, proof="XF1.7F3A.2026-12.20261123.WB25BZA4SDNEBCDEC7VP")
PROVED_LARGE = replace(STRIP, large=True, proof="XF1.7F3A.2026-123456.20261231.PA9W5XRD2NE8W3HR9ASG")

SAMPLES = {
    "plain": PLAIN,
    "notice": NOTICE,
    "rare": RARE,
    "strip": STRIP,
    "long": LONG,
    "letter": LETTER,
    "form": FORM,
    "roster": ROSTER,
    "tall": TALL,
    "practice": PRACTICE,
    "proved": PROVED,
    "proved_large": PROVED_LARGE,
}
