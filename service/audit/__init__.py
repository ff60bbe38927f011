"""Who did what, when, to which object: rows that nobody changes unnoticed, in a chain that a command verifies."""

from service.audit.recording import record

__all__ = ["record"]
