"""Programmes as spreadsheets: the list, and one programme with its tasks, leads, days and numbers."""

from collections.abc import Iterable
from datetime import date

from donghanh.core.dates import spoken
from donghanh.core.dates.rule import Rule
from donghanh.core.report_sheets import ReportColumn, ReportSheet, Toned, Value
from donghanh.programmes.models import Programme
from donghanh.programmes.queries import listing
from donghanh.programmes.queries.outline import Line, Outline

NUMBERS = (
    ReportColumn(title="Được giao", width=10),
    ReportColumn(title="Quá hạn", width=10),
    ReportColumn(title="Chờ xác nhận", width=10),
    ReportColumn(title="Trong hạn", width=10),
    ReportColumn(title="Chưa bắt đầu", width=10),
    ReportColumn(title="Xong đúng hạn", width=10),
    ReportColumn(title="Xong trễ hạn", width=10),
)


def list_of(page: listing.Page, *, today: date) -> ReportSheet:
    """The programmes of a list with their numbers."""
    return ReportSheet(
        name="Chương trình",
        heading=("DANH SÁCH CHƯƠNG TRÌNH", f"Số liệu ngày {spoken.day(today)}"),
        columns=(
            ReportColumn(title="Chương trình", width=60),
            ReportColumn(title="Số văn bản", width=22),
            ReportColumn(title="Loại", width=20),
            ReportColumn(title="Đơn vị chủ trì", width=36),
            ReportColumn(title="Từ ngày", width=12),
            ReportColumn(title="Đến ngày", width=12),
            ReportColumn(title="Tình trạng", width=16),
            *NUMBERS,
        ),
        rows=[_programme(line) for line in page.lines],
    )


def _programme(line: listing.Line) -> tuple[Value | Toned, ...]:
    programme = line.programme
    return (
        programme.name,
        programme.document.number if programme.document else "",
        programme.get_kind_display(),
        "; ".join(str(owner) for owner in line.owners),
        programme.starts_on,
        programme.ends_on,
        programme.get_state_display(),
        *_numbers(line),
    )


def tasks_of(programme: Programme, shown: Outline, *, today: date) -> ReportSheet:
    """The tasks that are looked for: who leads, who helps, when, what must be shown, how far it is."""
    return ReportSheet(
        name="Việc",
        heading=(programme.name, f"Số liệu ngày {spoken.day(today)}"),
        columns=(
            ReportColumn(title="Đề mục", width=10),
            ReportColumn(title="Việc", width=70),
            ReportColumn(title="Chủ trì", width=32),
            ReportColumn(title="Phối hợp", width=32),
            ReportColumn(title="Hạn", width=12),
            ReportColumn(title="Lặp lại", width=24),
            ReportColumn(title="Bắt buộc", width=12),
            ReportColumn(title="Minh chứng", width=18),
            *NUMBERS,
        ),
        rows=list(_tasks(shown)),
        fixed=2,
    )


def _tasks(shown: Outline) -> Iterable[tuple[Value | Toned, ...]]:
    for group in shown.groups:
        for line in group.lines:
            task = line.task
            yield (
                task.section,
                task.text,
                "; ".join(actor.name for actor in line.leads),
                "; ".join(actor.name for actor in line.helpers),
                line.when,
                Rule.from_dict(task.rule).said() if task.rule else "",
                "Bắt buộc" if task.owed else "Khuyến khích",
                task.get_evidence_display(),
                *_numbers(line),
            )


def _numbers(line: listing.Line | Line) -> tuple[Value | Toned, ...]:
    counts = line.counts
    return (
        counts.total,
        Toned(value=counts.overdue, tone="late" if counts.overdue else ""),
        Toned(value=counts.waiting, tone="waiting" if counts.waiting else ""),
        counts.in_time,
        counts.not_started,
        Toned(value=counts.done_in_time, tone="done" if counts.done_in_time else ""),
        Toned(value=counts.done_late, tone="done-late" if counts.done_late else ""),
    )
