from django.utils.translation import ngettext


def emails_in_words(count: int) -> str:
    """Empty when every email went out."""
    if not count:
        return ""
    return ngettext(
        "%(n)d email could not be sent, after many tries.",
        "%(n)d emails could not be sent, after many tries.",
        count,
    ) % {"n": count}
