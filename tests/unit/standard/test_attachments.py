import pytest

from bot.standard import attachments
from bot.standard.policy import shipped

RULES = shipped().files


@pytest.mark.parametrize(
    ("name", "end"),
    [
        *(("客户.XLSX", ".xlsx"), ("a.tar.gz", ".gz"), ("无", ""), (".bashrc", ""), ("x.", "")),
        *(("x.exe.", ".exe"), (" x.exe ", ".exe"), ("x." + "y" * 40, ""), ("", "")),
    ],
)
def test_the_end_of_a_name(name: str, end: str) -> None:
    assert attachments.suffix(name) == end


def test_names_lose_folders_and_signs_that_mislead() -> None:
    assert attachments.clean_name("../../etc/pass\0wd") == "passwd"
    assert attachments.clean_name("C:\\客户\\表.xlsx") == "表.xlsx"
    assert attachments.clean_name("photo\u202egpj.exe") == "photogpj.exe"
    assert attachments.clean_name("半个\ud83d字") == "半个字"
    long = attachments.clean_name("长" * 300 + ".xlsx")
    assert len(long) == 100
    assert long.endswith("长.xlsx")


def test_how_large_a_file_may_be() -> None:
    most = RULES.max_megabytes * attachments.MEGABYTE
    assert attachments.refusal("图.jpg", most, RULES, staff=False) is None
    over = attachments.refusal("图.jpg", most + 1, RULES, staff=True)
    assert over is not None
    assert (over.phrase, over.slots) == ("error-file-big", {"limit": "20"})
    assert attachments.refusal("表.csv", most + 1, RULES, staff=True) is None
    assert attachments.refusal("表.csv", most + 1, RULES, staff=False) is not None
    assert attachments.refusal("表.xlsx", 51 * attachments.MEGABYTE, RULES, staff=True) is not None


@pytest.mark.parametrize("name", ["安装.exe", "安装.EXE", "更新.apk", "a.pdf.bat", "x.js"])
def test_programs_are_taken_from_nobody(name: str) -> None:
    refused = attachments.refusal(name, 10, RULES, staff=True)
    assert refused is not None
    assert refused.phrase == "error-file-type"


@pytest.mark.parametrize(
    ("head", "mime", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg", "photo"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "photo"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "photo"),
        (b"GIF89a", "", "photo"),
        (b"<svg onload='alert(1)'>", "image/svg+xml", "document"),
        (b"<html>", "image/png", "document"),
        (b"OggS", "audio/ogg", "audio"),
        (b"\0\0\0\x18ftyp", "video/mp4", "video"),
        (b"PK", "application/zip", "document"),
        (b"", "", "document"),
    ],
)
def test_what_a_file_is(head: bytes, mime: str, kind: str) -> None:
    assert attachments.kind_of(head, mime) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *(("31.2,121.5", (31.2, 121.5)), ("-90,180", (-90.0, 180.0)), ("91,0", None), ("0,181", None)),
        *(("", None), ("31.2", None), ("nan,1", None), ("1e3,1", None), ("31.2,121.5,1", None)),
    ],
)
def test_places_are_on_earth(text: str, place: tuple[float, float] | None) -> None:
    assert attachments.place(text) == place
