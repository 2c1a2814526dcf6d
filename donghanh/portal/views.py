"""The public pages: what this is, and a place to try the reader."""

from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.accounts import demo
from donghanh.core import limits
from donghanh.core.http import Request, respond
from donghanh.documents import reading
from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats import Limits
from donghanh.documents.reading.source import Unreadable
from donghanh.portal import samples
from donghanh.portal.forms import LARGEST_FILE, LONGEST_TEXT, ReadForm
from donghanh.portal.sheet import Sheet, lay_out
from donghanh.portal.steps import STEPS
from donghanh.portal.walk import WALK

READS_PER_MINUTE = 30
MINUTE = timedelta(minutes=1)
FILE_LIMITS = Limits(
    size=LARGEST_FILE, pages=150, scanned_pages=15, characters=LONGEST_TEXT, seconds=10, tool_seconds=90
)


@require_safe
def front(request: Request) -> HttpResponse:
    """What this is, in one sentence; in a demonstration, the ways in."""
    return respond(
        request,
        "portal/front.html",
        {
            "steps": STEPS,
            "people": demo.PEOPLE if settings.DEMO else (),
            "walk": WALK if settings.DEMO else (),
        },
    )


@require_safe
@login_required
def step(request: Request, number: int) -> HttpResponse:
    """One step of the demonstration's walk: lead on to the page that this person sees there."""
    if not settings.DEMO or not 1 <= number <= len(WALK):
        raise Http404
    return redirect(WALK[number - 1].find(request.actor) or "desk:home")


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: Request) -> HttpResponse:
    """Đọc thử văn bản: show what the reader reads from a file or pasted text. Nothing is kept."""
    posted = request.method == "POST"
    form = ReadForm(request.POST, request.FILES) if posted else ReadForm()
    sheet = sample = None
    if posted:
        limits.allow(request, what="đọc thử", times=READS_PER_MINUTE, within=MINUTE)
        sheet = _read_given(form)
    elif sample := _sample_asked(request):
        sheet = _read_sample(sample)
    status = 422 if form.errors else 200
    if sheet:
        form = ReadForm()  # what was read is on the page; it need not stand in the form too
    context = {"form": form, "sheet": sheet, "sample": sample, "samples": samples.SAMPLES}
    return respond(request, "portal/read.html", context, partials=["reading"], status=status)


def _sample_asked(request: Request) -> samples.Sample | None:
    """The sample named in the address; a demonstration opens with the first one."""
    name = request.GET.get("mau", samples.SAMPLES[0].name if settings.DEMO else "")
    sample = samples.find(name)
    if name and sample is None:
        raise Http404
    return sample


@lru_cache(maxsize=len(samples.SAMPLES))
def _read_sample(sample: samples.Sample) -> Sheet:
    """Samples do not change, so each is read once."""
    return _read(sample.text.encode(), name=f"{sample.name}.txt")


def _read_given(form: ReadForm) -> Sheet | None:
    """What the visitor handed over, read; or the form with the reason why not."""
    if not form.is_valid():
        return None
    file: UploadedFile | None = form.cleaned_data["file"]
    try:
        if file:
            return _read(file.read(), name=file.name or "")
        return _read(form.cleaned_data["text"].encode("utf-8", "replace"), name="van-ban.txt")
    except Unreadable as error:
        form.add_error("file" if file else "text", str(error))
        return None


def _read(data: bytes, *, name: str) -> Sheet:
    """Bytes to text, text to structure, structure to the page."""
    source = sandbox.load(data, name=name, limits=FILE_LIMITS)
    return lay_out(reading.read_text(source.text).as_dict(), notes=source.notes)
