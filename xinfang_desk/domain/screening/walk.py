"""The walk through the questions: facts in, leaf and side leaves out (条例 17–36; the order is the contract's)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.deadlines import OBJECT_DAYS, REVIEW_DAYS, days_limit
from xinfang_desk.domain.screening.facts import ROUTE_TARGETS, Facts
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.screening.result import TraceStep

GROUP = 5  # more people than this come as a group (条例 20.3)
JUDICIAL = frozenset({"court", "procuratorate", "police"})
ROUTE_LEAVES = {1: "L22", 2: "L23", 3: "L24", 4: "L25", 5: "L26", 6: "L27"}


class Missing(Exception):
    """The first question that cannot be answered; its keys."""

    def __init__(self, *keys: str) -> None:
        super().__init__(*keys)
        self.keys = keys


@dataclass
class Walk:
    """One walk. ``leaf`` is set by the step that ends it; ``tags`` choose variants of documents and bases.

    Attributes:
        letter: the paper of routes 1–4, when it comes along.
        documents: the leaf's papers where they differ from the pack's row.
    """

    facts: Facts
    pack: RulePack
    calendar: WorkCalendar
    leaf: str | None = None
    ground: str | None = None
    letter: str | None = None
    documents: tuple[str, ...] | None = None
    side: list[str] = field(default_factory=list)
    trace: list[TraceStep] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    named: bool = False
    remedy: str | None = None
    review_clock: bool = False
    tags: set[str] = field(default_factory=set)

    # -- asking ---------------------------------------------------------------------------------------------------

    def need(self, key: str) -> Any:
        """The fact, or Missing."""
        if not self.facts.has(key):
            raise Missing(key)
        return self.facts.get(key)

    def note(self, node: str, answer: Any) -> None:
        key = ("step", node, answer)
        step = self.pack.memo.get(key)
        if step is None:
            step = self.pack.memo[key] = TraceStep(node, answer, self.pack.nodes[node].basis)
        self.trace.append(step)

    def warn(self, key: str) -> None:
        self.warnings.append(self.pack.warnings[key])

    @property
    def role(self) -> str:
        return self.facts.role

    @property
    def visit_here(self) -> bool:
        """A visit that was not transferred in."""
        return bool(self.facts.get("form") == "visit" and not self.facts.transferred_in)

    # -- the questions --------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Walks until a leaf; Missing when a question has no answer."""
        for key in ("desk_role", "form", "received_on", "identity_clear"):
            self.need(key)
        self._site()
        for step in (self._consultation, self._objection, self._disclosure, self._suggestion, self._final_review):
            step()
            if self.leaf:
                return
        for step in (self._concluded, self._judicial, self._pending, self._opinion, self._levels, self._route):
            step()
            if self.leaf:
                return
        self._competent()

    def _site(self) -> None:
        for node, key, leaf in (("Q0a", "danger_on_site", "L01"), ("Q0b", "major_or_urgent", "L02")):
            answer = self.need(key)
            self.note(node, answer)
            if answer:
                self.side.append(leaf)
        self.note("Q0c", self._group())
        for node, key, leaf_or_none in (("Q0d", "clerk_has_interest", "L04"), ("Q0e", "through_agent", "")):
            answer = self.need(key)
            self.note(node, answer)
            if answer and leaf_or_none:
                self.side.append(leaf_or_none)
        self.note("Q1", self.need("oral"))
        if "L02" in self.side:
            self.named = True

    def _group(self) -> bool:
        people = self.need("people")
        if people <= GROUP or self.facts.get("form") != "visit":
            return False
        if not self.need("joint_matter"):
            return False
        self.side.append("L03")
        if self.need("representatives") > GROUP:
            self.warn("representatives")
        return True

    def _consultation(self) -> None:
        nature = self.need("nature")
        self.note("Q2", nature == "consultation")
        if nature == "consultation":
            self.leaf = "L05"

    def _objection(self) -> None:
        if not self.facts.transferred_in:
            return
        self.need("transferred_in_on")
        ours = self.need("within_competence")
        self.note("Q15", ours)
        if ours:
            return
        self.leaf = "L28"
        if self.role != "A":
            last = self.calendar.add_workdays(self.facts.get("transferred_in_on"), OBJECT_DAYS)
            if self.facts.get("on") > last:
                self.documents = ("B16",)
                self.warn("objection_late")

    def _disclosure(self) -> None:
        is_one = self.facts.get("nature") == "disclosure"
        self.note("Q3", is_one)
        if not is_one:
            return
        supervised = self.need("accused_supervised")
        self.note("Q3a", supervised)
        if supervised:
            self.leaf, self.named = "L06", True
            return
        self.leaf = "L07"
        if self.role == "A":
            if self.facts.get("competent") == "subordinate":
                self.tags.add("subordinate")
            return
        if self.facts.get("route") == 1 and self.facts.get("route_target") == "police":
            self.note("Q14", "1 police")
            self.documents = ("B6h",)
            return
        competent = self.need("competent")
        self.note("Q13", competent)
        if self.role == "B" and competent == "subordinate":
            self.warn("b_subordinate")
            competent = "self"
        self.documents = {"self": ("C1",), "subordinate": ("B1", "B2"), "several": ("B17", "B16")}.get(
            competent, ("B7",)
        )

    def _suggestion(self) -> None:
        is_one = self.facts.get("nature") == "suggestion"
        self.note("Q4", is_one)
        if is_one:
            self.leaf = "L08"
            if self.facts.get("competent") == "subordinate":
                self.tags.add("subordinate")

    def _final_review(self) -> None:
        bars = False
        if self.need("final_review_opinion"):
            bars = not self.need("final_review_revoked") and self.need("same_facts_and_reasons")
        self.note("Q5", bars)
        if bars:
            self.leaf, self.ground, self.named = "L09", "Z1", True

    def _concluded(self) -> None:
        concluded = self.need("judicial_matter_concluded")
        self.note("Q6", concluded)
        if not concluded:
            return
        self.leaf, self.ground, self.named = "L10", "Z2", True
        if self.facts.policy["z2_told_by"] == "judicial":
            self.documents = ("B1", "B2") if self.role == "A" else ("B7",)
        else:
            self._block("z2_basis")

    def _judicial(self) -> None:
        court = self.need("judicial_jurisdiction")
        theirs = False
        if court != "none":
            stage = self.need("judicial_stage")
            theirs = stage != "not_started" or not self.need("mediation_possible")
        self.note("Q7", theirs)
        if not theirs:
            return
        self.leaf = "L11"
        letter = "B6a" if court == "court" else "B6g"
        if self.visit_here:
            self.ground, self.named = "N3", True
            self.tags.add("visit")
            if self.facts.policy["n3_title"] == "guidance":
                self.documents, self.remedy = (letter,), "statutory_path"
            else:
                self.documents = ("B8", letter)
                self._block("n3_basis")
        elif self.role != "A":
            self.documents = (letter,)

    def _pending(self) -> None:
        pending = self.need("same_matter_pending")
        overdue = bool(pending and self.need("pending_overdue"))
        self.note("Q9", overdue)
        if overdue:
            self.leaf = "L14"
            self.warn("overdue_still_owed")
            if self.role != "A":
                self.warn("overdue_tell_head")
            return
        self.note("Q8", pending)
        if not pending:
            return
        superior = self._superior()
        self.note("Q8a", superior)
        if superior:
            self.leaf, self.ground, self.named = "L12", "N1", True
        else:
            self.leaf = "L13"

    def _superior(self) -> bool:
        if self.role == "B":
            if self.facts.get("desk_is_superior"):
                self.warn("b_superior")
            return False
        superior = bool(self.need("desk_is_superior"))
        return superior and (self.role == "C" or bool(self.facts.get("head_confirms_n1")))

    def _opinion(self) -> None:
        opinion = self.need("opinion")
        self.note("Q10", opinion)
        if opinion == "none":
            return
        self.tags.add(opinion)
        served = self.need("opinion_served_on")
        if served is None:
            self.warn("served_defect")
            return self._can_review(opinion, clock=False)
        if not self.facts.get("told_of_review"):
            return self._can_review(opinion, clock=False)
        last = days_limit("T7", served, REVIEW_DAYS, self.calendar).due
        late = self.facts.get("received_on") > last
        self.note("Q11", late)
        if not late:
            return self._can_review(opinion, clock=True)
        if self.need("good_cause"):
            return self._can_review(opinion, clock=False)
        if self.need("new_facts"):
            self.tags.discard(opinion)
            return None
        self.leaf = "L16"
        if self.facts.policy["late_review_bars"]:
            self.documents, self.named = ("B9",), True
            self.tags.add("bars")
            self._block("late_review_basis")
        return None

    def _can_review(self, opinion: str, *, clock: bool) -> None:
        self.leaf = "L15"
        self.remedy = "review" if opinion == "handling" else "final_review"
        self.review_clock = clock

    def _levels(self) -> None:
        if not self.visit_here:
            return
        skipped = self.need("levels_skipped")
        self.note("Q12", skipped)
        if not skipped:
            return
        self.leaf, self.ground, self.named = "L17", "N2", True
        self._block("n2_basis")
        if self.role == "B":
            self.warn("b_levels")

    def _route(self) -> None:
        route = self.facts.get("route")
        if route is None or route > 4:
            self.note("Q14", route)
            return
        target = self.need("route_target")
        self.note("Q14", f"{route} {target}")
        if target == "own_procedure":
            return
        self.letter = ROUTE_TARGETS[route][target]
        leaf = ROUTE_LEAVES[route]
        if self.role != "A":
            return self._guided(leaf, target)
        if target in JUDICIAL:
            if self.visit_here:
                return self._guided(leaf, target)
            self.leaf, self.letter = "L18", None
            return None
        competent = self.need("competent")
        self.note("Q13", competent)
        if competent in ("same_level", "subordinate", "several"):
            self.leaf = {"same_level": "L18", "subordinate": "L19", "several": "L20"}[competent]
            return None
        if competent == "self":
            self.warn("a_self_route")
        return self._guided(leaf, target)

    def _guided(self, leaf: str, target: str) -> None:
        self.leaf = leaf
        self.documents = ()
        self.tags.add("judicial" if target in JUDICIAL and self.visit_here else target)

    def _competent(self) -> None:
        competent = self.need("competent")
        self.note("Q13", competent)
        if self.role == "B" and competent == "subordinate":
            self.warn("b_subordinate")
            competent = "self"
        if competent == "self" and self.role == "A":
            self.warn("a_self")
            competent = "same_level"
        if competent == "self":
            self.leaf = ROUTE_LEAVES[self.need("route")]
        elif competent == "several":
            self.leaf = "L20"
        elif competent == "subordinate":
            self.leaf = "L19"
        elif competent == "same_level" and self.role == "A":
            self.leaf = "L18"
        else:
            self.leaf = "L21"
            if self.facts.get("form") == "visit":
                self.tags.add("visit")

    def _block(self, key: str) -> None:
        if not self.facts.policy[key]:
            self.blocked.append(key)
