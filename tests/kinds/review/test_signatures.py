"""A signature counts if the key made it for this message, in our namespace, and else never."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode, b64encode
from datetime import date
from typing import TYPE_CHECKING

import pytest
from asyncssh.sshsig import import_allowed_signers, validate_sshsig
from hypothesis import given, settings
from hypothesis import strategies as st
from ssh_keys import Key

from lianzhan.kinds.review.signatures import (
    MOST_CHARACTERS,
    NAMESPACE,
    Verifier,
    data_to_sign,
    joined,
    signed_message,
)
from lianzhan.model.review import ReviewStep

if TYPE_CHECKING:
    from pathlib import Path

ED, OTHER, EC, RSA = Key(), Key(), Key("ecdsa-sha2-nistp256"), Key("ssh-rsa")
MESSAGE = b'["a message"]'


def is_good(key: str, message: bytes, signature: str) -> bool:
    return Verifier().verify(key, message, signature)


@pytest.mark.parametrize("key", [ED, EC, RSA], ids=lambda key: key.kind)
@pytest.mark.parametrize("hash_name", ["sha512", "sha256"])
def test_keys_of_all_kinds_sign(key: Key, hash_name: str) -> None:
    signature = key.sign(MESSAGE, hash_name=hash_name)
    assert is_good(key.text, MESSAGE, signature)
    assert not is_good(key.text, MESSAGE + b" ", signature)
    assert not is_good(OTHER.text, MESSAGE, signature)
    assert not is_good(key.text, MESSAGE, key.sign(MESSAGE, namespace="git"))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "U1NIU0lH",
        "不是",
        "=" * 20,
        "A" * (MOST_CHARACTERS + 1),
        b64encode(b"SSHSIG\0\0\0\1" + b"\xff" * 300).decode(),
        b64encode(b"SSHSIG\0\0\0\1" + b"\0" * 20).decode(),
        b64encode(b"SSHSIG\0\0\0\2" + b64decode(ED.sign(MESSAGE))[10:]).decode(),
        b64encode(joined(b"", b"")).decode(),
        b64encode(joined(b64decode(ED.text.split()[1]), b"")).decode(),
        b64encode(joined(b64decode(ED.text.split()[1]), b"\0\0\0\1a", b"md5")).decode(),
        ED.sign(MESSAGE) + "\n",
        "-----BEGIN SSH SIGNATURE-----",
    ],
    ids=map(str, range(13)),
)
@pytest.mark.parametrize(
    "key", [ED.text, EC.text, "ssh-ed25519 AAAA", "x", ""], ids=("ed", "ec", "short", "x", "none")
)
def test_what_is_no_signature_is_none(signature: str, key: str) -> None:
    assert not is_good(key, MESSAGE, signature)


def test_libsodium_and_openssl_agree_on_damaged_signatures() -> None:
    """Our own reading of the format lets nothing through that asyncssh refuses."""
    signers = import_allowed_signers(f'signer namespaces="{NAMESPACE}" {ED.text}\n')
    raw = b64decode(ED.sign(MESSAGE))
    flipped = (
        raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
        for at in range(len(raw))
        for bit in (1, 16, 128, 255)
    )
    cut = (raw[:at] for at in range(len(raw)))
    longer = (raw + bytes(more) for more in (1, 4, 9))
    for data in (raw, *flipped, *cut, *longer):
        try:
            expected = validate_sshsig(MESSAGE, data, "signer", signers)
        except ValueError:
            expected = False
        assert is_good(ED.text, MESSAGE, b64encode(data).decode()) == expected


@given(st.text(max_size=300), st.text(max_size=100))
@settings(max_examples=200)
def test_no_text_raises(signature: str, key: str) -> None:
    assert not is_good(key, MESSAGE, signature)
    assert not is_good(ED.text, MESSAGE, signature)


def test_openssh_makes_and_takes_such_signatures(tmp_path: Path) -> None:
    if not shutil.which("ssh-keygen"):
        pytest.skip("no ssh-keygen")
    (tmp_path / "key").write_bytes(ED.private.export_private_key())
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "message").write_bytes(MESSAGE)
    make = ["ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", NAMESPACE, "message"]
    subprocess.run(make, cwd=tmp_path, check=True)
    armoured = (tmp_path / "message.sig").read_text().splitlines()
    assert is_good(ED.text, MESSAGE, "".join(armoured[1:-1]))
    (tmp_path / "signers").write_text(f"a {ED.text}\n")
    body = ED.sign(MESSAGE)
    lines = [body[at : at + 70] for at in range(0, len(body), 70)]
    (tmp_path / "ours").write_text("\n".join((armoured[0], *lines, armoured[-1], "")))
    look = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "a", "-n", NAMESPACE, "-s", "ours"]
    subprocess.run(look, cwd=tmp_path, check=True, input=MESSAGE, capture_output=True)


def test_what_an_agent_signed_is_put_together_as_a_file_s_key_would() -> None:
    raw = ED.private.sign(data_to_sign(MESSAGE), b"ssh-ed25519")
    key = b64decode(ED.text.split()[1])
    assert is_good(ED.text, MESSAGE, b64encode(joined(key, raw)).decode())


def test_each_word_of_a_step_is_signed() -> None:
    step = ReviewStep("first", "甲", date(2026, 3, 1), 4, digest="d")
    message = signed_message(step, "page", "jia")
    others = (
        signed_message(step, "page2", "jia"),
        signed_message(step, "page", "yi"),
        *(
            signed_message(changed, "page", "jia")
            for changed in (
                ReviewStep("second", "甲", date(2026, 3, 1), 4, digest="d"),
                ReviewStep("first", "甲", date(2026, 3, 2), 4, digest="d"),
                ReviewStep("first", "甲", None, 4, digest="d"),
                ReviewStep("first", "甲", date(2026, 3, 1), 4, digest="e"),
            )
        ),
    )
    assert len({message, *others}) == len(others) + 1
    assert message == b"lianzhan-review\0d\0page\0first\0jia\x002026-03-01"


def test_what_was_good_once_is_not_computed_again() -> None:
    signature = ED.sign(MESSAGE)
    first = Verifier()
    assert first.verify(ED.text, MESSAGE, signature)
    later = Verifier(known=frozenset(first.good))
    assert later.verify(ED.text, MESSAGE, signature)
    assert later.good == first.good
    assert not later.verify(OTHER.text, MESSAGE, signature)
    assert not later.verify(ED.text, MESSAGE + b".", signature)
    assert Verifier(known=frozenset({"x"})).good == set()
