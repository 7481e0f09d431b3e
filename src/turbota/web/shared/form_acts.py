"""What a form does when it is sent: one operation, whose refusals are told beside the boxes."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from turbota.applications.operations.attaching import count_upload
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.web.shared.middleware import actor_of, note_refusal

SCAN = "scan"


def done(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, its answers fit, and the operation took place.

    What the operation does not take is said beside the box it is about, or above the form. A foreign thing and a stale page
    stay exceptions: another page tells them.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except BadInput as problem:
        for name, sentence in problem.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    except (Missing, Conflict):
        raise
    except Refused as refused:
        note_refusal(request, refused)
        form.add_error(None, refused.sentence)
        return False
    return True


def scan_of(request: HttpRequest) -> scans.Scan | None:
    """The document that was added to the form, photos or PDF; None without a file. Raises Refused for one not to be read."""
    if request.FILES:
        count_upload(by=actor_of(request), at=clock.now())
    files = [scans.Upload(name="", content=one.read()) for one in request.FILES.getlist(SCAN)]
    return scans.assemble(files) if files else None
