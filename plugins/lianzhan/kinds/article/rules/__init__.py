"""Stage 2, values to problems: one concern a file, each rule a generator of located findings.

A rule's docstring is the rule. A rule never raises and never reads a file.
"""
