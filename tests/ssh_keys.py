"""SSH keys made for tests, and steps signed with them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import asyncssh

from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.signatures import NAMESPACE, signed_message
from lianzhan.model.people import Person, PublicKey

if TYPE_CHECKING:
    from lianzhan.kinds.value import Value
    from lianzhan.model.review import ReviewStep


@dataclass(frozen=True)
class Key:
    """A private key of a kind."""

    kind: str = "ssh-ed25519"

    @cached_property
    def private(self) -> asyncssh.SSHKey:
        return asyncssh.generate_private_key(self.kind)

    @property
    def text(self) -> str:
        return " ".join(self.private.export_public_key().decode().split()[:2])

    def sign(self, message: bytes, namespace: str = NAMESPACE, hash_name: str = "sha512") -> str:
        options = {"namespace": namespace, "hash_name": hash_name, "raw": True}
        return b64encode(asyncssh.create_sshsig([self.private], message, **options)).decode()


def signer(key: Key, number: int = 0, **facts: object) -> Person:
    """A person who may take every step, with a key."""
    name = "甲乙丙"[number]
    steps = ("first", "second", "final")
    values = {"steps": steps, "keys": (PublicKey(key.text),), **facts}
    return Person(f"p{number}", name, **values)  # type: ignore[arg-type]


def signed(step: ReviewStep, value: Value, key: Key, person: str) -> ReviewStep:
    """A step with the digest of a value and a signature."""
    page = signed_page(value.path)
    step = replace(step, digest=seen_digest(value, page))
    return replace(step, signature=key.sign(signed_message(step, page, person)))
