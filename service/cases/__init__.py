"""The counsellors' work on one case: read, decide, escalate."""
