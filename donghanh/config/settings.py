"""All settings, in one file, read from the environment; secure unless the environment says otherwise.

`donghanh serve` and the test suite start a database of their own and put its address into `DATABASE_URL`
before Django loads; a production server sets it by hand. `docs/operating.md` lists every variable.
"""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from environs import Env

from donghanh.config import folders
from donghanh.config.logs import logging_config

env = Env()

DEBUG = env.bool("DONGHANH_DEBUG", False)
DEMO = env.bool("DONGHANH_DEMO", False)  # one-click sign-in; never on with real data
TESTING = env.bool("DONGHANH_TESTING", False)
BEHIND_TLS = env.bool("DONGHANH_BEHIND_TLS", False)

PACKAGE = Path(__file__).resolve().parent.parent
HOME = folders.home()
SECRET_KEY = env.str("DONGHANH_SECRET_KEY", "") or folders.secret_key()
SECRET_KEY_FALLBACKS: list[str] = env.list("DONGHANH_OLD_SECRET_KEYS", [])
ALLOWED_HOSTS = env.list("DONGHANH_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("DONGHANH_ORIGINS", [])
INTERNAL_IPS: list[str] = []
TRUSTED_PROXIES = env.int("DONGHANH_PROXIES", 1 if BEHIND_TLS else 0)  # that append to X-Forwarded-For

# --- Applications: the order of the house, lowest last (docs/map.md) ---

INSTALLED_APPS = [
    "donghanh.desk",
    "donghanh.portal",
    "donghanh.programmes",
    "donghanh.documents",
    "donghanh.accounts",
    "donghanh.indicators",
    "donghanh.organisations",
    "donghanh.files",
    "donghanh.notifications",
    "donghanh.calendar",
    "donghanh.audit",
    "donghanh.identity",
    "donghanh.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_linear_migrations" if TESTING else "",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "template_partials",
]
INSTALLED_APPS = [app for app in INSTALLED_APPS if app]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "donghanh.core.middleware.request_log",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "donghanh.core.middleware.size_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "donghanh.core.middleware.refusals",
    "donghanh.accounts.middleware.acting",
    "donghanh.accounts.middleware.first_password",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "donghanh.config.urls"
WSGI_APPLICATION = "donghanh.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "donghanh.core.context.site",
            ],
            "builtins": ["donghanh.core.templatetags.ui", "template_partials.templatetags.partials"],
        },
    }
]

# --- Database: PostgreSQL only, through psycopg's pool ---

DATABASES = {"default": env.dj_db_url("DATABASE_URL", "postgresql:///donghanh")}
DATABASES["default"].setdefault("OPTIONS", {})
if TESTING:  # two runs at once, by two people on one machine, never share a database
    DATABASES["default"]["TEST"] = {"NAME": f"test_donghanh_{os.getpid()}"}
else:
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("DONGHANH_POOL", 8),
        "timeout": 10,
        "max_lifetime": 1800,
    }

# --- Signing in ---

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "donghanh.identity.backend.OneField",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("code", "full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:front"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "donghanh.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "donghanh.accounts.adapter.SecondStep"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": False, "change_password": "5/m/user"}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_USERNAME_CALLABLE = "donghanh.accounts.adapter.typed_login"
AXES_CLIENT_IP_CALLABLE = "donghanh.core.http.client_address"
AXES_VERBOSE = False

# --- Cookies and headers ---

SESSION_COOKIE_NAME = "donghanh"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "donghanh.core.views.csrf_failure"
SECURE_SSL_REDIRECT = False  # the proxy in front does it; see docs/operating.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
    }
}

# --- Files, pages and language ---

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True  # for Django's own Vietnamese messages; ours are written in the source
USE_TZ = True

STATIC_URL = "/tinh/"
STATIC_ROOT = env.path("DONGHANH_STATIC", HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING or DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = env.path("DONGHANH_MEDIA", HOME / "files")
LARGEST_BODY = 12 * 1024 * 1024  # a request over this is refused unread
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each app's background work, docs/map.md

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
LOGGING_CONFIG = None
logging_config(
    level=env.str("DONGHANH_LOG_LEVEL", "INFO"),
    as_json=env.bool("DONGHANH_LOG_JSON", not sys.stderr.isatty()),
)
