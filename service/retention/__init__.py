"""How long things are kept, what holds them back, and how they are erased for good."""
