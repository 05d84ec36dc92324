"""The ways in which a paper reaches somebody (送达): what each needs, what it is called and which of them prove it.

Only a proved day starts a visitor's own limit (counter-rules.md 2.3): 本人、同住成年家属、有代收权的代理人签收，
回执，或者留置时两名见证人（录像）.
"""

from __future__ import annotations

import re

from xinfang_desk.domain.records import Service, ServiceWay

UNPROVEN = "代收未证实：授权委托书没有“代收文书”一格"
RECORDED = "录像"
LEAST_WITNESSES = 2

# Value, what the counter calls it.
LABELS: dict[str, str] = {
    ServiceWay.SIGNED.value: "当面签名",
    ServiceWay.THUMB.value: "当面捺印",
    ServiceWay.FAMILY.value: "家属代收",
    ServiceWay.AGENT.value: "代理人代收",
    ServiceWay.UNSIGNED.value: "未签，已念读",
    ServiceWay.LEFT.value: "留置",
    ServiceWay.REFUSED.value: "拒收",
    ServiceWay.POSTED.value: "邮寄",
    ServiceWay.POST_RECEIVED.value: "邮寄回执到了",
    ServiceWay.ELECTRONIC.value: "电子送达",
    ServiceWay.NOT_WANTED.value: "本人不要",
    ServiceWay.NOT_REQUIRED.value: "不需要送达",
}

# These need a paper that somebody saw come out.
ON_PAPER = frozenset(
    way for way in ServiceWay if way not in (ServiceWay.ELECTRONIC, ServiceWay.NOT_WANTED, ServiceWay.NOT_REQUIRED)
)
# The office has done what it owes with these; a refusal with a witness closes the visit (counter-rules.md 4.2).
DELIVERED = frozenset(way.value for way in ServiceWay if way not in (ServiceWay.NOT_WANTED, ServiceWay.NOT_REQUIRED))
IN_HAND = frozenset({ServiceWay.SIGNED, ServiceWay.THUMB})
BY_POST = frozenset({ServiceWay.POSTED, ServiceWay.POST_RECEIVED})

_PROVING = frozenset(
    {
        *(ServiceWay.SIGNED.value, ServiceWay.THUMB.value, ServiceWay.FAMILY.value, ServiceWay.AGENT.value),
        *(ServiceWay.LEFT.value, ServiceWay.POST_RECEIVED.value, ServiceWay.ELECTRONIC.value),
    }
)
_BETWEEN = re.compile(r"[、,，;；/\s]+")


def well_witnessed(witness: str, note: str) -> bool:
    """Two witnesses by name, or a recording that the note speaks of (留置)."""
    names = {name for name in _BETWEEN.split(witness.strip()) if name}
    return len(names) >= LEAST_WITNESSES or RECORDED in note


def proves(service: Service) -> bool:
    """Whether the record proves the day on which the paper reached the person."""
    if UNPROVEN in service.note:
        return False
    if service.way == ServiceWay.UNSIGNED:
        return well_witnessed(service.witness, service.note)
    return service.way in _PROVING


def problems(way: ServiceWay, signed_by: str, relation: str, witness: str, note: str) -> dict[str, str]:
    """Field -> sentence for what a way lacks beyond what all share."""
    wrong: dict[str, str] = {}
    if way in (ServiceWay.FAMILY, ServiceWay.AGENT) and not signed_by:
        wrong["signed_by"] = "请写是谁代收的。"
    if way is ServiceWay.FAMILY and not relation:
        wrong["relation"] = "请写他和本人的关系（同住的成年家属才能代收）。"
    if way is ServiceWay.LEFT and not well_witnessed(witness, note):
        wrong["witness"] = "留置要写两名见证人；用录像的，请在备注写明“录像”和存放的地方。"
    if way is ServiceWay.REFUSED and not witness:
        wrong["witness"] = "拒收的，请填见证人。"
    if way is ServiceWay.ELECTRONIC and not note:
        wrong["note"] = "请写明本人怎样同意、发到哪里（电子送达要本人同意）。"
    return wrong
