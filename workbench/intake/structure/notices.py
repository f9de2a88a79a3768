"""What a page says to its readers beside the article: shares, newsletters, rights, disclaimers."""

import re

from workbench.intake.structure.wordlists import words

_LONGEST = 450  # characters of a notice
_LONGEST_WEAK = 250

# Nobody begins a paragraph of an article like this.
_STRONG = re.compile(
    r"""^[\W_]{0,4}(?:
    advertisements?\W*$ | sponsored(?:\ content|\ by\b.*)?\W*$ | anzeige\W*$ | publicité\W*$
    | (?:story|article)\ continues\ (?:below|after)
    | share$ | share\ (?:(?:this|on|via)\b|:) | click\ (?:here|to\ share)
    | please\ (?:share|click|like|follow|subscribe|forward|donate
      |consider\ (?:donating|subscribing|a))
    | forward\ this\ | crosspost | note\ to\ (?:our\ )?readers
    | (?:subscribe|sign\ up|register)\b.{0,60}\b(?:newsletters?|e-?mails?|inbox|updates?|alerts?
      |briefings?|today|now|channel|podcast|free|here)\b
    | get\ .{0,80}\b(?:inbox|newsletter|e-?mail)
    | become\ an?\ (?:\w+\ )?(?:member|subscriber|supporter|patron)\b
    | (?:follow|like|find|join)\ us\ (?:on|at)\b
    | follow\ (?:@|(?:[\w.'’]+\ ){1,8}on\ (?:twitter|x|facebook
      |instagram|mastodon|bluesky|linkedin|telegram)\b)
    | comment\ on\ .{1,80}\b(?:page|facebook|forum) | leave\ a\ (?:comment|reply)
    | (?:post|view|read|show|load|see)\ (?:all\ |the\ )?(?:\d+\ )?comments?\b | \d+\ comments?\W*$
    | comments?\ (?:are|is)\ (?:closed|off|open)\b | comments?\W*$
    | (?:toggle|hide|show|enlarge)\ (?:caption|image)\W*$ | sponsor\ message\W*$
    | skip\ advertisement
    | (?:give|gift|save|bookmark)\ this\ (?:article|story)\b.{0,40}$
    | listen\ to\ (?:this|the)\ (?:article|story)\b.{0,60}$
    | (?:reading\ time|lesedauer|lesezeit|temps\ de\ lecture|tiempo\ de\ lectura
      |время\ чтения)\s?:?\s.{0,5}\d.{0,20}$
    | \d{1,3}[\ -]min(?:ute)?s?\ read\W*$ | your\ e-?mail\ address\ will\ not\ be
    | (?:to\ )?unsubscribe\b | view\ (?:this\ e-?mail\ )?in\ (?:your\ )?browser\W*$
    | you(?:\ are|['’]re)?\ (?:received|receiving)\ this\ (?:e-?mail|newsletter)
    | thanks?\ (?:you\ )?for\ reading\ .{1,80}[!.]\ subscribe\b | to\ become\ a\ member\b
    | all\ .{1,60}\ articles\ can\ be\ read\ in\b | feel\ free\ to\ (?:repost|share)\b
    | click\ the\ share\b | .{2,60}\ is\ (?:a\ )?reader[- ](?:funded|supported)\b
    | \(?if\ you\ want\ to\ contribute\b
    | a\ version\ of\ this\ (?:article|piece|story|essay|column)\ (?:appear|was|is|ran|first)
    | print\ this | e-?mail\ this | download\ (?:our|the)\ app | skip\ to\ (?:main\ )?content
    | read\ (?:more|also|next|the\ full|our)\b\s*[:>»→]? .{0,160}$ | continue\ reading\b
    | see\ also\s*: | also\ read\b | (?:read|watch|listen)\s*:.{0,160}[^.!?]$
    | related(?:\ (?:articles?|stories|story|content|posts?|topics?|coverage|reading))?\s*(?::|$)
    | more\ (?:on\ this|from|about|like\ this|stories)\b[^.!?]{0,80}$ | most\ (?:read|popular)\W*$
    | you\ (?:may|might)\ also\ (?:like|be\ interested)
    | recommended(?:\ for\ you)?\W*$ | trending\W*$
    | (?:tags?|tagged(?:\ (?:with|as))?|topics?|filed\ under|теги|темы|schlagworte
      |schlagwörter|mots-clés|categor(?:y|ies)|keywords|region|theme)\s*:
    | (?:featured?|cover|lead|header|top)\ (?:image|photo|picture)\b
    | the\ original\ (?:source|version)\ of\ this
    | this\ (?:article|piece|story|essay|post|column|interview|report|commentary|text)
      \ (?:was|has\ been|is|first|originally|appeared)\ ?.{0,40}
      \b(?:published|republished|appeared|adapted|translated|licensed|licenced|reprinted|reproduced
      |updated|amended|corrected|part\ of|posted)\b
    | (?:originally|first|previously)\ (?:published|appeared|posted)\b
    | re(?:published|printed)\b.{0,40}\b(?:from|with|by|under)\b
    | (?:the\ )?(?:(?:statements|facts|information),?\ )?(?:views|opinions)
      (?:,?\ and\ (?:views|opinions))?
      (?:,.{0,40})?\ (?:are\ (?:those|solely|the\ author|his|her|their)
      |(?:expressed|presented|contained)\ (?:in|here|herein|on
        |by\ (?:the\ )?(?:authors?|contributors?|writers?)))\b
    | disclaimer\b\s*[:.—-]? | haftungsausschluss
    | copyright\ *(?:©|\(c\)|\d{4}|:) | ©|\(c\)\ *\d{4} | (?:all|some)\ rights\ reserved
    | \S{3,60}\ contains\ copyrighted\ material
    | for\ (?:media|press)\ (?:inquiries|enquiries)
    | for\ (?:more|further)\ information\b.{0,30}\b(?:visit|contact|see|email)\b
    | about\ the\ (?:author|writer)s?\b | articles\ by\s*:
    | (?:terms\ (?:of|and)\ \w+|privacy\ policy|cookie\ (?:policy|settings))\b.{0,60}$
    | we\ use\ cookies | have\ a\ (?:news\ )?tip\b | reporting\ by\ .{3,160}\bediting\ by
    | \(?reporting\ by\ .{3,120}\)?$ | our\ standards\s*: | editor['’]?s?['’]?\ note\s*[:—-]
    | (?:licensed|published)\ under\ | (?:source|quelle|via)\s*:\s*\S.{0,80}$
    | (?:artikel\ |beitrag\ )?teilen\W*$ | (?:newsletter|abonnieren)\b.{0,80}$
    | lesen\ sie\ (?:auch|mehr|hier) | (?:mehr\ )?zum\ thema\s*(?::|$) | alle\ rechte\ vorbehalten
    | zur\ startseite\W*$ | artikel\ (?:merken|drucken|anhören|vorlesen)\W*$
    | folgen\ sie\ (?:uns|ihm|ihr)\b | (?:kommentare?|kommentieren)\W*$ | über\ (?:den|die)\ autor
    | dieser\ (?:artikel|text|beitrag|kommentar)\ (?:erschien|wurde|ist\ zuerst)
    | partager\b.{0,60}$ | (?:abonnez|inscrivez)-vous | (?:à\ )?lire\ (?:aussi|également)\b
    | suivez-nous | tous\ droits\ réservés
    | cet\ (?:article|texte)\ (?:a\ été|est\ paru|a\ d['’]abord)
    | (?:un\ )?commentaires?\W*$ | à\ propos\ de\ l['’]aut
    | article\ réservé\ aux\ abonnés | sur\ le\ même\ (?:sujet|thème)\W*$
    | поделиться\b.{0,60}$
    | (?:читайте|смотрите|читать)\ (?:также|далее|ещё|еще|полностью)\b.{0,160}
    | (?:подписывайтесь|подпишитесь)\b | все\ права\ защищены | реклама\W*$
    | (?:\d+\ )?комментари(?:и|ев|я)\W*$
    | (?:материалы\ )?по\ теме\s*(?::|$) | об\ авторе\b
    | мнение\ (?:автора|редакции)\ (?:может|могут)\ не\ совпадать | источник\s*:\s*\S.{0,80}$
    | compartir\b.{0,60}$ | reg[íi]strate\b.{0,60}$
    | suscríb[ae]te | l[ée]a\ también | todos\ los\ derechos | síguenos
    )""",
    re.I | re.X,
)
# These also begin paragraphs; at the end of an article they are notices.
_WEAK = re.compile(
    r"""^[\W_]{0,4}(?:
    (?:our|the|a|this)\ (?:\w+\ ){0,3}newsletter\b | share\ (?:it|with)\b | reposts?\b
    | we\ welcome\ your | help\ us\b | don['’]t\ miss\b | if\ you\ like\b
    | (?:subscribe|donate|sign\ up|log\ in|register|join\ (?:us|our|the)
      |contact\ (?:us|the)|support\ (?:us|our|independent|quality))\b
    | (?:make|please\ make)\ an?\ (?:\w+\ )?donation
    | if\ you\ (?:enjoyed|liked|found) | thank(?:s|\ you)\ for\ reading
    | dear\ readers?\b | .{0,80}\bplease\ (?:share|click|forward|subscribe|donate|like|follow)\b
    | .{0,160}\bhear\ what\ you\ think\b
    | (?:send|write)\ (?:us\ )?(?:your|to)\b | (?:permission|reproduction)\b | no\ part\ of\ this
    | (?:facebook|twitter|whatsapp|telegram|linkedin|e-?mail|print|share|x|reddit)(?:\W+|$)
    | (?:https?://|www\.)\S+$ | [\w-]{1,63}(?:\.[\w-]{2,63}){1,5}/?$ | \S+@\S+\.\S+$
    | back\ to\ (?:top|home) | next\ (?:article|post|story)
    | previous\ (?:article|post|story) | correction\b | notes?\s*:?$ | sources?\s*:?$
    )""",
    re.I | re.X,
)
_ENDS_WITH_RIGHTS = re.compile(
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|все права защищены)\W*$",
    re.I,
)
# The labels of buttons; a line of nothing else is a row of them.
_BUTTONS = words(
    """
    facebook twitter x flipboard email e-mail mail print share whatsapp telegram linkedin reddit
    pinterest pocket instagram threads bluesky mastodon tumblr messenger copy link save bookmark
    tweet pin gift copied comments drucken merken imprimer partager enviar
    вконтакте одноклассники
    """
)
_LONGEST_ROW = 12  # words
# A line above links to other articles, or above what readers wrote.
_OPENS_LINKS = re.compile(
    r"""^[\W_]{0,4}(?:
    related(?:\ (?:articles?|stories|content|posts?|topics?|coverage|reading))?
    | read\ (?:more|also|next)
    | more\ (?:on\ this|from|about|like\ this|stories)\b.{0,80} | most\ (?:read|popular) | trending
    | recommended(?:\ for\ you)? | you\ (?:may|might)\ also\ (?:like|be\ interested\ in)
    | (?:tags?|topics?|keywords)
    | (?:mehr\ )?zum\ thema | das\ könnte\ sie\ auch\ interessieren | meistgelesen
    | (?:à\ )?lire\ (?:aussi|également) | sur\ le\ même\ (?:sujet|thème) | les\ plus\ lus
    | l[ée]a\ también | más\ información | (?:читайте|смотрите)\ также | (?:материалы\ )?по\ теме
    )\W*$""",
    re.I | re.X,
)
_OPENS_COMMENTS = re.compile(
    r"""^[\W_]{0,4}(?:
    (?:\d{1,5}\ )?(?:comments?|kommentare?|commentaires?|comentarios|комментари(?:и|ев|я))
    | leave\ a\ (?:comment|reply) | join\ the\ conversation
    )(?:\ \(?\d{1,5}\)?)?\W*$""",
    re.I | re.X,
)
_OF_COMMENT = re.compile(
    r"""^(?:.{1,60}\ (?:says|wrote|schreibt|sagt|a\ (?:dit|écrit)|dice|пишет)\W*
    | reply | antworten | répondre | responder | ответить | leave\ a\ (?:comment|reply)\b.{0,40}
    | log\ in\ to\ (?:comment|reply)
    )\W*$""",
    re.I | re.X,
)
_LEGAL = re.compile(
    r"^(?:disclaimer\b|haftungsausschluss|\S{3,60} contains copyrighted material)", re.I
)


def is_notice(text: str) -> bool:
    """Return whether the text is a notice wherever in an article it stands."""
    if _LEGAL.match(text):
        return True
    if len(text) > _LONGEST:
        return False
    if _is_buttons(text) or opens_comments(text):
        return True
    return bool(_STRONG.match(text) or _ENDS_WITH_RIGHTS.search(text[-60:]))


def _is_buttons(text: str) -> bool:
    labels = text[: 20 * _LONGEST_ROW].lower().split()
    return len(labels) <= _LONGEST_ROW and all(
        label.strip(".,|·•/") in _BUTTONS for label in labels
    )


def opens_links(text: str) -> bool:
    """Return whether the text is a title for links that are no part of the article."""
    return bool(_OPENS_LINKS.match(text[:120]))


def opens_comments(text: str) -> bool:
    """Return whether readers' words may follow."""
    return bool(_OPENS_COMMENTS.match(text[:60]))


def is_of_comment(text: str) -> bool:
    """Return whether the text stands around a reader's words: `Jane says:`, `Reply`."""
    return len(text) <= _LONGEST_WEAK and bool(_OF_COMMENT.match(text))


def is_closing_notice(text: str) -> bool:
    """Return whether the text is a notice if it stands below an article."""
    return is_notice(text) or (len(text) <= _LONGEST_WEAK and bool(_WEAK.match(text)))
