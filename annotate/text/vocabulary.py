"""
The words by which paragraphs give away what they are, in several languages.

Plain words and phrases, in lower case: sets for whole words and lines, tuples
for `str.startswith` and `in`. They cost nothing to import, unlike patterns.
"""

__all__ = [
    "ADDRESS",
    "AGENCIES",
    "BYLINE_STARTS",
    "CAPTION_STARTS",
    "COMMENT_WORDS",
    "COUNT_WORDS",
    "CREDITS",
    "DANGLING",
    "FORM_STARTS",
    "JUNK_PHRASES",
    "JUNK_STARTS",
    "NAME_STARTS",
    "ORIGINS",
    "OWNERS",
    "PIECES",
    "PROFESSIONS",
    "STOP_WORDS",
    "TRIGGERS",
    "UI_WORDS",
    "phrases",
    "words_of",
]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between bars; a space at the end of one is part of it."""
    return tuple(phrase.lstrip() for phrase in text.split("|") if phrase.strip())


UI_WORDS = words_of(
    """share tweet retweet email e-mail mail print pin it this like follow facebook twitter google
    google+ linkedin pinterest whatsapp instagram youtube reddit telegram tumblr flipboard
    messenger rss x sms vk digg stumbleupon bluesky mastodon threads tiktok snapchat copy link
    save menu home search login log in out sign up on via to with and us register subscribe
    newsletter newsletters more next previous prev back top close skip advertisement
    advertisements advert ad ads sponsored promoted comments comment views pdf tags tag
    categories category archives archive blogroll trending contact about faq help sitemap
    privacy terms cookies account cart checkout wishlist embed download loading photo photos
    video videos image images gallery slideshow pocket buffer evernote quora shares options
    settings less teilen drucken kommentare kommentar anzeige werbung startseite impressum
    datenschutz merken kontakt suche auf partager imprimer commenter commentaires publicité
    accueil sur compartir imprimir comentarios publicidad inicio en condividi stampa commenti
    pubblicità compartilhar comentários publicidade поделиться реклама комментарии главная меню
    распечатать в مشاركة إعلان تعليقات الرئيسية اشتراک چاپ نظرات تبلیغات 广告 分享 评论 首页
    打印 広告 シェア コメント ツイート ホーム 공유 댓글 광고 แชร์ โฆษณา"""
)
"""Buttons and labels: a short line of nothing but these is boilerplate."""

STOP_WORDS = words_of(
    """the a an of to in and or but for on at by with from as that this it is are was were be been
    has have had not which who will would can i you he we they his her its their our my der die
    das und ist nicht ein eine zu von mit den dem im le la les de des du et est un une que qui
    dans en el los las y es por con para il che di non per o os as em não и в не на что с по
    как это و في من على إلى أن که از به"""
)
"""Small words: prose has many, labels have few."""

TRIGGERS = words_of(
    """subscribe subscriber subscribers inbox. account. newsletters policy. cookies. website. app.
    subscription subscriptions newsletter newsletter. cookies cookie privacy copyright ©
    reserved reserved. copyrighted comments comment comments. log login logged sign signup
    donate donation membership member download disclaimer disclaimer: corrections: corrections
    pingback: advertisement sponsored affiliate click e-mail email unsubscribe inbox javascript
    browser republish republished originally appeared cross-posted photo: image: photograph:
    credit: courtesy website website. terms adapted published abonnieren newsletter,
    abonnez-vous datenschutz suscríbete boletín подписывайтесь подпишитесь iscriviti pictured
    permission patreon moderated moderation disqus syndicated author copy: > pictured: (photo:
    (image: copyright, reserviert vorbehalten réservés reservados follow reprinted contributed
    reporting"""
)
"""A long paragraph with none of these words is taken for prose at once."""

JUNK_STARTS = phrases(
    """read more|read also|read next|also read|read the full|read full|view all|view more|see also|
    see more|see all|show more|show all|load more|learn more|watch more|watch next|
    find out more|more from|more on|more in|more stories|more news|more articles|more posts|
    more about|you may also|you might also|you may like|you might like|you might be interested|
    you'll also like|you may be interested|related|recommended|recommended for|most popular|
    most read|most viewed|most shared|most recent|most commented|trending now|trending on|
    trending:|trending stories|popular posts|popular in|popular stories|popular articles|
    latest news|latest posts|latest stories|latest articles|latest from|recent posts|
    recent comments|recent articles|recent stories|editor's pick|editors' pick|don't miss|
    up next|further reading|top stories|keep reading|continue reading|next post|next article|
    next story|next page|next:|previous post|previous article|previous story|previous:|
    newer post|older post|older entries|newer entries|← |→ |« |what to read next|must read|
    around the web|from around the web|in this section|you are here|media playback|
    this video is|your browser|tags:|tags :|labels :|tags |tag:|tagged:|tagged with|tagged as|
    tagged in|filed under|filed in|categories:|category:|posted in|topics:|topic:|labels:|
    keywords:|sections:|share this|share on|share via|share with|share it|share:|share article|
    share story|share post|share to|share your|click to share|follow us|follow me|follow:|
    like us|like this:|like loading|print this|email this|e-mail this|tweet this|pin this|
    send this|save this|skip to|back to|go to|return to|toggle |jump to|scroll |click here|
    click to|click on|tap here|story continues|article continues|continues below|advertis|
    sponsored|promoted|paid content|sign in|sign up|log in|login|log out|subscribe|join now|
    join us|join our|join the conversation|pingback|trackback|connecting to %s|get the|get our|
    get your|get email|get updates|get notified|download our|download the|enter your|
    enter search|type your|your email|your name|email address|name *|email *|website|first name|
    last name|search for|search this|no comments|be the first|there are no|this entry was|
    this post was posted|posted under|about us|contact us|privacy policy|privacy notice|
    privacy &|terms of|terms and cond|terms &|copyright ©|copyright @|copyright (c)|copyright 2|©|
    (c) |
    disclaimer|disclosure|corrections:|all content|report this|report a|report an|print edition|
    permalink|bookmark|view comments|support us|donate|become a|powered by|built with|theme by|
    designed by|all posts by|view all posts|posts by|archives|blogroll|site map|show comments|
    mehr zum thema|mehr lesen|mehr dazu|weiterlesen|lesen sie auch|lesen sie mehr|
    auch interessant|das könnte sie|verwandte|ähnliche artikel|schlagw|themen:|schlagworte|
    teilen|à lire|lire aussi|lire la suite|sur le même|articles liés|articles similaires|
    mots-clés|partager|abonnez|s'abonner|inscrivez|étiquettes|lea también|lea más|leer más|
    te puede interesar|relacionad|artículos relacionados|etiquetas|compartir|suscr|leggi anche|
    condividi|tag:|leia também|leia mais|veja também|lees ook|lees meer|läs också|läs mer|
    les også|читайте также|читайте еще|читайте ещё|ещё по теме|по теме|материалы по теме|метки:|
    теги:|поделиться|подпис|اقرأ أيض|اقرأ المزيد|مواضيع ذات صلة|شارك|بیشتر بخوانید|مطالب مرتبط|
    برچسب|الكلمات|相关阅读|相关文章|相关新闻|延伸阅读|责任编辑|責任編輯|标签|関連記事|
    関連リンク|あわせて読みたい|タグ|관련기사|관련 기사|태그|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|
    แท็ก"""
)
"""How a line starts that leads elsewhere or belongs to the page."""

JUNK_PHRASES = phrases(
    """all rights reserved|©|copyright 20|copyright 19|copyright by|(c) 20|alle rechte vorbehalten|
    tous droits réservés|derechos reservados|direitos reservados|tutti i diritti|
    все права защищены|版权所有|版權所有|無断転載|無断複製|الحقوق محفوظة|کلیه حقوق|무단전재|
    무단 전재|สงวนลิขสิทธิ์|use cookies|uses cookies|cookie policy|cookie settings|
    privacy policy|privacy notice|terms of use|terms of service|terms and conditions|
    terms & conditions|email will not|email address will not|e-mail address will not|
    required fields|fields are marked|adresse wird nicht|erforderliche felder|mail ne sera pas|
    electrónico no será|you are commenting using|log in to leave|log in to post|
    log in to comment|log in to reply|must be logged in|notify me of|save my name|akismet|
    comments are closed|comments are moderated|comments closed|comments civil|enable javascript|
    powered by wordpress|proudly powered|already a subscriber|already subscribed|
    already a member|already registered|sign up for|sign up to|sign up now|sign up today|
    sign up here|sign up with|subscribe to|subscribe now|subscribe today|subscribe here|
    subscribe for|please subscribe|unlimited digital|unlimited access|newsletter|to your inbox|
    in your inbox|support our work|support our journalism|tax-deductible|make a donation|
    consider donating|follow us on|like us on|find us on|follow us @|join us on|download our|
    free app|mobile app|click here|click the link|affiliate link|affiliate commission|
    earn a commission|may not be published|may not be reproduced|may not be republished|
    without permission|without the express|permalink|bookmark the|html tags|view original|
    comment policy|community guidelines|fill in your details|click an icon|in the comments|
    accepting comments|to this story|order reprints|today's paper|donate now|
    independent journalism|share it with|share this story|share this article|liked this|
    enjoyed this|comments below|comment below|mailing list|never miss a|latest updates|
    to report a|report a correction|report an error|contact us at|email us at|send us a tip|
    send tips|terms apply|unsubscribe|opt out|log out|logged in as|trackback url|rss feed|
    jetzt abonnieren|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti alla|
    подписывайтесь на|подпишитесь на|اشترك في|sign in to|log in for|log in to|
    subscribe by email|via email"""
)
"""What a line holds that speaks of the site, its owner or its services."""

OWNERS = phrases(
    """all rights reserved|© 20|© 19|©20|©19|copyright ©|copyright 20|(c) 20|
    alle rechte vorbehalten|tous droits réservés|derechos reservados|direitos reservados|
    tutti i diritti|все права защищены|版权所有|版權所有|無断転載|無断複製|الحقوق محفوظة|
    کلیه حقوق|무단전재|무단 전재|สงวนลิขสิทธิ์|will not be published|powered by wordpress|
    use cookies"""
)
"""Phrases that are enough by themselves, in a line that is not long."""

ADDRESS = words_of(
    """you your you're you’re you'll we we're we’re our us please sie ihr ihre wir vous votre nous
    usted su вы вас мы нас"""
)
"""Who speaks to the reader."""

COMMENT_WORDS = words_of(
    """comment comments response responses thought thoughts reply replies reactions kommentar
    kommentare commentaire commentaires comentario comentarios commento commenti comentários
    reacties комментарий комментария комментариев комментарии تعليق تعليقات نظر نظرات 评论 留言
    コメント 댓글"""
)
COUNT_WORDS = words_of(
    """no one two three four five user reader readers facebook on to so far for zu sur en all show
    view a keine ein un una нет"""
)
"""What may stand beside `COMMENT_WORDS` in the head of what readers wrote."""

FORM_STARTS = phrases(
    """leave a |leave your|leave reply|post a |post comment|post your|write a |write your|add a |
    add your|add comment|submit |cancel reply|comment on this|join the discussion|fill in your|
    have your say|speak your mind|what do you think?|reply to|kommentar schreiben|
    kommentar hinterlassen|kommentar verfassen|schreibe einen|schreiben sie|hinterlasse|
    antwort |laisser un|laissez un|deja un|deja tu|lascia un|deixe um|добавить комм|
    написать комм|оставить комм|اترك|发表|コメントを"""
)
"""The head of a form to write a comment with."""

BYLINE_STARTS = phrases(
    """by |by: |written by|posted by|story by|words by|text by|article by|report by|reported by|
    reporting by|published by|edited by|compiled by|translated by|guest post by|submitted by|
    contributed by|author:|authors:|writer:|reporter:|editor:|editing by|автор|текст:|المؤلف|
    الكاتب|بقلم|نویسنده|作者|记者|記者|文/|文／|著者|기자|source:|autor:|autora:|auteur|autore:|
    quelle:|fonte:|fuente:|источник|โดย |מאת |द्वारा |yazan:|글 |oleh |tekst:|door:"""
)
"""How a line starts that names who wrote."""

NAME_STARTS = ("von ", "par ", "por ", "di ", "door ", "av ", "af ", "via ", "от ")
"""Words of other languages, and others, that start a byline if nothing but a name follows."""

AGENCIES = words_of("afp ap reuters dpa efe ansa upi tass xinhua bloomberg pti ians aap belga apa")
"""What news comes from without a person's name."""

ORIGINS = phrases(
    """originally published|version of this article|version of this story|originally appeared|
    originally posted|originally ran|first published|first appeared|article was |
    article has been|article originally|post originally|this piece was|
    this article is republished|this story was produced|this story originally|this essay was|
    this report was produced|was adapted from|adapted from its|is reprinted|republished with|
    republished from|reprinted with|reprinted from|cross-posted|crossposted|reposted from|
    zuerst erschienen|ursprünglich erschienen|ursprünglich veröffentlicht|publié initialement|
    publicado originalmente|contributed to this report|contributed to this story|
    contributed to this article|contributed reporting|additional reporting|reporting by|
    editing by"""
)
"""Where a text comes from, said in the text."""

PIECES = words_of(
    """article story post piece version report essay column interview reporting published
    republished reprinted adapted cross-posted crossposted reposted posted originally ran editing
    erschienen veröffentlicht publié publicado excerpt"""
)
"""What a line that tells the origin of an article calls it."""

PROFESSIONS = words_of(
    """writer editor reporter journalist author columnist correspondent contributor blogger
    freelancer professor lecturer fellow researcher student analyst historian photographer
    photojournalist novelist poet activist director founder co-founder producer critic scholar
    scientist consultant attorney lawyer candidate intern host publisher economist member
    specialist coach teacher freelance co-author staff graduate authors writers editors
    journalists bestselling award-winning journalistin autorin redakteur redakteurin
    journaliste auteur rédacteur periodista redactor"""
)
"""What the author of an article is said to be in the lines about the author."""

CREDITS = phrases(
    """photo:|photos:|photograph:|image:|images:|picture:|credit:|credits:|illustration:|graphic:|
    foto:|fotos:|bild:|crédit|crédito|фото:|фото |图:|图片|写真|صورة:|تصوير:|צילום:|عکس:|
    ภาพ:|फोटो:|fotoğraf:|사진|image caption|
    image copyright|screenshot:|screenshot via|screengrab|media caption|photo by|photo courtesy|
    photo credit|photos by|photograph by|image by|image courtesy|image via|image credit|
    picture by|illustration by|photo via|photo/|photo ©|screenshot of|file photo|play video|
    getty images|shutterstock|istock|/afp|afp/|/ap)|(ap)|(afp)|(reuters)|reuters/|/reuters|
    / reuters|/ ap|/ afp|/ getty|(epa)|via getty|via ap|(getty|wikimedia commons|flickr|
    unsplash|(photo|(image|(video|courtesy of |courtesy:|(pictured)"""
)
"""What names the maker of a picture."""

CAPTION_STARTS = phrases(
    """file - |file – |file — |(file|in this photo|in this image|in this picture|in this undated|
    this photo |this image |this graphic|this picture |this undated|photo illustration|pictured|
    photo shows|image shows|above: |below: |left: |right: |top: |chart: |map: |graphic: |
    infographic: |figure |fig. |abbildung |abb. |图：|写真：|рис. |фото: |im bild|auf dem bild|
    sur cette photo|en la foto"""
)
"""How a line starts that speaks of the picture above it."""

DANGLING = phrases(
    """image courtesy of|photo courtesy of|picture courtesy of|courtesy of|image by|photo by|
    image credit|photo credit|image credit:|photo credit:|image via|photo via|image source:|
    photo:|image:|bild:|foto:|photo ©"""
)
"""Credits that name nobody, as the link with the name was lost."""
