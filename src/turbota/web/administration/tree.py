"""Rows of the tree of organisations and of the posts in one."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import INTAKE_KINDS, Organisation, Post, Role
from turbota.access.queries import posts_ahead, posts_ended, tree
from turbota.kernel.errors import Missing

MOST_ROWS = 150
"""A longer tree is shown level by level."""
MOST_ENDED = 50


@dataclass(frozen=True)
class TreeRow:
    """One organisation. `below` = how many stand under it; `more_url` opens them when they are not shown."""

    depth: int
    url: str
    name: str
    kind: str
    code: str
    people: int
    below: int
    takes_paper: bool
    has_control: bool
    more_url: str


@dataclass(frozen=True)
class Tree:
    """The rows of one look at the tree, and the way back up. `under` is the body it begins with."""

    rows: tuple[TreeRow, ...]
    total: int
    under: Organisation | None


@dataclass(frozen=True)
class PostRow:
    """One post for the page of an organisation."""

    post: Post
    name: str
    code: str
    role: str
    title: str
    account_url: str
    coming: bool


Children = dict[uuid.UUID | None, list[Organisation]]


def _grouped(bodies: list[Organisation]) -> Children:
    """Bodies by the one above; None for those whose superior is not kept."""
    known = {body.pk for body in bodies}
    children: Children = {}
    for body in bodies:
        children.setdefault(body.parent_id if body.parent_id in known else None, []).append(body)
    return children


def _below(children: Children, body: Organisation) -> int:
    return sum(1 + _below(children, child) for child in children.get(body.pk, []))


def _row(body: Organisation, depth: int, below: int, *, closed: bool) -> TreeRow:
    return TreeRow(
        depth=min(depth, 3),
        url=reverse("administration:organisation", args=[body.pk]),
        name=body.name,
        kind=body.get_kind_display(),
        code=body.code,
        people=getattr(body, "people", 0),
        below=below,
        takes_paper=body.kind in INTAKE_KINDS,
        has_control=body.has_control,
        more_url=f"{reverse('administration:home')}?under={body.pk}" if closed and below else "",
    )


def _walk(children: Children, bodies: list[Organisation], depth: int, deepest: int) -> Iterator[TreeRow]:
    for body in bodies:
        closed = depth >= deepest
        yield _row(body, depth, _below(children, body), closed=closed)
        if not closed:
            yield from _walk(children, children.get(body.pk, []), depth + 1, deepest)


def tree_of(actor: Actor, on: date, under: uuid.UUID | None) -> Tree:
    """What the administrator keeps, each body after the one above it. Raises Missing for a foreign `under`."""
    working = Q(posts__since__lte=on) & (Q(posts__until__isnull=True) | Q(posts__until__gt=on))
    bodies: list[Organisation] = list(
        tree(actor, on).annotate(people=Count("posts__account", filter=working, distinct=True))
    )
    known = {body.pk: body for body in bodies}
    if under is not None and under not in known:
        raise Missing
    children = _grouped(bodies)
    roots = [known[under]] if under else children.get(None, [])
    shown = sum(1 + _below(children, root) for root in roots)
    deepest = 9 if shown <= MOST_ROWS else 1
    return Tree(tuple(_walk(children, roots, 0, deepest)), len(bodies), known[under] if under else None)


def parents_of(actor: Actor, on: date) -> dict[str, tuple[str, Organisation]]:
    """Bodies under which a new one may stand: by key, the name set in by its depth and the body."""
    children = _grouped(list(tree(actor, on)))

    def under(key: uuid.UUID | None, depth: int) -> Iterator[tuple[str, tuple[str, Organisation]]]:
        for body in children.get(key, []):
            yield str(body.pk), (f"{'— ' * depth}{body.name}", body)
            yield from under(body.pk, depth + 1)

    return dict(under(None, 0))


def post_row(post: Post, on: date) -> PostRow:
    """A post in words."""
    return PostRow(
        post=post,
        name=post.account.name,
        code=post.account.code or "",
        role=str(Role(post.role).label),
        title=post.title,
        account_url=reverse("administration:account", args=[post.account_id]),
        coming=post.since > on,
    )


def post_rows(organisation_id: uuid.UUID, on: date) -> tuple[list[PostRow], list[PostRow]]:
    """Posts in force or to come, and the last ones that ended."""
    now, ended = posts_ahead(organisation_id, on), posts_ended(organisation_id, on)[:MOST_ENDED]
    return [post_row(post, on) for post in now], [post_row(post, on) for post in ended]
