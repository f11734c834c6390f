"""Lists of a Word document: numbers that Word counts, anew in each section, and lists without numbers."""

from dataclasses import dataclass, field

from forum.declarations.exports.word.xml import w
from forum.declarations.exports.xmltree import Element

BULLETS = 1
LOOKS = (("bullet", "•"), ("decimal", "%1."))


@dataclass
class Lists:
    """`number` is asked for each item in order; `write` makes the definitions that were needed."""

    starts: list[int] = field(default_factory=list)  # the first number of each numbered list
    last: int = 0

    def begin(self) -> None:
        """What comes next belongs to no list that was."""
        self.last = 0

    def number(self, properties: Element, value: int) -> None:
        """Into the properties of a paragraph; 0 is an item without a number."""
        if (value and value != self.last + 1) or value == 1 or (value and not self.last):
            self.starts.append(value)
        self.last = value or self.last
        found = w(properties, "numPr")
        w(found, "ilvl", val=0)
        w(found, "numId", val=BULLETS + len(self.starts) if value else BULLETS)

    def write(self, numbering: Element) -> None:
        for child in list(numbering):
            numbering.remove(child)
        for identity, (form, shown) in enumerate(LOOKS, 1):
            abstract = w(numbering, "abstractNum", abstractNumId=identity)
            w(abstract, "multiLevelType", val="singleLevel")
            level = w(abstract, "lvl", ilvl=0)
            w(level, "start", val=1)
            w(level, "numFmt", val=form)
            w(level, "suff", val="tab")
            w(level, "lvlText", val=shown)
            w(level, "lvlJc", val="left")
            w(w(level, "pPr"), "ind", left=1701, hanging=567)
        w(w(numbering, "num", numId=BULLETS), "abstractNumId", val=1)
        for place, start in enumerate(self.starts, BULLETS + 1):
            instance = w(numbering, "num", numId=place)
            w(instance, "abstractNumId", val=2)
            w(w(instance, "lvlOverride", ilvl=0), "startOverride", val=start)
