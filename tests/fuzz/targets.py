"""Every entrance that is fuzzed."""

from __future__ import annotations

from tests.fuzz import of_files, of_pictures, of_reports, of_text

TARGETS = {
    target.name: target for target in (*of_text.TARGETS, *of_reports.TARGETS, *of_files.TARGETS, *of_pictures.TARGETS)
}
