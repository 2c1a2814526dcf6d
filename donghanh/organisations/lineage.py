"""Deriving "who stood under whom" and "who reaches what was left" from what people decided.

Every action ends by calling `follow` with the units it touched. Each statement works on sets, so moving a
province costs what its own rows cost. `check_lineage` proves the result against a plain recursion.
"""

from collections.abc import Iterable

from django.db import connection

from donghanh.organisations.models import Lineage, Placement, Reach, Stage, Succession, Unit, UnitName
from donghanh.organisations.telling import Tell, in_parts, quiet

DEEPEST = 32  # far more than any organisation has; a ring of placements ends here instead of running forever

BELOW = """
    SELECT array_agg(DISTINCT id) FROM (
        SELECT unnest(%(units)s::bigint[]) AS id
        UNION ALL
        SELECT descendant_id FROM organisations_lineage WHERE ancestor_id = ANY(%(units)s)
    ) AS concerned
"""

FORGET = "DELETE FROM organisations_lineage WHERE descendant_id = ANY(%(units)s)"

DERIVE = """
    INSERT INTO organisations_lineage (ancestor_id, descendant_id, depth, period)
    WITH RECURSIVE up (ancestor, descendant, depth, period) AS (
        SELECT id, id, 0, period FROM organisations_unit WHERE id = ANY(%(units)s)
        UNION ALL
        SELECT placement.parent_id, up.descendant, up.depth + 1, up.period * placement.period
        FROM up
        JOIN organisations_placement AS placement
            ON placement.unit_id = up.ancestor AND placement.period && up.period
        WHERE up.depth < %(deepest)s
    )
    SELECT ancestor, descendant, depth, period FROM up
"""

INHERITED = """
    SELECT array_agg(DISTINCT unit_id) FROM organisations_reach AS reach
    JOIN organisations_unit AS unit ON unit.id = reach.unit_id AND unit.closed_on IS NOT NULL
    WHERE reach.top_id = ANY(%(units)s)
"""

FORGET_REACH = "DELETE FROM organisations_reach WHERE unit_id = ANY(%(units)s)"

# Who stands over a unit reaches it. A closed unit's line of heirs: itself, then whatever carried on for it
# (successors, the unit directly above it at its closing), and on from there when such a unit closes, too. Who
# stood above any closed one of them at that closing, and who stands above any open one, reaches what it left,
# as long as he exists himself.
DERIVE_REACH = """
    INSERT INTO organisations_reach (top_id, unit_id, period)
    WITH RECURSIVE carried (unit, via, since) AS (
        SELECT id, id, closed_on FROM organisations_unit
        WHERE id = ANY(%(units)s) AND closed_on IS NOT NULL
        UNION
        SELECT carried.unit, next.via, greatest(carried.since, closed.closed_on)
        FROM carried
        JOIN organisations_unit AS closed ON closed.id = carried.via AND closed.closed_on IS NOT NULL
        JOIN LATERAL (
            SELECT successor_id AS via FROM organisations_succession WHERE predecessor_id = closed.id
            UNION ALL
            SELECT parent_id FROM organisations_placement
            WHERE unit_id = closed.id AND upper(period) = closed.closed_on
        ) AS next ON true
    ), reaching (top, unit, period) AS (
        SELECT ancestor_id, descendant_id, period
        FROM organisations_lineage WHERE descendant_id = ANY(%(units)s)
        UNION ALL
        SELECT line.ancestor_id, carried.unit, line.period * daterange(carried.since, NULL)
        FROM carried
        JOIN organisations_lineage AS line ON line.descendant_id = carried.via
        WHERE carried.via <> carried.unit AND line.period && daterange(carried.since, NULL)
        UNION ALL
        SELECT heir.id, carried.unit, heir.period * daterange(greatest(carried.since, closed.closed_on), NULL)
        FROM carried
        JOIN organisations_unit AS closed ON closed.id = carried.via AND closed.closed_on IS NOT NULL
        JOIN organisations_lineage AS line
            ON line.descendant_id = closed.id AND line.depth > 0 AND upper(line.period) = closed.closed_on
        JOIN organisations_unit AS heir ON heir.id = line.ancestor_id
    )
    SELECT top, unit, unnest(range_agg(period))
    FROM reaching WHERE NOT isempty(period)
    GROUP BY top, unit
"""


def follow(units: Iterable[int], *, tell: Tell = quiet) -> int:
    """Derive anew the lines and the reach of these units and of all below them. Says how many lines.

    Lines come from placements alone and reach from lines, so each is derived in parts, the lines all first.
    """
    touched = list(units)
    if not touched:
        return 0
    lines = 0
    with connection.cursor() as cursor:
        concerned = sorted(_ids(BELOW, touched))
        for part in in_parts(concerned, Stage.LINES, tell):
            cursor.execute(FORGET, {"units": part})
            cursor.execute(DERIVE, {"units": part, "deepest": DEEPEST})
            lines += cursor.rowcount
        concerned = sorted({*concerned, *_ids(INHERITED, concerned)})
        for part in in_parts(concerned, Stage.REACH, tell):
            cursor.execute(FORGET_REACH, {"units": part})
            cursor.execute(DERIVE_REACH, {"units": part})
    return lines


def rebuild() -> int:
    """Derive everything anew, as after a load of standard data."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisations_reach")
        cursor.execute("DELETE FROM organisations_lineage")
        cursor.execute("SELECT array_agg(id) FROM organisations_unit")
        (units,) = cursor.fetchone()
    lines = follow(units or [])
    refresh_statistics()
    return lines


def refresh_statistics() -> None:
    """Let the planner know the new sizes at once; only the tables' owner may, for others it does nothing."""
    tables = (Unit, UnitName, Placement, Lineage, Reach, Succession)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(table._meta.db_table for table in tables))


def lock(*systems: str) -> None:
    """Keep these trees for this transaction alone; two movers cannot make a ring together."""
    with connection.cursor() as cursor:
        for system in sorted(set(systems)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"organisations.tree.{system}"])


def _ids(question: str, units: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, {"units": units})
        (found,) = cursor.fetchone()
    return found or []
