"""All settings, in one place: read from the environment, validated once at the start."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from workbench.errors import WorkbenchError

PACKAGE = Path(__file__).resolve().parent
# In a checkout templates/ and static/ lie beside the package; the wheel carries them inside it.
ASSETS = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent

_SITE = re.compile(r"https?://[^\s/?#@\\]+")
_BUCKET = re.compile(
    r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)/?"
)
_SMTP = re.compile(
    r"(?P<scheme>smtps?)://(?:(?P<user>[^:@/]+):(?P<password>[^@/]+)@)?"
    r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?/?"
)
_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")

SHORTEST_KEY = 32  # characters
LONGEST_UPLOAD = 20 * 1024 * 1024  # bytes
LONGEST_SNAPSHOT = 50 * 1024 * 1024  # bytes, uploaded or fetched: a report with pictures, a film


class BadSetting(WorkbenchError):
    """A setting has a value the workbench cannot run with."""


@dataclass(frozen=True)
class Argon2Cost:
    """How expensive a password hash is: passes, KiB of memory, lanes (RFC 9106, section 4)."""

    time: int = 3
    memory: int = 65536
    lanes: int = 4


@dataclass(frozen=True)
class Bucket:
    """A place in a store that speaks S3, and the key to it.

    `prefix`: a folder of the bucket, or empty. `endpoint`: the service's address; empty for Amazon.
    """

    name: str
    prefix: str
    endpoint: str
    region: str
    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class MailServer:
    """Who takes our e-mail, and in whose name it is sent.

    `secure`: TLS from the first byte; else it begins as soon as the server offers it, and must
    where there is a password. `sender`: an address, perhaps with a name, as it stands in a letter.
    """

    host: str
    port: int
    secure: bool
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True)
class Settings:
    """What a running workbench needs to know.

    `instance`: folder for the embedded database, files and the generated key.
    `database_url`: SQLAlchemy URL; SQLite in `instance` unless told otherwise.
    `secret_key`: signs cookies and CSRF tokens.
    `public_url`: the site's public address without a trailing slash; frozen into editions.
    `time_zone`: IANA name, the zone a new desk starts with.
    `secure_cookies`: send cookies over HTTPS only; on when `public_url` is https.
    `trusted_proxies`: how many reverse proxies stand in front and may set X-Forwarded-*.
    `address_days`: after how many days the record loses the network addresses of who acted.
    `bucket`: where files are kept; in a folder of `instance` unless told otherwise.
    `archive_url`: the site of a web archive that answers as the Wayback Machine does; or none.
    `archive_save_url`: the site of one that keeps pages when asked as it is; or none.
    `mail`: who sends e-mail for us; nobody does unless told.
    """

    instance: Path
    database_url: str
    secret_key: str = field(repr=False)
    public_url: str = "http://127.0.0.1:8000"
    time_zone: str = "UTC"
    secure_cookies: bool = False
    trusted_proxies: int = 0
    address_days: int = 30
    argon2: Argon2Cost = Argon2Cost()
    bucket: Bucket | None = None
    archive_url: str = ""
    archive_save_url: str = ""
    mail: MailServer | None = None

    @property
    def files(self) -> Path | Bucket:
        """Where the file store is: a bucket or a folder."""
        return self.bucket or self.instance / "files"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the `WORKBENCH_*` variables. Raises `BadSetting` with the variable's name."""
        instance = instance_folder(environ)
        public_url = _web_address(environ.get("WORKBENCH_PUBLIC_URL") or cls.public_url)
        return cls(
            instance=instance,
            database_url=environ.get("WORKBENCH_DATABASE_URL") or embedded_database(instance),
            secret_key=_given_key(environ) or _kept_key(instance),
            public_url=public_url,
            time_zone=_time_zone(environ.get("WORKBENCH_TIME_ZONE") or cls.time_zone),
            secure_cookies=public_url.startswith("https:"),
            trusted_proxies=_count("WORKBENCH_TRUSTED_PROXIES", environ, cls.trusted_proxies),
            address_days=_count("WORKBENCH_ADDRESS_DAYS", environ, cls.address_days, 1000),
            bucket=_bucket(environ),
            archive_url=_archive("WORKBENCH_ARCHIVE_URL", environ, "https://archive.org"),
            archive_save_url=_archive(
                "WORKBENCH_ARCHIVE_SAVE_URL", environ, "https://web.archive.org"
            ),
            mail=_mail_server(environ),
        )


def instance_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the instance is, or would be; nothing is made."""
    return Path(environ.get("WORKBENCH_INSTANCE") or _default_instance()).absolute()


def embedded_database(instance: Path) -> str:
    """The URL of the SQLite file in an instance folder."""
    return f"sqlite:///{instance / 'workbench.sqlite3'}"


def _default_instance() -> Path:
    """`instance/` of a checkout, else `instance/` where the command is run."""
    return (ASSETS if ASSETS != PACKAGE else Path.cwd()) / "instance"


def _given_key(environ: Mapping[str, str]) -> str:
    """The key that was set. Raises `BadSetting` for one that could be guessed."""
    key = environ.get("WORKBENCH_SECRET_KEY", "")
    if key and len(key) < SHORTEST_KEY:
        raise BadSetting(
            f"WORKBENCH_SECRET_KEY must have {SHORTEST_KEY} characters at least, and be random. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return key


def _kept_key(instance: Path) -> str:
    """A random key, made on first use and kept, readable by the owner alone.

    Raises `BadSetting` for a file whose key could be guessed.
    """
    path = instance / "secret-key"
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_key(path)
    key = path.read_bytes().decode(errors="ignore").strip()
    if len(key) < SHORTEST_KEY:
        raise BadSetting(
            f"The file {path} has no key of {SHORTEST_KEY} characters. Remove it, and the next "
            "start makes another; everybody signs in anew."
        )
    return key


def _write_key(path: Path) -> None:
    """Write the whole key, then give it its name: whoever finds the name finds all of it."""
    written = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):  # another process was first, and its key stands
        os.link(written, path)
    written.unlink()


def _web_address(value: str) -> str:
    """The site itself: editions keep it, so no password, and pages stand at its root."""
    return _site("WORKBENCH_PUBLIC_URL", value, such_as="https://reports.example.org")


def _archive(name: str, environ: Mapping[str, str], such_as: str) -> str:
    value = environ.get(name)
    return _site(name, value, such_as=such_as) if value else ""


def _site(name: str, value: str, *, such_as: str) -> str:
    address = value.removesuffix("/")
    if _SITE.fullmatch(address) is None or not _can_be_split(address):
        raise BadSetting(
            f"{name} must be the web address of a site and no more, such as {such_as}."
        )
    return address


def _can_be_split(address: str) -> bool:
    """Whether host and port are such."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise BadSetting(f"WORKBENCH_TIME_ZONE must be a time zone’s name, not “{value}”.")
    return value


def _count(name: str, environ: Mapping[str, str], unset: int, below: int = 100) -> int:
    value = environ.get(name) or str(unset)
    if re.fullmatch("[0-9]{1,9}", value) is None or int(value) >= below:
        raise BadSetting(f"{name} must be a whole number below {below}, not “{value[:50]}”.")
    return int(value)


def _bucket(environ: Mapping[str, str]) -> Bucket | None:
    """The bucket that was named, with its key. Raises `BadSetting`, without the secret in it."""
    place = environ.get("WORKBENCH_FILES")
    if not place:
        return None
    named = _BUCKET.fullmatch(place)
    if named is None:
        raise BadSetting(
            "WORKBENCH_FILES must look like s3://bucket or s3://bucket/folder. Without it, files "
            "lie in the instance folder."
        )
    return Bucket(
        name=named[1],
        prefix=named[2].removeprefix("/"),
        endpoint=_endpoint(environ),
        region=environ.get("WORKBENCH_FILES_REGION") or "us-east-1",
        key=_needed("WORKBENCH_FILES_KEY", environ),
        secret=_needed("WORKBENCH_FILES_SECRET", environ),
    )


def _endpoint(environ: Mapping[str, str]) -> str:
    """The address of a service other than Amazon's."""
    name = "WORKBENCH_FILES_ENDPOINT"
    value = environ.get(name)
    return _site(name, value, such_as="https://s3.example.org") if value else ""


def _needed(name: str, environ: Mapping[str, str]) -> str:
    value = environ.get(name)
    if not value:
        raise BadSetting(f"{name} must be set too: WORKBENCH_FILES names a bucket, which needs it.")
    return value


def _mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """The server that was named, and our address. Raises `BadSetting`, without the password."""
    url = environ.get("WORKBENCH_SMTP_URL")
    if not url:
        return None
    named = _SMTP.fullmatch(url)
    if named is None or int(named["port"] or 25) not in range(1, 65536):
        raise BadSetting(
            "WORKBENCH_SMTP_URL must look like smtp://host:587, smtps://host or "
            "smtp://user:password@host, signs such as @ and / in a password written as %40 and %2F."
        )
    secure = named["scheme"] == "smtps"
    return MailServer(
        host=named["host"].strip("[]"),
        port=int(named["port"] or (465 if secure else 587 if named["user"] else 25)),
        secure=secure,
        user=unquote(named["user"] or ""),
        password=unquote(named["password"] or ""),
        sender=_sender(environ),
    )


def _sender(environ: Mapping[str, str]) -> str:
    value = environ.get("WORKBENCH_MAIL_FROM", "").strip()
    if _ADDRESS.fullmatch(parseaddr(value)[1]) is None or not value.isprintable():
        raise BadSetting(
            "WORKBENCH_MAIL_FROM must be an e-mail address, such as desk@example.org or "
            "Strand desk <desk@example.org>: WORKBENCH_SMTP_URL names a mail server, and letters "
            "need a sender."
        )
    return value
