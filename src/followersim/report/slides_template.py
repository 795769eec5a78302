"""The empty deck: 16:9, one calm theme in the colours of the charts, five layouts with real placeholders.

Made from scratch instead of from a file, so that everything in it can be read here. All text of theme, master and
layouts has at least 24 points. Lengths are in inches.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from followersim.charts import theme
from followersim.locale import N_, translate

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
FONT: Final = "Arial"
"""On every computer, or replaced by one of the same widths."""

SMALLEST: Final = 24
EMU: Final = 914_400

NIGHT: Final = theme.RAMP[-1]
MIST: Final = theme.RAMP[0]
SKY: Final = theme.RAMP[2]

OPENING, TEXT, CHART, ASK, GUESS = range(5)
"""The layouts: title of the deck, text, one chart, questions to the room, a guess before the chart."""

BODY: Final = 1
UNDERLINE: Final = 13
NUMBER: Final = 12
"""Numbers of the placeholders beside the title: the text of a slide, the line under a title, the slide's number."""

CODES: Final = {"en": "en-US", "de": "de-DE"}
"""What programs for presentations call the languages; they check the spelling by it."""


@dataclass(frozen=True)
class Place:
    """A rectangle on a slide in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def within(self, other: Place) -> tuple[float, float, float, float]:
        """Return left, top, width and height as shares of another place."""
        left, top = (self.left - other.left) / other.width, (self.top - other.top) / other.height
        return left, top, self.width / other.width, self.height / other.height


TITLE: Final = Place(0.7, 0.42, 11.93, 1.2)
LINE_UNDER_TITLE: Final = Place(0.7, 1.66, 11.93, 0.86)
FREE: Final = Place(0.7, 2.6, 11.93, 4.6)
"""Where charts stand."""

NUMBER_PLACE: Final = Place(12.66, 0.42, 0.55, 0.44)
"""Beside the title, where nothing else ever stands."""

BODY_TEXT: Final = Place(0.7, 1.75, 11.93, 5.4)
OPENING_TITLE: Final = Place(0.9, 0.9, 11.5, 3.35)
INDENT: Final = 0.375
"""Of the text behind a bullet."""

SPACE: Final = 14
"""Points between paragraphs."""

_NAMES: Final = (
    N_("Opening"),
    N_("Text"),
    N_("Chart"),
    N_("Questions to the room"),
    N_("A guess before the chart"),
)
_NS: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ML: Final = "application/vnd.openxmlformats-officedocument.presentationml"
_TREE: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def empty_deck(lang: str) -> bytes:
    """Return a presentation without slides as bytes; its layouts have names in a language."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(CODES[lang]),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")
        ),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{n + 1}.xml") for n in range(len(_NAMES))),
            ("theme", "../theme/theme1.xml"),
        ),
    }
    for n, name in enumerate(_NAMES):
        parts[f"ppt/slideLayouts/slideLayout{n + 1}.xml"] = _layout(n, translate(lang, name))
        parts[f"ppt/slideLayouts/_rels/slideLayout{n + 1}.xml.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts.items():
            file.writestr(name, _HEAD + content)
    return written.getvalue()


def _content_types() -> str:
    overrides = {
        "/ppt/presentation.xml": f"{_ML}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_ML}.slideMaster+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        **{f"/ppt/slideLayouts/slideLayout{n + 1}.xml": f"{_ML}.slideLayout+xml" for n in range(len(_NAMES))},
    }
    named = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    named = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{named}</Relationships>'
    )


def _presentation(language: str) -> str:
    levels = "".join(_level(n, SMALLEST, "tx1") for n in range(1, 10))
    return (
        f'<p:presentation {_NS} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{levels}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def _theme() -> str:
    colours = {
        "dk1": theme.BLACK, "lt1": theme.PAPER, "dk2": NIGHT, "lt2": MIST, "accent1": theme.BLUE,
        "accent2": theme.VERMILLION, "accent3": theme.GREEN, "accent4": theme.GREY, "accent5": SKY,
        "accent6": theme.RAMP[1], "hlink": theme.ink(theme.BLUE), "folHlink": theme.QUIET,
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{rgb(colour)}"/></a:{name}>' for name, colour in colours.items())
    fonts = "".join(
        f'<a:{which}><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:{which}>'
        for which in ("majorFont", "minorFont")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}">{fill}<a:prstDash val="solid"/></a:ln>' for w in (9525, 19050, 28575))
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="followersim">'
        f'<a:themeElements><a:clrScheme name="followersim">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="followersim">{fonts}</a:fontScheme><a:fmtScheme name="followersim">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _level(n: int, size: float, colour: str, *, bold: bool = False, bullet: str = "", space: int = 0) -> str:
    """Return the style of a level of a list; ``space`` are points before a paragraph."""
    margin = emu(INDENT) * n if bullet else 0
    hanging = f' indent="-{emu(INDENT)}" marL="{margin}"' if bullet else f' indent="0" marL="{457_200 * (n - 1)}"'
    marks = (
        f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="{FONT}"/><a:buChar char="{bullet}"/>'
        if bullet
        else "<a:buNone/>"
    )
    return (
        f'<a:lvl{n}pPr algn="l"{hanging} rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:spcBef><a:spcPts val="{space * 100}"/></a:spcBef>{marks}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{n}pPr>"
    )


def _master() -> str:
    body = "".join(_level(n, 28 if n == 1 else SMALLEST, "tx1", bullet="•", space=SPACE) for n in range(1, 10))
    other = "".join(_level(n, SMALLEST, "tx1") for n in range(1, 10))
    layouts = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(_NAMES)))
    return (
        f'<p:sldMaster {_NS}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>'
        f"</p:bgPr></p:bg><p:spTree>{_TREE}{_placeholder(2, 'title', TITLE)}"
        f"{_placeholder(3, 'body', BODY_TEXT, number=BODY)}{_number()}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(1, 34, 'tx1', bold=True)}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _placeholder(
    shape: int,
    kind: str,
    place: Place,
    *,
    number: int | None = None,
    style: str = "",
    anchor: str = "t",
    text: str = "<a:p><a:endParaRPr/></a:p>",
) -> str:
    """Return a placeholder; text in it keeps its size: nothing shrinks it below what the last row can read."""
    index = "" if number is None else f' idx="{number}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape}" name={quoteattr(f"{kind} {shape}")}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{frame(place)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" '
        f'lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def _number() -> str:
    style = (
        '<a:lvl1pPr algn="r" marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{SMALLEST * 100}"><a:solidFill><a:srgbClr val="{rgb(theme.QUIET)}"/></a:solidFill>'
        "</a:defRPr></a:lvl1pPr>"
    )
    text = f"<a:p>{field_of_number()}</a:p>"
    return _placeholder(5, "sldNum", NUMBER_PLACE, number=NUMBER, style=style, text=text)


def field_of_number(shown: str = "1", language: str = "en-US") -> str:
    """Return the XML of a field that shows the number of the slide it stands on, whatever is moved where."""
    return (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{language}"/>'
        f"<a:t>{shown}</a:t></a:fld>"
    )


def number_of_slide(shape: int, shown: int, language: str) -> str:
    """Return the XML of the placeholder with the number of a slide."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{shape}" name="sldNum {shape}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{NUMBER}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field_of_number(str(shown), language)}</a:p></p:txBody></p:sp>"
    )


def _block(shape: int, place: Place, colour: str) -> str:
    """Return a coloured rectangle, an ornament that says nothing."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape}" name="-"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{frame(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        "<a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def _layout(number: int, name: str) -> str:
    bar = Place(0, 0, 0.22, HEIGHT)
    if number == OPENING:
        ground = "tx2"
        shapes = (
            _block(4, Place(0.9, 4.5, 1.5, 0.09), "accent5")
            + _placeholder(2, "ctrTitle", OPENING_TITLE, style=_level(1, 48, "bg1", bold=True), anchor="b")
            + _placeholder(3, "subTitle", Place(0.9, 4.85, 11.5, 1.9), number=BODY, style=_level(1, 28, "accent6"))
        )
    else:
        asks = number in {ASK, GUESS}
        ground = "bg2" if asks else "bg1"
        shapes = _block(4, bar, "accent2" if asks else "accent1") + _placeholder(2, "title", TITLE)
        if number in {TEXT, ASK}:
            shapes += _placeholder(3, "body", BODY_TEXT, number=BODY)
        else:
            quiet = (
                '<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
                f'<a:defRPr sz="{SMALLEST * 100}"><a:solidFill><a:srgbClr val="{rgb(theme.QUIET)}"/></a:solidFill>'
                "</a:defRPr></a:lvl1pPr>"
            )
            shapes += _placeholder(3, "body", LINE_UNDER_TITLE, number=UNDERLINE, style=quiet)
        shapes += _number()
    kind = {OPENING: ' type="title"', TEXT: ' type="obj"', ASK: ' type="obj"'}.get(number, "")
    return (
        f'<p:sldLayout {_NS}{kind} preserve="1" userDrawn="1"><p:cSld name={quoteattr(name)}><p:bg><p:bgPr>'
        "<a:solidFill>"
        f'<a:schemeClr val="{ground}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{_TREE}{shapes}</p:spTree>'
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def frame(place: Place) -> str:
    """Return the XML that says where a shape is."""
    return (
        f'<a:xfrm><a:off x="{emu(place.left)}" y="{emu(place.top)}"/>'
        f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/></a:xfrm>'
    )


def emu(inches: float) -> int:
    """Return inches in the unit of the file format."""
    return round(inches * EMU)


def rgb(colour: str) -> str:
    """Return a colour like "#0072B2" as the file format writes it."""
    return colour.lstrip("#").upper()
