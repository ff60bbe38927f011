"""Taking in reports: stored first, scored after, never lost."""
