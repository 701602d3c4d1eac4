"""Names that are words as well, and when a word that is both is used as a name."""

from __future__ import annotations

import re

from app.reflections.rules.details.listed import listed

# Given and family names that stand in ordinary sentences. Only a capital where none is needed,
# or the words around them, make names of them.
ORDINARY = listed(
    """
    abbey abbot able ace ada alba amber angel angels april archer art ash ashes aspen august
    autumn baker ball banks bar barber barley barn baron barrel bath bay beach bean bear
    beck bell bells bennet berry best bill bills birch bird birds bishop black blessing
    bliss bloom blossom blue blythe bob bolt bond bone book booth bowl box boy brand brave
    bright britain broad brook brooks brown buck bull burn burns bush butcher butler butter
    byte cage cane cannon canon care carol carpenter carrier carry carter case cash castle
    cat cave chamber chambers chance chandler chase cherry chess child childs christian
    christmas church city clay clear clement cliff close cloud coal coast cole cook cooper
    cope copper coral corner cotton country court crane crisp croft cross crow cruise
    crystal cubs curry curtain daily daisy dale dan dawn day days dean dear deer devon
    diamond dick dike dove down drake drew duke dusk dust dye earl early east easter eastern
    eden elder english eve ever every fair faith falls farmer farrow fast father fee fern
    field fields finch fish fisher flint flower flowers fly foot ford forest forth foster
    fountain fox frank free freedom freeman french friend friends frost fuller game garden
    gardener gates gem gene gift ginger glass glen glory go gold golden good goodness gordon
    grace grant grave graves gray green grey grove gun guy hale hall ham hand hands happy
    hardy harmony harp hart haven hawk hay hazel head heath heather heaven held hello henna
    herb hero high hill hills hoe holly holmes home hood hooper hope hopes horn horse house
    howl hunt hunter hurst ice image in iris iron ivory ivy jack jade jasmine jet jewel job
    jolly jordan joy judge july june just keen keep kerry key keys khaki kid kind king kings
    kit kitty knight knights la lad lake lamb lance lane lark law lawn laws lea leaf lee
    light lily lime line lion little lock locks london long lord lot lots love low loyal
    luck lucky luna lyric mace major mango manor many maple march marina mark market marks
    marsh marshal mason mass masters mat matt may mead meadow medic melody mercer mercy
    merit merry mike mile miles mill miller mills mine minor mint misty mole monk moon moor
    moore more moss mount mountain myrtle nice nick night noble noel noon norm north nurse
    oak ocean old olive opal open orange other out page pages pain palm pansy paris park
    parks parry parson parsons pat patch patience peace peach peacock pearl peel penny
    pepper perry pet petal piece pierce pike pine pink piper pit place plant plum pond pool
    poppy porter post potter potts powers present price pride priest primrose prince
    princess prudence purple quick quiet rain rainbow ram ran rand ray read reading reason
    red reed reeves reign rest rich river rivers road rob robin rock rocky rod roman root
    rope rose rosemary rosie round row rowan royal ruby rule rush russet rusty sage sailor
    salmon salt sand sands sandy say scarlet scott season serene shade shadow sharp shaw
    shepherd shore short show sierra silver singer sky slate small smart smith snow song
    south spark sparks speed spencer spring stable star stark steel stone stones storm story
    street strong sue sugar summer sun sunday sunny swan sweet swift tab taylor teal temple
    terry thorn tide tiffin tiger tim timber trace tracey trinity true trust tucker turner
    unity usher vale valley van vicar victory vine viola violet wade wake walker wall ward
    ware warner water waters way weaver webb wells west weston wheat wheeler white wild will
    willow wills win wing winter wise wish wolf wood woods wool work wren wright yes york
    young zen
    """
)
# After these a capital is no sign of a name: months, days and places.
BEFORE_A_MONTH = listed(
    """
    in on of by since until till from last next this early late mid every during to the st
    """
)
# Such words make a place or a group of the name before them.
PLACES = listed(
    """
    ward centre center street st road rd lane house hospital surgery clinic practice park
    hall church team group project close avenue court school college estate hub garden
    gardens unit trust cafe café bank community network association hill valley county green
    terrace crescent library square way drive place foundation day week month festival
    university institute report
    """
)
# What people do when a sentence begins with their name.
DID = listed(
    """
    said says told asked rang called thinks thought felt came went has had was wants wanted
    knew knows brought made took sat spoke looked laughed cried smiled agreed offered joined
    left lives lived works worked from who also never always """
)
# "Grace and truth" is none of them, "Will and I" is.
VIRTUES = listed(
    "Faith Grace Happy Hope Joy Mercy Noble Patience Peace Pride Prudence Unity Victory"
)
ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;…\n•*\-–—\"“‘(])[\s\"“‘(]*$")
BEFORE = 12


def is_name_use(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether an ordinary word stands as a name; `before` and `after` are its plain neighbours."""
    shown = text[start:end]
    if not shown[:1].isupper() or (shown.isupper() and len(shown) > 1):
        return False
    if after in PLACES or text[end : end + 2].strip()[:1].isdigit():
        return False
    if ENDS_SENTENCE.search(text[max(0, start - BEFORE) : start]):
        return after in DID or after == "s" or (after == "and" and shown not in VIRTUES)
    return before not in BEFORE_A_MONTH and not before.isdigit()
