"""Work that goes on behind the requests: announced inside the transaction that makes it, done by whoever is free.

What is pending lies in rows of the database, never in memory, and never in a queue alone.
"""
