"""
The words that press databases put before what they say of an article, by what they say.

Labels are compared without case, and with `-`, `_` and runs of spaces as one space.
"""

import re
from functools import cache

__all__ = ["CODES", "FIELDS", "field_of", "language_of", "normal"]

FIELDS = {
    "title": """headline|title|titel|titre|kop|schlagzeile|überschrift|título|titular|titolo
        |заголовок|заглавие|зг|見出し|タイトル|标题|標題|제목""",
    "byline": """byline|author|authors|by line|autor|autorin|autoren|verfasser|auteur|auteurs
        |autores|autore|signature|автор|авторы|ав|著者|筆者|執筆者|記者名|作者|저자""",
    "site": """publication title|publication|source|source name|newspaper|journal|journal title
        |zeitung|quelle|publikation|nom de la publication|nom du journal|titre de la publication
        |título de la publicación|título de publicación|publicación|fuente|periódico|bron|krant
        |источник|издание|ис|新聞名|紙名|媒体名|出典|媒体|来源""",
    "published": """date|publication date|date published|pub date|published|datum
        |erscheinungsdatum|date de publication|date de parution|fecha|fecha de publicación|дата
        |дт|data di pubblicazione|発行日|掲載日|日付|発行年月日|日期|게재일""",
    "url": """document url|url|link|permalink|url du document|url des dokuments
        |dokument url|url del documento""",
    "language": """language|language of publication|langue|langue de publication|sprache
        |sprache der publikation|idioma|idioma de la publicación|idioma de publicación
        |taal|lingua|язык|яз|言語|语言""",
    "section": """section|rubrik|rubrique|ressort|sección|sezione|rubriek|seccion|рубрика|рб
        |面名|セクション|欄|版面""",
    "page": """page|pages|first page|start page|seite|seiten|première page|erste seite|página
        |páginas|primera página|pagina|страница|нс|ページ|頁|页""",
    "length": """length|länge|longueur|longitud|extensión|lengte|lunghezza|word count|words
        |wortzahl|wortanzahl|nombre de mots|文字数|長さ|字数|объем""",
    "text": """body|text|full text|fulltext|volltext|texte intégral|texte complet|texto completo
        |tekst|texte|testo|текст|本文|全文|article text""",
    "abstract": """abstract|résumé|zusammenfassung|kurzfassung|resumen|要約|抄録|summary""",
    "prose": """highlight|correction|chapeau|encart|intro|vorspann|teaser|entradilla|inleiding
        |lead|koptekst""",
    "caption": """graphic|graphics|grafik|graphique|illustration|illustrations|illustration(s)
        |gráfico|ilustración|foto|photo|caption""",
    "id": """proquest document id|document id|accession number|numéro de document|document number
        |dokumentnummer|número de documento|identificateur de document proquest
        |proquest dokument id|id de documento proquest|文書番号|記事番号""",
    "place": """dateline|ort|ortszeile|lieu|lugar|plaats|column|edition|ausgabe|édition|edición
        |nr|нр|номер|series|serie|série|朝夕刊|刊別
        |publication info|publication information|links
        |informations de publication|información de publicación|publikationsinfo|volume|issue""",
    "after": """load date|publication type|pub type|type publication|subject|subjects
        |organization|organisation|company|ticker|industry|geographic|person|people|journal code
        |journal subject|pub subject|document type|source type|publisher|place of publication
        |country of publication|publication year|publication subject|issn|copyright|last updated
        |database|location|company / organization|update|correction date|distribution|notes
        |note|note(s)|legal|classification|sujet|société|societe|secteur activité|secteur activite
        |localisation géo|localisation geo|symbole boursier|date chargement|date de chargement
        |type de publication|organisme|personne|personnes|lieu de publication|éditeur
        |type de source|type de document|année de publication|sujets|base de données
        |publication type|schlagwort|schlagwörter|schlagworte|thema|themen|branche|firma
        |unternehmen|geografie|geographie|personen|publikationstyp|ladedatum|zeitungs code
        |verlag|verlagsort|erscheinungsjahr|datenbank|zuletzt aktualisiert|art der quelle
        |dokumententyp|dokumenttyp|aktualisierung|fecha de carga|tipo de publicación|materia
        |materias|tema|temas|asunto|industria|empresa|lugar de publicación|editorial
        |año de publicación|tipo de fuente|tipo de documento|base de datos|país de publicación
        |última actualización|onderwerp|bedrijf|laad datum|publicatietype|主題|地域|産業|企業|人物
        |更新日|出版社|版权|subtitle""",
    "cover": """download request|time of request|send to|terms|search terms|combined source
        |project id|date and time|job number|user name|documents|client/matter|search type
        |narrowed by|content type|printopdracht|tijdstip printopdracht|verzenden naar|zoektermen
        |datum und uhrzeit|auftragsnummer|benutzername|dokumente|mandant|suchbegriffe|suchtyp
        |eingegrenzt durch|eingeschränkt durch|inhaltstyp|download auftrag|gesendet an|suche
        |date et heure|numéro de tâche|nom d'utilisateur|client/dossier|termes de recherche
        |type de recherche|filtré par|type de contenu|demande de téléchargement|fecha y hora
        |número de trabajo|nombre de usuario|términos de búsqueda|tipo de búsqueda|filtrado por
        |tipo de contenido|cliente/asunto|report information from proquest""",
}
"""What labels say, each with its words."""

_CODES = {
    "title": "HD", "byline": "BY", "length": "WC", "published": "PD", "site": "SN",
    "section": "SE", "page": "PG", "language": "LA", "text": "LP TD", "id": "AN",
    "copyright": "CY", "caption": "ART", "prose": "CX",
    "place": "CR CLM ET SC ED VOL NGC GC CT DLN RF RST SR",
    "after": "CO IN NS RE IPC IPD PUB TOP DE",
}  # fmt: skip
CODES = {code: field for field, codes in _CODES.items() for code in codes.split()}
"""What Factiva's codes at the beginning of a line say."""

_LANGUAGES = {
    "en": "english anglais englisch inglés engels inglese английский 英語 英文 영어",
    "fr": "french français französisch francés frans francese французский フランス語 法文",
    "de": "german allemand deutsch alemán duits tedesco немецкий ドイツ語 德文",
    "es": "spanish espagnol spanisch español castellano spaans spagnolo испанский 西班牙文",
    "it": "italian italien italienisch italiano italiaans итальянский",
    "nl": "dutch néerlandais niederländisch neerlandés nederlands нидерландский",
    "pt": "portuguese portugais portugiesisch portugués português portugees",
    "ru": "russian russe russisch ruso русский 俄文",
    "ja": "japanese japonais japanisch japonés japans 日本語 日文",
    "zh": "chinese chinois chinesisch chino chinees 中国語 中文",
    "ko": "korean coréen koreanisch coreano koreaans 한국어 韩文",
    "ar": "arabic arabe arabisch árabe العربية 阿拉伯文",
    "tr": "turkish turc türkisch turco türkçe",
    "pl": "polish polonais polnisch polaco polski",
    "sv": "swedish suédois schwedisch sueco svenska",
    "da": "danish danois dänisch danés dansk",
    "no": "norwegian norvégien norwegisch noruego norsk",
    "fi": "finnish finnois finnisch finlandés suomi",
}


@cache
def _by_label() -> dict[str, str]:
    return {normal(label): field for field, words in FIELDS.items() for label in words.split("|")}


@cache
def _by_language() -> dict[str, str]:
    return {word: tag for tag, words in _LANGUAGES.items() for word in words.split()}


def normal(label: str) -> str:
    """A label as it is compared."""
    return " ".join(re.sub(r"[-_‐]", " ", label).casefold().split())


def field_of(label: str) -> str | None:
    """What is said behind a label; None for one that no database is known to use."""
    return _by_label().get(normal(label))


def language_of(words: str) -> str | None:
    """The tag of the first language that is named: "ENGLISH; ENGLISHS"."""
    named = re.findall(r"[^\W\d_]+", words.casefold())
    return next((tag for word in named if (tag := _by_language().get(word))), None)
