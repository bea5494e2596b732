"""Signed personal links: the token is a user's id and a proof that we gave it out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_PROOF_BYTES = 18


class Signer:
    """Signs and checks tokens of the form `user.proof`."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("links cannot be signed with an empty secret")
        self._key = hashlib.sha256(b"huifang web link\0" + secret.encode()).digest()

    def sign(self, user: str) -> str:
        """Return the token of a user."""
        return f"{user}.{self._proof(user)}"

    def verify(self, token: str) -> str | None:
        """Return the user a token was made for; None where we did not make it."""
        user, dot, proof = token.rpartition(".")
        if not (dot and user and token.isascii()):
            return None
        return user if hmac.compare_digest(proof, self._proof(user)) else None

    def _proof(self, user: str) -> str:
        digest = hmac.new(self._key, user.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:_PROOF_BYTES]).decode()


def new_user() -> str:
    """Return a fresh random web user id."""
    return secrets.token_urlsafe(12)
