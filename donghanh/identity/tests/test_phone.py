"""Telephone numbers in every spelling; codes and one-time passwords."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from donghanh.identity import phone
from donghanh.identity.models import User, one_time_password


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "+84912345678",
        "84912345678",
        "0084912345678",
        "912345678",
        "0912 345 678",
        "(0912)345-678",
    ],
)
def test_one_number_is_stored_in_one_spelling(typed):
    assert phone.normal(typed) == "0912345678"


@pytest.mark.parametrize(
    "typed", ["", "12", "0112345678", "09123456789", "lan.tran", "0912345678x", "+1 912345678"]
)
def test_what_is_no_vietnamese_number_is_none(typed):
    assert phone.normal(typed) == ""


def test_a_fixed_line_keeps_its_province():
    assert phone.normal("+84 270 382 2222") == "02703822222"


def test_a_masked_number_cannot_be_called():
    assert (phone.masked("0912345678"), phone.masked("")) == ("…678", "")


def test_one_time_passwords_differ_and_have_nothing_that_looks_alike():
    many = {one_time_password() for _ in range(200)}

    assert len(many) == 200
    assert not set("".join(many)) & set("01ilo")


def test_a_one_time_password_holds_for_the_real_hasher_and_is_hardened_at_sign_in(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user = User(code="a.b")

    password = user.give_one_time_password(until=datetime(2026, 1, 1, tzinfo=UTC))

    hasher = PBKDF2PasswordHasher()
    assert hasher.verify(password, user.password)
    assert hasher.must_update(user.password)  # Django stores it anew, slowly, when it is used
    assert user.must_change_password


@pytest.mark.django_db
def test_people_go_by_given_name():
    for number, name in enumerate(["Trần Ánh", "Lê An", "Phạm Bình An", "An"]):
        User.objects.create_user(f"u{number}", full_name=name)

    assert list(User.objects.order_by("sort_key").values_list("full_name", flat=True)) == [
        "An",
        "Lê An",
        "Phạm Bình An",
        "Trần Ánh",
    ]
