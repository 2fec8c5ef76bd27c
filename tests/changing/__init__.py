"""A federation that anything may happen to: what changes, in which ways, and what it starts from.

Each module has the changes of one matter; `federation.OPS` names all.
"""
