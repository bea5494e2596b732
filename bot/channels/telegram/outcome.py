"""From what aiogram raises to how a delivery ended."""

from __future__ import annotations

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.dialog.message import Delivery, Ref, Why

_LOST_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_CHAT = ("chat not found", "user not found", "peer_id_invalid", "bot was kicked")
_TOO_LONG = ("message is too long", "message_too_long", "caption is too long", "text is too long")


def failure(error: BaseException, token: str) -> Delivery:
    """Return how a delivery that raised ended; the token never shows in the detail."""
    if isinstance(error, ClientDecodeError):
        return _undecodable(error)
    if isinstance(error, TelegramRetryAfter):
        return Delivery(
            False, why=Why.RATE_LIMITED, retry_after=float(error.retry_after), detail="429 too many requests"
        )
    if isinstance(error, TelegramMigrateToChat):
        return Delivery(False, why=Why.NOT_FOUND, detail=f"group moved to {error.migrate_to_chat_id}")
    return Delivery(False, why=_why(error), detail=detail(error, token))


def detail(error: BaseException, token: str) -> str:
    """Return one line about an error, without the token and without anybody's words."""
    if isinstance(error, TelegramAPIError):
        said = error.message.replace(token, "***").splitlines()
        return f"{type(error).__name__}: {said[0] if said else ''}"[:200]
    # Other errors may quote what was being sent: their kind has to do.
    return type(error).__name__


def not_modified(error: BaseException) -> bool:
    """Tell whether an edit failed only because nothing was to be changed."""
    return isinstance(error, TelegramBadRequest) and "message is not modified" in error.message


def lost_message(error: BaseException) -> bool:
    """Tell whether an edit failed because the message is gone, too old or not editable."""
    return isinstance(error, TelegramBadRequest) and _says(error, _LOST_MESSAGE)


def forbidden_token(error: BaseException) -> bool:
    """Tell whether the platform does not know this bot's token."""
    return isinstance(error, TelegramUnauthorizedError | TelegramNotFound)


def _says(error: TelegramAPIError, phrases: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)


def _undecodable(error: ClientDecodeError) -> Delivery:
    """Read an answer aiogram could not: an unknown shape of success is still a success."""
    data = error.data
    if isinstance(data, dict) and data.get("ok") is True:
        result = data.get("result")
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return Delivery(True, Ref(str(message_id)) if message_id else None)
    return Delivery(False, why=Why.NETWORK, detail="answer is not of the Bot API")


def _why(error: BaseException) -> Why:
    if isinstance(error, TelegramForbiddenError):
        return Why.BLOCKED
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound):
        return Why.AUTH
    if isinstance(error, TelegramBadRequest):
        if _says(error, _NO_CHAT):
            return Why.NOT_FOUND
        return Why.TOO_LONG if _says(error, _TOO_LONG) else Why.BAD_REQUEST
    if isinstance(error, TelegramEntityTooLarge):
        return (
            Why.BAD_REQUEST
        )  # a network error by its class, but it would be too large the next time as well
    network = TelegramNetworkError | TelegramServerError | TelegramConflictError | OSError | TimeoutError
    return Why.NETWORK if isinstance(error, network) else Why.BAD_REQUEST
