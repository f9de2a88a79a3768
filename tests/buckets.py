"""A server that speaks S3, of this machine alone, and buckets on it."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection

from workbench.config import Bucket

SECRET = "nobody-may-read-this"


@contextmanager
def s3_server() -> Iterator[str]:
    """A server that was just started; its address."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - most tests need none of it

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it would tell of every request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def new_bucket(server: str, name: str) -> Bucket:
    """A bucket in which there is nothing yet."""
    line = HTTPConnection(server.removeprefix("http://"))
    line.request("PUT", f"/{name}")
    assert line.getresponse().read() is not None
    line.close()
    return bucket_on(server, name)


def bucket_on(server: str, name: str) -> Bucket:
    """A place on a server; whether there is a bucket is another matter."""
    return Bucket(name, "desk/files", server, "us-east-1", "checker", SECRET)


def variables(bucket: Bucket) -> Mapping[str, str]:
    """The settings that name a bucket."""
    return {
        "WORKBENCH_FILES": f"s3://{bucket.name}/{bucket.prefix}",
        "WORKBENCH_FILES_ENDPOINT": bucket.endpoint,
        "WORKBENCH_FILES_KEY": bucket.key,
        "WORKBENCH_FILES_SECRET": bucket.secret,
    }
