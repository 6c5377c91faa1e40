"""Archives hold tables, or are refused in one sentence that says why."""

import io
import tracemalloc
import zipfile
from contextlib import suppress
from random import Random

import pytest

from api import archives
from optimizer.errors import UnreadableFile


def archive(*entries, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        for name, text in entries:
            packed.writestr(name, text)
    return content.getvalue()


def unpacked(content, folder):
    archives.unpack(content, folder)
    return {file.name: file.read_text() for file in folder.iterdir()}


def refusal(content, folder):
    with pytest.raises(UnreadableFile) as refused:
        archives.unpack(content, folder)
    assert list(folder.iterdir()) == []
    return str(refused.value)


def test_tables_are_found_in_whatever_folder(tmp_path):
    content = archive(
        ("export/Engineers.csv", "id\nAnn\n"),
        ("export/", ""),
        ("__MACOSX/export/._Engineers.csv", "nothing"),
        ("export/read me.txt", "nothing"),
    )
    assert unpacked(content, tmp_path) == {"Engineers.csv": "id\nAnn\n"}


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "..\\evil.csv"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    folder = tmp_path / "inside"
    folder.mkdir()
    assert set(unpacked(archive((name, "x")), folder)) == {"evil.csv"}
    assert list(tmp_path.iterdir()) == [folder]


def test_two_files_of_one_name_are_ambiguous(tmp_path):
    content = archive(("a/Projects.csv", "1"), ("b/projects.csv", "2"))
    assert "projects.csv more than once" in refusal(content, tmp_path)


def test_what_is_no_archive_is_refused(tmp_path):
    assert "not a readable archive" in refusal(b"PK\x03\x04nonsense", tmp_path)


def test_an_archive_without_tables_is_refused(tmp_path):
    assert "no CSV files" in refusal(archive(("readme.txt", "x")), tmp_path)


def test_a_broken_entry_is_refused(tmp_path):
    content = bytearray(archive(("Projects.csv", "id\n" * 1000)))
    content[45] ^= 0xFF
    assert "not a readable archive" in refusal(bytes(content), tmp_path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    assert "unpacks to more" in refusal(archive(("a.csv", "0" * 1001)), tmp_path)


def test_too_many_files_are_refused(tmp_path):
    content = archive(*((f"{n}.csv", "") for n in range(archives.MOST_FILES + 1)))
    assert "unpacks to more" in refusal(content, tmp_path)


def test_other_ways_of_packing_are_refused(tmp_path):
    content = archive(("a.csv", "0"), method=zipfile.ZIP_LZMA)
    assert "plain zip" in refusal(content, tmp_path)


def test_a_password_is_refused(tmp_path):
    content = bytearray(archive(("a.csv", "0")))
    content[content.rindex(b"PK\x01\x02") + 8] |= archives.ENCRYPTED
    assert "password" in refusal(bytes(content), tmp_path)


def test_an_entry_that_lies_about_its_size_is_read_no_further(tmp_path):
    content = bytearray(archive(("a.csv", "0" * 50 * 2**20)))
    at = content.rindex(b"PK\x01\x02") + 24  # the size in the directory at the end
    content[at : at + 4] = (100).to_bytes(4, "little")
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="not a readable archive"):
        archives.unpack(bytes(content), tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * 2**20


def test_a_name_that_no_system_keeps_is_refused(tmp_path):
    assert "name of a file" in refusal(archive(("a" * 300 + ".csv", "")), tmp_path)


def test_a_name_that_is_no_text_is_refused(tmp_path):
    content = archive(("ä.csv", "")).replace("ä".encode(), b"\xff\xff")
    assert "not a readable archive" in refusal(content, tmp_path)


def test_whatever_is_damaged_is_refused_in_a_sentence(tmp_path):
    random, whole = Random(1), archive(("a.csv", "1"), ("b.csv", "2"))
    for number in range(500):
        content = bytearray(whole)
        content[random.randrange(len(content))] = random.randrange(256)
        folder = tmp_path / str(number)
        folder.mkdir()
        with suppress(UnreadableFile):
            archives.unpack(bytes(content), folder)
