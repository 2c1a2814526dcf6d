"""Components: what they draw, and that a wrong use fails when the template is compiled."""

import pytest
from django import forms
from django.template import Template, TemplateSyntaxError
from django.template.context import Context


class Form(forms.Form):
    code = forms.CharField(error_messages={"required": "Chưa nhập mã."})


def draw(source, **context):
    return Template(source).render(Context(context))


def test_a_field_ties_label_help_and_error_together():
    html = draw('{% field form.code label="Mã" help="Do đơn vị cấp." %}', form=Form({}))

    assert '<label class="form-label" for="id_code">Mã</label>' in html
    assert 'aria-describedby="id_code_help id_code_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="field-help" id="id_code_help">Do đơn vị cấp.</p>' in html
    assert "<p>Chưa nhập mã.</p>" in html


def test_a_field_without_fault_has_no_error():
    html = draw('{% field form.code label="Mã" %}', form=Form())

    assert "aria-describedby" not in html
    assert "field-error" not in html


def test_a_card_has_a_title_only_when_given():
    assert "<h2" not in draw("{% card %}Trong{% endcard %}")
    assert '<h2 class="card-title">Việc &amp; hạn</h2>' in draw(
        "{% card title=name %}Trong{% endcard %}", name="Việc & hạn"
    )


@pytest.mark.parametrize(
    "source",
    [
        '{% card titel="x" %}{% endcard %}',
        '{% badge "x" colour="red" %}',
        "{% page_header %}{% endpage_header %}",
    ],
)
def test_an_unknown_or_missing_attribute_fails_when_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_what_stands_in_a_page_header_stays_markup_and_values_stay_text():
    html = draw('{% page_header title=name %} <a href="/">{{ name }}</a> {% endpage_header %}', name="<b>")

    assert '<div class="page-actions"><a href="/">&lt;b&gt;</a></div>' in html
    assert "<h1>&lt;b&gt;</h1>" in html


def test_a_choice_looks_like_one():
    class Choice(forms.Form):
        role = forms.ChoiceField(choices=[("a", "A")])

    assert 'class="form-select"' in draw("{% field form.role %}", form=Choice())
