"""Settings are checked at the start."""

from pathlib import Path

import pytest

from workbench.config import SHORTEST_KEY, BadSetting, Settings


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


@pytest.mark.parametrize(
    ("name", "value"),
    [("public_url", "reports.example.org"), ("time_zone", "Nowhere"), ("trusted_proxies", "two")],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting, match=f"WORKBENCH_{name.upper()}"):
        read(tmp_path, **{name: value})
