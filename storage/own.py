"""What staff keep for themselves: drafts and quick phrases; and what is kept about their wording."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, insert, select, update

from bot.dialog.form import State
from bot.services.own_ledgers import Draft, QuickPhrase, Violation
from storage.session import Session
from storage.tables import drafts, quick_phrases, violations

_COUNT = bindparam("count", type_=Integer)

_DRAFT = (drafts.c.id, drafts.c.staff_id, drafts.c.form, drafts.c.step, drafts.c["values"], drafts.c.at)
_DRAFT_ROW = (*_DRAFT, drafts.c.offered)
_DRAFT_ADD = insert(drafts).returning(drafts.c.id)
_DRAFT_GET = select(*_DRAFT_ROW).where(drafts.c.id == bindparam("draft_id"))
_DRAFTS_OF = (
    select(*_DRAFT_ROW)
    .where(drafts.c.staff_id == bindparam("staff_id"))
    .order_by(drafts.c.id.desc())
    .limit(_COUNT)
)
_DRAFT_OFFERED = update(drafts).where(drafts.c.id == bindparam("draft_id")).values(offered=True)
_DRAFT_DROP = delete(drafts).where(drafts.c.id == bindparam("draft_id"))

_PHRASE_ROW = (quick_phrases.c.id, quick_phrases.c.staff_id, quick_phrases.c.text, quick_phrases.c.used)
_PHRASE_ADD = insert(quick_phrases).returning(quick_phrases.c.id)
_PHRASE_GET = select(*_PHRASE_ROW).where(quick_phrases.c.id == bindparam("phrase_id"))
_THIS = (quick_phrases.c.staff_id == bindparam("whose"), quick_phrases.c.text == bindparam("words"))
_PHRASE_THERE = select(*_PHRASE_ROW).where(*_THIS)
_PHRASES_OF = (
    select(*_PHRASE_ROW)
    .where(quick_phrases.c.staff_id == bindparam("whose"))
    .order_by(quick_phrases.c.used.desc(), quick_phrases.c.id.desc())
    .limit(_COUNT)
)
_PHRASE_USED = update(quick_phrases).where(*_THIS).values(used=quick_phrases.c.used + 1)
_PHRASE_DROP = delete(quick_phrases).where(quick_phrases.c.id == bindparam("phrase_id"))

_VIOLATION_ROW = tuple(violations.c[name] for name in ("id", "staff_id", "case_id", "word", "text", "at"))
_LONGEST_WORD = 32
_VIOLATION_ADD = insert(violations)
_VIOLATION_GET = select(*_VIOLATION_ROW).where(violations.c.id == bindparam("violation_id"))
_VIOLATIONS_OF = (
    select(*_VIOLATION_ROW)
    .where(
        violations.c.staff_id.in_(bindparam("staff_ids", expanding=True)),
        violations.c.at >= bindparam("since"),
    )
    .order_by(violations.c.id.desc())
    .limit(_COUNT)
)


class Drafts:
    """Implements `own_ledgers.Drafts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, staff_id: int, state: State, now: datetime) -> Draft:
        """Put a form aside."""
        values = {"staff_id": staff_id, "form": state.form, "step": state.step, "at": now}
        row = self._session.row(_DRAFT_ADD, {**values, "values": dict(state.values)})
        return Draft(row[0], staff_id, State(state.form, state.step, dict(state.values)), now, False)

    def get(self, draft_id: int) -> Draft | None:
        """Return a draft."""
        row = self._session.row(_DRAFT_GET, {"draft_id": draft_id})
        return None if row is None else _draft(*row)

    def of_staff(self, staff_id: int, limit: int) -> list[Draft]:
        """Return somebody's drafts, the latest first."""
        values = {"staff_id": staff_id, "count": limit}
        return [_draft(*row) for row in self._session.rows(_DRAFTS_OF, values)]

    def offered(self, draft_id: int) -> None:
        """Note that a draft was offered again."""
        self._session.change(_DRAFT_OFFERED, {"draft_id": draft_id})

    def remove(self, draft_id: int) -> bool:
        """Drop a draft; False where it was gone before."""
        return self._session.change(_DRAFT_DROP, {"draft_id": draft_id}) == 1


def _draft(
    id: int, staff_id: int, form: str, step: int, values: dict[str, object], at: datetime, offered: bool
) -> Draft:
    return Draft(id, staff_id, State(form, step, values), at, offered)


class QuickPhrases:
    """Implements `own_ledgers.QuickPhrases`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, staff_id: int, text: str) -> QuickPhrase:
        """Keep words; the same words are kept once."""
        there = self._session.row(_PHRASE_THERE, {"whose": staff_id, "words": text})
        if there is not None:
            return QuickPhrase(*there)
        row = self._session.row(_PHRASE_ADD, {"staff_id": staff_id, "text": text, "used": 0})
        return QuickPhrase(row[0], staff_id, text, 0)

    def get(self, phrase_id: int) -> QuickPhrase | None:
        """Return words kept."""
        row = self._session.row(_PHRASE_GET, {"phrase_id": phrase_id})
        return None if row is None else QuickPhrase(*row)

    def of_staff(self, staff_id: int, limit: int) -> list[QuickPhrase]:
        """Return somebody's words, most used first."""
        values = {"whose": staff_id, "count": limit}
        return [QuickPhrase(*row) for row in self._session.rows(_PHRASES_OF, values)]

    def used(self, staff_id: int, text: str) -> None:
        """Count that words were used; nothing happens where they are not kept."""
        self._session.change(_PHRASE_USED, {"whose": staff_id, "words": text})

    def remove(self, phrase_id: int) -> bool:
        """Drop words; False where they were gone before."""
        return self._session.change(_PHRASE_DROP, {"phrase_id": phrase_id}) == 1


class Violations:
    """Implements `own_ledgers.Violations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, staff_id: int, case_id: int | None, word: str, text: str, now: datetime) -> None:
        """Keep what was sent nevertheless."""
        values = {"staff_id": staff_id, "case_id": case_id, "word": word[:_LONGEST_WORD], "text": text}
        self._session.change(_VIOLATION_ADD, {**values, "at": now})

    def get(self, violation_id: int) -> Violation | None:
        """Return one."""
        row = self._session.row(_VIOLATION_GET, {"violation_id": violation_id})
        return None if row is None else Violation(*row)

    def of_staff(self, staff_ids: Collection[int], since: datetime, limit: int) -> list[Violation]:
        """Return what people sent, the latest first."""
        values = {"staff_ids": sorted(staff_ids), "since": since, "count": limit}
        return [Violation(*row) for row in self._session.rows(_VIOLATIONS_OF, values)]
