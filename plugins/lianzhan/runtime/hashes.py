"""Python's hash functions, whole or not at all: hashlib and hmac as all modules here import them.

With next to no memory, hashlib leaves out what it can't load, and logs a traceback for each hash.
"""

import contextlib
import io
import sys

__all__ = ["hashlib", "hmac"]

_said = io.StringIO()
with contextlib.redirect_stderr(_said):
    import hashlib
    import hmac

if _said.tell():
    import logging

    logging.root.handlers.clear()  # logging has set itself up, to write where nobody reads
    if not hasattr(hashlib, "sha256"):
        del sys.modules["hashlib"], sys.modules["hmac"]  # with more memory they load as a whole
        raise MemoryError
