"""Search: the desk finds cases by words, although no word is kept that anybody could read."""
