"""The keys that everything is signed, sealed and recognised by."""

from typing import Final

from ccs.settings.environment import Problems, words

LENGTH: Final = 50
LETTERS: Final = 20


def older_keys() -> list[str]:
    """What was sealed or signed with these is still opened; nothing new is."""
    return words("SECRET_KEY_FALLBACKS")


def refuse_weak_keys(problems: Problems, *, secret: str, pseudonym: str) -> None:
    """Too easy to guess, or one key for two things."""
    older = older_keys()
    named = [("SECRET_KEY", secret), ("PSEUDONYM_KEY", pseudonym)]
    named += [("SECRET_KEY_FALLBACKS", key) for key in older]
    for name, key in named:
        problems.refuse(
            f"{name} is too easy to guess (it needs {LENGTH} characters, {LETTERS} different ones)",
            when=bool(key) and (len(key) < LENGTH or len(set(key)) < LETTERS),
        )
    problems.refuse(
        "PSEUDONYM_KEY must not be SECRET_KEY",
        when=bool(pseudonym) and pseudonym in {secret, *older},
    )
    problems.refuse("SECRET_KEY_FALLBACKS must not hold SECRET_KEY itself", when=secret in older)
