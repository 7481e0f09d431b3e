"""Official papers as PDF/A-3a and PDF/UA-1: a shape (frozen dataclass) → a typst template → bytes, with the
data inside as attachments.

The shapes are in `shapes`, the templates in `templates/`, the printing in `printing`. The layouts are our
own: the paper says so in its footer and in its metadata ("layout: own"), because the official blanks were
not at hand.
"""
