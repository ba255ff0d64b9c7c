"""Articles in many languages: what stands above, in and below the text, and nothing lost."""
# ruff: noqa: E501

import pytest

from annotate.text import metadata, split
from annotate.text.roles import steps

Page = list[tuple[str, str]]

PAGES: dict[str, Page] = {
    "Arabic": [
        ("title", "سكان القرية يعيدون بناء السوق القديم"),
        ("byline", "بقلم: أحمد حسن"),
        ("dateline", "17 أكتوبر 2016"),
        ("body", "بدأ سكان القرية الواقعة على ضفة النهر إعادة بناء السوق القديم الذي تضرر من الفيضان في الربيع الماضي، وجمعوا المال من المتبرعين."),
        ("caption", "السوق القديم قبل الفيضان. تصوير: رويترز"),
        ("body", "وقال رئيس المجلس إن العمل سينتهي قبل الشتاء، وإن التجار سيعودون إلى محلاتهم في شهر ديسمبر بعد غياب دام ثمانية أشهر كاملة."),
        ("boilerplate", "اقرأ أيضا: أسواق المدينة في صور"),
        ("boilerplate", "مشاركة"),
        ("boilerplate", "جميع الحقوق محفوظة"),
    ],
    "Persian": [
        ("title", "مردم روستا بازار قدیمی را دوباره می‌سازند"),
        ("byline", "نویسنده: رضا کریمی"),
        ("dateline", "۲۵ مهر ۱۳۹۵"),
        ("body", "مردم روستای کنار رودخانه ساختن دوبارهٔ بازار قدیمی را که در سیل بهار گذشته آسیب دیده بود آغاز کردند و از خیرین پول جمع کردند."),
        ("caption", "عکس: بازار قدیمی پیش از سیل"),
        ("body", "رئیس شورا گفت که کار پیش از زمستان به پایان می‌رسد و بازرگانان پس از هشت ماه دوباره به مغازه‌های خود باز خواهند گشت."),
        ("boilerplate", "مطالب مرتبط"),
        ("boilerplate", "کلیه حقوق محفوظ است"),
    ],
    "Chinese": [
        ("title", "村民重建百年老市场"),
        ("byline", "作者：李明"),
        ("dateline", "2016年10月17日 12:30"),
        ("body", "河边村庄的居民开始重建今年春天被洪水损坏的老市场，他们向各地的朋友募集了资金，并且请来了附近的工匠帮忙。"),
        ("caption", "图：洪水之前的老市场"),
        ("body", "村委会主任说，工程将在冬天之前完成，商人们在离开八个月之后，将于十二月回到自己的店铺，重新开始做生意。"),
        ("boilerplate", "相关阅读：城市里的市场"),
        ("byline", "责任编辑：王芳"),
        ("boilerplate", "版权所有 未经许可不得转载"),
    ],
    "Japanese": [
        ("title", "村人が古い市場を再建へ"),
        ("byline", "記者：山田太郎"),
        ("dateline", "2016年10月17日"),
        ("body", "川沿いの村の人々は、この春の洪水で壊れた古い市場の再建を始めた。各地の友人から資金を集め、近くの職人にも手伝いを頼んだ。"),
        ("caption", "写真：洪水の前の市場"),
        ("body", "村長によると、工事は冬の前に終わる予定で、商人たちは八か月ぶりに自分の店に戻り、十二月から商売を再開するという。"),
        ("boilerplate", "関連記事：町の市場"),
        ("boilerplate", "シェア"),
        ("boilerplate", "無断転載を禁じます"),
    ],
    "Thai": [
        ("title", "ชาวบ้านร่วมกันสร้างตลาดเก่าขึ้นใหม่"),
        ("byline", "โดย สมชาย ใจดี"),
        ("dateline", "17 ตุลาคม 2559"),
        ("body", "ชาวบ้านในหมู่บ้านริมแม่น้ำเริ่มสร้างตลาดเก่าที่เสียหายจากน้ำท่วมเมื่อต้นปีขึ้นใหม่ โดยรวบรวมเงินจากเพื่อนในหลายจังหวัดและขอให้ช่างในละแวกนั้นมาช่วย"),
        ("caption", "ภาพ: ตลาดเก่าก่อนน้ำท่วม"),
        ("body", "ผู้ใหญ่บ้านกล่าวว่างานจะเสร็จก่อนฤดูหนาวและพ่อค้าแม่ค้าจะกลับมาเปิดร้านของตนอีกครั้งในเดือนธันวาคมหลังจากหายไปนานถึงแปดเดือน"),
        ("boilerplate", "ข่าวที่เกี่ยวข้อง"),
        ("boilerplate", "สงวนลิขสิทธิ์"),
    ],
    "German": [
        ("boilerplate", "Startseite"),
        ("title", "Dorfbewohner bauen den alten Markt wieder auf"),
        ("byline", "Von Hans Müller"),
        ("dateline", "17. Oktober 2016, 12:30 Uhr"),
        ("body", "Die Bewohner des Dorfes am Fluss haben begonnen, den alten Markt wieder aufzubauen, den das Hochwasser im Frühjahr beschädigt hatte."),
        ("caption", "Der alte Markt vor dem Hochwasser. Foto: dpa"),
        ("body", "Die Arbeiten sollen vor dem Winter beendet sein, sagte die Bürgermeisterin; die Händler kehren dann nach acht Monaten in ihre Läden zurück."),
        ("boilerplate", "Lesen Sie auch: Märkte der Stadt"),
        ("boilerplate", "Kommentare"),
        ("boilerplate", "© 2016 Die Zeitung. Alle Rechte vorbehalten."),
    ],
    "French": [
        ("title", "Les villageois reconstruisent le vieux marché"),
        ("byline", "Par Jeanne Dupont"),
        ("dateline", "Publié le 17 octobre 2016 à 12h30"),
        ("body", "Les habitants du village au bord du fleuve ont commencé à reconstruire le vieux marché, que la crue du printemps avait endommagé."),
        ("caption", "Le vieux marché avant la crue. Crédit photo : AFP"),
        ("body", "Les travaux seront achevés avant l’hiver, a dit la maire ; les marchands retrouveront alors leurs boutiques après huit mois d’absence."),
        ("boilerplate", "Lire aussi : les marchés de la ville"),
        ("boilerplate", "Partager"),
        ("boilerplate", "Tous droits réservés"),
    ],
    "Russian": [
        ("title", "Жители деревни восстанавливают старый рынок"),
        ("byline", "Автор: Иван Петров"),
        ("dateline", "17 октября 2016, 12:30"),
        ("body", "Жители деревни на берегу реки начали восстанавливать старый рынок, который пострадал от весеннего наводнения, и собрали на это деньги."),
        ("caption", "Старый рынок до наводнения. Фото: ТАСС"),
        ("body", "Работы закончатся до зимы, сказала глава деревни, и торговцы вернутся в свои лавки в декабре после восьми месяцев отсутствия."),
        ("boilerplate", "Читайте также: рынки города"),
        ("boilerplate", "Поделиться"),
        ("boilerplate", "Все права защищены"),
    ],
    "Hindi": [
        ("title", "गाँव के लोग पुराना बाज़ार फिर से बना रहे हैं"),
        ("dateline", "17 अक्टूबर 2016"),
        ("body", "नदी के किनारे बसे गाँव के लोगों ने वसंत की बाढ़ में टूटे पुराने बाज़ार को फिर से बनाना शुरू किया है और इसके लिए दोस्तों से पैसा जमा किया है।"),
        ("body", "सरपंच ने कहा कि काम सर्दियों से पहले पूरा हो जाएगा और व्यापारी आठ महीने बाद दिसंबर में अपनी दुकानों में लौट आएँगे।"),
    ],
    "Korean": [
        ("title", "마을 주민들, 오래된 시장을 다시 세우다"),
        ("dateline", "2016년 10월 17일"),
        ("body", "강가 마을의 주민들은 올봄 홍수로 부서진 오래된 시장을 다시 세우기 시작했다. 이들은 여러 지역의 친구들에게서 돈을 모았다."),
        ("body", "이장은 공사가 겨울이 오기 전에 끝날 것이며, 상인들은 여덟 달 만에 자기 가게로 돌아와 십이월부터 장사를 할 것이라고 말했다."),
        ("boilerplate", "무단전재 및 재배포 금지"),
    ],
    "Spanish": [
        ("title", "Los vecinos reconstruyen el viejo mercado"),
        ("byline", "Por Ana García"),
        ("dateline", "17 de octubre de 2016"),
        ("body", "Los vecinos del pueblo a orillas del río han empezado a reconstruir el viejo mercado, dañado por la crecida de la primavera pasada."),
        ("body", "Las obras terminarán antes del invierno, dijo la alcaldesa, y los comerciantes volverán a sus tiendas tras ocho meses de ausencia."),
        ("boilerplate", "Compartir"),
        ("boilerplate", "Todos los derechos reservados"),
    ],
    "Portuguese": [
        ("title", "Moradores reconstroem o velho mercado"),
        ("byline", "Por João Silva"),
        ("dateline", "segunda-feira, 17 de outubro de 2016 às 12:30"),
        ("body", "Os moradores da aldeia à beira do rio começaram a reconstruir o velho mercado, que a enchente da primavera passada tinha danificado."),
        ("body", "As obras terminarão antes do inverno, disse a prefeita, e os comerciantes voltarão às suas lojas depois de oito meses de ausência."),
        ("boilerplate", "Leia também: os mercados da cidade"),
    ],
    "Turkish": [
        ("title", "Köylüler eski çarşıyı yeniden kuruyor"),
        ("dateline", "17 Ekim 2016"),
        ("body", "Irmak kıyısındaki köyün sakinleri, geçen bahar sel sularının yıktığı eski çarşıyı yeniden kurmaya başladı ve bunun için para topladı."),
        ("body", "Muhtar, işlerin kıştan önce biteceğini, esnafın sekiz ay sonra aralık ayında dükkânlarına döneceğini ve çarşının açılacağını söyledi."),
    ],
    "Hebrew": [
        ("title", "תושבי הכפר משקמים את השוק הישן"),
        ("dateline", "17 באוקטובר 2016"),
        ("body", "תושבי הכפר שעל גדת הנהר החלו לשקם את השוק הישן, שניזוק בשיטפון באביב האחרון, ואספו לשם כך כסף מחברים בכל רחבי הארץ."),
        ("body", "ראש המועצה אמר שהעבודות יסתיימו לפני החורף, ושהסוחרים ישובו לחנויותיהם בדצמבר, אחרי שמונה חודשים שבהם היה השוק סגור."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", PAGES)
def test_an_article_of_any_language_has_its_roles(language: str) -> None:
    page = PAGES[language]
    text = "\n\n".join(line for _, line in page)
    blocks = steps.assign(text, split.paragraphs(text))
    assert [(block.role, text[block.start : block.end]) for block in blocks] == page


@pytest.mark.parametrize("language", PAGES)
def test_single_newlines_make_no_difference(language: str) -> None:
    page = PAGES[language]
    text = "\n".join(line for _, line in page)
    blocks = steps.assign(text, split.paragraphs(text))
    assert [text[block.start : block.end] for block in blocks] == [line for _, line in page]
    assert [block.role for block in blocks] == [role for role, _ in page]


AUTHORS = {
    "Arabic": "أحمد حسن",
    "Persian": "رضا کریمی",
    "Chinese": "李明",
    "Japanese": "山田太郎",
    "German": "Hans Müller",
    "French": "Jeanne Dupont",
    "Russian": "Иван Петров",
    "Spanish": "Ana García",
    "Portuguese": "João Silva",
}
DATED = ["Arabic", "Chinese", "Japanese", "German", "French", "Russian", "Spanish", "Portuguese"]


@pytest.mark.parametrize("language", PAGES)
def test_title_author_and_date_are_read_from_what_stands_above(language: str) -> None:
    text = "\n\n".join(line for _, line in PAGES[language])
    found = metadata.of(text, steps.assign(text, split.paragraphs(text)))
    assert found.title == next(line for role, line in PAGES[language] if role == "title")
    assert found.byline == AUTHORS.get(language, found.byline)
    assert found.published == ("2016-10-17" if language in DATED else found.published)
