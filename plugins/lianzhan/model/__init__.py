"""Stage 0, values: frozen dataclasses that every later stage speaks in. Imports nothing."""
