"""
The words by which paragraphs give away what they are, in several languages.

Of the author's lines and the article's; those of its page are in `page_words`.
"""

from annotate.text.wordlists import phrase_set, phrases, words_of

__all__ = [
    "AGENCIES",
    "AUTHORS",
    "BYLINE_STARTS",
    "CAPTION_STARTS",
    "COMMENT_WORDS",
    "COUNT_WORDS",
    "CREDITS",
    "CREDITS_AFTER",
    "DANGLING",
    "NAME_STARTS",
    "ORIGINS",
    "PIECES",
    "PROFESSIONS",
    "SOURCES",
    "STOP_WORDS",
    "TOLD",
]


STOP_WORDS = words_of(
    """the a an of to in and or but for on at by with from as that this it is are was were be been
    has have had not which who will would can i you he we they his her its their our my der die
    das und ist nicht ein eine zu von mit den dem im le la les de des du et est un une que qui
    dans en el los las y es por con para il che di non per o os em não и в не на что с по
    как это و في من على إلى أن که از به"""
)
"""Small words: prose has many, labels have few."""

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

BYLINE_STARTS = phrases(
    """contributing: |contributed: |contributors: |with reporting |来源：|责任编辑|責任編輯|编辑：|
    【责任编辑|
    words and photographs by|words and pictures by|photographs by|illustrated by|remarks by|
    tested by|reviewed by|review by|interview by|analysis by|photography by|opinion by|
    by |by: |written by|posted by|story by|words by|text by|article by|report by|reported by|
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

AUTHORS = phrases(
    """about the author|about the writer|about author|about our author|author bio|
    über den autor|über die autor|zum autor|zur autor|zur person|à propos de l'auteur|
    sobre el autor|sobre la autora|acerca del autor|sobre o autor|sobre a autora|
    informazioni sull'autore|l'autore|об авторе|об авторах|عن الكاتب|درباره نویسنده|关于作者|
    作者简介|著者について|この記事を書いた人|글쓴이|เกี่ยวกับผู้เขียน"""
)
"""The head of the lines about the author."""

SOURCES = phrases(
    """associated press|the associated press|agence france-presse|press association|
    pa media|news agencies|wire reports|wire services|from wire reports|staff reports|
    staff report|staff writer|staff writers|staff reporter|staff and wire reports|
    reuters staff|deutsche presse-agentur|canadian press|the canadian press|
    press trust of india|special to the"""
)
"""The same in more than one word, or who a paper's own people are: how a line starts."""

ORIGINS = phrase_set(
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

TOLD = phrases(
    """originally published|originally appeared|first published|first appeared|article was |
    article has been|version of this|was adapted from|adapted from its|reprinted with|
    reprinted from"""
)
"""The same, as it is told of books and studies too."""

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

CREDITS = phrase_set(
    """photo:|photos:|photograph:|image:|images:|picture:|credit:|credits:|illustration:|graphic:|
    foto:|fotos:|bild:|crédit|фото:|фото |图:|图片|写真|صورة:|تصوير:|צילום:|عکس:|
    ภาพ:|फोटो:|fotoğraf:|사진|image caption|
    image copyright|photos ©|images ©|image ©|picture ©|pictures ©|screenshot:|screenshot via|
    screengrab|media caption|photo by|photo courtesy|
    photo credit|photos by|photograph by|image by|image courtesy|image via|image credit|
    picture by|illustration by|photo via|photo/|photo ©|screenshot of|file photo|play video|
    getty images|shutterstock|istock|/afp|afp/|/ap)|(ap)|(afp)|(reuters)|reuters/|/reuters|
    / reuters|/ ap|/ afp|/ getty|(epa)|via getty|via ap|(getty|wikimedia commons|flickr|
    unsplash|(photo|(image|(video|courtesy of |courtesy:|(pictured)"""
)
"""What names the maker of a picture."""

CAPTION_STARTS = phrases(
    """图为|資料圖|资料图|图片来源|▲|△|사진=|
    image copyright|image caption|media caption|cover image|featured image: |header image|
    file - |file – |file — |(file|in this photo|in this image|in this picture|in this undated|
    this undated|photo illustration|pictured|
    photo shows|image shows|above: |below: |left: |right: |top: |chart: |map: |graphic: |
    infographic: |图：|写真：|фото: |im bild |im bild:|auf dem bild |
    sur cette photo|en la foto"""
)
"""How a line starts that speaks of the picture above it."""

CREDITS_AFTER = phrases(
    """ 摄| 攝|摄）|攝）|摄)|供图|供图）|供圖|截图|截图）|截图)|视觉中国）|视觉中国|资料图|资料图片|
    图片）|摄影）|撮影|提供）|写真）|제공|제공)|사진)|= ap|=연합뉴스"""
)
"""The same, where it ends the words of a picture."""

DANGLING = phrases(
    """courtesy of|image by|photo by|
    image credit|photo credit|image credit:|photo credit:|image via|photo via|image source:|
    photo:|image:|bild:|foto:|photo ©"""
)
"""Credits that name nobody, as the link with the name was lost."""
