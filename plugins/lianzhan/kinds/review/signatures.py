"""SSH signatures of review steps: what is signed, and whether a key of the signer's made it.

A signature is what `ssh-keygen -Y sign` makes (OpenSSH's PROTOCOL.sshsig), in base64 on one line.
Ed25519 is verified by libsodium (PyNaCl), which takes half the time of OpenSSL; all other kinds of
keys by asyncssh.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.hashes import hashlib

if TYPE_CHECKING:
    from lianzhan.model.review import ReviewStep

NAMESPACE = "lianzhan-review"
"""Keeps signatures for other purposes, such as git's, from counting here, and ours from there."""
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_ED25519 = "ssh-ed25519"
_ED25519_BYTES = 64
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
MOST_CHARACTERS = 8_000
"""Of one signature: RSA with 16,384 bits takes 5,600."""


def signed_message(step: ReviewStep, page: str, person: str) -> bytes:
    """Return what a step's signature is for: the text, where it is, which step, who, and the day.

    `page` is that of the step's digest, `person` the signer's id. No path holds the separator.
    """
    day = step.at.isoformat() if step.at else ""
    return "\0".join((NAMESPACE, step.digest, page, step.step, person, day)).encode()


@dataclass
class Verifier:
    """Verifies signatures, each once: `known` are those that were found good, by their digest."""

    known: frozenset[str] = frozenset()
    good: set[str] = field(default_factory=set)

    def verify(self, key: str, message: bytes, signature: str) -> bool:
        """Whether a public key's owner signed a message: `key` as OpenSSH writes it."""
        parts = (key.encode(), signature.encode("utf-8", "replace"), message)
        name = hashlib.sha256(b"\n".join(parts)).hexdigest()
        if name in self.good:
            return True
        if name not in self.known and not _is_good(key, message, signature):
            return False
        self.good.add(name)
        return True


def _is_good(key: str, message: bytes, signature: str) -> bool:
    raw = _decoded(signature)
    if key.startswith(f"{_ED25519} "):
        return _is_good_ed25519(key, message, raw)
    from asyncssh.sshsig import import_allowed_signers, validate_sshsig

    try:
        signers = import_allowed_signers(f'signer namespaces="{NAMESPACE}" {key}\n')
        return bool(validate_sshsig(message, raw, "signer", signers))
    except ValueError:
        return False


def _is_good_ed25519(key: str, message: bytes, raw: bytes) -> bool:
    """Verify a signature by one key for our purpose: all but its last 64 bytes is known before."""
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import CryptoError

    public = _key_data(key)[-32:]
    for name in _HASHES:
        if raw[:-_ED25519_BYTES] == _ed25519_start(key, name):
            try:
                crypto_sign_open(raw[-_ED25519_BYTES:] + data_to_sign(message, name), public)
            except CryptoError:
                return False
            return True
    return False


@lru_cache(maxsize=4_096)
def _ed25519_start(key: str, hash_name: bytes) -> bytes:
    """Return how every signature by an Ed25519 key begins; of what is no such key, none does."""
    data = _key_data(key)
    if data != _field(_ED25519.encode()) + _field(data[-32:]):
        return b"none"
    length = len(_field(_ED25519.encode())) + 4 + _ED25519_BYTES
    signature = length.to_bytes(4, "big") + _field(_ED25519.encode())
    return _start(data, hash_name) + signature + _ED25519_BYTES.to_bytes(4, "big")


def joined(key: bytes, signature: bytes, hash_name: bytes = b"sha512") -> bytes:
    """Return the SSH signature of what a key's owner signed (`data_to_sign`)."""
    return _start(key, hash_name) + _field(signature)


def data_to_sign(message: bytes, hash_name: bytes = b"sha512") -> bytes:
    """Return what a key signs for a message: its hash in our namespace."""
    return _signed_start(hash_name) + _field(_HASHES[hash_name](message).digest())


@lru_cache(maxsize=2)
def _signed_start(hash_name: bytes) -> bytes:
    return _MAGIC + _field(NAMESPACE.encode()) + _field(b"") + _field(hash_name)


def _start(key: bytes, hash_name: bytes) -> bytes:
    fields = (key, NAMESPACE.encode(), b"", hash_name)
    return _MAGIC + _VERSION + b"".join(map(_field, fields))


def _field(data: bytes) -> bytes:
    """Return data after its length in four bytes (RFC 4251, section 5: string)."""
    return len(data).to_bytes(4, "big") + data


def fingerprint(signature: str) -> str:
    """Return the fingerprint of the key that a signature names, as OpenSSH writes it; "" of none.

    It says nothing of whether the signature is good.
    """
    data = _decoded(signature).removeprefix(_MAGIC + _VERSION)
    key = data[4 : 4 + int.from_bytes(data[:4], "big")]
    if not key:
        return ""
    return f"SHA256:{b64encode(hashlib.sha256(key).digest()).decode('ascii').rstrip('=')}"


@lru_cache(maxsize=4_096)
def _key_data(key: str) -> bytes:
    return _decoded(key.partition(" ")[2])


def _decoded(text: str) -> bytes:
    """Return base64 decoded; nothing where it is none."""
    try:
        return b64decode(text, validate=True) if len(text) <= MOST_CHARACTERS else b""
    except ValueError:
        return b""
