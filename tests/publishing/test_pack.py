"""An evidence pack is whole and signed, and whatever is done to it is found, offline."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.members import all_bytes
from tests.publishing.test_confidential_sources import hide
from workbench.articles.queries import current_version
from workbench.evidence.contacts import AnswerFile, ContactFields, add_contact, keep_answer_file
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import Means
from workbench.evidence.service import remove_evidence
from workbench.publishing.formats import FORMATS
from workbench.publishing.keys import public_key
from workbench.publishing.models import Edition
from workbench.publishing.pack import verifying
from workbench.publishing.pack.contents import NOT_KEPT, write_pack
from workbench.publishing.pack.enclosed import (
    BESIDE,
    CONFIDENTIAL,
    ONLY_NAMED,
    SNAPSHOTS_PASSED_ON,
    Inside,
    internal_inside,
    public_inside,
)
from workbench.publishing.pack.signing import Signer, fingerprint_of, signer_of
from workbench.publishing.pack.verifying import faults_of, signed_by, told_by
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.passing_on import say_licence
from workbench.sources.rules import Way
from workbench.sources.taking import take
from workbench.storage.files import FileStore

SECRET = "a secret key of some length, for tests"
FOLDER = "the-bridge-checked-edition-1"
Members = dict[str, bytes]


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


@pytest.fixture
def edition(desk: NewsDesk) -> Edition:
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, desk.source("Ledger", url="https://city.example/l"), "9,000,000")
    return publish(desk, claim)


def publish(desk: NewsDesk, claim: object) -> Edition:
    desk.approve(claim)  # type: ignore[arg-type]
    return desk.publish()


@pytest.fixture
def signer(session: Session, desk: NewsDesk) -> Signer:
    return signer_of(session, desk.article.desk_id, SECRET)


@pytest.fixture
def pack(
    session: Session, edition: Edition, signer: Signer, files: FileStore, tmp_path: Path
) -> Path:
    path = tmp_path / "pack.zip"
    path.write_bytes(packed(session, edition, signer, files))
    return path


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def packed(session: Session, edition: Edition, signer: Signer, files: FileStore) -> bytes:
    return written(edition, public_inside(session, edition), signer, files)


def written(edition: Edition, inside: Inside, signer: Signer, files: FileStore) -> bytes:
    file = io.BytesIO()
    write_pack(edition, inside, signer, files=files, file=file, advance=lambda _done, _all: None)
    return file.getvalue()


def members(body: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(pack: Path, change: Callable[[Members], object]) -> Path:
    """The pack with other members, in the same order."""
    found = members(pack.read_bytes())
    change(found)
    with zipfile.ZipFile(pack, "w") as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    return pack


def test_a_pack_is_whole_and_says_whose_it_is(pack: Path, signer: Signer) -> None:
    assert list(faults_of(pack)) == []
    assert list(faults_of(pack, fingerprint_of(signer.public))) == []
    assert signed_by(pack) == fingerprint_of(signer.public)
    assert told_by(pack)["Pack-Kind"] == ["public"]


def test_another_program_reads_it_as_a_bag(pack: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(pack, tmp_path / "out")
    bag = bagit.Bag(str(tmp_path / "out" / FOLDER))
    assert bag.is_valid()
    assert bag.info["Source-Organization"] == "Bridge desk"


def test_it_has_the_edition_in_every_format(pack: Path) -> None:
    names = set(members(pack.read_bytes()))
    assert {f"{FOLDER}/data/formats/{each.address}" for each in FORMATS.values()} <= names
    assert f"{FOLDER}/data/edition.json" in names


def test_the_same_edition_gives_the_same_pack(
    session: Session, pack: Path, edition: Edition, signer: Signer, files: FileStore
) -> None:
    assert packed(session, edition, signer, files) == pack.read_bytes()


def test_what_is_left_out_is_said(
    desk: NewsDesk, signer: Signer, files: FileStore, tmp_path: Path
) -> None:
    claim = desk.claim("Nobody came")
    secret = desk.source("An official who asked not to be named")
    desk.evidence(claim, secret)
    hide(desk, secret)
    path = tmp_path / "pack.zip"
    path.write_bytes(packed(desk.session, publish(desk, claim), signer, files))
    assert list(faults_of(path)) == []
    assert told_by(path)["Left-Out"] == [f"{CONFIDENTIAL}1", SNAPSHOTS_PASSED_ON]


def keep(desk: NewsDesk, source: Source, words: bytes, files: FileStore) -> Snapshot:
    """What was kept of a source: a file, and a WARC of how it came."""
    taken = replace(
        take(words, name="file.txt", files=files), warc_sha256=files.keep(b"WARC " + words),
        warc_size=5 + len(words),
    )  # fmt: skip
    return keep_snapshot(
        desk.session, source=source, taken=taken, by=desk.checker, way=Way.FETCHED,
        url="https://city.example/l", headers={},
    )  # fmt: skip


def test_the_internal_pack_has_every_file_and_none_of_confidential_sources(
    desk: NewsDesk, signer: Signer, files: FileStore, tmp_path: Path
) -> None:
    claim, opened = desk.claim("It cost nine million"), desk.claim("Nobody came")
    ledger, official, gone = (desk.source(title) for title in ("Ledger", "Official", "Gone"))
    desk.evidence(claim, ledger, "Nine")
    desk.evidence(opened, official, "Nine")  # of a claim that no edition has
    desk.evidence(claim, gone, "Nine")
    removed = evidence_of(desk.session, claim)[-1]
    for source, words in ((ledger, b"Nine."), (official, b"zzsecret"), (gone, b"Gone.")):
        keep(desk, source, words, files)
    remove_evidence(desk.session, claim=claim, evidence=removed, by=desk.checker)
    answer = add_contact(
        desk.session, claim=opened, by=desk.checker,
        fields=ContactFields("The mayor", Means.E_MAIL, "2019-05-03"),
    )  # fmt: skip
    file = AnswerFile(files.keep(b"Yes."), "yes.txt", "text/plain")
    keep_answer_file(desk.session, claim=opened, contact=answer, file=file, by=desk.checker)
    current_version(desk.session, desk.article).original_sha256 = files.keep(b"The article.")
    hide(desk, official)
    edition = publish(desk, claim)
    path = tmp_path / "internal.zip"
    path.write_bytes(written(edition, internal_inside(desk.session, edition), signer, files))
    assert list(faults_of(path)) == []
    found, told = members(path.read_bytes()), told_by(path)
    assert b"zzsecret" not in all_bytes(path.read_bytes())
    brought = {name.removeprefix(f"{FOLDER}/data/"): body for name, body in found.items()}
    bodies = {body for name, body in brought.items() if name.endswith(("/file", "/warc"))}
    assert bodies == {b"Nine.", b"WARC Nine.", b"Gone.", b"WARC Gone.", b"Yes.", b"The article."}
    assert "dossier.json" in brought
    rows = csv.DictReader(io.StringIO(brought["files.csv"].decode("utf-8-sig")))
    assert all(sha256(brought[row["path"]]).hexdigest() == row["sha256"] for row in rows)
    assert told["Left-Out"] == [f"{CONFIDENTIAL}1", BESIDE]


def test_the_public_pack_has_the_snapshots_it_quotes_that_may_be_passed_on(
    desk: NewsDesk, signer: Signer, files: FileStore
) -> None:
    claim = desk.claim("It cost nine million")
    ledger, minutes, official = (desk.source(title) for title in ("Ledger", "Minutes", "Official"))
    for source in (ledger, minutes, official):
        desk.evidence(claim, source, "Nine")
    kept = keep(desk, ledger, b"Nine million.", files)
    keep(desk, minutes, b"Nine million, they said.", files)
    sealed = keep(desk, official, b"Nine million, zzsecret.", files)
    edition = publish(desk, claim)
    for source, snapshot in ((ledger, kept), (official, sealed)):
        say_licence(
            desk.session, source=source, snapshot=snapshot, licence="CC BY 4.0", by=desk.editor
        )
    hide(desk, official)
    body = packed(desk.session, edition, signer, files)
    found = members(body)
    inside = {name.removeprefix(f"{FOLDER}/data/snapshots/") for name in found if "/snap" in name}
    assert inside == {kept.sha256}
    assert found[f"{FOLDER}/data/snapshots/{kept.sha256}"] == b"Nine million."
    listed = found[f"{FOLDER}/data/files.csv"].decode()
    assert "CC BY 4.0" in listed
    assert "file.txt" not in listed  # what it was called here is no reader's business
    assert b"zzsecret" not in all_bytes(body)


def test_the_internal_pack_says_which_files_are_not_here_and_opens_none_that_was_only_named(
    desk: NewsDesk, signer: Signer, files: FileStore, tmp_path: Path
) -> None:
    claim, source = desk.claim("It cost nine million"), desk.source("Ledger")
    desk.evidence(claim, source, "Nine")
    named, lost = keep(desk, source, b"Named.", files), keep(desk, source, b"Lost.", files)
    named.from_dossier, named.warc_sha256 = True, ""
    files.remove(lost.sha256)
    edition = publish(desk, claim)
    path = tmp_path / "internal.zip"
    path.write_bytes(written(edition, internal_inside(desk.session, edition), signer, files))
    told = told_by(path)["Left-Out"]
    assert told == [f"{ONLY_NAMED}{named.sha256}", BESIDE, f"{NOT_KEPT}{lost.sha256}"]
    assert [name for name in members(path.read_bytes()) if name.endswith("/file")] == []


def changed(name: str, body: bytes | None = None) -> Callable[[Members], object]:
    """One member with one bit the other way, or with another body."""

    def change(found: Members) -> None:
        old = found[f"{FOLDER}/{name}"]
        found[f"{FOLDER}/{name}"] = body or bytes([old[0] ^ 1]) + old[1:]

    return change


def removed(name: str) -> Callable[[Members], object]:
    return lambda found: found.pop(f"{FOLDER}/{name}")


def added(name: str) -> Callable[[Members], object]:
    return lambda found: found.update({name: b"new"})


def renamed(found: Members) -> None:
    found[f"{FOLDER}/data/formats/report.txt"] = found.pop(f"{FOLDER}/data/formats/report.md")


ATTACKS: Mapping[str, tuple[Callable[[Members], object], list[str]]] = {
    "a changed file": (
        changed("data/formats/report.md"), ["data/formats/report.md: it was changed"],
    ),
    "a missing file": (removed("data/edition.json"), ["data/edition.json: it is missing"]),
    "an added file": (
        added(f"{FOLDER}/data/x.exe"), ["data/x.exe: it was added; no manifest names it"],
    ),
    "an added tag file": (
        added(f"{FOLDER}/README.txt"), ["README.txt: it was added; no manifest names it"],
    ),
    "a renamed file": (
        renamed,
        ["data/formats/report.md: it is missing",
         "data/formats/report.txt: it was added; no manifest names it"],
    ),
    "a changed tag file": (changed("bag-info.txt"), ["bag-info.txt: it was changed"]),
    "no signature": (removed("signature.txt"), ["signature.txt: it is missing"]),
    "a path that leads out": (
        added(f"{FOLDER}/../../etc/passwd"),
        [f"'{FOLDER}/../../etc/passwd': its path leads out of the pack"],
    ),
    "a folder with content": (
        added(f"{FOLDER}/data/x.html/"),
        [f"'{FOLDER}/data/x.html/': it is a folder, and no pack has any"],
    ),
    "a name that a terminal obeys": (
        added(f"{FOLDER}/data/\x1b[2J\n"),
        ["'data/\\x1b[2J\\n': it was added; no manifest names it"],
    ),
    "an absolute path": (
        added("/etc/passwd"), ["'/etc/passwd': its path leads out of the pack"],
    ),
    "a name twice but for capitals": (
        added(f"{FOLDER}/BAGIT.TXT"),
        [f"'{FOLDER}/bagit.txt': it is in the archive more than once"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_is_done_to_a_pack_is_found(pack: Path, attack: str) -> None:
    change, faults = ATTACKS[attack]
    assert list(faults_of(rewritten(pack, change))) == faults


def commented(body: bytes) -> bytes:
    file = io.BytesIO(body)
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = b"new"
    return file.getvalue()


def packed_otherwise(body: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, member in members(body).items():
            archive.writestr(name, member, zipfile.ZIP_LZMA if "edition.json" in name else None)
    return file.getvalue()


AROUND: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "bytes before it": (
        lambda body: b"MZ" + body,
        "pack.zip: bytes were added before or between the archive’s files",
    ),
    "bytes behind it": (
        lambda body: body + b"new", "pack.zip: bytes were added behind the archive",
    ),
    "a comment": (commented, "pack.zip: a comment was added to the archive"),
}  # fmt: skip


@pytest.mark.parametrize("attack", AROUND)
def test_what_stands_around_the_archive_is_found(pack: Path, attack: str) -> None:
    change, fault = AROUND[attack]
    pack.write_bytes(change(pack.read_bytes()))
    assert list(faults_of(pack)) == [fault]


def test_a_way_of_packing_that_may_need_gigabytes_is_not_unpacked(pack: Path) -> None:
    pack.write_bytes(packed_otherwise(pack.read_bytes()))
    faults = list(faults_of(pack))
    assert f"'{FOLDER}/data/edition.json': it is packed in a way in which no pack is" in faults
    assert not any("changed" in fault for fault in faults)


def signed_anew(pack: Path, name: str, body: bytes, signer: Signer) -> Path:
    """The pack with another tag file, all listed and signed as if it had always been so."""

    def change(found: Members) -> None:
        found[f"{FOLDER}/{name}"] = body
        tags = ("bag-info.txt", "bagit.txt", "key.pem", "manifest-sha256.txt")
        digests = [(sha256(found[f"{FOLDER}/{tag}"]).hexdigest(), tag) for tag in tags]
        listed = "".join(f"{digest}  {tag}\n" for digest, tag in digests).encode()
        found[f"{FOLDER}/tagmanifest-sha256.txt"] = listed
        found[f"{FOLDER}/signature.txt"] = signer.sign(listed)

    return rewritten(pack, change)


@pytest.mark.parametrize(
    ("name", "body", "fault"),
    [
        ("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n",
         "bagit.txt: it declares another version or encoding than packs have"),
        ("bag-info.txt", b"Left-Out: caf\xe9\n", "bag-info.txt: it is not UTF-8"),
        ("key.pem", b"-----BEGIN PUBLIC KEY-----\nwords\n-----END PUBLIC KEY-----\n",
         "key.pem: it is no key that signs packs"),
    ],
)  # fmt: skip
def test_odd_words_of_a_pack_that_anybody_signed_are_a_fault(
    pack: Path, signer: Signer, name: str, body: bytes, fault: str
) -> None:
    assert list(faults_of(signed_anew(pack, name, body, signer))) == [fault]


def test_what_a_pack_says_of_itself_has_nothing_that_a_terminal_obeys(
    pack: Path, signer: Signer
) -> None:
    signed_anew(pack, "bag-info.txt", b"Left-Out: \x1b[2Jnothing\n", signer)
    assert list(faults_of(pack)) == []
    assert told_by(pack) == {"Left-Out": ["�[2Jnothing"]}


@pytest.mark.parametrize("name", ["signature.txt", "key.pem", "tagmanifest-sha256.txt"])
def test_a_changed_signature_key_or_list_is_found(pack: Path, name: str) -> None:
    assert list(faults_of(rewritten(pack, changed(name)))) != []


def test_a_pack_signed_anew_by_others_is_told_by_the_key_alone(
    session: Session, edition: Edition, signer: Signer, files: FileStore, tmp_path: Path
) -> None:
    others = signer_of(session, make_news_desk(session, "Others").article.desk_id, SECRET)
    path = tmp_path / "forged.zip"
    path.write_bytes(packed(session, edition, others, files))
    assert list(faults_of(path)) == []
    (fault,) = faults_of(path, fingerprint_of(signer.public))
    assert fault == "key.pem: it is not the key that this was compared with; others signed it"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_found(pack: Path) -> None:
    name = f"{FOLDER}/data/edition.json"
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr(name, b"{}")
    assert list(faults_of(pack)) == [f"{name!r}: it is in the archive more than once"]


def test_what_is_no_zip_and_what_is_cut_off_is_told_in_a_line(pack: Path) -> None:
    body = pack.read_bytes()
    for broken in (b"", b"words", body[: len(body) // 2]):
        pack.write_bytes(broken)
        assert list(faults_of(pack)) == ["pack.zip: it cannot be read as a ZIP"]


def test_an_empty_zip_lacks_everything(tmp_path: Path) -> None:
    path = tmp_path / "empty.zip"
    zipfile.ZipFile(path, "w").close()
    assert "bagit.txt: it is missing" in list(faults_of(path))


def test_a_bomb_is_not_read(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LARGEST", 1000)
    (fault,) = faults_of(pack)
    assert "more than any pack does" in fault


def test_each_byte_counts(pack: Path) -> None:
    """A bit at many places of the file, in what is stored of its members."""
    body = pack.read_bytes()
    with zipfile.ZipFile(pack) as archive:
        starts = [i.header_offset + 30 + len(i.filename) + 20 + 5 for i in archive.infolist()]
    for start in starts:
        pack.write_bytes(body[:start] + bytes([body[start] ^ 4]) + body[start + 1 :])
        assert list(faults_of(pack)) != [], start


def test_a_desk_signs_with_one_key_until_the_secret_is_another(
    session: Session, desk: NewsDesk, signer: Signer
) -> None:
    desk_id = desk.article.desk_id
    assert signer_of(session, desk_id, SECRET).public == signer.public
    renewed = signer_of(session, desk_id, "another secret key, after a move")
    assert renewed.public != signer.public
    assert public_key(session, fingerprint_of(signer.public)) == signer.public
