"""The public pages: what this is, and places to try the reader, the checker and the writer."""

from base64 import b64encode
from collections.abc import Iterable
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
from donghanh.documents import reading, writing
from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats import Limits
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.writing.checking import remote
from donghanh.portal import drafting, samples
from donghanh.portal.forms import LARGEST_FILE, LONGEST_TEXT, CheckForm, ComposeForm, ReadForm
from donghanh.portal.sheet import Sheet, lay_out
from donghanh.portal.steps import STEPS
from donghanh.portal.walk import WALK

READS_PER_MINUTE = 30
CHECKS_PER_MINUTE = 20
DRAFTS_PER_MINUTE = 40
SHOWN_PAGES = 6
FILE_KINDS = {
    "docx": (writing.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (writing.pdf, "application/pdf"),
}
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


# --- Checking a layout ---


@require_http_methods(["GET", "HEAD", "POST"])
def check_layout(request: Request) -> HttpResponse:
    """Kiểm tra thể thức: the page with a mark at each fault, and how to mend it. Nothing is kept."""
    posted = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if posted else CheckForm()
    report = None
    if posted:
        limits.allow(request, what="kiểm tra thể thức", times=CHECKS_PER_MINUTE, within=MINUTE)
        report = _check_given(form)
    context: dict[str, object] = {"form": form, "report": report}
    if report:
        context |= {"pages": _pages(report.pages), "file_name": form.cleaned_data["file"].name}
        context["form"] = CheckForm()
    return respond(
        request, "portal/check.html", context, partials=["checking"], status=422 if form.errors else 200
    )


def _check_given(form: CheckForm) -> remote.Checked | None:
    """The report on the visitor's file, or the form with the reason why there is none."""
    if not form.is_valid():
        return None
    try:
        return remote.check(form.cleaned_data["file"].read(), limits=FILE_LIMITS)
    except (Unreadable, writing.Unwritable) as error:
        form.add_error("file", str(error))
        return None


def _pages(pictures: Iterable[tuple[int, bytes]]) -> list[drafting.Page]:
    """Pictures of pages, carried inside the answer."""
    return [
        drafting.Page(number=number, address=f"data:image/png;base64,{b64encode(picture).decode('ascii')}")
        for number, picture in pictures
    ]


# --- Writing by a layout ---


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Request) -> HttpResponse:
    """Soạn theo mẫu: type the parts, see the page as it prints, take it as Word or PDF. Nothing is kept."""
    if request.method != "POST":
        initial = drafting.SAMPLE if "mau" in request.GET else None
        return respond(request, "portal/compose.html", {"form": ComposeForm(initial=initial)})
    limits.allow(request, what="soạn theo mẫu", times=DRAFTS_PER_MINUTE, within=MINUTE)
    form = ComposeForm(request.POST)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            return _composed(request, form, context)
        except writing.Unwritable as refusal:
            form.add_error(None, str(refusal))
    return respond(request, "portal/compose.html", context, status=422)


def _composed(request: Request, form: ComposeForm, context: dict[str, object]) -> HttpResponse:
    """A file to take away, or the page with a picture of the print."""
    layout, content = form.cleaned_data["layout"], drafting.content(form.cleaned_data)
    wanted = request.POST.get("do", "")
    if wanted in FILE_KINDS:
        write, kind = FILE_KINDS[wanted]
        response = HttpResponse(write(content, layout, draft=True), content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="van-ban.{wanted}"'
        return response
    context["missing"] = writing.missing(content, layout)
    context["pages"] = _pages(enumerate(writing.pictures(content, layout, most=SHOWN_PAGES), 1))
    return respond(request, "portal/compose.html", context)
