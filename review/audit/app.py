"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "review.audit"
    label = "audit"

    def ready(self) -> None:
        from axes.signals import user_locked_out
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from review.audit import receivers
        from review.site.auditing import accessed

        accessed.connect(receivers.on_access)
        user_logged_in.connect(receivers.on_login)
        user_logged_out.connect(receivers.on_logout)
        user_login_failed.connect(receivers.on_failure)
        user_locked_out.connect(receivers.on_lock_out)
