"""Takes away sealed files that no row names: what a crash left between a file and the row that would have named it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from service.attachments import repository, store
from service.words import AttachmentState

if TYPE_CHECKING:
    from service.context import Context

EVERY_S = 3_600.0
_AT_REST_S = 3_600.0  # beyond the time that an upload may take: whatever still lies without a row then stays so

_log = structlog.get_logger()


def sweep(context: Context) -> int:
    """Look through all folders once; gives the number of files taken away.

    A report whose files wait to be read is left alone: a worker may be writing its copies this moment.
    """
    swept = 0
    for report_id in context.files.reports(older_than_s=context.settings.upload_timeout_s + _AT_REST_S):
        with context.database.read() as session:
            files = repository.files_of(session, report_id)
        if any(state is AttachmentState.STORED for _, state, _ in files):
            continue
        known = {store.original(report_id, file_id) for file_id, _, _ in files}
        known |= {store.working(report_id, file_id, page) for file_id, _, pages in files for page in range(pages)}
        swept += context.files.keep_only(report_id, known)
    if swept:
        _log.warning("files that no report names were taken away", files=swept)
    return swept
