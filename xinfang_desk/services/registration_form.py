"""What the registration form holds and what comes back from it: frozen shapes only (条例 19, 22, 23)."""

from __future__ import annotations

from dataclasses import dataclass, field

from xinfang_desk.services.context import Changed


@dataclass(frozen=True)
class VisitorEntry:
    """One line of the roster as typed. ``role``: main | with | agent | guardian | represented."""

    kind: str = "person"  # person | organisation
    role: str = "main"
    anonymous: bool = False
    name: str = ""
    id_kind: str = "resident"  # domain.identity.IdentityKind value
    id_number: str = ""
    id_note: str = ""  # reason to keep a wrong check digit
    phone: str = ""
    division: str = ""
    address: str = ""
    sex: str = ""
    born_on: str = ""
    nationality: str = ""
    post: str = ""
    relation: str = ""


@dataclass(frozen=True)
class PaperEntry:
    name: str = ""
    copies: int = 1
    pages: int | None = None
    original: bool = False


@dataclass(frozen=True)
class ItemEntry:
    """One matter as raised today. For a disclosure these words go to sealed content only."""

    request: str = ""
    facts: str = ""
    reasons: str = ""
    own_words: str = ""
    summary: str = ""
    purpose: str = ""
    content_class: str = ""
    place_division: str = ""
    place: str = ""
    body_complained: str = ""
    accused: str = ""  # of a disclosure only, kept sealed: own | other (services/destinations)
    oral: bool = True
    secret_marked: bool = False  # 材料有“秘密”字样: only the sealing is recorded
    same_matter_id: str = ""  # an earlier matter that this one continues
    papers: tuple[PaperEntry, ...] = ()


@dataclass(frozen=True)
class Registration:
    """The whole form. Dates are ISO text as typed; empty means today.

    ``source``: visit | letter | phone | online | transfer; ``form`` only with transfer. ``disclosure`` is answered
    before anything is typed. ``people`` counts those who came (≥ roster), ``concerned`` those concerned.
    """

    source: str = "visit"
    form: str = "visit"
    leader_reception: bool = False
    disclosure: bool = False
    received_on: str = ""
    postmark_on: str = ""
    transferred_kind: str = ""
    transferred_on: str = ""
    sending_body: str = ""
    sending_number: str = ""
    sending_due_on: str = ""
    people: int = 1
    concerned: int = 1
    receiver_id: str = ""
    communication: tuple[str, ...] = ()
    interpreter: str = ""
    interpreter_relation: str = ""
    visitors: tuple[VisitorEntry, ...] = (VisitorEntry(),)
    items: tuple[ItemEntry, ...] = (ItemEntry(),)
    later: bool = False  # 先收下: name and 材料一册 are enough, the rest later
    draft_id: str = ""


@dataclass(frozen=True)
class RegisteredItem:
    item_id: str
    register_no: str
    query_code: str


@dataclass(frozen=True)
class Registered:
    reception_id: str
    seq: int
    items: tuple[RegisteredItem, ...]
    changed: Changed
    advice: tuple[str, ...] = field(default=())  # duplicates and the like: never a block


@dataclass(frozen=True)
class SeenItem:
    """An earlier item of the same number: shown at the side, never counted."""

    item_id: str
    matter_id: str
    register_no: str
    registered_on: str
    title: str
    leaf_title: str
    last_paper: str
    last_paper_on: str
    served_on: str
    due_text: str  # what is still owed and until when, or empty


@dataclass(frozen=True)
class FieldNote:
    """A sentence at a field; ``kind`` error (blocks), confirm (a reason lets it pass), hint (never blocks)."""

    field: str  # "visitors.0.id_number", "items.1.request", "received_on"
    sentence: str
    kind: str = "error"
