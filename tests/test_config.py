"""Settings are checked at the start."""

from pathlib import Path

import pytest

from workbench.config import SHORTEST_KEY, BadSetting, Bucket, MailServer, Settings


def read(instance: Path, **variables: str) -> Settings:
    named = {f"WORKBENCH_{name.upper()}": value for name, value in variables.items()}
    return Settings.from_environment({"WORKBENCH_INSTANCE": str(instance), **named})


def test_a_key_that_could_be_guessed_is_refused_and_not_shown(tmp_path: Path) -> None:
    key = "k" * (SHORTEST_KEY - 1)
    with pytest.raises(BadSetting, match="WORKBENCH_SECRET_KEY must have 32 characters") as refused:
        read(tmp_path, secret_key=key)
    assert key not in str(refused.value)
    assert read(tmp_path, secret_key=f"{key}k").secret_key == f"{key}k"


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    made = read(tmp_path / "new").secret_key
    assert len(made) >= SHORTEST_KEY
    assert read(tmp_path / "new").secret_key == made
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", [b"", b"k" * (SHORTEST_KEY - 1), b"\xff" * SHORTEST_KEY])
def test_a_kept_key_that_could_be_guessed_is_refused_with_what_to_do(
    tmp_path: Path, kept: bytes
) -> None:
    (tmp_path / "secret-key").write_bytes(kept)
    with pytest.raises(BadSetting, match=r"secret-key has no key of 32 characters\. Remove it"):
        read(tmp_path)


@pytest.mark.parametrize(
    "value",
    ["https://ed:pass@reports.example", "https://reports.example/?a=1", "https://a.example/#b",
     "https://a.example/below", "http://a b", "https://a.example:99999", "http://[::1", "https://",
     "HTTPS://a.example", "https://a.example\n"],
)  # fmt: skip
def test_what_editions_would_keep_for_good_is_a_site_and_no_more(
    tmp_path: Path, value: str
) -> None:
    with pytest.raises(BadSetting, match="WORKBENCH_PUBLIC_URL") as refused:
        read(tmp_path, public_url=value)
    assert "pass" not in str(refused.value)


def test_a_site_may_have_a_port_and_end_in_a_slash(tmp_path: Path) -> None:
    assert read(tmp_path, public_url="http://[::1]:8000/").public_url == "http://[::1]:8000"


def test_an_empty_setting_counts_as_not_set(tmp_path: Path) -> None:
    names = ("secret_key", "public_url", "time_zone", "trusted_proxies", "database_url")
    assert read(tmp_path, **dict.fromkeys(names, "")) == read(tmp_path)


@pytest.mark.parametrize("value", ["-1", "1.5", "²", "9" * 5000])
def test_proxies_are_counted_with_a_small_number(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadSetting, match="WORKBENCH_TRUSTED_PROXIES"):
        read(tmp_path, trusted_proxies=value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("public_url", "reports.example.org"), ("time_zone", "Nowhere"), ("trusted_proxies", "two")],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting, match=f"WORKBENCH_{name.upper()}"):
        read(tmp_path, **{name: value})


BUCKET = {
    "files": "s3://desk-files/2026/kept", "files_key": "checker", "files_secret": "whisper",
    "files_endpoint": "https://s3.example.org:9000/", "files_region": "eu-west-2",
}  # fmt: skip


def test_files_lie_in_the_instance_folder_or_in_a_bucket(tmp_path: Path) -> None:
    assert read(tmp_path).files == tmp_path / "files"
    assert read(tmp_path, **BUCKET).files == Bucket(
        "desk-files", "2026/kept", "https://s3.example.org:9000", "eu-west-2", "checker", "whisper"
    )


def test_of_a_bucket_at_amazon_only_name_and_key_need_be_said(tmp_path: Path) -> None:
    named = {"files": "s3://desk-files", "files_key": "checker", "files_secret": "whisper"}
    found = read(tmp_path, **named).files
    assert found == Bucket("desk-files", "", "", "us-east-1", "checker", "whisper")


@pytest.mark.parametrize(
    ("name", "value"),
    [("files", "/srv/files"), ("files", "s3://"), ("files", "s3://Upper"), ("files", "s3://a b"),
     ("files", "s3://box/../up"), ("files", "s3://key:secret@box"), ("files_key", ""),
     ("files_secret", ""), ("files_endpoint", "s3.example.org"),
     ("files_endpoint", "https://key:secret@s3.example.org")],
)  # fmt: skip
def test_a_bucket_that_is_half_named_is_refused_and_its_secret_is_not_shown(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting, match=f"WORKBENCH_{name.upper()} must") as refused:
        read(tmp_path, **{**BUCKET, name: value})
    assert "whisper" not in str(refused.value)
    assert "secret@" not in str(refused.value)


def test_a_secret_is_not_in_what_is_shown_of_the_settings(tmp_path: Path) -> None:
    assert "whisper" not in repr(read(tmp_path, **BUCKET))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, False, "", "")),
        ("smtp://ana:whis%40per@[::1]", ("::1", 587, False, "ana", "whis@per")),
        (
            "smtps://ana:whisper@mail.example.org/",
            ("mail.example.org", 465, True, "ana", "whisper"),
        ),
        ("smtp://127.0.0.1:2525", ("127.0.0.1", 2525, False, "", "")),
    ],
)
def test_a_mail_server_is_named_by_its_address(
    tmp_path: Path, url: str, expected: tuple[str, int, bool, str, str]
) -> None:
    found = read(tmp_path, smtp_url=url, mail_from="Desk <desk@example.org>")
    assert found.mail == MailServer(*expected, "Desk <desk@example.org>")
    assert "whisper" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [("smtp_url", "mail.example.org:25"), ("smtp_url", "smtp://ana:whis@per@host"),
     ("smtp_url", "smtp://host:99999"), ("smtp_url", "https://host"), ("mail_from", ""),
     ("mail_from", "desk"), ("mail_from", "desk@example.org\nBcc: eve@example.org")],
)  # fmt: skip
def test_a_mail_server_that_is_half_named_is_refused_and_its_password_is_not_shown(
    tmp_path: Path, name: str, value: str
) -> None:
    named = {"smtp_url": "smtp://ana:whisper@host", "mail_from": "desk@example.org"}
    with pytest.raises(BadSetting, match=f"WORKBENCH_{name.upper()} must") as refused:
        read(tmp_path, **{**named, name: value})
    assert "whis" not in str(refused.value)


def test_no_mail_is_sent_unless_a_server_is_named(tmp_path: Path) -> None:
    assert read(tmp_path).mail is None
