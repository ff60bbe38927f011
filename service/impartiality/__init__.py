"""A person whom a report names never gets its case: names are recognised, and those people see nothing of it."""
