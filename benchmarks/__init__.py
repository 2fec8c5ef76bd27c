"""How fast a build is: a generated federation, three builders of it, and one table.

In: numbers of sites and articles. Out: medians of wall time, CPU time and memory, and their ratios
to Hugo and to a loop of stock Pelican runs on the same articles. `python3 tasks.py bench`.
"""
