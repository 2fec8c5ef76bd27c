"""Proofs of what readers see: built pages, photographed and measured in real browsers.

In: a built output. Out: pictures, boxes of blocks, and findings: sideways scroll, small targets,
blank blocks, weights, what axe-core says. Nothing here knows the theme's look; pages are found by
what they are. `python3 tasks.py photograph` runs it; `test_pages.py` a small part.
"""
