"""Leaves: notes that have a TOML file each, to show what such a kind takes."""
