"""The board as a workbook: unit by unit, task by task, and every assignment by itself."""

from collections.abc import Iterator, Sequence
from datetime import date

from donghanh.core.dates.spoken import day
from donghanh.core.report_sheets import ReportColumn, ReportSheet, Toned, Value
from donghanh.core.report_sheets import write as write_sheets
from donghanh.desk.queries.tracking import Table
from donghanh.organisations.models import Unit
from donghanh.programmes.models import Assignment, Programme
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries.counting import Counts

MOST = 20_000
NUMBERS = (
    "Tổng số việc",
    "Đã xong",
    "Trong đó xong trễ",
    "Trong hạn",
    "Chưa bắt đầu",
    "Quá hạn",
    "Chờ xác nhận",
    "Tỷ lệ xong (%)",
)


def write(programme: Programme, unit: Unit, table: Table, rows: AssignmentQuerySet, *, on: date) -> bytes:
    """Three sheets; the last says so when not every assignment fits."""
    heading = (programme.name, f"Tiến độ đến ngày {day(on)}, {unit}")
    return write_sheets(
        [
            ReportSheet(
                name="Theo đơn vị", heading=heading, columns=_unit_columns(table), rows=_units(table)
            ),
            ReportSheet(
                name="Theo việc",
                heading=heading,
                columns=[
                    ReportColumn(title="STT", width=6),
                    ReportColumn(title="Việc", width=70),
                    *_number_columns(),
                ],
                rows=[[line.number, line.task.text, *_numbers(line.counts)] for line in table.tasks],
                fixed=2,
            ),
            _each(heading, rows),
        ]
    )


def _unit_columns(table: Table) -> Sequence[ReportColumn]:
    tasks = [ReportColumn(title=f"{line.number}. {line.task}", width=18) for line in table.tasks]
    return [ReportColumn(title="Đơn vị", width=34), *_number_columns(), *tasks]


def _number_columns() -> Sequence[ReportColumn]:
    return [ReportColumn(title=title, width=11) for title in NUMBERS]


def _units(table: Table) -> Iterator[Sequence[Value | Toned]]:
    for line in table.rows:
        name = f"{line.unit} (riêng đơn vị)" if line.own else str(line.unit)
        cells = [Toned(value=cell.text, tone=cell.tone) for cell in line.cells]
        yield [name, *_numbers(line.counts), *cells]


def _numbers(counts: Counts) -> Sequence[Value | Toned]:
    return [
        counts.total,
        counts.done,
        counts.done_late,
        counts.in_time,
        counts.not_started,
        Toned(value=counts.overdue, tone="late" if counts.overdue else ""),
        counts.waiting,
        counts.share,
    ]


def _each(heading: Sequence[str], rows: AssignmentQuerySet) -> ReportSheet:
    found = list(rows.defer("task__search")[: MOST + 1])
    more = (
        [f"Bảng này chỉ có {MOST:,} việc đầu; Đồng chí hãy lọc bớt.".replace(",", ".")]
        if len(found) > MOST
        else []
    )
    titles = {"Đơn vị": 34, "Việc": 70, "Hạn": 12, "Tình trạng": 16, "Báo hoàn thành": 14, "Chờ xác nhận": 14}
    return ReportSheet(
        name="Từng việc",
        heading=[*heading, *more],
        columns=[ReportColumn(title=title, width=width) for title, width in titles.items()],
        rows=[_assignment(row) for row in found[:MOST]],
    )


def _assignment(row: Assignment) -> Sequence[Value | Toned]:
    status = row.get_status_display()
    tone = {"overdue": "late", "done_in_time": "done", "done_late": "done-late", "in_time": "going"}.get(
        row.status, ""
    )
    waits = "chờ xác nhận" if row.waits else ""
    return [str(row.unit), row.task.text, row.due, Toned(value=status, tone=tone), row.reported_on, waits]
