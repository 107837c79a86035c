"""What the pages of the journey ask."""

from referrals.assessments.forms.services import ServicesForm
from referrals.assessments.forms.what import WhatForm
from referrals.assessments.forms.who import WhoForm

__all__ = ["ServicesForm", "WhatForm", "WhoForm"]
