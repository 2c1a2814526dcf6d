"""What became of units and of whole levels, in words: followed through successions, in one query each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from donghanh.documents.naming.counting import Rule
from donghanh.documents.naming.ground import NONE, Known
from donghanh.documents.naming.senses import COMMUNE, DISTRICT
from donghanh.organisations import words

_HEIRS: Final = """
    WITH RECURSIVE heirs(start, unit) AS (
        SELECT start, start FROM unnest(%s::bigint[]) AS given(start)
        UNION
        SELECT heirs.start, step.successor_id FROM heirs
        JOIN organisations_succession step ON step.predecessor_id = heirs.unit AND step."on" <= %s
    )
    SELECT heirs.start, unit.id, unit.name FROM heirs JOIN organisations_unit unit ON unit.id = heirs.unit
    WHERE heirs.start <> heirs.unit AND (unit.closed_on IS NULL OR unit.closed_on > %s)
    ORDER BY heirs.start, unit.level, unit.sort_key, unit.id
"""
# The communes, and districts without any, below each owner on the paper's day, and what they are today.
_COMMUNES: Final = """
    WITH RECURSIVE heirs(owner, unit) AS (
        SELECT line.ancestor_id, line.descendant_id FROM organisations_lineage line
        JOIN organisations_unit unit ON unit.id = line.descendant_id
        WHERE line.ancestor_id = ANY(%s) AND line.period @> %s::date AND unit.level = ANY(%s)
            AND unit.kind = 'territorial'
        UNION
        SELECT heirs.owner, step.successor_id FROM heirs
        JOIN organisations_succession step ON step.predecessor_id = heirs.unit AND step."on" <= %s
    )
    SELECT heirs.owner, count(*), bool_or(unit.name ILIKE '%%đặc khu%%')
    FROM heirs JOIN organisations_unit unit ON unit.id = heirs.unit
    WHERE unit.level = %s AND (unit.closed_on IS NULL OR unit.closed_on > %s)
    GROUP BY heirs.owner
"""


@dataclass(frozen=True, kw_only=True)
class Heir:
    """Who carries on today."""

    id: int
    name: str


def heirs(units: Iterable[Known], *, today: date) -> dict[int, list[Heir]]:
    """Who carries on today for each unit that has ended."""
    ended = [unit.id for unit in units if not unit.exists_on(today)]
    found: dict[int, list[Heir]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HEIRS, [[*ended, NONE], today, today])
        for start, key, name in cursor.fetchall():
            found[start].append(Heir(id=key, name=name))
    return found


def communes(owners: Iterable[int], *, on: date, today: date) -> dict[int, str]:
    """What the communes below each owner on the day are today: "124 xã, phường"."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNES, [[*owners, NONE], on, [DISTRICT, COMMUNE], today, COMMUNE, today])
        return {
            owner: f"{words.number(number)} xã, phường{', đặc khu' if special else ''}"
            for owner, number, special in cursor.fetchall()
        }


def of_unit(unit: Known, carried_on: list[Heir], *, today: date) -> str:
    """What the unit is today, where it is not what it was on the day."""
    if unit.closed_on and unit.closed_on <= today:
        since = words.day(unit.closed_on)
        if not carried_on:
            return f"{unit.called} đã kết thúc từ {since}; chưa ghi đơn vị kế thừa."
        return f"{unit.called} đã kết thúc từ {since}; nay là {words.some([one.name for one in carried_on])}."
    return f"{unit.called} nay là {unit.name}." if unit.called != unit.name else ""


def of_level(rule: Rule, since: date | None, now: str) -> str:
    """What became of a level of which nothing is left."""
    level = "cấp huyện" if set(rule.levels) == {DISTRICT} else "các đơn vị này"
    told = f"Không còn {level}"
    if since:
        told += f" từ {words.day(since)}"
    return f"{told}; nay là {now}." if now else f"{told}."
