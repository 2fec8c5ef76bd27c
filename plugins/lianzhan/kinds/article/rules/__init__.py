"""The rules of articles and pages: see `kinds.rules`."""
