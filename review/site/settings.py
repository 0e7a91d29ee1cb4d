"""Django's settings, from the environment."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from madoguchi.serving.secret import secret
from review.site.places import ROOT, VAR, django_database

SECRET_KEY = secret(VAR / "review-secret", "MADOGUCHI_REVIEW_SECRET")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MADOGUCHI_REVIEW_HOSTS", "127.0.0.1,localhost").split(",")
IS_BEHIND_HTTPS = os.environ.get("MADOGUCHI_REVIEW_HTTPS") == "1"

# Apps in the order in which their templates and words are looked for.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "review.accounts.app.AccountsConfig",
    "review.audit.app.AuditConfig",
    "review.export.app.ExportConfig",
    "review.site.app.SiteConfig",
    "review.conversations.app.ConversationsConfig",
    "review.reading.app.ReadingConfig",
    "review.queue.app.QueueConfig",
    "review.learning.app.LearningConfig",
    "review.figures.app.FiguresConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "review.site.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "review.site.controls.ControlsNamed",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "review.accounts.sessions.SessionLimits",
    "django_htmx.middleware.HtmxMiddleware",
    "review.site.roles.OnlyAllowed",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

ROOT_URLCONF = "review.site.urls"
WSGI_APPLICATION = "review.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "review.site.frame.frame",
            ],
        },
    }
]

DATABASES = {"default": django_database(os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Lock-out after failed logins: see review/accounts/lockout.py.
AXES_HANDLER = "review.accounts.lockout.Attempts"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "review.audit.address.client_address"
AXES_LOCKOUT_CALLABLE = "review.accounts.lockout.page"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Madoguchi"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [VAR / "review-words"]
"""Compiled from the apps' own `locale/<language>/LC_MESSAGES/django.po` at each start."""
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = None
# Files are served with the name that they have in the source: no step before a start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "madoguchi_review"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_HTTPS
CSRF_COOKIE_NAME = "madoguchi_review_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if IS_BEHIND_HTTPS else []
LANGUAGE_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# `madoguchi.logs` is the one place that log records pass; see review/site/start.py.
LOGGING_CONFIG = None

PROJECT: Path = ROOT
