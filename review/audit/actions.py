"""What is told in the audit log beside what `review.site.auditing` names, and how staff call all of it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review.site import auditing

LOGIN = "login"
LOGIN_FAILED = "login_failed"
LOCKED_OUT = "locked_out"
LOGOUT = "logout"
EXPIRED = "session_expired"
ACCOUNT_CREATED = "account_created"
ROLE_CHANGED = "role_changed"
DISABLED = "account_disabled"
ENABLED = "account_enabled"
UNLOCKED = "account_unlocked"
PASSWORD_CHANGED = "password_changed"
PASSWORD_RESET = "password_reset"
FACTOR_ADDED = "second_factor_added"
FACTOR_REMOVED = "second_factor_removed"

WORDS: dict[str, str | Promise] = {
    auditing.QUEUE: _("Queue seen"),
    auditing.SEARCH: _("Conversations searched"),
    auditing.CONVERSATION: _("Conversation seen"),
    auditing.CORRECTION: _("Conversation corrected"),
    auditing.EXPORT: _("Exported"),
    auditing.UNANSWERED: _("Unanswered messages seen"),
    auditing.REPORT: _("Monthly report seen"),
    auditing.AUDIT: _("Audit log seen"),
    auditing.DENIED: _("Refused"),
    LOGIN: _("Logged in"),
    LOGIN_FAILED: _("Login failed"),
    LOCKED_OUT: _("Locked out"),
    LOGOUT: _("Logged out"),
    EXPIRED: _("Session ended by its limits"),
    ACCOUNT_CREATED: _("Account created"),
    ROLE_CHANGED: _("Role changed"),
    DISABLED: _("Account disabled"),
    ENABLED: _("Account enabled"),
    UNLOCKED: _("Lock-out lifted"),
    PASSWORD_CHANGED: _("Password changed"),
    PASSWORD_RESET: _("Password reset"),
    FACTOR_ADDED: _("Second factor added"),
    FACTOR_REMOVED: _("Second factor removed"),
}


def name(action: str) -> str:
    """As it is spelt where no word is known for it."""
    return str(WORDS.get(action, action))
