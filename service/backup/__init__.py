"""A copy of everything that the service needs to go on elsewhere, taken while it runs; and going on from one."""
