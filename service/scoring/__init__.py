"""The serving model: loaded, watched, and asked within a time limit."""
