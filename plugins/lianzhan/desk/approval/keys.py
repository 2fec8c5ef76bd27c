"""A reviewer's SSH key, from a file or an agent: what signs a step.

In: the file that she names: a private key, or the public key of one that an SSH agent keeps. Out:
her public key, and a function that signs. Nothing of a private key is kept.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from lianzhan.kinds.review.signatures import NAMESPACE, data_to_sign, joined
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from asyncssh import SSHKey

AskPassphrase = Callable[[], str]
"""Asks the user for the passphrase of a key."""


KEY_FAULTS = {
    "unreadable": N_("密钥文件读不出来：{reason}"),
    "no-key": N_("这不是 SSH 密钥文件；用 ssh-keygen -t ed25519 生成一个"),
    "passphrase": N_("密钥的口令不对"),
    "no-agent": N_("公钥要由 ssh-agent 来签，没有签成：{reason}；改用私钥文件，或先 ssh-add"),
}


class KeyFileError(Exception):
    """A key can't be used: `fault` is a key of KEY_FAULTS, `reason` what the system says."""

    def __init__(self, fault: str, reason: str = "") -> None:
        super().__init__(fault, reason)
        self.fault = fault
        self.reason = reason


@dataclass(frozen=True)
class SigningKey:
    """A public key as OpenSSH writes it, without its remark, and what signs with its other half."""

    text: str
    sign: Callable[[bytes], bytes]

    def signature(self, message: bytes) -> str:
        """Return the signature of a message as a step bears it. Raises KeyFileError."""
        return b64encode(self.sign(message)).decode("ascii")


def read_key(file: Path, ask: AskPassphrase) -> SigningKey:
    """Return the key in a file; one with a passphrase asks for it once. Raises KeyFileError."""
    import asyncssh

    try:
        data = file.read_bytes()
    except OSError as error:
        raise KeyFileError("unreadable", error.strerror or str(error)) from None
    if b"PRIVATE KEY" in data:
        return _of_file(_private_key(data, ask))
    try:
        return _of_agent(asyncssh.import_public_key(data))
    except asyncssh.KeyImportError:
        raise KeyFileError("no-key") from None


def _private_key(data: bytes, ask: AskPassphrase) -> SSHKey:
    import asyncssh

    try:
        return asyncssh.import_private_key(data)
    except asyncssh.KeyEncryptionError:
        raise KeyFileError("passphrase") from None
    except asyncssh.KeyImportError as error:
        if "passphrase" not in str(error).lower():
            raise KeyFileError("no-key") from None
    try:
        return asyncssh.import_private_key(data, ask())
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        raise KeyFileError("passphrase") from None


def _of_file(key: SSHKey) -> SigningKey:
    import asyncssh

    def sign(message: bytes) -> bytes:
        return asyncssh.create_sshsig([key], message, namespace=NAMESPACE, raw=True)

    return SigningKey(_text(key), sign)


def _of_agent(key: SSHKey) -> SigningKey:
    return SigningKey(_text(key), lambda message: asyncio.run(_agent_signature(key, message)))


async def _agent_signature(key: SSHKey, message: bytes) -> bytes:
    """Have the agent sign with a key that it keeps. Raises KeyFileError."""
    from asyncssh import connect_agent
    from asyncssh.agent import SSH_AGENT_RSA_SHA2_512

    is_rsa = key.algorithm == b"ssh-rsa"
    try:
        async with await connect_agent() as agent:
            flags = SSH_AGENT_RSA_SHA2_512 if is_rsa else 0
            signature = await agent.sign(key.public_data, data_to_sign(message), flags)
    except (OSError, ValueError) as error:
        raise KeyFileError("no-agent", str(error)) from None
    return joined(key.public_data, signature)


def _text(key: SSHKey) -> str:
    return " ".join(key.export_public_key().decode("ascii").split()[:2])
