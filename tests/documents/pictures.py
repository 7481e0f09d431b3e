"""Invented photos and PDF files of documents, good and bad, made on the spot."""

import io
import zlib

import pikepdf
from PIL import Image, ImageDraw, ImageFont

A4_300 = (2481, 3508)
GPS = 34853
ORIENTATION = 274


def jpeg(size: tuple[int, int] = A4_300, *, quality: int = 85, orientation: int = 1) -> bytes:
    """A photo that is light above and dark below, with the place and time of the photo in its EXIF."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, size[1] // 2, size[0], size[1]), fill="black")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x0110] = "PHONE-OF-HER"
    exif[GPS] = {1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0)}
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality, exif=exif)
    return kept.getvalue()


def noisy_jpeg(size: tuple[int, int] = A4_300, *, coarse: int = 1, quality: int = 90) -> bytes:
    """A photo that compresses badly; `coarse` is the size of its grains in pixels."""
    grains = (size[0] // coarse, size[1] // coarse)
    image = Image.merge("RGB", [Image.effect_noise(grains, 90) for _ in range(3)]).resize(size)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def saved(form: str, image: Image.Image) -> bytes:
    """The image in this format."""
    kept = io.BytesIO()
    image.save(kept, form)
    return kept.getvalue()


def written_page(text: str) -> bytes:
    """A photo of a page with large printed letters."""
    image = Image.new("L", A4_300, "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 64)
    ImageDraw.Draw(image).multiline_text((200, 300), text, font=font, fill="black", spacing=40)
    return saved("PNG", image)


def header_of_giant_png() -> bytes:
    """A PNG of 60000 × 60000 in a hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + crc

    side = (60000).to_bytes(4, "big")
    body = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", side + side + bytes([8, 2, 0, 0, 0]))
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def pdf(pages: int = 1, *, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """A PDF of empty A4 pages."""
    with pikepdf.new() as target:
        for _ in range(pages):
            target.add_blank_page(page_size=(595, 842))
        kept = io.BytesIO()
        target.save(kept, encryption=encryption)
    return kept.getvalue()


def armed_pdf() -> bytes:
    """A PDF with a script at opening, a script on a page, a link that starts a program, an attachment."""
    with pikepdf.new() as target:
        page = target.add_blank_page(page_size=(595, 842))
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        target.Root.OpenAction = script
        page.obj.AA = pikepdf.Dictionary(O=script)
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=launch
        )
        page.obj.Annots = target.make_indirect(pikepdf.Array([target.make_indirect(link)]))
        target.attachments["secret.exe"] = b"MZ"
        target.docinfo["/Author"] = "Her Name"
        kept = io.BytesIO()
        target.save(kept)
    return kept.getvalue()


def pdf_of_picture(width: int, height: int, *, declared: tuple[int, int] | None = None) -> bytes:
    """A PDF page that is one JPEG of these pixels with EXIF inside; `declared` sizes may lie."""
    with pikepdf.new() as target:
        page = target.add_blank_page(page_size=(595, 842))
        stream = target.make_stream(jpeg((width, height)))
        said = declared or (width, height)
        stream.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=said[0], Height=said[1],
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )
        )  # fmt: skip
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        page.obj.Contents = target.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        kept = io.BytesIO()
        target.save(kept)
    return kept.getvalue()


def pdf_of_many_objects(number: int) -> bytes:
    """A PDF with this many needless objects."""
    with pikepdf.new() as target:
        target.add_blank_page()
        target.Root.Heap = pikepdf.Array(
            [target.make_indirect(pikepdf.Dictionary(N=at)) for at in range(number)]
        )
        kept = io.BytesIO()
        target.save(kept)
    return kept.getvalue()


def pdf_that_swells(gigabytes: int) -> bytes:
    """A PDF of some kilobytes whose table of objects unpacks to gigabytes of zeros (packed twice)."""
    packer = zlib.compressobj(9)
    start = packer.compress(bytes(64)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = zlib.compress(start + block * (gigabytes * 64), 9)
    head = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = (
        b"3 0 obj\n<</Type/XRef/Size 4/W[1 2 2]/Root 1 0 R"
        b"/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(stream)
    )
    return head + table + stream + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def pdf_whose_page_swells(megabytes: int, *, picture: bool = False) -> bytes:
    """A PDF of some kilobytes whose page, or the one picture on it, unpacks to so many megabytes."""
    packed = zlib.compress(b" " * (megabytes << 20), 9)
    made = pikepdf.new()
    made.add_blank_page()
    stream = made.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    page = made.pages[0].obj
    if picture:
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent = 2481, 3508, 8
        stream.ColorSpace = pikepdf.Name.DeviceGray
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=stream))
    else:
        page.Contents = stream
    kept = io.BytesIO()
    made.save(kept, compress_streams=False)
    return kept.getvalue()
