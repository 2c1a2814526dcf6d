"""Indicators' place in Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "donghanh.indicators"
    label = "indicators"
    verbose_name = "chỉ tiêu thống kê"
