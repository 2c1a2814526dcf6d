"""Audit's place in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "donghanh.audit"
    label = "audit"
    verbose_name = "nhật ký"
