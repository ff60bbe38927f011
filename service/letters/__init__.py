"""What the desk writes to a reporter, and what they write back with their receipt."""
