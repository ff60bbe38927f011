"""Files that come with a report: sealed as they arrive, read by a job, shown as working copies."""
