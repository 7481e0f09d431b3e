"""The design system: how Turbota looks on a screen. It knows no word of the domain.

A page fills a base template (`ui/citizen.html` or `ui/staff.html`) and shows components by the tags
of `{% load ui %}`. What a component needs is a frozen dataclass of `components.py`; a presenter of the
page makes it, the template of the component draws it. Ordinary Django forms are drawn by `{% field %}`
and `{% error_summary %}` (`forms.py` makes the same shapes from bound fields). Every component is
complete without script; `frontend/scripts` only makes some of them quicker to use.
"""
