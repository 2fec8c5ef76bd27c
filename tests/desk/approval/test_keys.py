"""A reviewer's key comes from a file or an agent, and what can't be used says why."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from ssh_keys import Key

from lianzhan.desk.approval.keys import KEY_FAULTS, KeyFileError, read_key
from lianzhan.kinds.review.signatures import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MESSAGE = b"message"


def never() -> str:
    raise AssertionError("no passphrase is asked for")


def written(folder: Path, key: Key, passphrase: str | None = None) -> Path:
    file = folder / "key"
    file.write_bytes(key.private.export_private_key(passphrase=passphrase, rounds=64))
    file.with_suffix(".pub").write_bytes(key.private.export_public_key())
    file.chmod(0o600)
    return file


def is_good(key: Key, signature: str) -> bool:
    return Verifier().verify(key.text, MESSAGE, signature)


@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp384", "ssh-rsa"])
def test_a_private_key_signs(tmp_path: Path, kind: str) -> None:
    key = Key(kind)
    read = read_key(written(tmp_path, key), never)
    assert read.text == key.text
    assert is_good(key, read.signature(MESSAGE))


def test_a_key_with_a_passphrase_asks_for_it(tmp_path: Path) -> None:
    key = Key()
    file = written(tmp_path, key, "口令")
    assert is_good(key, read_key(file, lambda: "口令").signature(MESSAGE))
    with pytest.raises(KeyFileError, match="passphrase"):
        read_key(file, lambda: "别的")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (None, "unreadable"),
        (b"", "no-key"),
        (b"ssh-ed25519 AAAA", "no-key"),
        (b"\xff\xfe", "no-key"),
        (
            b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
            "no-key",
        ),
    ],
)
def test_what_is_no_key_says_so(tmp_path: Path, data: bytes | None, fault: str) -> None:
    if data is not None:
        (tmp_path / "key").write_bytes(data)
    with pytest.raises(KeyFileError) as caught:
        read_key(tmp_path / "key", never)
    assert caught.value.fault == fault
    assert KEY_FAULTS[fault].format(reason=caught.value.reason)


def test_a_public_key_without_an_agent_can_not_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "none"))
    read = read_key(written(tmp_path, Key()).with_suffix(".pub"), never)
    with pytest.raises(KeyFileError, match="no-agent"):
        read.signature(MESSAGE)


@pytest.fixture
def agent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not shutil.which("ssh-agent"):
        pytest.skip("no ssh-agent")
    said = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    for name in ("SSH_AUTH_SOCK", "SSH_AGENT_PID"):
        monkeypatch.setenv(name, said.partition(f"{name}=")[2].partition(";")[0])
    yield
    subprocess.run(["ssh-agent", "-k"], env=dict(os.environ), capture_output=True, check=True)


@pytest.mark.usefixtures("agent")
@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"])
def test_an_agent_signs_for_a_public_key_that_it_keeps(tmp_path: Path, kind: str) -> None:
    key, other = Key(kind), Key(kind)
    subprocess.run(["ssh-add", "-q", written(tmp_path, key)], check=True)
    public = tmp_path / "key.pub"
    assert is_good(key, read_key(public, never).signature(MESSAGE))
    written(tmp_path, other)
    with pytest.raises(KeyFileError, match="no-agent"):
        read_key(public, never).signature(MESSAGE)
