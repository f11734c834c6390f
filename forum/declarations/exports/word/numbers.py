"""Numbers that Word counts itself and that are those of the frozen text; where they would differ a list begins anew."""

import re
from dataclasses import dataclass, field

from forum.declarations.exports.word.xml import w
from forum.declarations.exports.xmltree import Element
from forum.declarations.text.clauses import OPERATIVE, SUB, SUBSUB, letters, roman

LEVELS = {OPERATIVE: 0, SUB: 1, SUBSUB: 2}
LOOKS = (  # (form, what is shown), (left, hanging, tab)
    (("decimal", "%1."), (1134, 0, 1701)),
    (("lowerLetter", "(%2)"), (2268, 567, 2268)),
    (("lowerRoman", "(%3)"), (2835, 567, 2835)),
)
MARKS = {OPERATIVE: re.compile(r"(\d+)\."), SUB: re.compile(r"\(([a-z])\)"), SUBSUB: re.compile(r"\(([ivxlc]+)\)")}
MAIN = 1  # the id of the list that everything is in which counts as Word counts


@dataclass
class Numbers:
    """`number` is asked for each paragraph in order; `write` makes the definitions that were needed."""

    counted: list[int] = field(default_factory=lambda: [0, 0, 0])  # of the list in use, at each level
    main: list[int] = field(default_factory=lambda: [0, 0, 0])
    list_id: int = MAIN
    starts: list[tuple[int, int]] = field(default_factory=list)  # of each further list: (level, first number)

    def number(self, kind: str, mark: str) -> tuple[int, int] | None:
        """(list, level), or None where the number stands as words: 3 bis, and letters beyond z, which Word doubles."""
        value = value_of(kind, mark)
        level = LEVELS[kind]
        if value is None:
            return None
        if level == 0:
            self.list_id = MAIN
            self.counted = self.main
        if self.counted[level] + 1 != value:
            self.starts.append((level, value))
            self.list_id = MAIN + len(self.starts)
            self.counted = [0, 0, 0]
        self.counted[level] = value
        self.counted[level + 1 :] = [0] * (2 - level)
        return self.list_id, level

    def write(self, numbering: Element) -> None:
        for child in list(numbering):
            numbering.remove(child)
        abstract = w(numbering, "abstractNum", abstractNumId=1)
        w(abstract, "multiLevelType", val="multilevel")
        for level, ((form, shown), (left, hanging, tab)) in enumerate(LOOKS):
            definition = w(abstract, "lvl", ilvl=level)
            w(definition, "start", val=1)
            w(definition, "numFmt", val=form)
            w(definition, "suff", val="tab")
            w(definition, "lvlText", val=shown)
            w(definition, "lvlJc", val="left")
            properties = w(definition, "pPr")
            w(w(properties, "tabs"), "tab", val="num", pos=tab)
            w(properties, "ind", left=left, hanging=hanging)
            w(w(definition, "rPr"), "i", val=0)
        for number in range(MAIN, MAIN + len(self.starts) + 1):
            instance = w(numbering, "num", numId=number)
            w(instance, "abstractNumId", val=1)
            if number > MAIN:
                level, first = self.starts[number - MAIN - 1]
                for place in range(3):
                    override = w(instance, "lvlOverride", ilvl=place)
                    w(override, "startOverride", val=first if place == level else 1)


def value_of(kind: str, mark: str) -> int | None:
    """What Word counts for a mark; None for one that it cannot show."""
    found = MARKS[kind].fullmatch(mark)
    if not found:
        return None
    if kind == OPERATIVE:
        return int(found[1])
    spell = letters if kind == SUB else roman
    return next((value for value in range(1, 400) if spell(value) == found[1]), None)


def set_number(properties: Element, found: tuple[int, int] | None) -> None:
    """In the properties of a paragraph."""
    if found is not None:
        number = w(properties, "numPr")
        w(number, "ilvl", val=found[1])
        w(number, "numId", val=found[0])
