"""Who works on a case, and when: pass it over, let it rest, hand it over, take it over."""
