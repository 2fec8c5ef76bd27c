"""Staged sites to live ones: audit, manifest, swap, take-down, deployment."""
