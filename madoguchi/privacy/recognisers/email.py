"""E-mail addresses.

A local part of ASCII letters, digits and signs, an @, and a domain with a dot: the addresses in use, a subset
of RFC 5322, section 3.4.1. One space beside the @ or a dot is forgiven.
"""

import re

from madoguchi.privacy.recogniser import InText

_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
_LABEL = r"[A-Za-z0-9-]+"

RECOGNISER = InText(
    name="email",
    rank=10,
    hint=re.compile("@"),
    pattern=re.compile(rf"(?<!{_LOCAL}){_LOCAL}+ ?@ ?{_LABEL}(?:\.{_LABEL})+"),
)
