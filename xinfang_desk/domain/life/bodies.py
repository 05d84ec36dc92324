"""Who looks at an opinion next (条例 35, 36): worked out from what made it, then confirmed by a person."""

from __future__ import annotations

from dataclasses import dataclass

HANDLERS: dict[str, str] = {
    "government": "党委、政府（含乡镇）",
    "department": "县、市党委政府的工作部门",
    "vertical": "垂直领导的机关",
    "joint": "两个以上机关共同作出的",
    "outpost": "派出机关（街道办等）",
    "enterprise": "群团、国有企事业单位",
}

_NEXT: dict[str, tuple[str, ...]] = {
    "government": ("上一级党委、政府",),
    "department": ("本级党委、政府", "上一级主管部门"),
    "vertical": ("上一级主管部门",),
    "joint": ("共同的上一级机关",),
    "outpost": ("设立它的党委、政府",),
    "enterprise": ("直接管理它的上一级组织或机关",),
}

_VERTICAL = ("税务", "海关", "烟草", "气象", "邮政", "金融监管", "消防救援")
_ENTERPRISE = ("公司", "学校", "中学", "小学", "医院", "联合会", "工会", "妇联", "残联")


@dataclass(frozen=True)
class NextBody:
    """``kinds``: what it may be, in words; of two the visitor chooses; ``proposed``: a name, where one is known."""

    handler: str
    kinds: tuple[str, ...]
    proposed: str = ""

    @property
    def words(self) -> str:
        """One sentence for the form in which a person confirms it."""
        if len(self.kinds) == 1:
            return f"意见是{HANDLERS[self.handler]}作出的，由{self.kinds[0]}来看。"
        return f"意见是{HANDLERS[self.handler]}作出的，可以请{self.kinds[0]}，也可以请{self.kinds[1]}，由他选。"


def handler_of(bodies: tuple[str, ...]) -> str:
    """What kind of body made an opinion, by its name: a proposal that a person confirms."""
    if len(bodies) > 1:
        return "joint"
    name = bodies[0] if bodies else ""
    if name.endswith(("街道办事处", "街道")):
        return "outpost"
    if any(word in name for word in _VERTICAL):
        return "vertical"
    if any(word in name for word in _ENTERPRISE):
        return "enterprise"
    return "government" if name.endswith(("人民政府", "委员会")) else "department"


def next_body(bodies: tuple[str, ...], known: str = "", government: str = "") -> NextBody:
    """``known``: the body that the settings name for opinions of this desk; ``government``: that of the county."""
    handler = handler_of(bodies)
    proposed = known or (government if handler == "department" else "")
    return NextBody(handler, _NEXT[handler], proposed)
