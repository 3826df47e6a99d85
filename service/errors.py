"""Every failure that a caller can cause or must hear about.

Each error names the problem, the value and what is allowed. `code` is the stable name under which
the HTTP layer and the command line report it.
"""


class OnrecordError(Exception):
    """Base of all errors that are reported to a caller rather than treated as defects."""

    code = "error"


class InvalidText(OnrecordError):
    """The text cannot be analysed as it is (empty, or not text)."""

    code = "invalid-text"


class TextTooLong(OnrecordError):
    """The text has more characters than this installation accepts."""

    code = "text-too-long"

    def __init__(self, length: int, allowed: int) -> None:
        super().__init__(f"The text has {length:,} characters; at most {allowed:,} are accepted.")
        self.length = length
        self.allowed = allowed


class UnsupportedLanguage(OnrecordError):
    """The text is not in a language that the pipeline was made for."""

    code = "unsupported-language"

    def __init__(self, language: str) -> None:
        super().__init__(
            f"The text appears to be in '{language}'; only English ('en') is supported. "
            "Set 'language' to 'en' to analyse it all the same."
        )
        self.language = language


class UnsupportedCharset(OnrecordError):
    """A page comes in a charset that is not known."""

    code = "unsupported-charset"

    def __init__(self, charset: str) -> None:
        super().__init__(f"The charset '{charset[:40]}' is not supported; send UTF-8.")


class NoMainText(OnrecordError):
    """An HTML page has no text that looks like an article's."""

    code = "no-main-text"

    def __init__(self) -> None:
        super().__init__(
            "No article text was found in the page; send the text itself as text/plain."
        )


class PageTooComplex(OnrecordError):
    """An HTML page has more markup than is read."""

    code = "page-too-complex"

    def __init__(self, tags: int, allowed: int) -> None:
        super().__init__(f"The page has {tags:,} tags; at most {allowed:,} are read.")


class AnalysisTimeout(OnrecordError):
    """The analysis of one article took longer than the limit and was stopped."""

    code = "analysis-timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The analysis was stopped after {seconds:g} seconds, the limit per text.")
        self.seconds = seconds


class AnalysisFailed(OnrecordError):
    """The process that analysed the article died (out of memory, or killed)."""

    code = "analysis-failed"


class Overloaded(OnrecordError):
    """More analyses are waiting than this installation accepts; try again shortly."""

    code = "overloaded"

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} analyses are waiting already; try again shortly.")


class NotFound(OnrecordError):
    """No record of that kind has that id."""

    code = "not-found"

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(f"No {what} has the id '{identifier}'.")
        self.what = what
        self.identifier = identifier


class Conflict(OnrecordError):
    """An edit cannot be made or undone in the present state of what it concerns."""

    code = "conflict"


class PreconditionFailed(OnrecordError):
    """What a write concerns is not, or no more, as its caller expects."""

    code = "precondition-failed"


class KeyReused(OnrecordError):
    """An idempotency key comes with another request than the one it was first sent with."""

    code = "idempotency-key-reused"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The key '{key}' was sent with another request before; take a new key for a new one."
        )


class KeyInUse(OnrecordError):
    """The request that an idempotency key names is being answered at the moment."""

    code = "idempotency-key-in-use"

    def __init__(self, key: str) -> None:
        super().__init__(f"The request with the key '{key}' is being answered; ask again shortly.")


class Superseded(OnrecordError):
    """A job was taken by another worker, or ended, since the one who reports on it took it."""

    code = "superseded"

    def __init__(self, job: str) -> None:
        super().__init__(f"The job '{job}' is no longer this worker's.")
        self.job = job


class InvalidEdit(OnrecordError):
    """An edit would change nothing, or contradicts itself."""

    code = "invalid-edit"


class InvalidWebhook(OnrecordError):
    """A webhook cannot be sent to that address."""

    code = "invalid-webhook"


class InvalidCursor(OnrecordError):
    """A page cursor was not one that this service gave out."""

    code = "invalid-cursor"

    def __init__(self, cursor: str) -> None:
        super().__init__(f"'{cursor[:80]}' is not a cursor of this list; use next_cursor as given.")


class InvalidFilter(OnrecordError):
    """A saved filter names something that is not there."""

    code = "invalid-filter"


class EventsExpired(OnrecordError):
    """The events after a number are no longer kept."""

    code = "events-expired"

    def __init__(self, after: int, first: int) -> None:
        super().__init__(
            f"Events after {after} are no longer kept; the first that is kept is {first}. "
            "Read what you follow anew, then go on from the newest event."
        )
        self.after = after
        self.first = first


class KeyRefused(OnrecordError):
    """The API key of a request is mistyped, unknown, revoked or expired."""

    code = "invalid-key"


class StoreUnavailable(OnrecordError):
    """The database cannot be used at the moment: gone, full, or busy for too long."""

    code = "store-unavailable"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The database cannot be used at the moment: {reason}; try again shortly.")


class InvalidSetting(OnrecordError):
    """A setting has a value that cannot be used."""

    code = "invalid-setting"


class PipelineUnavailable(OnrecordError):
    """The configured language pipeline is not installed or lacks what the service needs."""

    code = "pipeline-unavailable"
