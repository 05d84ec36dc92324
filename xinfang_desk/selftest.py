"""``selftest``: runs the decision kit and looks at everything that the program brings along; no store, no window."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xinfang_desk import commands
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.screening.kit import differences, load_kit
from xinfang_desk.resources import resource

READY, NOT_READY = "就绪", "不行"


class Unsound(Exception):
    """A part is there and cannot be used; the text says why."""


class Differs(Unsound):
    """The program itself decides otherwise than its kit."""


@dataclass(frozen=True)
class Check:
    """``status`` is the exit status that this check alone asks for."""

    name: str
    ready: bool
    said: str
    status: int = commands.DONE

    @property
    def line(self) -> str:
        return f"{READY if self.ready else NOT_READY}  {self.name}：{self.said}"


def run_checks() -> Iterator[Check]:
    """Each check when it is done, in the order in which they are told."""
    for name, work in _CHECKS:
        yield _check(name, work)


def _check(name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(name, True, work())
    except Differs as error:
        return Check(name, False, str(error), commands.FAULT)
    except Unsound as error:
        return Check(name, False, str(error), commands.ENVIRONMENT)
    except (UserError, EnvironmentFault) as error:
        return Check(name, False, error.sentence, commands.ENVIRONMENT)
    except FileNotFoundError:
        return Check(name, False, "文件不在，请重新安装本程序。", commands.ENVIRONMENT)
    except (OSError, ValueError, KeyError, ImportError):
        return Check(name, False, "文件坏了，读不出来，请重新安装本程序。", commands.ENVIRONMENT)


# ---- the data


def _rules() -> str:
    pack = commands.rules()
    return f"{pack.pack} {pack.version}，{len(pack.leaves)} 个结论"


def _templates() -> str:
    from xinfang_desk.domain.template_pack import load_catalogue

    folder = resource("templates", "national")
    catalogue = load_catalogue({path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))})
    return f"{len(catalogue.kinds)} 种文书"


def _paths() -> str:
    from xinfang_desk.domain.paths import load_paths

    paths = load_paths(resource("rules", "statutory_paths.json").read_bytes())
    return f"{paths.version}，{len(paths.rows)} 行"


def _calendar() -> str:
    years = sorted(commands.calendar().years)
    return f"有 {years[0]}—{years[-1]} 年的放假安排"


def _divisions() -> str:
    from xinfang_desk.domain.divisions import load_divisions

    folder = resource("divisions")
    towns = [path.read_text("utf-8") for path in sorted(folder.glob("towns_*.csv"))]
    load_divisions((folder / "counties_cn_2023.csv").read_text("utf-8"), *towns)
    return f"县级一份，乡级 {len(towns)} 份"


def _profile() -> str:
    from xinfang_desk.exchange.profile import load_profile

    profile = load_profile(resource("profiles", "hn-draft.json"))
    return f"{profile.title} {profile.version}"


# ---- what prints and what keeps


def _fonts() -> str:
    from xinfang_desk.documents.coverage import Coverage

    folder = resource("fonts")
    faces = Coverage(folder).faces.values()
    for face in faces:
        with (folder / face.file).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != face.sha256:
                raise Unsound(f"{face.file} 和出厂时不一样，请重新安装本程序。")
    return f"{len(faces)} 个字体文件和出厂时一样"


def _glyphs() -> str:
    from xinfang_desk.documents.coverage import CHAINS, Coverage

    folder = resource("fonts")
    coverage = Coverage(folder)
    wanted = "".join((folder / "tgscc8105.txt").read_text("utf-8").split())
    lacking = [char for role in CHAINS for char in wanted if coverage.face_for(role, char) is None]
    if lacking:
        raise Unsound(f"通用规范汉字里有 {len(set(lacking))} 个字印不出来，请重新安装本程序。")
    return f"通用规范汉字 {len(wanted)} 个字都印得出来"


def _database() -> str:
    from sqlcipher3 import dbapi2

    from xinfang_desk.store.sqlite.connection import check_sqlite

    check_sqlite()
    return f"SQLite {dbapi2.sqlite_version}"


# ---- the decisions


def _kit() -> str:
    cases = load_kit(resource("kit", "decisions.jsonl").read_text("utf-8"))
    pack, calendar = commands.rules(), commands.calendar()
    found = [difference for case in cases for difference in differences(case, pack, calendar)]
    if found:
        raise Differs("\n".join((f"{len(cases)} 件里有不符的", *found)))
    return f"{len(cases)} 件全部相符"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("甄别规则", _rules),
    ("文书模板", _templates),
    ("法定途径", _paths),
    ("工作日历", _calendar),
    ("行政区划", _divisions),
    ("上报口径", _profile),
    ("打印字体", _fonts),
    ("字形表", _glyphs),
    ("数据库", _database),
    ("甄别用例", _kit),
)
