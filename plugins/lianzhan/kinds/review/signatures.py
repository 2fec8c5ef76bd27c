"""SSH signatures of review steps: what is signed, and whether a key of the signer's made it.

A signature is what `ssh-keygen -Y sign` makes (OpenSSH's PROTOCOL.sshsig), in base64 on one line.
Ed25519 is verified by libsodium (PyNaCl), which takes half the time of OpenSSL; all other kinds of
keys by asyncssh.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.runtime.hashes import hashlib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.review import ReviewStep

NAMESPACE = "lianzhan-review"
"""Keeps signatures for other purposes, such as git's, from counting here, and ours from there."""
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_ED25519 = b"ssh-ed25519"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
MOST_CHARACTERS = 8_000
"""Of one signature: RSA with 16,384 bits takes 5,600."""


def signed_message(step: ReviewStep, page: str, person: str) -> bytes:
    """Return what a step's signature is for: the text, where it is, which step, who, and the day.

    `page` is that of the step's digest, `person` the signer's id.
    """
    day = step.at.isoformat() if step.at else ""
    return json.dumps([NAMESPACE, step.digest, page, step.step, person, day]).encode("ascii")


@dataclass
class Verifier:
    """Verifies signatures, each once: `known` are those that were found good, by their digest."""

    known: frozenset[str] = frozenset()
    good: set[str] = field(default_factory=set)

    def verify(self, key: str, message: bytes, signature: str) -> bool:
        """Whether a public key's owner signed a message: `key` as OpenSSH writes it."""
        name = hashlib.sha256(b"%s\0%s\0%s" % (_ascii(key), _ascii(signature), message)).hexdigest()
        if name in self.good:
            return True
        if name not in self.known and not _is_good(key, message, signature):
            return False
        self.good.add(name)
        return True


@dataclass(frozen=True)
class _Parts:
    """What an SSH signature holds besides its namespace, which is ours."""

    key: bytes
    hash_name: bytes
    signature: bytes

    def signed_data(self, message: bytes) -> bytes:
        digest = _HASHES[self.hash_name](message).digest()
        return _MAGIC + b"".join(map(_field, (NAMESPACE.encode(), b"", self.hash_name, digest)))


def _is_good(key: str, message: bytes, signature: str) -> bool:
    raw = _decoded(signature)
    parts = _parts(raw)
    if parts is None or parts.key != _key_data(key):
        return False
    if key.startswith(f"{_ED25519.decode()} "):
        return _is_good_ed25519(parts, message)
    from asyncssh.sshsig import import_allowed_signers, validate_sshsig

    try:
        signers = import_allowed_signers(f'signer namespaces="{NAMESPACE}" {key}\n')
        return bool(validate_sshsig(message, raw, "signer", signers))
    except ValueError:
        return False


def _is_good_ed25519(parts: _Parts, message: bytes) -> bool:
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import CryptoError

    key, signature = [*_fields(parts.key)], [*_fields(parts.signature)]
    if len(key) != 2 or len(signature) != 2 or key[0] != _ED25519 or signature[0] != _ED25519:
        return False
    if len(key[1]) != 32 or len(signature[1]) != 64:
        return False
    try:
        crypto_sign_open(signature[1] + parts.signed_data(message), key[1])
    except CryptoError:
        return False
    return True


def _parts(raw: bytes) -> _Parts | None:
    """Take a signature apart; None where it is none, or is for another purpose."""
    if not raw.startswith(_MAGIC + _VERSION):
        return None
    fields = [*_fields(raw[len(_MAGIC + _VERSION) :])]
    if len(fields) != 5 or fields[1] != NAMESPACE.encode() or fields[3] not in _HASHES:
        return None
    return _Parts(fields[0], fields[3], fields[4])


def joined(key: bytes, signature: bytes, hash_name: bytes = b"sha512") -> bytes:
    """Return the SSH signature of what a key's owner signed (`data_to_sign`)."""
    fields = (key, NAMESPACE.encode(), b"", hash_name, signature)
    return _MAGIC + _VERSION + b"".join(map(_field, fields))


def data_to_sign(message: bytes) -> bytes:
    """Return what a key signs for a message: its SHA-512 in our namespace."""
    return _Parts(b"", b"sha512", b"").signed_data(message)


def _fields(data: bytes) -> Iterator[bytes]:
    """Yield fields, each after its length in four bytes (RFC 4251, section 5: string)."""
    while data:
        length = int.from_bytes(data[:4], "big")
        if len(data) < 4 + length:
            yield b"\0"  # is no field that anything takes
            return
        yield data[4 : 4 + length]
        data = data[4 + length :]


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


@lru_cache(maxsize=4_096)
def _key_data(key: str) -> bytes:
    return _decoded(key.partition(" ")[2])


def _decoded(text: str) -> bytes:
    """Return base64 decoded; nothing where it is none."""
    try:
        return b64decode(text, validate=True) if len(text) <= MOST_CHARACTERS else b""
    except ValueError:
        return b""


def _ascii(text: str) -> bytes:
    return text.encode("utf-8", "replace")
