"""What is deliberately gone leaves a live output: without a theme, plugins, packages or free space.

In: a live folder and the pages that must go. Out: the same folder without them, their pictures, and
everything that leads to them. Needs the standard library alone.
"""
