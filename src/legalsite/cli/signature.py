"""Checks a signature that ``ssh-keygen -Y sign`` has made."""

from __future__ import annotations

from pathlib import Path

NAMESPACE = "legalsite"
"""What a signature is for: one made for another purpose does not count."""


class SignatureError(Exception):
    """A signature that does not prove anything; the message says why."""


def check_signature(data: bytes, signature: bytes, signers: Path) -> str:
    """Who has signed. signers: a file of who may, as ``ssh-keygen`` reads it.

    Raises SignatureError, OSError."""
    from shutil import which
    from subprocess import run
    from tempfile import NamedTemporaryFile

    program = which("ssh-keygen")
    if program is None:
        raise SignatureError("ssh-keygen is not there: install OpenSSH 8.2 or later to check signatures")
    with NamedTemporaryFile(suffix=".sig") as file:
        file.write(signature)
        file.flush()
        common = ("-s", file.name, "-f", str(signers))
        finding = [program, "-Y", "find-principals", *common]
        named = run(finding, capture_output=True, check=False)  # noqa: S603  no shell, and no option but ours
        who = named.stdout.decode("utf-8", "replace").partition("\n")[0].strip()
        if named.returncode or not who:
            raise SignatureError(f"the fingerprints were signed by nobody that {signers} lists")
        arguments = [program, "-Y", "verify", "-I", who, "-n", NAMESPACE, *common]
        checked = run(arguments, input=data, capture_output=True, check=False)  # noqa: S603  likewise
    if checked.returncode:
        raise SignatureError(f"the signature of {who} is not of these fingerprints, or not for {NAMESPACE!r}")
    return who
