"""Stage 1, files to values: the site tree, front matter, bodies, pictures and picks.

Whatever is wrong with a file becomes a Problem at its line; nothing here raises for content.
"""
