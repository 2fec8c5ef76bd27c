"""Files that texts link to attachments: found, told by their bytes, looked through.

In: the links of a document. Out: what is published with it, or problems that say why not, and what
the files hold that their authors may not know of.
"""
