"""The program that sets a PDF: a document as JSON in, a PDF out. See `apart.py`."""

import json
import sys
from datetime import datetime

from workbench.publishing.typesetting.typesetter import pdf_of


def _main() -> None:
    template, at = sys.argv[1:]
    document = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pdf_of(template, document, datetime.fromisoformat(at)))


if __name__ == "__main__":
    _main()
