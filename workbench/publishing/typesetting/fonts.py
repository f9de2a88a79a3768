"""Where the fonts are: packages that hold nothing else. They are found, not loaded."""

from importlib.util import find_spec
from pathlib import Path

# The text's serif and the tool's sans; Arabic, Hebrew; Chinese, Japanese and Korean in one file;
# signs, emoji and twenty more scripts.
PACKAGES = (
    "fontpkg_source_serif_4", "fontpkg_inter", "pylopdf_fonts_ar", "pylopdf_fonts_he",
    "noto_cjk_sans_jp_regular", "manimgx_fonts",
)  # fmt: skip


def font_folders() -> list[Path]:
    """The folders of the fonts that the template names."""
    return [folder for package in PACKAGES for folder in _folders(package)]


def _folders(package: str) -> list[Path]:
    found = find_spec(package)
    return [Path(place) for place in found.submodule_search_locations or ()] if found else []
