"""The office and its people: first run, log-in, settings (dated, audited)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.numbering import document_number
from xinfang_desk.domain.office import OfficeProfile, Policy
from xinfang_desk.domain.records import Approval, Authority, NumberSeries, OfficeVersion, Role, Staff, User
from xinfang_desk.services import clock_guard
from xinfang_desk.services.calendar_years import with_office_years
from xinfang_desk.services.context import Changed, Desk, Parts, current_profile
from xinfang_desk.services.passwords import check_password
from xinfang_desk.services.ports import NewUser, UnitOfWork
from xinfang_desk.services.sealed_keys import STRANDED, holders, settle, stranded
from xinfang_desk.services.series_codes import serve_new_codes
from xinfang_desk.services.wording_force import with_office_wording

IDLE_MINUTES = (1, 60)

# The three default series (design.md 4): what a catalogue kind's ``series`` is called in the 机关代字.
SERIES_WORDS = {"gao": "访告", "han": "访函", "deng": "访登"}

_ROLE_VALUES = frozenset(role.value for role in Role)

LEVELS = {"county": "县级", "township": "乡镇、街道"}
DESK_ROLES = {
    "A": "县级党委政府信访部门：登记、转送、交办、督办",
    "B": "乡镇、街道：既接访，也办理许多事项",
    "C": "县直部门、单位：接访，办理本系统的事项",
}


@dataclass(frozen=True)
class StaffEntry:
    name: str
    post: str = ""
    telephone: str = ""
    may_decide: bool = False


@dataclass(frozen=True)
class FirstRun:
    """What the wizard gathered. ``approved_by`` names the person who looked at the built-in notices, or is empty.

    ``propose_policy``: a township that left the title of N3 as it was takes 引导 (counter-rules.md 4.3); False where
    the wizard asked.
    """

    folder: Path
    profile: OfficeProfile
    staff: tuple[StaffEntry, ...]
    users: tuple[NewUser, ...]  # the first must hold 管理员
    approved_by: str = ""
    propose_policy: bool = True


@dataclass(frozen=True)
class FirstRunDone:
    desk: Desk
    recovery_code: str


def proposed_policy(desk_role: str) -> Policy:
    """What a new office is offered: 乡镇建议用引导 (条例 22.2; counter-rules.md 4.3)."""
    return Policy(n3_title="guidance") if desk_role == "B" else Policy()


def check_profile(profile: OfficeProfile) -> dict[str, str]:
    """Field -> sentence; empty = good."""
    wrong: dict[str, str] = {}
    if not profile.name.strip():
        wrong["name"] = "请填单位全称。"
    if profile.level not in LEVELS:
        wrong["level"] = "请选县级，或者乡镇、街道。"
    if profile.desk_role not in DESK_ROLES:
        wrong["desk_role"] = "请选窗口身份。"
    elif profile.level in LEVELS and (profile.desk_role == "B") != (profile.level == "township"):
        wrong["desk_role"] = "窗口身份和级别对不上：乡镇、街道选 B，县级选 A 或 C。"
    if not re.fullmatch(r"[㐀-鿿豈-﫿\U00020000-\U0003FFFF]{1,8}", profile.short_word.strip()):
        wrong["short_word"] = "机关代字请填一到八个汉字，例如：铜政。"
    if not re.fullmatch(r"[A-Za-z0-9-]{1,32}", profile.org_code):
        wrong["org_code"] = "机构代码只用字母和数字，没有的填区划代码。"
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", profile.division):
        wrong["division"] = "请选行政区划，或者填六位、九位、十二位代码。"
    if profile.telephone.strip() and not re.search(r"[0-9０-９]{5,}", profile.telephone.replace("-", "")):
        wrong["telephone"] = "这个电话打不通，请核对。"
    if not IDLE_MINUTES[0] <= profile.idle_minutes <= IDLE_MINUTES[1]:
        wrong["idle_minutes"] = f"几分钟没人用就锁上，请填 {IDLE_MINUTES[0]} 到 {IDLE_MINUTES[1]}。"
    if any(not name.strip() for name in profile.seal_names):
        wrong["seal_names"] = "落款名称不能是空的。"
    for at, day in enumerate(profile.reception_days):
        if parse_date(day.on) is None:
            wrong[f"reception_days.{at}.on"] = "接访的日期请写成 2026-12-01 的样子。"
        if not day.who.strip():
            wrong[f"reception_days.{at}.who"] = "请填那天谁接访。"
    policy = profile.policy
    if policy.n3_title not in ("refusal", "guidance"):
        wrong["policy.n3_title"] = "涉诉来访的文书，请选告知书名称。"
    if policy.z2_told_by not in ("desk", "judicial"):
        wrong["policy.z2_told_by"] = "请选终结事项由谁告知。"
    if policy.late_review_bars and not (policy.late_review_basis or "").strip():
        wrong["policy.late_review_basis"] = "打开这一项，要先填本省规定的名称和文号。"
    return wrong


def check_user(new: NewUser, taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """Field -> sentence for one new user; ``taken``: login names in use, lower case."""
    wrong: dict[str, str] = {}
    if not re.fullmatch(r"[^\s\x00-\x1f/\\]{1,32}", new.login_name):
        wrong["login_name"] = "登录名请填一到三十二个字，不要空格。"
    elif new.login_name.lower() in taken:
        wrong["login_name"] = "这个登录名已经有人用了，请换一个。"
    if not new.display_name.strip():
        wrong["display_name"] = "请填姓名。"
    if not new.roles or any(role not in _ROLE_VALUES for role in new.roles):
        wrong["roles"] = "请至少勾一项职责。"
    sentence = check_password(new.password, new.login_name)
    if sentence:
        wrong["password"] = sentence
    return wrong


def first_run(parts: Parts, order: FirstRun) -> FirstRunDone:
    """Makes the store, the first users, the office version, the three number series and the approval.

    FieldErrors with keys ``profile.<field>``, ``users.<n>.<field>``, ``staff.<n>.name``; nothing is made then.
    """
    profile = replace(order.profile, org_code=order.profile.org_code.strip() or order.profile.division)
    if not profile.seal_names:
        profile = replace(profile, seal_names=(profile.name.strip(),))
    if order.propose_policy and profile.policy == Policy():
        profile = replace(profile, policy=proposed_policy(profile.desk_role))
    wrong = {f"profile.{key}": sentence for key, sentence in check_profile(profile).items()}
    taken: frozenset[str] = frozenset()
    for index, new in enumerate(order.users):
        wrong |= {f"users.{index}.{key}": sentence for key, sentence in check_user(new, taken).items()}
        taken |= {new.login_name.lower()}
    if not order.users or Role.ADMIN.value not in order.users[0].roles:
        wrong.setdefault("users.0.roles", "第一个人要勾管理员。")
    for index, entry in enumerate(order.staff):
        if not entry.name.strip():
            wrong[f"staff.{index}.name"] = "请填姓名。"
    if wrong:
        raise FieldErrors(wrong)

    at, user_id = parts.now_text(), parts.ids.new_id()

    def fill(uow: UnitOfWork) -> None:
        """In the store before it stands in its place: a kill leaves either no store or one with its office."""
        office = OfficeVersion(parts.ids.new_id(), parts.today().isoformat(), profile.to_json(), at, user_id)
        uow.offices.add(office)
        for entry in order.staff:
            name, post, telephone = entry.name.strip(), entry.post.strip(), entry.telephone.strip()
            uow.staff.add(Staff(parts.ids.new_id(), name, post, telephone, entry.may_decide, True))
        for row in _first_series(parts, profile.short_word.strip()):
            uow.series.add(row)
        uow.audit.record(at=at, actor=user_id, action="first_run", kind="office")
        if order.approved_by.strip():
            _approve(parts, uow, order.approved_by.strip(), at, user_id)

    unlocked, code = parts.vault.create(order.folder, order.users[0], at, user_id, fill)
    desk = Desk(parts, unlocked)
    for new in order.users[1:]:
        parts.vault.add_user(unlocked, new, at, parts.ids.new_id())
    return FirstRunDone(desk, code)


def _first_series(parts: Parts, short_word: str) -> tuple[NumberSeries, ...]:
    """One series per class that the catalogue knows, from number 1 of this year."""
    rows = []
    for key, tail in SERIES_WORDS.items():
        codes = tuple(kind.code for kind in parts.catalogue.kinds.values() if kind.series == key)
        if codes:
            rows.append(NumberSeries(parts.ids.new_id(), f"{short_word}{tail}", " ".join(codes), parts.today().year, 1))
    return tuple(rows)


def log_in(parts: Parts, folder: Path, login_name: str, password: str) -> Desk:
    """Opens the store for one person; the log-in is audited. Errors are those of ``Vault.open``."""
    unlocked = parts.vault.open(folder, login_name, password)
    desk = Desk(with_office_wording(with_office_years(parts, unlocked.store), unlocked.store), unlocked)
    try:
        if not desk.user.active:
            raise UserError("这个登录名已经停用，请找管理员。", code="inactive")
        with desk.store.write() as uow:
            clock_guard.begin(desk, uow)
            uow.audit.record(
                at=parts.now_text(), actor=desk.user.id, action="log_in", kind="user", record_id=desk.user.id
            )
            serve_new_codes(uow, parts.catalogue, at=parts.now_text(), actor=desk.user.id)
        settle(desk)
    except BaseException:
        unlocked.store.close()
        raise
    return desk


def log_out(desk: Desk) -> None:
    """Audited, then the store is closed."""
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action="log_out", kind="user", record_id=desk.user.id
        )
    desk.store.close()


def recover(parts: Parts, folder: Path, code: str, login_name: str, new_password: str) -> Desk:
    """Opens by the printed recovery code and sets a new password for one user. FieldErrors for a weak password."""
    sentence = check_password(new_password, login_name)
    if sentence:
        raise FieldErrors({"new_password": sentence})
    unlocked = parts.vault.open_with_recovery(folder, code, login_name, new_password)
    desk = Desk(with_office_wording(with_office_years(parts, unlocked.store), unlocked.store), unlocked)
    try:
        _audit_user(desk, "recover", desk.user.id, {})
    except BaseException:
        unlocked.store.close()
        raise
    return desk


def profile(desk: Desk) -> OfficeProfile:
    """The office as of today."""
    with desk.store.read() as uow:
        return current_profile(uow, desk.parts.today())


def save_profile(desk: Desk, new: OfficeProfile, valid_from: str = "") -> Changed:
    """A new dated version; papers already issued keep what they froze. FieldErrors by ``check_profile``."""
    desk.require(Role.ADMIN)
    wrong = check_profile(new)
    start = parse_date(valid_from) if valid_from else desk.parts.today()
    if start is None:
        wrong["valid_from"] = "启用日期请写成 2026-11-23 的样子。"
    if wrong:
        raise FieldErrors(wrong)
    assert start is not None
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        old = _profile_or_blank(uow, start)
        changed = [f.name for f in fields(OfficeProfile) if getattr(old, f.name) != getattr(new, f.name)]
        if not changed:
            return Changed(frozenset())
        row = OfficeVersion(desk.parts.ids.new_id(), start.isoformat(), new.to_json(), at, desk.user.id)
        uow.offices.add(row)
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="office.change",
            kind="office",
            record_id=row.id,
            detail={"fields": " ".join(changed)},
        )
    return Changed(frozenset({"office"}))


def _profile_or_blank(uow: UnitOfWork, on: date) -> OfficeProfile:
    return (
        current_profile(uow, on) if any(v.valid_from <= on.isoformat() for v in uow.offices.all()) else OfficeProfile()
    )


def staff(desk: Desk, *, deciders: bool = False) -> tuple[Staff, ...]:
    """Active people of the office; ``deciders``: only those who may decide a refusal."""
    with desk.store.read() as uow:
        return tuple(row for row in uow.staff.all() if row.active and (row.may_decide or not deciders))


def save_staff(desk: Desk, rows: tuple[Staff, ...]) -> Changed:
    """Rows with an empty id are new; rows left out are set inactive."""
    desk.require(Role.ADMIN)
    wrong = {f"staff.{index}.name": "请填姓名。" for index, row in enumerate(rows) if not row.name.strip()}
    if wrong:
        raise FieldErrors(wrong)
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        before = uow.staff.where(active=True)
        kept = {row.id for row in rows}
        for row in rows:
            clean = replace(row, name=row.name.strip(), post=row.post.strip(), telephone=row.telephone.strip())
            if row.id:
                uow.staff.get(row.id)
                uow.staff.put(clean)
            else:
                uow.staff.add(replace(clean, id=desk.parts.ids.new_id()))
        for old in before:
            if old.id not in kept:
                uow.staff.put(replace(old, active=False))
        uow.audit.record(at=at, actor=desk.user.id, action="staff.change", kind="office")
    return Changed(frozenset({"office"}))


def users(desk: Desk) -> tuple[User, ...]:
    """Everyone with a log-in, also those out of use."""
    desk.require(Role.ADMIN, Role.INSPECTOR)
    return _everyone(desk)


def _everyone(desk: Desk) -> tuple[User, ...]:
    with desk.store.read() as uow:
        return uow.users.all()


def add_user(desk: Desk, new: NewUser) -> Changed:
    """FieldErrors by ``check_user``."""
    desk.require(Role.ADMIN)
    wrong = check_user(new, frozenset(user.login_name.lower() for user in _everyone(desk)))
    if wrong:
        raise FieldErrors(wrong)
    at = desk.parts.now_text()
    user = desk.parts.vault.add_user(desk.unlocked, new, at, desk.parts.ids.new_id())
    _audit_user(desk, "user.add", user.id, {"roles": user.roles})
    return Changed(frozenset({"office"}))


def change_password(
    desk: Desk, login_name: str, new_password: str, old_password: str | None, *, present: bool = False
) -> Changed:
    """One's own with the old one; another's by 管理员 without it, who is ``present`` and types it.

    FieldErrors ``new_password``, ``old_password``, ``present``.
    """
    own = login_name == desk.user.login_name
    if own and not old_password:
        raise FieldErrors({"old_password": "请填现在的密码。"})
    if not own:
        desk.require(Role.ADMIN)
    if not own and not present:
        raise FieldErrors({"present": "重设密码要本人在场，由他自己输入。"})
    sentence = check_password(new_password, login_name)
    if not sentence and old_password == new_password:
        sentence = "新密码和旧密码一样，请换一个。"
    if sentence:
        raise FieldErrors({"new_password": sentence})
    found = [user for user in _everyone(desk) if user.login_name == login_name]
    if not found:
        raise UserError("没有这个登录名，请核对。", code="no_user", field="login_name")
    desk.parts.vault.change_password(desk.unlocked, login_name, new_password, old_password)
    _audit_user(desk, "user.password" if own else "user.reset", found[0].id, {} if own else {"present": "1"})
    return Changed(frozenset({"office"}))


def set_user_roles(desk: Desk, user_id: str, roles: tuple[str, ...], active: bool) -> Changed:
    """The last active 管理员 cannot be taken away, nor who is needed to open what is sealed (code ``sealed``).

    Whoever is set inactive can no longer open the store.
    """
    desk.require(Role.ADMIN)
    if not roles or any(role not in _ROLE_VALUES for role in roles):
        raise FieldErrors({"roles": "请至少勾一项职责。"})
    with desk.store.write() as uow:
        old = uow.users.get(user_id)
        new = replace(old, roles=" ".join(sorted(set(roles))), active=active)
        admins = [u for u in uow.users.all() if u.active and Role.ADMIN.value in u.roles.split() and u.id != user_id]
        if not admins and not (active and Role.ADMIN.value in roles):
            raise UserError("至少要留一位管理员，请先另设一位。", code="last_admin", field="roles")
        opened_by = holders(uow)
        uow.users.put(new)
        if stranded(uow, opened_by):
            raise UserError(STRANDED, code="sealed", field="roles")
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="user.roles",
            kind="user",
            record_id=user_id,
            detail={"roles": new.roles, "active": "1" if active else "0"},
        )
    if old.active and not active:
        desk.parts.vault.remove_user(desk.unlocked, old.login_name)
    return Changed(frozenset({"office"}))


def _audit_user(desk: Desk, action: str, user_id: str, detail: dict[str, str]) -> None:
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action=action, kind="user", record_id=user_id, detail=detail
        )


def authorities(desk: Desk, kind: str = "") -> tuple[Authority, ...]:
    """The office's own directory of bodies, active ones; of one kind when given."""
    with desk.store.read() as uow:
        return tuple(row for row in uow.authorities.all() if row.active and kind in ("", row.kind))


def save_authorities(desk: Desk, rows: tuple[Authority, ...]) -> Changed:
    """Rows with an empty id are new; rows left out are set inactive."""
    desk.require(Role.ADMIN, Role.CLERK)
    wrong = {f"authorities.{index}.name": "请填机关名称。" for index, row in enumerate(rows) if not row.name.strip()}
    if wrong:
        raise FieldErrors(wrong)
    with desk.store.write() as uow:
        before = uow.authorities.where(active=True)
        kept = {row.id for row in rows}
        for row in rows:
            clean = replace(row, name=row.name.strip())
            if row.id:
                uow.authorities.get(row.id)
                uow.authorities.put(clean)
            else:
                uow.authorities.add(replace(clean, id=desk.parts.ids.new_id()))
        for old in before:
            if old.id not in kept:
                uow.authorities.put(replace(old, active=False))
        uow.audit.record(at=desk.parts.now_text(), actor=desk.user.id, action="authorities.change", kind="office")
    return Changed(frozenset({"office"}))


def series(desk: Desk) -> tuple[NumberSeries, ...]:
    """The runs of 文号, newest year first."""
    with desk.store.read() as uow:
        return tuple(sorted(uow.series.all(), key=lambda row: (-row.year, row.word)))


def save_series(desk: Desk, rows: tuple[NumberSeries, ...]) -> Changed:
    """Words and codes may change; a next number only upwards. Each 文号 occurs once, so a word serves once a year."""
    desk.require(Role.ADMIN)
    with desk.store.write() as uow:
        stored = {row.id: row for row in uow.series.all()}
        after = stored | {row.id: row for row in rows if row.id}
        fresh = [row for row in rows if not row.id]
        wrong = _series_notes(desk, uow, rows, stored, [*after.values(), *fresh])
        if wrong:
            raise FieldErrors(wrong)
        for row in rows:
            clean = replace(row, word=row.word.strip(), codes=" ".join(row.codes.split()))
            if row.id:
                uow.series.put(clean)
            else:
                uow.series.add(replace(clean, id=desk.parts.ids.new_id()))
        uow.audit.record(at=desk.parts.now_text(), actor=desk.user.id, action="series.change", kind="office")
    return Changed(frozenset({"office"}))


def _series_notes(
    desk: Desk,
    uow: UnitOfWork,
    rows: tuple[NumberSeries, ...],
    stored: dict[str, NumberSeries],
    everything: list[NumberSeries],
) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for index, row in enumerate(rows):
        key = f"series.{index}"
        word = row.word.strip()
        try:
            document_number(word, row.year, max(row.next_seq, 1))
        except ValueError:
            wrong[f"{key}.word"] = "字号里不能有数字和括号，也不能空着。"
            continue
        old = stored.get(row.id)
        if row.id and (old is None or old.year != row.year):
            wrong[f"{key}.year"] = "年份不能改，新的一年会自己接上。"
        used = [
            d.number_seq or 0 for d in uow.documents.where(number_year=row.year) if d.number.startswith(f"{word}〔")
        ]
        least = max([old.next_seq if old else 1, *(seq + 1 for seq in used)])
        if row.next_seq < least:
            wrong[f"{key}.next_seq"] = f"下一个号只能往大改，最小是 {least}。"
        same_year = [other for other in everything if other.year == row.year and other is not row]
        if any(other.word.strip() == word for other in same_year):
            wrong[f"{key}.word"] = "这个字号同一年里已经有了，请换一个。"
        unknown = [code for code in row.codes.split() if code not in desk.parts.catalogue.kinds]
        double = [code for code in row.codes.split() for other in same_year if code in other.codes.split()]
        if unknown or not row.codes.split():
            wrong[f"{key}.codes"] = "请勾选用这个字号的文书。"
        elif double:
            wrong[f"{key}.codes"] = "同一种文书只能用一个字号。"
    return wrong


def approve_templates(desk: Desk, name: str) -> Changed:
    """文书核定 by a named person for the catalogue's version."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    if not name.strip():
        raise FieldErrors({"name": "请填核定人的姓名。"})
    with desk.store.write() as uow:
        _approve(desk.parts, uow, name.strip(), desk.parts.now_text(), desk.user.id)
    return Changed(frozenset({"office"}))


def _approve(parts: Parts, uow: UnitOfWork, name: str, at: str, by: str) -> None:
    row = Approval(parts.ids.new_id(), "templates", parts.catalogue.version, name, at, by)
    uow.approvals.add(row)
    uow.audit.record(
        at=at,
        actor=by,
        action="templates.approve",
        kind="approval",
        record_id=row.id,
        detail={"version": row.version, "name": name},
    )


def approval(desk: Desk) -> Approval | None:
    """The approval of the catalogue in use, or None: then the lamp says 文书未核定."""
    with desk.store.read() as uow:
        rows = uow.approvals.where(kind="templates", version=desk.parts.catalogue.version)
        return rows[-1] if rows else None
