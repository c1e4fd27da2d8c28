"""Who we are at Amazon's services and those that speak like them, where the environment names a profile.

What the environment says itself (keys, a token of a CI's identity, the role of a machine) obstore finds
alone; it reads no profiles. Keys that stand in the files are read here; a profile with a login or a role to
take on is boto3's trade, where that is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from configparser import ConfigParser, Error
from pathlib import Path
from typing import Any

from legalsite.publish.failure import PublishError

_ALONE = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")


def aws_profile(environment: Mapping[str, str]) -> dict[str, Any]:
    """What a store is told besides its address: nothing where no profile is wanted. Raises PublishError."""
    if any(environment.get(key) for key in _ALONE):
        return {}
    wanted = environment.get("AWS_PROFILE", "")
    name = wanted or "default"
    home = Path(environment.get("HOME") or Path.home())
    said = _section(Path(environment.get("AWS_CONFIG_FILE") or home / ".aws/config"), name)
    said |= _section(Path(environment.get("AWS_SHARED_CREDENTIALS_FILE") or home / ".aws/credentials"), name)
    config = {"region": said["region"]} if "region" in said and "AWS_REGION" not in environment else {}
    if endpoint := said.get("endpoint_url", ""):
        config["endpoint"] = endpoint
    if "aws_access_key_id" in said and "aws_secret_access_key" in said:
        config["access_key_id"] = said["aws_access_key_id"]
        config["secret_access_key"] = said["aws_secret_access_key"]
        if token := said.get("aws_session_token", ""):
            config["session_token"] = token
        return {"config": config}
    if not wanted:
        return {"config": config} if config else {}
    try:
        from boto3.session import Session
        from obstore.auth.boto3 import Boto3CredentialProvider
    except ImportError:
        raise PublishError(
            f"the profile {wanted} has no keys in the files that were read; if it is a login or a role, "
            f"`pip install boto3`"
        ) from None
    return {"config": config, "credential_provider": Boto3CredentialProvider(Session(profile_name=wanted))}


def _section(path: Path, name: str) -> dict[str, str]:
    """What a file says of a profile; nothing where it does not."""
    parser = ConfigParser(interpolation=None)
    try:
        parser.read(path, "utf-8")
    except (Error, UnicodeDecodeError) as error:
        raise PublishError(f"{path} cannot be read as profiles ({type(error).__name__})") from None
    found = next((key for key in (name, f"profile {name}") if parser.has_section(key)), "")
    return dict(parser[found]) if found else {}
