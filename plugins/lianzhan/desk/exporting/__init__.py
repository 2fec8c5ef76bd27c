"""Published articles as somebody else's system takes them: which, and what is written of each.

In: what a check knows, and what is asked for. Out: the articles, those that can't be exported as
problems, the text of each, names for its files, and a table of all. Pure; pictures are made in
`rendering.pictures.submitted`, files written in `output.exports`.
"""
