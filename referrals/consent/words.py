"""What is said to the person before anything is shared: in every language made for them."""

from django.utils.translation import gettext as _


def notice() -> list[str]:
    """The words to say, a paragraph each, in the language in force."""
    return [
        _(
            "I would like to pass what you have told me to the people who can help. They will "
            "then contact you, so that you do not have to tell your story again."
        ),
        _(
            "Only the organisations we have just talked about will see it. They may use it only "
            "to help you."
        ),
        _(
            "You can say no, and we will still help you in the ways we can. You can change your "
            "mind at any time: tell me or any of them."
        ),
    ]


def desk_words() -> str:
    """What the desk does, to be said as well where the desk is asked."""
    return _(
        "I would also like to ask the people who coordinate this network. They look for somebody "
        "who can help you, and pass on what you have told me to them."
    )
