"""The two offices of the demonstration and how their first run and settings are filled in; all of it invented."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.domain.records import Role

N3_BASIS = "（示例）省联席办〔2025〕示例1号关于涉诉来访的规定"
EVERYTHING = (Role.ADMIN, Role.CLERK, Role.REVIEWER, Role.SECRECY)


@dataclass(frozen=True)
class DemoUser:
    login_name: str
    display_name: str
    password: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class DemoStaff:
    name: str
    post: str
    telephone: str
    may_decide: bool = False


@dataclass(frozen=True)
class Body:
    """One line of the office's directory: name, kind, address, telephone, hours, way."""

    name: str
    kind: str
    address: str
    telephone: str
    hours: str = "工作日 8:30—12:00，14:30—17:30"
    way: str = "（示例）县城公交1路到站步行3分钟"


@dataclass(frozen=True)
class Office:
    """One desk: ``key`` names its store folder; ``fields`` are the lines of the first page by editor name."""

    key: str
    name: str
    level: str
    desk_role: str
    town: str
    fields: dict[str, str]
    staff: tuple[DemoStaff, ...]
    users: tuple[DemoUser, ...]
    bodies: tuple[Body, ...]
    approved_by: str
    n3_basis: str = ""


HR = Body("中方县人力资源和社会保障局", "labour", "（示例）中方县朝阳路11号", "0745-0000102")
COURT = Body("中方县人民法院", "court", "（示例）中方县朝阳路22号", "0745-0000103")
TOWN = Body("铜湾镇人民政府", "township", "（示例）铜湾镇兴隆街1号", "0745-0000201")
ROADS = Body("中方县交通运输局", "bureau", "（示例）中方县朝阳路33号", "0745-0000104")
DISCIPLINE = Body("中方县纪律检查委员会", "discipline", "（示例）中方县朝阳路44号", "0745-0000105")
MEDIATION = Body("铜湾镇人民调解委员会", "mediation", "（示例）铜湾镇兴隆街1号二楼", "0745-0000202")
RELIEF = Body("铜湾镇社会事务办公室", "relief", "（示例）铜湾镇兴隆街1号一楼", "0745-0000203")
CITY = Body("怀化市人民政府", "other", "（示例）怀化市示例路1号", "0745-0000301")

COUNTY = Office(
    key="county",
    name="中方县信访局",
    level="县级",
    desk_role="A 信访部门",
    town="",
    fields={
        "name_edit": "中方县信访局",
        "short_word_edit": "中信",
        "org_code_edit": "431221XFJ",
        "address_edit": "（示例）中方县朝阳路1号",
        "floor_edit": "一楼大厅右手第一间",
        "telephone_edit": "0745-0000101",
        "superior_edit": "中方县人民政府",
        "final_superior_edit": "怀化市人民政府",
        "supervising_office_edit": "怀化市信访局",
        "discipline_body_edit": DISCIPLINE.name,
        "mediation_body_edit": "中方县人民调解委员会",
        "relief_body_edit": "中方县民政局",
        "first_seal_edit": "中方县信访局",
    },
    staff=(
        DemoStaff("滕文锦", "局长", "0745-0000111", may_decide=True),
        DemoStaff("蒲海棠", "接访股股长", "0745-0000112", may_decide=True),
        DemoStaff("舒一航", "接访员", "0745-0000113"),
    ),
    users=(
        DemoUser("shu", "舒一航", "zhongfang-2026", EVERYTHING),
        DemoUser("pu", "蒲海棠", "haitang-2026", (Role.CLERK, Role.SECRECY)),
    ),
    bodies=(HR, TOWN, ROADS, DISCIPLINE),
    approved_by="滕文锦",
)

TOWNSHIP = Office(
    key="township",
    name="铜湾镇人民政府",
    level="乡镇",
    desk_role="B 乡镇",
    town="铜湾镇",
    fields={
        "name_edit": "铜湾镇人民政府",
        "short_word_edit": "铜政",
        "org_code_edit": "431221104ZF",
        "address_edit": TOWN.address,
        "floor_edit": "进大门左手，便民服务中心3号窗口",
        "telephone_edit": TOWN.telephone,
        "superior_edit": "中方县人民政府",
        "final_superior_edit": "怀化市人民政府",
        "supervising_office_edit": "中方县信访局",
        "discipline_body_edit": DISCIPLINE.name,
        "mediation_body_edit": MEDIATION.name,
        "relief_body_edit": RELIEF.name,
        "first_seal_edit": "铜湾镇人民政府",
        "second_seal_edit": "中共铜湾镇委员会",
    },
    staff=(
        DemoStaff("杨启明", "镇长", "0745-0000211", may_decide=True),
        DemoStaff("补秋生", "党委副书记", "0745-0000212", may_decide=True),
        DemoStaff("覃小禾", "信访专干", "0745-0000213"),
    ),
    users=(
        DemoUser("qin", "覃小禾", "tongwan-2026", EVERYTHING),
        DemoUser("bu", "补秋生", "qiusheng-2026", (Role.REVIEWER, Role.SECRECY)),
    ),
    bodies=(HR, COURT, MEDIATION, RELIEF, DISCIPLINE),
    approved_by="杨启明",
    n3_basis=N3_BASIS,
)


def first_run(hands: ScriptHands, office: Office) -> None:
    """From the empty folder to the open desk: the wizard's five pages."""
    hands.begin()
    hands.picture("登录-还没有数据")
    hands.click("first_run_button")
    hands.get("first_run_next_button")
    hands.pick("level_combo", office.level)
    hands.pick("desk_role_combo", office.desk_role)
    hands.pick("county_combo", "中方县")
    if office.town:
        hands.pick("town_combo", office.town)
    for name, words in office.fields.items():
        hands.type(name, words)
    hands.picture("首次设置-单位")
    hands.get("name_edit")
    hands.picture("首次设置-单位-上半页", as_scrolled=True)
    hands.click("first_run_next_button")
    for at, person in enumerate(office.staff):
        if at:
            hands.click("staff_add_button")
        hands.type(f"staff_{at}_name_edit", person.name)
        hands.type(f"staff_{at}_post_edit", person.post)
        hands.type(f"staff_{at}_telephone_edit", person.telephone)
        if person.may_decide:
            hands.click(f"staff_{at}_decide_check")
    hands.picture("首次设置-人员")
    hands.click("first_run_next_button")
    for at, user in enumerate(office.users):
        hands.type(f"user_{at}_login_edit", user.login_name)
        hands.type(f"user_{at}_name_edit", user.display_name)
        hands.type(f"user_{at}_password_edit", user.password)
        hands.type(f"user_{at}_again_edit", user.password)
        _tick_roles(hands, at, user.roles)
    hands.picture("首次设置-用户")
    hands.click("first_run_next_button")
    hands.row("sample_list", "不予受理")
    hands.type("approved_by_edit", office.approved_by)
    hands.picture("首次设置-样张")
    hands.click("first_run_next_button")
    hands.click("recovery_print_button")
    hands.click("recovery_kept_check")
    hands.picture("首次设置-恢复单")
    hands.click("first_run_next_button")
    hands.get("new_visit_button")
    hands.picture("接访-还没有来访")
    hands.end("首次设置")


def settings(hands: ScriptHands, office: Office) -> None:
    """What the office sets after the first run: its directory, and for the town the basis that N3 rests on."""
    hands.begin()
    hands.click("rail_settings_button")
    hands.picture("设置-单位")
    hands.row("settings_list", text.TAB_BODIES)
    for at, body in enumerate(office.bodies):
        _add_body(hands, at, body)
    hands.click("bodies_save_button")
    hands.picture("设置-机关名录")
    hands.row("settings_list", text.TAB_POLICY)
    if office.n3_basis:
        hands.type("n3_basis_edit", office.n3_basis)
        hands.pick("n3_title_combo", "不予受理告知书")
        hands.click("policy_save_button")
    hands.picture("设置-口径和依据")
    for tab in (text.TAB_STAFF, text.TAB_USERS, text.TAB_NUMBERS, text.TAB_PAPERS, text.TAB_PC, text.TAB_DATA):
        hands.row("settings_list", tab)
        hands.picture(f"设置-{tab}")
    hands.click("rail_reception_button")
    hands.end("设置")


def log_in(hands: ScriptHands, user: DemoUser) -> None:
    """Name and password, Enter after each."""
    hands.begin()
    hands.type("login_name_edit", user.login_name)
    hands.type("password_edit", user.password)
    hands.picture("登录")
    hands.press(Qt.Key.Key_Return)
    hands.get("new_visit_button")
    hands.end("登录")


def _tick_roles(hands: ScriptHands, at: int, roles: tuple[Role, ...]) -> None:
    for role in Role:
        name = f"user_{at}_{role.value}_check"
        if hands.ticked(name) != (role in roles):
            hands.click(name)


def _add_body(hands: ScriptHands, at: int, body: Body) -> None:
    kinds = dict(text.BODY_KINDS)
    hands.click("bodies_add_button")
    hands.cell("bodies_table", at, 0, body.name)
    hands.cell_choice("bodies_table", at, 1, kinds[body.kind])
    for column, words in enumerate((body.address, body.telephone, body.hours, body.way), start=2):
        hands.cell("bodies_table", at, column, words)
