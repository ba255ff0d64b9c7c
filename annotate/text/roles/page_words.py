"""
The words of a page that are not its article's: buttons, menus, offers, legal lines.

In several languages, as in `article_words`.
"""

from annotate.text.wordlists import phrase_set, phrases, words_of

__all__ = [
    "ADDRESS",
    "DEEDS",
    "FORM_STARTS",
    "FORM_WORDS",
    "INVITATIONS",
    "JUNK_PHRASES",
    "JUNK_STARTS",
    "LEADS",
    "OWNERS",
    "SAYABLE",
    "SECTIONS",
    "SITES",
    "SOCIAL",
    "TRIGGERS",
    "UI_WORDS",
]

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
    reklama reklame mainos annons hirdetés reclame publicitate oglasi διαφήμιση iklan
    published updated posted modified careers jobs job board events upcoming sponsor sponsors
    partner partners press release releases guest posts webinars helpful links investor investors
    relations masthead directory subscriptions customer service faqs accessibility legal notices
    guidelines policies app apps ios android store shop classifieds obituaries horoscopes
    crossword puzzles e-edition epaper contribute corporate
    mehr lesen weiterlesen zurück weiter nach oben seite senden empfehlen kommentieren anmelden
    registrieren einloggen abo abonnieren archiv agb hilfe mediadaten twittern mailen schließen
    kategorie kategorien schlagwörter schlagworte vorlesen merkliste lesezeichen
    rechercher connexion inscription abonnez-vous mentions légales plan du site suivre envoyer
    réagir réactions recommander suivant précédent retour haut fermer lire suite voir plus la
    buscar menú iniciar sesión registrarse suscribirse suscríbete boletín contacto aviso
    privacidad archivo seguir enviar comentar siguiente anterior volver arriba cerrar leer más
    cerca accedi registrati iscriviti contatti archivio segui invia commenta successivo
    precedente torna chiudi leggi tutto altro entrar cadastre-se assine contato arquivo próximo
    voltar topo fechar leia mais zoeken inloggen registreren abonneren nieuwsbrief archief volgen
    delen printen reageren volgende vorige terug boven sluiten lees meer advertentie dela skriv
    ut sök meny logga prenumerera nyhetsbrev del udskriv annonce søg abonner nyhedsbrev logg
    udostępnij drukuj szukaj zaloguj zarejestruj się kontakt archiwum sdílet tisk hledat
    přihlásit paylaş yazdır ara giriş üye iletişim войти регистрация поиск контакты подписаться
    рассылка архив далее назад вход
    settings less caption short url get listen live watch pint feedback pagetop hide expand
    teilen drucken kommentare kommentar anzeige werbung startseite impressum
    datenschutz merken suche auf partager imprimer commenter commentaires publicité
    accueil sur compartir imprimir comentarios publicidad inicio en condividi stampa commenti
    pubblicità compartilhar comentários publicidade поделиться реклама комментарии главная меню
    распечатать в مشاركة إعلان تعليقات الرئيسية اشتراک چاپ نظرات تبلیغات 广告 分享 评论 首页
    打印 広告 シェア コメント ツイート ホーム 공유 댓글 광고 แชร์ โฆษณา"""
)
"""Buttons and labels: a short line of nothing but these is boilerplate."""

TRIGGERS = words_of(
    """subscribe subscriber subscribers inbox. account. newsletters policy. cookies. website. app.
    subscription subscriptions newsletter newsletter. cookies cookie privacy copyright ©
    reserved reserved. copyrighted comments comment comments. log login logged sign signup
    donate donation membership member download disclaimer disclaimer: corrections: corrections
    pingback: advertisement sponsored affiliate click e-mail email unsubscribe inbox javascript
    browser republish republished originally appeared cross-posted photo: image: photograph:
    credit: courtesy website terms adapted published abonnieren newsletter,
    abonnez-vous datenschutz suscríbete boletín подписывайтесь подпишитесь iscriviti pictured
    permission patreon moderated moderation disqus syndicated author copy: > pictured: (photo:
    (image: copyright, reserviert vorbehalten réservés reservados follow reprinted contributed
    reporting"""
)
"""A long paragraph with none of these words is taken for prose at once."""

JUNK_STARTS = phrases(
    """zur startseite|zum seitenanfang|nach oben|seite drucken|artikel drucken|artikel teilen|
    auf facebook|auf twitter|per e-mail|weitere artikel|weitere beiträge|weitere themen|
    weitere meldungen|mehr von|mehr aus|mehr über|mehr artikel|mehr nachrichten|letzte beiträge|
    letzte kommentare|letzte artikel|aktuelle beiträge|aktuelle artikel|beliebte artikel|
    beliebte beiträge|meistgelesen|
    meist gelesen|top-artikel|top-themen|stichwörter|stichworte|kategorien|veröffentlicht in|
    veröffentlicht unter|eingeordnet unter|abgelegt unter|dieser beitrag wurde|
    dieser artikel wurde|dieser eintrag|vorheriger beitrag|vorheriger artikel|nächster beitrag|
    nächster artikel|zum artikel|zum thema|
    siehe auch|lesen sie hier|lesetipp|lest auch|jetzt lesen|jetzt abonnieren|jetzt anmelden|
    jetzt registrieren|jetzt spenden|unterstützen sie|unterstütze uns|folgen sie uns|folge uns|
    gefällt mir|gefällt dir|kommentare geschlossen|keine kommentare|deine e-mail|ihre e-mail|
    pflichtfelder|suche nach|retour à|haut de page|voir aussi|voir plus|en savoir plus|
    à voir aussi|dans la même|articles récents|derniers articles|commentaires récents|
    catégories|publié dans|classé dans|article précédent|article suivant|suivez-nous|
    partagez|pas de commentaire|aucun commentaire|votre adresse|soutenez|faites un don|
    ver más|ver también|noticias relacionadas|entradas recientes|comentarios recientes|
    artículo anterior|artículo siguiente|publicado en|archivado en|síguenos|síganos|comparte|
    sin comentarios|tu dirección|apóyanos|leggi tutto|articoli recenti|commenti recenti|
    categorie|pubblicato in|articolo precedente|articolo successivo|seguici|nessun commento|
    il tuo indirizzo|sostienici|posts recentes|comentários recentes|publicado em|siga-nos|
    nenhum comentário|post anterior|próximo post|meer nieuws|recente berichten|volg ons|
    geplaatst in|geen reacties|senaste nytt|senaste artiklarna|fler artiklar|följ oss|
    inga kommentarer|postat i|
    seneste nyt|flere artikler|følg os|ingen kommentarer|siste nytt|flere saker|
    najnowsze|powiązane|kategoria|opublikowano|brak komentarzy|obserwuj|související|nejčtenější|
    sledujte|žádné komentáře|ilgili|kategoriler|bizi takip|yorum yok|diğer haberler|
    читать далее|подробнее|смотрите также|рубрика|опубликовано в|комментариев нет|следите за|
    предыдущая запись|следующая запись|загрузить ещё|показать ещё|
    print article|text size|this copy is for|want more|we've detected|
    an error has occurred|please try again|this article has been sent|why you can trust|
    editorial standards|our standards|we've sent|check your inbox|no thanks|not now|maybe later|
    please enable|please update|please upgrade|your subscription|manage your|update your|
    thanks for contacting|thank you for subscribing|thank you for signing|
    sorry, your blog|post was not sent|stay up to date|stay connected|stay informed|sign me up|
    buyer's guide|você pode gostar|você também pode|veja mais|saiba mais|te recomendamos|
    самые популярные|свежие записи|свежие комментарии|последние записи|рубрики|добавить отзыв|
    поиск|こちらの記事|人気記事|カテゴリー|検索|最新記事|おすすめ|最近の投稿|
    read more|read also|read next|also read|read the full|read full|view all|view more|see also|
    see more|see all|show more|show all|load more|learn more|watch more|watch next|
    find out more|more from|more on|more in|more stories|more news|more articles|more posts|
    more about|you may also|you might also|you may like|you might like|you might be interested|
    you'll also like|you may be interested|related|recommended|most popular|
    most read|most viewed|most shared|most recent|most commented|trending now|trending on|
    trending:|trending stories|popular posts|popular in|popular stories|popular articles|
    latest news|latest posts|latest stories|latest articles|latest from|recent posts|
    recent comments|recent articles|recent stories|editor's pick|editors' pick|don't miss|
    up next|further reading|top stories|keep reading|continue reading|next post|next article|
    next story|next page|next:|previous post|previous article|previous story|previous:|
    newer post|older post|older entries|newer entries|← |→ |« |what to read next|must read|
    around the web|from around the web|in this section|you are here|media playback|
    this video is|your browser|tags:|labels :|tags |tag:|tagged:|tagged with|tagged as|
    tagged in|filed under|filed in|category:|posted in|topics:|topic:|labels:|
    keywords:|sections:|share this|share on|share via|share with|share it|share:|share article|
    share story|share post|share to|share your|follow us|follow me|follow:|
    like us|like this:|like loading|print this|email this|e-mail this|tweet this|pin this|
    send this|save this|skip to|back to|go to|return to|toggle |jump to|scroll |click here|
    click to|click on|tap here|story continues|article continues|continues below|advertis|
    sponsored|promoted|paid content|sign in|sign up|log in|login|log out|subscribe|join now|
    join us|join our|join the conversation|pingback|trackback|connecting to %s|get the|get our|
    get breaking|get access|get started|get more|home of the|tell us what|
    listen to these|listen to our|also on rt|have a story|got a tip|got a news|got a story|
    need help|don't forget to|as you comment|
    get your|get email|get updates|get notified|download our|download the|enter your|
    enter search|type your|your email|your name|email address|name *|email *|website|first name|
    last name|search for|search this|no comments|be the first|there are no|this entry was|
    this post was posted|posted under|about us|contact us|privacy policy|privacy notice|
    privacy &|terms of|terms and cond|terms &|copyright ©|copyright @|copyright (c)|copyright 2|©|
    (c) |
    disclaimer|disclosure|corrections:|all content|report this|report a|print edition|
    permalink|bookmark|view comments|support us|donate|become a|powered by|built with|theme by|
    designed by|all posts by|posts by|archives|blogroll|site map|show comments|
    mehr zum thema|mehr lesen|mehr dazu|weiterlesen|lesen sie auch|lesen sie mehr|
    auch interessant|das könnte sie|verwandte|ähnliche artikel|schlagw|themen:|
    teilen|à lire|lire aussi|lire la suite|sur le même|articles liés|articles similaires|
    mots-clés|partager|abonnez|s'abonner|inscrivez|étiquettes|lea también|lea más|leer más|
    te puede interesar|relacionad|artículos relacionados|etiquetas|compartir|suscr|leggi anche|
    condividi|leia também|leia mais|veja também|lees ook|lees meer|läs också|läs mer|
    les også|читайте также|читайте еще|читайте ещё|ещё по теме|по теме|материалы по теме|метки:|
    теги:|поделиться|подпис|اقرأ أيض|اقرأ المزيد|مواضيع ذات صلة|شارك|بیشتر بخوانید|مطالب مرتبط|
    برچسب|الكلمات|相关阅读|相关文章|相关新闻|延伸阅读|标签|関連記事|
    関連リンク|あわせて読みたい|タグ|관련기사|관련 기사|태그|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|
    แท็ก"""
)
"""How a line starts that leads elsewhere or belongs to the page."""

SAYABLE = phrases(
    """back to |go to |return to |jump to |get |become a |more |related |popular in |join |donate|
    don't |need help|share |send |save |must read|report |further |learn more|home of the|tell us |
    search |click |follow |subscribe|sponsored|promoted|powered by|built with|advertis|login|
    next|see |keep reading|continue |up next|read more|mehr |weitere |suche nach|themen|teilen|
    siehe auch|folge|dieser |en savoir|voir |partager|retour à|lire|soutenez|ver |comparte|leggi |
    condividi|leia |veja """
)
"""The same, as the heading of an article may start, too."""

DEEDS = ("back to ", "go to ", "return to ", "get ", "become a ", "join the ")
"""The same, as a heading right above prose starts rather than a link."""

SITES = words_of(
    """article articles story stories post posts news content topics links link video videos
    coverage page pages site website comment comments newsletter newsletters email e-mail inbox
    top menu category categories blog updates app account us our home facebook twitter instagram
    youtube linkedin whatsapp reddit here now password browser cookies artikel beitrag beiträge
    meldungen nachrichten startseite seite kommentare noticias artículos entradas articoli
    notizie notícias artigos"""
)
"""What a page has, or says of itself: a heading of an article has none of it."""

LEADS = phrases(
    """najnowsze|najczęściej|polecane|zobacz też|legfrissebb|legolvasottabb|ajánlott|kapcsolódó|
    เรื่องที่เกี่ยวข้อง|阅读下一篇|深度观察|猜你喜欢|
    related|recommended|most popular|most read|most viewed|most shared|most recent|
    most commented|trending|popular|latest|recent |editor's pick|editors' pick|don't miss|
    up next|further reading|top stories|top news|keep reading|read next|what to read|must read|
    more from|more in|more on|more stories|more news|more articles|more posts|other stories|
    other news|other articles|you may|you might|you'll also|around the web|from the web|
    from around|in other news|in case you missed|sponsored|promoted|paid content|
    elsewhere|see also|also on|also in|similar|mehr zum thema|auch interessant|
    das könnte|verwandte|ähnliche|meistgelesen|beliebt|neueste|à lire|lire aussi|sur le même|
    articles liés|articles similaires|les plus lus|à découvrir|lea también|te puede|
    relacionad|artículos relacionados|lo más|más noticias|otras noticias|leggi anche|
    articoli correlati|i più letti|ultime|leia também|veja também|você pode|você também|
    mais lidas|mais vistas|últimas|notícias relacionadas|lees ook|meest gelezen|gerelateerd|
    läs också|mest läst|les også|mest lest|czytaj też|czytaj także|najpopularniejsze|
    zobacz także|читайте также|ещё по теме|по теме|похожие|самые популярные|популярн|свежие|
    последние|новости партн|другие новости|مواضيع ذات صلة|اقرأ أيض|الأكثر|مطالب مرتبط|پربازدید|
    相关|延伸阅读|热门|推荐|関連|人気|おすすめ|最新記事|ランキング|관련|인기|많이 본|
    ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด|ilgili|son haberler|en çok okunan|baca juga|terkait|terpopuler"""
)
"""How the head of a list of other articles starts."""

JUNK_PHRASES = phrase_set(
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
    subscribe by email|via email|not necessarily reflect|modern browser|internet explorer|
    web browser|javascript is|
    non-commercial use|try again|has occurred|premium subscriber|password requirement|
    in your browser|supported browser|verify your email|confirm your email|reset your password|
    not necessarily represent|
    your submission|you consent|use of cookies|tracking technologies|ad blocker|adblock|
    site rating|fund our|share posts by email|
    forgot password|forgot your password|reset link|an available username|complete sign up|
    text message charges|suspicious activity|copy the code|copying the code|to embed this|
    paste into|email alerts|successfully emailed|flash player|must be enabled|video transcript|
    video keywords|automatically generated|personal finance questions|envoyer cet article|
    séparez les adresses|campos obligatorios|no está permitido|se reserva el derecho|
    plików cookies|polityce prywatności|hozzászólások|字体|分享到|nutzungsbedingungen|
    添加收藏|加入收藏|设为首页|关于我们|联系我们|无障碍|网站地图|友情链接|备案号|icp备|免责声明|
    特别声明|声明：|未经许可|不得转载|不得复制|举报邮箱|二维码|公众号|抢沙发|验证码|昵称：|
    最热评论|网友评论|评论内容|主办单位|技术支持|当前位置|您的位置|位置：首页|为你推荐|打印 |字号|
    关注我们|下载客户端|打开app|阅读原文|点击查看|责任声明|人参与|举报|댓글|구독|
    お問い合わせ|プライバシー|利用規約|ログイン|会員登録|メルマガ|
    mit * markiert|wird nicht veröffentlicht|verwendet cookies|verwenden cookies|
    einsatz von cookies|nutzung von cookies|kostenlos testen|melden sie sich an|hier klicken|
    datenschutzerklärung|diesen artikel teilen|in den kommentaren|
    abonnieren sie|unterstützen sie uns|werden sie mitglied|zum newsletter|keine neuigkeiten|
    utilise des cookies|utilisation de cookies|en poursuivant votre|conditions d'utilisation|
    mentions légales|ne sera pas publiée|champs obligatoires|cliquez sur|abonnez-vous à|
    recevez notre|recevez nos|réservé aux abonnés|utiliza cookies|uso de cookies|
    política de privacidad|aviso legal|no será publicada|suscríbete a|
    recibe nuestro|haz clic|utilizza i cookie|uso dei cookie|informativa sulla privacy|
    campi obbligatori|non sarà pubblicato|clicca qui|
    campos obrigatórios|não será publicado|inscreva-se|assine nossa|gebruikt cookies|
    verplichte velden|klik hier|använder cookies|bruger cookies|bruker cookies|klicka här|
    używa plików cookie|polityka prywatności|kliknij tutaj|používá cookies|çerez|
    использует cookie|файлы cookie|обязательные поля|не будет опубликован|нажмите|
    breaking news alerts|news emails|special reports|delivered weekday|delivered to your|
    straight to your|no spam|our corporate site|what you think|please be respectful|
    be respectful of|information provided on this|informational purposes|not intended to|
    does not constitute|should not be construed|past performance|not been evaluated by|
    consult your|results may vary|results vary|investment tips|investment decisions|
    disclaimer:|back issues|download the|our podcast|weekly podcast|podcasts|click to subscribe|
    news tip|deixe suas|deixe seu|obrigado por compartilhar|receba em seu|clique aqui|
    haz clic aquí|cliquez ici|нажмите здесь|
    check your email|letters to the editor|our editorial team|our email:|have a tip"""
)
"""What a line holds that speaks of the site, its owner or its services."""

OWNERS = phrase_set(
    """all rights reserved|© 20|© 19|©20|©19|copyright ©|copyright 20|(c) 20|
    alle rechte vorbehalten|tous droits réservés|derechos reservados|direitos reservados|
    tutti i diritti|все права защищены|版权所有|版權所有|無断転載|無断複製|الحقوق محفوظة|
    کلیه حقوق|무단전재|무단 전재|สงวนลิขสิทธิ์|will not be published|powered by wordpress"""
)
"""Phrases that are enough by themselves, in a line that is not long."""

ADDRESS = words_of(
    """you your you're you’re you'll we we're we’re our us please sie ihr ihre wir vous votre nous
    usted su вы вас мы нас"""
)
"""Who speaks to the reader."""

SECTIONS = words_of(
    """news world politics political business economy markets finance money sports sport football
    basketball baseball soccer hockey opinion opinions editorial editorials columns columnists
    columnist comment commentary analysis entertainment culture arts art film films movies music
    tv books theatre theater lifestyle life style fashion food travel tech technology science
    space health environment climate energy education society religion local national
    international us uk europe asia africa americas middle east features feature interviews
    reviews review blogs blog video breaking exclusive latest top home page front magazine
    real estate autos cars crime law justice and & nachrichten politik wirtschaft kultur
    wissen panorama meinung gesellschaft actualité politique économie société monde idées
    noticias política economía sociedad deportes mundo opinión notizie politica economia cronaca
    spettacoli cultura cartoni notícias esportes новости политика экономика общество спорт мир
    культура"""
)
"""The parts of a paper: a line of nothing but these above an article is a label."""

SOCIAL = words_of(
    """facebook twitter instagram youtube linkedin pinterest whatsapp telegram snapchat tiktok
    flipboard soundcloud spotify itunes"""
)
"""Where a site wants to be followed."""

INVITATIONS = words_of("follow like join find connect subscribe watch listen visit check keep")
"""What a site asks of its readers at the start of a line."""


FORM_STARTS = phrases(
    """leave a |leave your|leave reply|post a |post comment|post your|write a |write your|add a |
    add your|add comment|submit |cancel reply|comment on this|join the discussion|fill in your|
    have your say|speak your mind|what do you think?|reply to|kommentar schreiben|
    kommentar hinterlassen|kommentar verfassen|schreiben sie|hinterlasse|
    antwort hint|antwort schr|antwort abbr|laisser un|laissez un|deja un|deja tu|lascia un|
    deixe um|добавить комм|написать комм|оставить комм|schreibe eine|deine meinung|
    ihre meinung|ihr kommentar|
    neuen kommentar|diskutieren sie mit|votre commentaire|réagir à|ajouter un comm|poster un|
    tu comentario|escribe un|envía tu|scrivi un|il tuo commento|deixe seu|
    comente |plaats een|laat een|geef een reactie|lämna ett|skriv en kommentar|dodaj komentarz|
    napisz komentarz|přidat komentář|yorum yap|bir yorum|اترك|发表|コメントを"""
)
"""The head of a form to write a comment with."""

FORM_WORDS = phrases(
    """comment|repl|review|respon|messag|feedback|rating|question|discuss|say|mind|think|thought|
    opini|komm|antwort|meinung|diskutier|avis|réagi|répon|coment|respuest|respost|rispost|reacti|
    bericht|svar|inlägg|koment|yorum|отзыв|ответ|комм|تعليق|اترك|发表|评论|コメント"""
)
"""How the words start that it names a comment with."""
