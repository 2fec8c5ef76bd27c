"""Stage 2, values to problems: the rules of every kind that readers see.

One concern a file, each rule a generator of located findings. A rule's docstring is the rule. A
rule never raises and never reads a file. What one kind alone must keep stands in its own room.
"""
