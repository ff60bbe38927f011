"""Cases that have something in common: a number, an account, a picture, nearly the same words; and joining them."""
