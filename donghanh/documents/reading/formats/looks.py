"""What a style says of the letters under it, in every format that has styles: hidden, capitals, old fonts."""

from dataclasses import dataclass

from donghanh.documents.reading import legacy


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a run says of its letters; None where it says nothing."""

    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None

    def over(self, other: "Look") -> "Look":
        """This look laid over another."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.capitals if self.capitals is None else self.capitals,
            other.font if self.font is None else self.font,
        )


PLAIN = Look()


def shown(text: str, look: Look, *, fonts: bool = True) -> str:
    """Text as its look shows it; letters of an old font stay marked until they are resolved."""
    if look.hidden or not text:
        return ""
    face = legacy.face_of(look.font) if fonts and look.font else None
    if face:
        return legacy.mark(text, face)
    return text.upper() if look.capitals else text
