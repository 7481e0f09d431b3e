"""What an uploaded file is, told by its first bytes, and the sentences for files that cannot be taken."""

from enum import Enum

from turbota.kernel.errors import Refused

_SENTENCES = {
    "file_empty": "{name} порожній: мабуть, він не встиг завантажитися. Додайте його ще раз.",
    "file_type": "{name} — не фото й не PDF. Надішліть фото документа або файл PDF.",
    "file_heic": (
        "{name} у форматі HEIC, ми його не читаємо. На iPhone відкрийте «Параметри», «Камера», «Формати», "
        "виберіть «Найсумісніший» і сфотографуйте ще раз."
    ),
    "file_broken": "{name} пошкоджений, ми не змогли його відкрити. Сфотографуйте документ ще раз.",
    "file_encrypted": "{name} захищений паролем. Збережіть його без пароля або сфотографуйте документ.",
    "file_bomb": "{name} розгортається в завелике зображення. Сфотографуйте документ камерою телефона.",
}


class Kind(Enum):
    """Kinds of files by content."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    HEIC = "image/heic"
    OTHER = "application/octet-stream"


def detect(content: bytes) -> Kind:
    """The kind by the first bytes; the name and the declared type of an upload are never trusted."""
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc"):
        return Kind.HEIC
    return Kind.OTHER


def called(number: int, total: int) -> str:
    """How a file is called in a sentence: by its place, never by its name."""
    return f"Файл {number}" if total > 1 else "Цей файл"


def refuse(code: str, name: str) -> Refused:
    """The refusal of one file; `name` is from `called`."""
    return Refused(_SENTENCES[code].format(name=name), code=code)
