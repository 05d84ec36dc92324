"""Who comes to the two desks: invented people with numbers that pass their check digits."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.identity import resident_check_digit

COUNTY = "431221"


@dataclass(frozen=True)
class Person:
    """An invented visitor. ``town`` and ``village`` are entries of the choosers, ``address`` is what is typed."""

    name: str
    id_number: str
    phone: str
    town: str
    village: str
    address: str


def number(birth: str, order: int, area: str = COUNTY) -> str:
    """A resident's number from birth date (YYYYMMDD) and running number 1–999, odd for a man."""
    first = f"{area}{birth}{order:03d}"
    return first + resident_check_digit(first)


def _person(name: str, birth: str, order: int, phone: int, place: tuple[str, str], address: str) -> Person:
    return Person(name, number(birth, order), f"1300000{phone:04d}", *place, address)


TONGWAN, SONGPO = ("铜湾镇", "铜湾村"), ("铜湾镇", "松坡村")
XINJIAN, HUAQIAO = ("新建镇", ""), ("花桥镇", "")

# 中方县信访局
LI = _person("李𬀩明", "19790512", 613, 101, XINJIAN, "（示例）清溪组12号")
SHU = _person("舒桂兰", "19660308", 824, 102, TONGWAN, "（示例）三组5号")
NAMELESS_WORKER = _person("蒲远志", "19851019", 715, 103, HUAQIAO, "（示例）大院子组3号")
TIAN = _person("田小满", "19920521", 426, 104, HUAQIAO, "（示例）正街18号")
WRITER = _person("向世德", "19580717", 317, 105, TONGWAN, "（示例）一组9号")

# 铜湾镇人民政府
GONG = _person("龚䶮", "19710903", 519, 201, TONGWAN, "（示例）六组2号")
MI = _person("米长庚", "19640214", 233, 202, SONGPO, "（示例）四组7号")
DUAN = _person("段秀英", "19551130", 942, 203, SONGPO, "（示例）二组1号")
HU = _person("胡铁山", "19830426", 151, 204, TONGWAN, "（示例）八组11号")
QUAN_MOTHER = _person("全桃香", "19430606", 368, 205, SONGPO, "（示例）五组4号")
QUAN_SON = _person("全立新", "19740829", 577, 206, SONGPO, "（示例）五组4号")
ZHANG = _person("张满秀", "19680119", 746, 207, TONGWAN, "（示例）二组6号")
DENG = _person("邓又生", "19880323", 635, 208, SONGPO, "（示例）一组3号")
LONG = _person("龙老伍", "19500115", 455, 209, TONGWAN, "（示例）七组10号")

WORKMATES = tuple(
    _person(name, birth, order, 220 + at, TONGWAN, f"（示例）八组{at + 1}号")
    for at, (name, birth, order) in enumerate(
        (
            ("胡二喜", "19860102", 211),
            ("向阳生", "19900715", 337),
            ("舒大运", "19771201", 453),
        )
    )
)
