"""Short words for the writer's blocks, so that a plan reads like a plan."""

from donghanh.documents.writing import Block, Items, Point


def point(heading: str, *body: Block) -> Point:
    """A numbered point with what stands under it."""
    return Point(heading=heading, body=body)


def items(*texts: str) -> Items:
    """A list of sentences, each behind a dash."""
    return Items(items=texts)
