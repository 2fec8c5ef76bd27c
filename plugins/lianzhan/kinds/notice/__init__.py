"""Notices of withdrawal: what a withdrawn page says in its own place, if its head says so."""
