"""A fuzz of the whole build: real articles, damaged as people and programs damage them.

Every mutant is an approved article in a small federation that is built for real. It must be
published or named, and must harm nobody: no site is lost, no good article, nothing gets through
that must not stand in the output. `python3 tasks.py fuzz` runs it; `test_fuzz.py` a small part.
"""
