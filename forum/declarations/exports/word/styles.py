"""How a declaration looks in Word: A4, a measure of 13 cm, Times, numbers that hang in the margin."""

from typing import Any

from forum.declarations.exports.shape import Content
from forum.declarations.exports.word.xml import SPACE, W, w
from forum.declarations.exports.xmltree import Element

LOCALES = {
    "ar": "ar-SA", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "he": "he-IL", "it": "it-IT", "kk": "kk-KZ",
    "pl": "pl-PL", "pt": "pt-PT", "ru": "ru-RU", "tr": "tr-TR", "uk": "uk-UA", "zh": "zh-CN",
}  # fmt: skip
MARGIN, STEP = 1134, 567  # 2 cm and 1 cm, in twentieths of a point
# (name, id, what it is based on, paragraph, run); the order of elements is that of the schema.
MEASURE = "<w:ind w:left='1134' w:right='1134'/>"
BOLD = "<w:b/><w:bCs/>"
PARAGRAPH = (
    ("Title", "Title", "Normal", "<w:keepNext/><w:spacing w:before='360' w:after='240' w:line='300' w:lineRule='atLeast'/>"
     f"{MEASURE}<w:outlineLvl w:val='0'/>", f"{BOLD}<w:sz w:val='30'/><w:szCs w:val='30'/>"),
    ("heading 1", "Heading1", "Normal", "<w:keepNext/><w:spacing w:before='300' w:after='120'/>"
     f"{MEASURE}<w:outlineLvl w:val='1'/>", f"{BOLD}<w:sz w:val='24'/><w:szCs w:val='24'/>"),
    ("Body Text", "BodyText", "Normal", f"{MEASURE}<w:jc w:val='both'/>", ""),
    ("Preambular", "Preambular", "BodyText", "<w:ind w:left='1134' w:right='1134' w:firstLine='567'/>", ""),
    ("Operative", "Operative", "BodyText", "<w:tabs><w:tab w:val='num' w:pos='1701'/></w:tabs>", ""),
    ("Sub-paragraph", "Sub", "BodyText", "<w:tabs><w:tab w:val='num' w:pos='2268'/></w:tabs>"
     "<w:ind w:left='2268' w:right='1134' w:hanging='567'/>", ""),
    ("Sub-sub-paragraph", "SubSub", "BodyText", "<w:tabs><w:tab w:val='num' w:pos='2835'/></w:tabs>"
     "<w:ind w:left='2835' w:right='1134' w:hanging='567'/>", ""),
    ("Reservation", "Reservation", "BodyText",
     "<w:pBdr><w:left w:val='single' w:sz='8' w:space='8' w:color='7F7F7F'/></w:pBdr>"
     "<w:ind w:left='1701' w:right='1134'/><w:jc w:val='left'/>", "<w:sz w:val='18'/><w:szCs w:val='18'/>"),
    ("Masthead", "Masthead", "Normal", "<w:spacing w:before='0' w:after='40'/>", "<w:sz w:val='18'/><w:szCs w:val='18'/>"),
    ("Facts", "Facts", "BodyText", "<w:jc w:val='left'/>", ""),
    ("Notice", "Notice", "Normal", "<w:spacing w:before='0' w:after='60' w:line='220' w:lineRule='atLeast'/>"
     f"{MEASURE}", "<w:sz w:val='17'/><w:szCs w:val='17'/>"),
    ("Table text", "TableText", "Normal", "<w:spacing w:before='40' w:after='40' w:line='220' w:lineRule='atLeast'/>",
     "<w:sz w:val='18'/><w:szCs w:val='18'/>"),
    ("footnote text", "FootnoteText", "Normal", "<w:spacing w:after='40' w:line='220' w:lineRule='atLeast'/>",
     "<w:sz w:val='18'/><w:szCs w:val='18'/>"),
    ("header", "Header", "Normal", "<w:pBdr><w:bottom w:val='single' w:sz='4' w:space='4' w:color='auto'/></w:pBdr>"
     "<w:tabs><w:tab w:val='right' w:pos='9638'/></w:tabs>", f"{BOLD}<w:sz w:val='18'/><w:szCs w:val='18'/>"),
    ("footer", "Footer", "Normal", "<w:tabs><w:tab w:val='right' w:pos='9638'/></w:tabs>"
     "<w:spacing w:after='0' w:line='200' w:lineRule='atLeast'/>", "<w:sz w:val='15'/><w:szCs w:val='15'/>"),
)  # fmt: skip
CHARACTER = (
    ("footnote reference", "FootnoteReference", "<w:vertAlign w:val='superscript'/>"),
    ("Hyperlink", "Hyperlink", "<w:color w:val='0B5394'/><w:u w:val='single'/>"),
    ("Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
    ("Number", "Number", ""),
)
FONTS = "<w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman' w:cs='Times New Roman' w:eastAsia='SimSun'/>"


def locale(language: str) -> str:
    return LOCALES.get(language, language)


def language_tag(parent: Element, language: str, direction: str) -> None:
    """In the properties of a run: its language, in the place for the direction in which it is written."""
    tag = locale(language)
    where = "bidi" if direction == "rtl" else "eastAsia" if language == "zh" else "val"
    w(parent, "lang", **{where: tag})


def set_styles(document: Any, content: Content) -> None:
    """In place of the template's."""
    from docx.oxml import parse_xml

    direction = "<w:bidi/>" if content.direction == "rtl" else ""
    rtl = "<w:rtl/>" if content.direction == "rtl" else ""
    tag = locale(content.language)
    language = f"<w:lang w:val='{tag}' w:eastAsia='{tag if content.language == 'zh' else 'zh-CN'}' w:bidi='{tag}'/>"
    run = f"<w:rPr>{FONTS}<w:sz w:val='21'/><w:szCs w:val='21'/>{language}</w:rPr>"
    spacing = "<w:spacing w:before='0' w:after='120' w:line='264' w:lineRule='atLeast'/>"
    found = [
        f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>",
        "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/>"
        f"<w:pPr><w:widowControl/>{direction}</w:pPr><w:rPr>{rtl}</w:rPr></w:style>",
        "<w:style w:type='character' w:default='1' w:styleId='DefaultParagraphFont'>"
        "<w:name w:val='Default Paragraph Font'/><w:uiPriority w:val='1'/></w:style>",
        "<w:style w:type='table' w:default='1' w:styleId='TableNormal'><w:name w:val='Normal Table'/><w:tblPr>"
        "<w:tblCellMar><w:left w:w='85' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar></w:tblPr></w:style>",
        *(
            f"<w:style w:type='paragraph' w:styleId='{identity}'><w:name w:val='{name}'/><w:basedOn w:val='{base}'/>"
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
            for name, identity, base, paragraph, look in PARAGRAPH
        ),
        *(
            f"<w:style w:type='character' w:styleId='{identity}'><w:name w:val='{name}'/>"
            f"<w:basedOn w:val='DefaultParagraphFont'/><w:rPr>{look}</w:rPr></w:style>"
            for name, identity, look in CHARACTER
        ),
    ]
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in parse_xml(f"<w:styles xmlns:w='{SPACE}'>{''.join(found)}</w:styles>"):
        styles.append(child)


def set_page(document: Any) -> None:
    """A4; the first page has a masthead and no header."""
    section = document.element.body.find(f"{W}sectPr")
    for child in list(section):
        section.remove(child)
    w(section, "pgSz", w=11906, h=16838)
    w(section, "pgMar", top=1418, right=MARGIN, bottom=1418, left=MARGIN, header=709, footer=567, gutter=0)
    w(section, "titlePg")
    document.sections[0].footer.is_linked_to_previous = False


def set_settings(document: Any, footnotes: bool) -> None:
    """Without what the template remembers of the program that wrote it."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    w(settings, "defaultTabStop", val=STEP)
    w(settings, "characterSpacingControl", val="doNotCompress")
    if footnotes:
        properties = w(settings, "footnotePr")
        w(properties, "footnote", id=-1)
        w(properties, "footnote", id=0)
    compatibility = w(settings, "compat")
    at = "http://schemas.microsoft.com/office/word"
    w(compatibility, "compatSetting", name="compatibilityMode", uri=at, val=15)
