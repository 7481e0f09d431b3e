"""What the person is told of the case. No names of people: letters travel over open mail, the cabinet shows the name."""

from turbota.messages.texts import Text, contact


def manager_given(*, number: str, organisation: str, phone: str, first: bool) -> Text:
    """The person has a social manager (`first`), or another one now (R274)."""
    begun = (
        f"{organisation} відкрив випадок № {number}, щоб допомогти вам. За нього відповідає один соціальний менеджер."
        if first
        else f"Випадок № {number} тепер веде інший соціальний менеджер. Усе, про що ви домовилися, лишається чинним."
    )
    return Text(
        kind="case_manager" if first else "case_manager_changed",
        subject="У вас є соціальний менеджер" if first else "Ваш соціальний менеджер тепер інший",
        body=f"{begun}\nЯк його звати, дивіться на першій сторінці кабінету. {contact(organisation, phone)}",
    )
