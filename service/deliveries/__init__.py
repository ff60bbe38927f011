"""What was passed on to others, and whether it arrived."""
