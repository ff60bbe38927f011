"""Pages for reporters, who have no account: send a report, look it up with its receipt, write back."""
