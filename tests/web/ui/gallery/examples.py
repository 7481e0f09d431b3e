"""One example of every component in every state, for the gallery page that the tests look at."""

from typing import Any

from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.web.shared import questions
from turbota.web.ui.components import (
    AnswerGroup,
    AnswerItem,
    Choice,
    Clock,
    ClockState,
    Day,
    ErrorLine,
    Field,
    FileAction,
    FileRow,
    Link,
    Message,
    Part,
    Progress,
    ReceiptLine,
    Row,
    Sign,
    Tab,
    TabGroup,
    ThreadItem,
    Visitor,
    Workplace,
)

CLOCKS = [
    Clock(1, 3, "working_day", "лишилося 2 робочі дні з 3"),
    Clock(2, 3, "working_day", "лишився 1 робочий день, до 19.03", ClockState.SOON),
    Clock(3, 3, "working_day", "прострочено на 1 день", ClockState.LATE),
    Clock(1, 3, "working_day", "строк стоїть: чекаємо на вас", ClockState.HELD),
    Clock(1, 3, "working_day", "вчасно: 1 робочий день з 3", ClockState.DONE),
    Clock(7, 30, "calendar_day", "лишилося 23 дні"),
]

THREAD = [
    ThreadItem(
        "done",
        "Ви подали заяву",
        "9 березня, понеділок, 10:14 · через портал",
        link=Link("Розписка (PDF, 84 КБ)", "#r"),
    ),
    ThreadItem(
        "held",
        "Попросили чіткіше фото довідки",
        "10 березня, 15:05 · строк стоїть",
        "На фото не видно печатки.",
    ),
    ThreadItem("late", "Мали вирішити й не встигли", "19 березня"),
    ThreadItem("now", "Порівнюють дані з документами", "зараз · до 19 березня", clock=CLOCKS[1]),
    ThreadItem("next", "Рішення", "не пізніше 26 березня", "Повідомимо тут, електронною поштою і в SMS."),
]

RECEIPT = [
    ReceiptLine("Марія, перша в родині", 450000, "100 % базової величини. Підстава: постанова", url="#act"),
    ReceiptLine("Тарас, 9 років", 450000, "100 %, бо йому немає 18", unverified=True),
    ReceiptLine("Дід Іван", None, "немає даних про пенсію"),
    ReceiptLine("Базова сума на родину", 900000, sign="part"),
    ReceiptLine("Середній дохід родини за місяць", 465000, "13 950,00 ₴ поділено на 3 місяці", sign="-"),
    ReceiptLine("Ваша допомога на місяць", 435000, sign="total"),
]

ANSWERS = [
    AnswerItem(
        "Заявниця", "Прикладенко Марія Іванівна, 12.05.1991", source="заява · реєстр 10.03", state="agrees"
    ),
    AnswerItem(
        "Дохід Андрія",
        "26 700,00 ₴",
        source="Пенсійний фонд 10.03",
        state="differs",
        note="довідка, скан 2: 26 800,00 ₴",
    ),
    AnswerItem("Вклади", "", change_url="#c"),
]

GROUPS = [
    AnswerGroup(
        "Про вас",
        (
            AnswerItem("Прізвище", "Прикладенко", change_url="#a1"),
            AnswerItem("Дата народження", "12 травня 1991", change_url="#a2", source="з вашого входу"),
            AnswerItem("Телефон", "", change_url="#a3"),
        ),
    ),
    AnswerGroup("Ваша родина", (AnswerItem("Член родини 1", "Прикладенко Тарас"),), change_url="#g2"),
]

FILES = [
    FileRow("довідка.jpg", "waiting", "1,2 МБ"),
    FileRow("довідка-2.jpg", "sending", "1,2 МБ", "надсилаємо, 40 %"),
    FileRow("довідка-3.jpg", "checking", "1,2 МБ"),
    FileRow(
        "dovidka.pdf",
        "ready",
        "2 сторінки, 412 КБ",
        url="#f",
        actions=(
            FileAction("Вище", "up", "f4", "up"),
            FileAction("Нижче", "down", "f4", "down"),
            FileAction("Прибрати", "remove", "f4"),
        ),
    ),
    FileRow(
        "фото.jpg",
        "unclear",
        "1 сторінка",
        "На фото не видно печатки. Сфотографуйте ще раз при денному світлі",
    ),
    FileRow(
        "virus.exe",
        "refused",
        "",
        "Цей файл небезпечний, ми його не прийняли. Сфотографуйте документ телефоном",
    ),
    FileRow("скан.tif", "lost", "8 МБ"),
    FileRow("старе.pdf", "replaced", "1 сторінка"),
]

ROWS = [
    Row("Прикладенко Тарас", "20 жовтня 2016, син", "#r1", "remove", "m1"),
    Row("Прикладенко Соломія", "", "#r2", "remove", "m2", "Тут ще не все заповнено"),
]

DAYS = [
    Day("прострочено", 1, "#d1", "late"),
    Day("сьогодні, 18.03", 4, "#d2", "today", chosen=True),
    Day("завтра, 19.03", 7, "#d3"),
    Day("чекаємо на людей", 2, "#d4", "held"),
]

SIGNS = [
    Sign("Спеціаліст: Олег Умовний", "підписано 18 березня, 14:32", "done"),
    Sign("Керівниця: Богдана Показова", "інша людина, ніж спеціаліст", "now"),
]

MESSAGES = [
    Message(
        "Олег Умовний, Пенсійний фонд",
        "10 березня, 15:05",
        "Добрий день. На фото не видно печатки.\nСфотографуйте ще раз.",
    ),
    Message(
        "Ви",
        "16 березня, 20:41",
        "Надіслала нове фото.",
        mine=True,
        state="прочитано",
        attachment=Link("dovidka.pdf, 1 сторінка", "#m"),
    ),
]

TABS = [Tab("Мої справи", "#t1", 28, current=True), Tab("Повернені", "#t2", 0), Tab("Люди", "#t3")]


def _part(name: str, label: str, value: str, wide: bool = False) -> Part:
    return Part(name, f"id_{name.replace('.', '_')}", label, value, wide)


FIELDS = [
    Field(
        "text",
        "surname",
        "id_surname",
        "Прізвище",
        "Так, як у паспорті.",
        value="Прикладенко",
        width="middle",
    ),
    Field("email", "mail", "id_mail", "Електронна пошта", required=False),
    Field(
        "tel", "phone", "id_phone", "Телефон", error="Перевірте номер телефону", value="067", width="short"
    ),
    Field("password", "key", "id_key", "Пароль до ключа", width="middle"),
    Field("file", "scan", "id_scan", "Фото документа", "До 10 МБ", accept="image/*"),
    Field("native_date", "on", "id_on", "Дата", width="short"),
    Field("textarea", "text", "id_text", "Написати у справу", "Буде видно спеціалістові"),
    Field(
        "select",
        "kind",
        "id_kind",
        "Вид",
        choices=(Choice("a", "Усі види"), Choice("b", "Допомога", chosen=True)),
    ),
    Field("money", "sum", "id_sum", "Скільки отримали?", "Наприклад: 8 450,50", value="8 450,50"),
    Field("text", "locked", "id_locked", "РНОКПП", value="0000000000", locked=True, width="short"),
    Field("tick", "agree", "id_agree", "Я прочитала й погоджуюся", error="Поставте позначку, якщо згодні"),
    Field(
        "radios",
        "way",
        "id_way",
        "Куди платити?",
        choices=(Choice("bank", "На рахунок", "Потрібен IBAN", True), Choice("post", "Укрпоштою")),
    ),
    Field(
        "checks",
        "docs",
        "id_docs",
        "Що принесли?",
        error="Позначте хоча б одне",
        choices=(Choice("1", "Паспорт"), Choice("2", "Довідка")),
    ),
    Field(
        "date",
        "birth",
        "id_birth",
        "Коли народилася Соломія?",
        "Наприклад: 7 02 2022",
        "У лютому 2022 року було 28 днів, а ви вказали 31",
        parts=(
            _part("birth.day", "День", "31"),
            _part("birth.month", "Місяць", "2"),
            _part("birth.year", "Рік", "2022", True),
        ),
    ),
]

ERRORS = [
    ErrorLine("У лютому 2022 року було 28 днів, а ви вказали 31", "id_birth_day"),
    ErrorLine("Перевірте номер телефону", "id_phone"),
    ErrorLine("Заяву вже надіслано з іншого пристрою"),
]

ANSWERED: dict[str, Any] = {
    "applicant": {"surname": "Прикладенко", "given_name": "Марія", "birth_date": "1991-05-12"},
    "members": [
        {
            "id": "m1",
            "surname": "Прикладенко",
            "given_name": "Тарас",
            "birth_date": "2016-10-20",
            "relation": "child",
        },
        {"id": "m2", "surname": "Прикладенко"},
    ],
    "incomes": [{"id": "i1", "member": "m1", "month": "2026-02", "class": "wage", "amount": 845050}],
}


def components() -> dict[str, Any]:
    """The context of the gallery page."""
    return {
        "clocks": CLOCKS,
        "thread": THREAD,
        "receipt": RECEIPT,
        "answers": ANSWERS,
        "groups": GROUPS,
        "files": FILES,
        "rows": ROWS,
        "days": DAYS,
        "signs": SIGNS,
        "messages_list": MESSAGES,
        "tabs": TABS,
        "fields": FIELDS,
        "errors": ERRORS,
        "progress": Progress(3, 9, "запитання 4 з 9", ("Базова допомога", "ваша родина")),
        "seals": Progress(3, 12, "3 з 12"),
        "visitor": Visitor(
            "Марія",
            "#cabinet",
            sign_out_url="/out",
            menu=(Link("Мої заяви", "#mine"), Link("Допомога", "#kinds")),
        ),
        "workplace": Workplace(
            "Ірина Зразкова",
            "Вишнедольська громада, відділ прийому",
            "#home",
            (TabGroup("", tuple(TABS)),),
            "/search",
            "",
            "/out",
            "#me",
        ),
    }


def question_pages() -> dict[str, dict[str, Any]]:
    """Pages of questions in their states: blank, with an error, a list, a row."""
    form = catalogue.kind("low_income").form_on(clock.today())
    raw = {
        "applicant.birth_date.day": "31",
        "applicant.birth_date.month": "02",
        "applicant.birth_date.year": "1991",
    }
    wrong = {"applicant.birth_date": "У лютому 1991 року було 28 днів, а ви вказали 31"}
    codes = [page.code for page in questions.open_pages(form, ANSWERED)]
    birth = next(
        code for code in codes if "birth_date" in [q.code for q in questions.find_page(form, code).questions]
    )
    return {
        "question": {"page": questions.page_for(form, ANSWERED, codes[0])},
        "error": {"page": questions.page_for(form, ANSWERED, birth, raw=raw, errors=wrong)},
        "list": {
            "page": questions.page_for(
                form, ANSWERED, "members", item_url="/x/", errors={"members.1.given_name": "?"}
            )
        },
        "row": {"page": questions.page_for(form, ANSWERED, "members", "m1")},
        "income": {"page": questions.page_for(form, ANSWERED, "incomes", "i1")},
        "dense": {"dense": questions.dense_for(form, ANSWERED, raw=raw, errors=wrong)},
    }
