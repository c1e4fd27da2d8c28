"""DeepL, by its own client library (`pip install legalsite[deepl]`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, ClassVar

from legalsite.engines.engine import Access, EngineError, Price
from legalsite.engines.http import refused
from legalsite.engines.notation import Tags

_WHO = "DeepL"
_VARIANTS = {"en": "en-GB", "pt": "pt-PT"}  # targets that are refused without one
_STRANGE = "what DeepL answered is not what its API promises: is the address right?"
_FREE = Price(0.0, "EUR", "a free key: 500,000 characters a month")
_PAID = Price(20.0, "EUR", "DeepL's list price, without its monthly fee; see your own contract")


@dataclass(frozen=True)
class DeepL:
    """DeepL's API. A request may have 128 KiB, which 40 texts of `longest` do not reach with their tags."""

    access: Access
    name: ClassVar[str] = "deepl"
    notation: ClassVar[Tags] = Tags()
    longest: ClassVar[int] = 2500
    most: ClassVar[int] = 10
    _kept: list[Any] = field(default_factory=list, compare=False, repr=False)

    @property
    def price(self) -> Price:
        return _FREE if self.access.key.endswith(":fx") else _PAID

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        import deepl

        try:
            found = self._client().translate_text(
                list(texts),
                source_lang=source.split("-", maxsplit=1)[0],
                target_lang=_VARIANTS.get(target, target),
                tag_handling="xml",
                tag_handling_version="v2",
                ignore_tags=[self.notation.alone],
                non_splitting_tags=[self.notation.alone, self.notation.around],
                outline_detection=False,
                extra_body_parameters={"enable_beta_languages": True},
            )
        except deepl.DeepLException as error:
            raise _wrong(error, self.access.seconds) from None
        except (ValueError, KeyError, TypeError):
            raise EngineError(_STRANGE) from None
        back = [result.text for result in found] if isinstance(found, list) else []
        if len(back) != len(texts):  # the library takes a broken answer for an empty one
            raise EngineError(_STRANGE)
        return back

    def _client(self) -> Any:
        """The client, made once. It asks once and not again: patience is ours, as with all engines."""
        if not self._kept:
            import deepl

            deepl.http_client.max_network_retries = 0
            deepl.http_client.min_connection_timeout = self.access.seconds
            client = deepl.DeepLClient(
                self.access.key,
                server_url=self.access.address or None,
                send_platform_info=False,
                skip_language_check=True,
            )
            self._kept.append(client.set_app_info("legalsite", "1"))
        return self._kept[0]


def _wrong(error: Any, seconds: float) -> EngineError:
    """The library's error in words of ours: its own may quote what was sent."""
    status = getattr(error, "http_status_code", None)
    if status is None:
        late = "timed out" in str(error).lower()
        told = f"gave no answer within {seconds:g} seconds" if late else "cannot be reached"
        return EngineError(f"{_WHO} {told}", passing=True)
    said = str(error).partition("message: ")[2][:200]
    return refused(_WHO, status, said)


def open_deepl(access: Access) -> DeepL:
    """DeepL. Raises EngineError where the library or the key is missing."""
    if find_spec("deepl") is None:
        raise EngineError("DeepL's library is not there: run `pip install legalsite[deepl]`")
    if not access.key:
        raise EngineError("DeepL wants a key: put it into the environment as DEEPL_AUTH_KEY")
    return DeepL(access)
