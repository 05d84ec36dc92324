"""What is known before the first card: registration, settings, the store and the tables (counter-rules.md 1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.office import Policy
from xinfang_desk.domain.paths import Paths
from xinfang_desk.domain.screening.pack import RulePack

# Where a fact comes from (counter-rules.md 1.0), and the short word beside the trace.
GLANCE, VISITOR, STORE, UNSURE = "接访员一览确认", "来访人回答", "库中查得", "未核实"
REGISTERED, SETTING, RULE = "登记", "设置", "按规则"
SHORT = {GLANCE: "接访员", VISITOR: "来访人"}


@dataclass(frozen=True)
class Earlier:
    """An earlier item in which the same number stands: shown as a line, never counted, never a sealed one.

    Attributes:
        note: the line: day, number, matter, who handles it, last paper and its service, what is owed until when.
        linked: the registration already joined both to one matter.
        asked_only: it ended as a question answered on the spot (L05).
        facts: what the store can prove of it, in keys of the screening contract.
        due_on: the day a pending one is due.
    """

    id: str
    register_no: str
    note: str
    linked: bool = False
    asked_only: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None


@dataclass(frozen=True)
class Given:
    """One item before its cards.

    Attributes:
        source: visit | letter | phone | online | transfer; ``form`` how it first came in.
        on: the day of the screening.
        clear: name and address stand in the register.
        anonymous: the main visitor does not want to be named.
        agent: ``agent``, ``guardian`` or empty, by the roster.
        written: there is written material; ``wants_solved``: the register says that they want it solved.
        sealed: registered as a disclosure (F6).
        site: what card 1 recorded for an earlier item of this reception; empty before.
        titles: code -> title of a paper.
    """

    role: str
    form: str
    received_on: date
    on: date
    rules: RulePack
    calendar: WorkCalendar
    paths: Paths
    source: str = "visit"
    transferred_kind: str = ""
    transferred_in_on: date | None = None
    people: int = 1
    oral: bool = True
    clear: bool = True
    anonymous: bool = False
    agent: str = ""
    written: bool = False
    wants_solved: bool = False
    sealed: bool = False
    postmark_on: date | None = None
    policy: Policy = field(default_factory=Policy)
    earlier: tuple[Earlier, ...] = ()
    site: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def transferred_in(self) -> bool:
        """转送、交办的来件 of 条例 23.3; what others pass on is received directly (counter-rules.md 1.5)."""
        return self.source == "transfer" and self.transferred_kind in ("petition_office", "own_superior")

    @property
    def on_site(self) -> bool:
        """Somebody stands at the counter."""
        return self.source == "visit"

    @property
    def visit_here(self) -> bool:
        """A visit that was not transferred in: only such a one can be refused by 条例 20."""
        return self.form == "visit" and not self.transferred_in

    @property
    def group(self) -> bool:
        """More people at the counter than five (条例 20.3)."""
        return self.on_site and self.people > 5
