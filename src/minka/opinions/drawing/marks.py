"""The shape that goes with each letter, so that a group is known without its colour."""

from django.utils.safestring import SafeString

from minka.opinions.drawing.face import draw, of_group


def mark_path(letter: str, x: float, y: float, r: float) -> str:
    """A shape of about the area of a circle of radius ``r``: circle, square, triangle, diamond, cross."""
    match letter:
        case "B":
            s = 0.89 * r
            return f"M{x - s:.1f} {y - s:.1f}h{2 * s:.1f}v{2 * s:.1f}h{-2 * s:.1f}z"
        case "C":
            s = 1.35 * r
            return f"M{x:.1f} {y - s:.1f}l{0.87 * s:.1f} {1.5 * s:.1f}h{-1.74 * s:.1f}z"
        case "D":
            s = 1.25 * r
            return f"M{x:.1f} {y - s:.1f}l{s:.1f} {s:.1f}l{-s:.1f} {s:.1f}l{-s:.1f} {-s:.1f}z"
        case "E":
            s, w = 1.1 * r, 0.42 * r
            arm = s - w
            return (
                f"M{x - w:.1f} {y - s:.1f}h{2 * w:.1f}v{arm:.1f}h{arm:.1f}v{2 * w:.1f}h{-arm:.1f}v{arm:.1f}"
                f"h{-2 * w:.1f}v{-arm:.1f}h{-arm:.1f}v{-2 * w:.1f}h{arm:.1f}z"
            )
        case _:
            return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"


def mark(letter: str, x: float, y: float, r: float, *, role: str = "mark") -> SafeString:
    return draw('<path data-role="{}"{} d="{}"/>', role, of_group(letter), mark_path(letter, x, y, r))


def group_mark(letter: str, x: float, y: float) -> SafeString:
    """The shape with the letter beside it, as it heads a row."""
    return mark(letter, x + 6, y, 5.5) + draw(
        '<text data-role="letter" x="{}" y="{}">{}</text>', x + 16, y + 4.5, letter
    )


def mark_picture(letter: str) -> SafeString:
    """The shape alone, to stand in a line of text beside the letter, which says the same."""
    return draw('<svg class="opinion-mark" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', mark(letter, 8, 8.5, 6))
