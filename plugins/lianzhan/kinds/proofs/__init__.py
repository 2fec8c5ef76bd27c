"""The three proofs (三校): slips in the words of any value that readers see, found and mended.

One concern a file, each a pure function over a passage (`passage`); `table` names them all, and
`proofreading` goes over a value. They proof-read; none judges what a text says.
"""
