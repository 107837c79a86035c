"""What the system does, in words: only what it really does today, and what it does not do yet."""

from collections import defaultdict
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.outbox.actions import KEPT_FOR
from ccs.texts.queries import texts_are_on
from organisations.directory.rules import ITEMS
from referrals.assessments.equality import ETHNICITY
from referrals.assessments.models import KEPT_UNSENT_DAYS
from referrals.consent.models import Basis
from referrals.drafts.rules import KEPT_DAYS
from referrals.papers.document import Section, Table
from referrals.papers.fields import Audience, Record, personal_records, records
from referrals.papers.words import AUDIENCES, TREATMENTS, field_name, record_name
from referrals.voice.rules import LASTS, LASTS_AFTER_END


def bases() -> Table:
    return Table(
        head=[_("Lawful basis"), _("In the system")],
        rows=[[str(one.label), one.value] for one in Basis],
        caption=_("Lawful bases that can be recorded with a referral"),
    )


def what_is_held(years: int) -> Section:
    """From the models: nobody writes this list by hand."""
    return Section(
        title=_("What can be held, who sees it and for how long"),
        text=[
            _("This list is made from the system itself each time it is read."),
            ngettext(
                "A record’s time is over %(n)d year after it ends. This network chose that.",
                "A record’s time is over %(n)d years after it ends. This network chose that.",
                years,
            )
            % {"n": years},
        ],
        tables=[_personal(), _items(), _others()],
    )


def who_sees() -> Section:
    return Section(
        title=_("How it is kept apart"),
        points=[
            _(
                "The database itself decides who reads a row: each network, and each team, by rules"
                " that the site cannot switch off."
            ),
            _(
                "A referral has an envelope (who asked whom, for what kind of help, when) and a"
                " letter (who the person is and what they told). Managers and the desk see"
                " envelopes."
            ),
            _(
                "A letter is read by the team that wrote it down and by the teams to which it was"
                " sent, while the person’s agreement stands."
            ),
            _("The desk reads a letter only where the person agreed that the desk may."),
            _("A service gets only the answers that it said it needs."),
            _("An organisation that has not signed the data sharing agreement gets no letter."),
        ],
    )


def how_long(standards: Mapping[str, int]) -> Section:
    years, months = standards["retention_years"], standards["declined_months"]
    link, after = LASTS.days, LASTS_AFTER_END.days
    return Section(
        title=_("How long it is kept"),
        points=[
            ngettext(
                "The record of a person: %(n)d year after the last thing that happened.",
                "The record of a person: %(n)d years after the last thing that happened.",
                years,
            )
            % {"n": years},
            ngettext(
                "The record of a person whom no team took on: %(n)d month.",
                "The record of a person whom no team took on: %(n)d months.",
                months,
            )
            % {"n": months},
            _(
                "Records whose time is over are erased every night. A record stays while a"
                " referral is open, somebody still asks how the person is, it is restricted, or"
                " the person has asked for something that is not answered yet."
            ),
            _("What was written down and not sent: deleted after %(n)d days.")
            % {"n": KEPT_UNSENT_DAYS},
            _("What was typed and not saved: deleted after %(n)d days.") % {"n": KEPT_DAYS},
            _("Messages that were sent: their rows are deleted after %(n)d days.")
            % {"n": KEPT_FOR.days},
            _(
                "The person’s own link: %(after)d days after the last referral ended, at most"
                " %(most)d days."
            )
            % {"after": after, "most": link},
            _("What happened and who read what (the audit) says ids and codes, and stays."),
            _(
                "Names and accounts of workers: erased as long after they left as the record of"
                " somebody a team took on. It stays who signed an agreement, and what was typed."
            ),
        ],
    )


def security() -> Section:
    return Section(
        title=_("Security"),
        points=[
            _("No passwords: people sign in with a code that is sent to their email address."),
            _("Three wrong codes end a try. How often somebody may ask is limited."),
            _("A session ends after %(n)d hours. People see where they are signed in, and end it.")
            % {"n": settings.SESSION_COOKIE_AGE // 3600},
            _("The site answers over an encrypted connection only."),
            _("Pages carry no scripts from elsewhere, and no advertising or tracking."),
            _("Each opening of a person’s record is written down: who, what and when."),
            _("Emails and texts hold no story. Emails to workers hold no personal details at all."),
            _("Logs are filtered: no email addresses, phone numbers or search words."),
            _("Keys, codes and links are kept as hashes. Codes that wait to go out are encrypted."),
            _("Automatic tests try to reach every table from another network or team."),
        ],
        open=[
            _(
                "Not part of the system: encryption of the disks, backups and where they are kept,"
                " and tests by outsiders. Whoever runs the site has to say this."
            ),
        ],
    )


def processors() -> Section:
    """From the settings of this site. It does not know who hosts it."""
    rows = [(_("Email"), _email_carrier())]
    if texts_are_on():
        rows.append((_("Text messages"), "GOV.UK Notify"))
    else:
        rows.append((_("Text messages"), _("None: this site sends no texts")))
    return Section(
        title=_("Companies that work for the network"),
        rows=rows,
        open=[_("Who runs the computers, and in which country? The site does not know.")],
    )


def rights() -> list[str]:
    return [
        _("The person can get a card with a link: who was asked, who reads what, since when."),
        _("There they change how they are reached, and take back what they agreed to."),
        _("When they do, everybody else loses sight of it at once, and is asked to delete copies."),
        _("A team can correct what it wrote down. Every reader sees the correction."),
        _(
            "They can ask any team or the desk for a copy of all that is held about them, for it to"
            " be put right, not to be used, or to be erased. The answer is due within a month."
        ),
        _("They can complain to the Information Commissioner’s Office: ico.org.uk."),
    ]


def _personal() -> Table:
    return Table(
        head=[_("Record"), _("Fields, and what becomes of them"), _("Who sees it")],
        rows=[
            [record_name(record.label), _fields(record), str(AUDIENCES[record.audience])]
            for record in _by_who_is_meant(personal_records())
        ],
        caption=_("Fields that may tell who somebody is, or what they said"),
    )


def _fields(record: Record) -> str:
    """By what becomes of them: those that are emptied, those that are replaced."""
    treated = defaultdict(list)
    for one in record.personal:
        treated[one.treatment].append(field_name(record, one))
    return " ".join(
        f"{TREATMENTS[treatment]}: {', '.join(names)}." for treatment, names in treated.items()
    )


def _items() -> Table:
    return Table(
        head=[_("Answer"), _("In the system")],
        rows=[
            *([str(label), item] for item, label in ITEMS.items()),
            [_("Ethnic group: only counted, and no service may ask for it"), ETHNICITY],
        ],
        caption=_("Answers that a service may ask for"),
        folded=True,
    )


def _others() -> Table:
    return Table(
        head=[_("Record"), _("Fields, as the system names them"), _("Who sees it")],
        rows=[
            [
                record_name(record.label),
                ", ".join(one.name for one in record.fields if one not in record.personal),
                str(AUDIENCES[record.audience]),
            ]
            for record in records()
            if len(record.personal) < len(record.fields)
        ],
        caption=_("Every other field: times, codes, numbers and choices. They stay"),
        folded=True,
    )


def _by_who_is_meant(found: list[Record]) -> list[Record]:
    """The person's own letters first."""
    return sorted(found, key=lambda one: one.audience is not Audience.LETTER)


def _email_carrier() -> str:
    carrier = settings.EMAIL_BACKEND
    if carrier.startswith("anymail.backends."):
        return carrier.removeprefix("anymail.backends.").partition(".")[0].replace("_", " ")
    return _("A mail server: %(host)s") % {"host": settings.EMAIL_HOST}
