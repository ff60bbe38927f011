"""How the desk is doing."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from service import clock
from service.context import Context
from service.errors import ForbiddenError, InvalidError, SignInError
from service.principal import Principal
from service.problems import documented
from service.security import Parts, PersonGuard
from service.statistics import export, service
from service.statistics.period import Period
from service.statistics.report import Report
from service.statistics.schemas import StatisticsOut
from service.statistics.sheet import sheet
from service.statistics.workbook import workbook
from service.words import Verb

router = APIRouter(prefix="/v1/statistics", tags=["Thống kê / Statistics"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"

Month = Annotated[
    str, Query(max_length=7, description="Tháng đã hết, ví dụ 2026-10. / A month that is over.", examples=["2026-10"])
]
Exporter = Annotated[Principal, Depends(PersonGuard(Verb.EXPORT_STATISTICS))]
_ERRORS = documented(SignInError, ForbiddenError, InvalidError)


@router.get("", summary="Thống kê / Statistics", responses=_ERRORS)
def read_statistics(
    context: Parts,
    who: Annotated[Principal, Depends(PersonGuard(Verb.READ_STATISTICS))],
    days: Annotated[int, Query(ge=1, le=3_660, description="Bao nhiêu ngày gần đây. / How many past days.")] = 90,
) -> StatisticsOut:
    """Của trường mình. / Of one's own school."""
    now = clock.now()
    with context.database.read() as session:
        return StatisticsOut.of(service.gather(session, who, Period.past(days, now), now=now))


@router.get(
    "/report.xlsx",
    summary="Báo cáo tháng (.xlsx) / The month's report (.xlsx)",
    response_class=Response,
    responses=_ERRORS | {200: {"content": {XLSX: {}}}},
)
def read_workbook(context: Parts, who: Exporter, month: Month) -> Response:
    """Số dưới 5 được ẩn sao cho không suy ra được. / Counts under 5 are hidden so that none can be worked out."""
    return answer(context, who, month, workbook, XLSX)


@router.get(
    "/report.pdf",
    summary="Báo cáo tháng, một trang (.pdf) / The month's report on one page (.pdf)",
    response_class=Response,
    responses=_ERRORS | {200: {"content": {PDF: {}}}},
)
def read_sheet(context: Parts, who: Exporter, month: Month) -> Response:
    """Số dưới 5 được ẩn sao cho không suy ra được. / Counts under 5 are hidden so that none can be worked out."""
    return answer(context, who, month, sheet, PDF)


def answer(context: Context, who: Principal, month: str, written: Callable[[Report], bytes], kind: str) -> Response:
    """Make a month's report and hand it over as a file; that it was made is written down."""
    now = clock.now()
    period = Period.month(month, now)
    with context.database.write() as session:
        made = export.report_of(session, who, period, now=now)
    ending = "pdf" if kind == PDF else "xlsx"
    return Response(
        written(made),
        media_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="la-chan-{month}.{ending}"',
            "Cache-Control": "no-store",
        },
    )
