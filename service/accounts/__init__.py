"""People, reporting systems, and how they sign in."""
