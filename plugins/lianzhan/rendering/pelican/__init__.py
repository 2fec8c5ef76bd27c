"""The Pelican run of one site, and its plugins."""
