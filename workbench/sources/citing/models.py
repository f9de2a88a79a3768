"""The style by which a desk cites."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench.db import Base
from workbench.sources.citing.house import STYLES, StyleChoice


class CitationStyle(Base):
    """What a desk has chosen, and the style of its own, which stays while another is chosen.

    A desk that never chose has no row. `own_csl` is the text of a CSL file, empty if there is none.
    """

    __tablename__ = "citation_styles"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), unique=True)
    choice: Mapped[StyleChoice] = mapped_column(default=StyleChoice.AUTHOR_DATE)
    own_title: Mapped[str] = mapped_column(default="")
    own_csl: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("choice <> 'a style of the desk’s own' OR own_csl <> ''", name="own"),
    )

    @property
    def csl(self) -> str:
        """The text of the style that is chosen."""
        return STYLES.get(self.choice, self.own_csl)
