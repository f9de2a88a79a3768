"""A bucket of a service that speaks S3, with limits to how long it may keep a page waiting."""

from datetime import timedelta

from obstore.store import S3Store

from workbench.config import Bucket

_CONNECTING = timedelta(seconds=5)
_ANSWERING = timedelta(seconds=30)  # for a whole file
_RETRIES = 2


def bucket_store(bucket: Bucket) -> S3Store:
    """The store of a bucket. Nothing is asked of the service yet."""
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        endpoint=bucket.endpoint or None,
        region=bucket.region,
        access_key_id=bucket.key,
        secret_access_key=bucket.secret,
        client_options={
            "allow_http": bucket.endpoint.startswith("http:"),
            "connect_timeout": _CONNECTING,
            "timeout": _ANSWERING,
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": _ANSWERING},
    )
