"""GOV.UK Frontend as it may be used outside gov.uk: without its font and without the crest.

Both are licensed for gov.uk domains only.
"""

import re


def without_government_marks(css: str) -> str:
    """The compiled stylesheet with Arial for GDS Transport and no reference to font or crest."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*", "", css)
    css = re.sub(r"background-image:url\([^)]*crest[^)]*\);?", "", css)
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)
