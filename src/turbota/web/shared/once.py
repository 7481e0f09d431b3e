"""A form that makes one thing however often it comes: a telephone without a network sends the same page twice."""

import uuid

from django import forms

from turbota.kernel.identifiers import new_id


class OnceForm(forms.Form):
    """Carries the id of what it makes; the operation gives back what is there already under this id."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id, required=False)

    def made_as(self) -> uuid.UUID:
        """The id for what the form makes; a new one for a form that came without it."""
        return self.cleaned_data.get("key") or new_id()
