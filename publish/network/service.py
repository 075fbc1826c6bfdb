"""Asking a service over the network: with patience, within bounds, and never without checking certificates."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from publish.findings import Finding, PublishError
from publish.network.address import is_this_machine
from publish.network.deadline import within

if TYPE_CHECKING:
    import requests


class Patience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a service is waited for, in seconds.

    Attributes:
        timeout: for a connection, or for the next bytes.
        deadline: for one answer, with all further attempts.
        interval: least time between two requests.
        backoff: after a first failure; after each further one twice as long.
        attempts: how often to try before giving up.
    """

    timeout: float = 20
    deadline: float = 90
    interval: float = 0
    backoff: float = 2
    attempts: int = 4


class _PassingError(Exception):
    """A failure that may not come again.

    Attributes:
        wait: how many seconds the service asks to wait; 0 when it does not say.
    """

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class Service:
    """A service that gives one answer to each request.

    Attributes:
        title: what messages call it, at the beginning of a sentence.
        kind: what the names of its messages begin with, such as ``voice``.
        harms: whom it harms that there is no answer.
        instead: what to do without it.
        patience: how long it is waited for.
        largest_answer: in bytes.
        explain: returns what the body of a refusal says, for the user.
    """

    def __init__(
        self,
        title: str,
        patience: Patience,
        largest_answer: int,
        explain: Callable[[bytes], str] = lambda _: "",
        *,
        kind: str,
        harms: str,
        instead: str,
    ) -> None:
        self.title = title
        self.kind = kind
        self.harms = harms
        self.instead = instead
        self.patience = patience
        self.largest_answer = largest_answer
        self.explain = explain
        self._earliest = 0.0

    def answer(self, request: requests.PreparedRequest) -> tuple[bytes, str]:
        """Send a request, again and again if need be, and return the body and the media type of the answer.

        Raises:
            PublishError: the service cannot be reached, refuses, or is too slow.
        """
        patience = self.patience
        end = time.monotonic() + patience.deadline
        wait, reason = 0.0, "it asks to wait too long"
        for attempt in range(patience.attempts):
            start = max(time.monotonic() + wait, self._earliest)
            if start >= end:
                break
            time.sleep(max(0.0, start - time.monotonic()))
            self._earliest = time.monotonic() + patience.interval
            try:
                return within(end - time.monotonic(), lambda: self._sent(request))
            except _PassingError as error:
                reason, wait = str(error), error.wait or patience.backoff * 2**attempt
            except TimeoutError:
                reason = f"it took more than {patience.deadline:g} seconds"
        raise PublishError(
            Finding(
                rule=f"{self.kind}-unreachable",
                message=f"{self.title} cannot be used now: {reason}.",
                harms=self.harms,
                mend=f"Check the network. {self.instead}",
            )
        )

    def unusable(self, what: str) -> PublishError:
        """Return the error for an answer that is of no use."""
        return PublishError(
            Finding(
                rule=f"{self.kind}-unusable",
                message=f"{self.title} sent {what}.",
                harms=self.harms,
                mend=self.instead,
            )
        )

    def _sent(self, request: requests.PreparedRequest) -> tuple[bytes, str]:
        import requests

        try:
            with requests.Session() as session:
                settings = session.merge_environment_settings(str(request.url), {}, True, None, None)
                if is_this_machine(urlsplit(str(request.url)).hostname or ""):
                    settings["proxies"] = {}  # a proxy would get text and key, unprotected
                with session.send(
                    request, timeout=self.patience.timeout, allow_redirects=False, **settings
                ) as response:
                    status = f"it answered {response.status_code} {response.reason}".strip()
                    if response.status_code == 429 or response.status_code >= 500:
                        raise _PassingError(status, _retry_after(response))
                    body = self._body(response)
                    if response.status_code != 200:
                        raise self._refused(status, body)
                    return body, response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        except requests.RequestException as error:
            raise _PassingError(_cause(error)) from error

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for block in response.iter_content(64 * 1024):
            body += block
            if len(body) > self.largest_answer:
                raise self.unusable("an answer far too long")
        return bytes(body)

    def _refused(self, status: str, body: bytes) -> PublishError:
        says = ": ".join(filter(None, (status, self.explain(body))))
        message = f"{self.title} refuses: {says}."
        return PublishError(Finding(rule=f"{self.kind}-refused", message=message, harms=self.harms, mend=self.instead))


def _retry_after(response: requests.Response) -> float:
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 0


def _cause(error: BaseException) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return "it did not answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke off in the middle of an answer"
    return "there is no connection to it"
