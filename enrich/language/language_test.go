package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// texts are of our own making, one a language, as a wire would have them.
var texts = map[string]string{
	"en": "The harbour of Mombasa will be closed for a week, the president said on Monday after talks with the port workers.",
	"de": "Der Hafen von Hamburg bleibt für eine Woche geschlossen, sagte der Präsident der Behörde am Montag nach Gesprächen mit den Arbeitern.",
	"fr": "Le port de Marseille restera fermé pendant une semaine, a déclaré lundi le président de la région après des discussions avec les ouvriers.",
	"es": "El puerto de Valparaíso permanecerá cerrado durante una semana, dijo el lunes el presidente tras las conversaciones con los trabajadores.",
	"pt": "O porto de Santos vai ficar fechado durante uma semana, disse na segunda-feira o presidente depois das conversas com os trabalhadores.",
	"it": "Il porto di Genova resterà chiuso per una settimana, ha detto lunedì il presidente della regione dopo i colloqui con gli operai.",
	"nl": "De haven van Rotterdam blijft een week lang gesloten, zei de voorzitter maandag na gesprekken met de arbeiders in de stad.",
	"sv": "Hamnen i Göteborg kommer att vara stängd i en vecka, sade ordföranden på måndagen efter samtal med arbetarna och deras förbund.",
	"pl": "Port w Gdańsku będzie zamknięty przez tydzień, powiedział w poniedziałek prezydent miasta po rozmowach z robotnikami i związkami.",
	"ru": "Порт во Владивостоке будет закрыт на неделю, заявил в понедельник губернатор после переговоров с рабочими и профсоюзом.",
	"uk": "Порт в Одесі буде закритий на тиждень, заявив у понеділок губернатор після переговорів з робітниками та їхньою профспілкою.",
	"ar": "قال الرئيس يوم الاثنين إن ميناء الإسكندرية سيغلق لمدة أسبوع بعد محادثات مع العمال في المدينة.",
	"he": "נמל חיפה ייסגר לשבוע, אמר הנשיא ביום שני לאחר שיחות עם הפועלים בעיר.",
	"el": "Το λιμάνι του Πειραιά θα μείνει κλειστό για μία εβδομάδα, δήλωσε τη Δευτέρα ο πρόεδρος μετά από συνομιλίες με τους εργάτες.",
	"ja": "神戸港は一週間閉鎖されると、知事は月曜日に労働者との協議の後で述べた。再開の日はまだ決まっていない。",
	"zh": "省长星期一在与工人会谈之后表示，上海港将关闭一周，恢复的日期还没有决定。工会对此表示欢迎。",
	"ko": "부산항은 일주일 동안 폐쇄될 것이라고 시장이 월요일 노동자들과의 회담 후에 밝혔다.",
	"hi": "राष्ट्रपति ने सोमवार को मजदूरों से बातचीत के बाद कहा कि मुंबई का बंदरगाह एक सप्ताह के लिए बंद रहेगा।",
	"tr": "Vali pazartesi günü işçilerle yaptığı görüşmelerin ardından İzmir limanının bir hafta boyunca kapalı kalacağını söyledi.",
}

func TestTheLanguageIsToldFromAFewSentences(t *testing.T) {
	for want, text := range texts {
		if got := Detect(text); got.Tag != want {
			t.Errorf("%s: taken for %q (%d)", want, got.Tag, got.Confidence)
		}
	}
}

func TestOnlyEnglishIsSurelyEnglish(t *testing.T) {
	for tag, text := range texts {
		got := Detect(text)
		if english := got.Tag == English && got.Confidence >= 90; english != (tag == English) {
			t.Errorf("%s: taken for %q (%d)", tag, got.Tag, got.Confidence)
		}
	}
}

func TestATextThatIsTooShortHasNoLanguage(t *testing.T) {
	for _, text := range []string{"", " \n", "Reuters", "Bayern 3 Chelsea 1", "!!!", "\xff\xfe"} {
		if got := Detect(text); got != (Guess{}) {
			t.Errorf("%q: taken for %q (%d)", text, got.Tag, got.Confidence)
		}
	}
}

func TestEnglishFullOfForeignNamesIsEnglish(t *testing.T) {
	text := "Bundeskanzler is the German word for the head of the Bundesregierung, and the Bundestag elects him, said the Frankfurter Allgemeine Zeitung."
	if got := Detect(text); got.Tag != English {
		t.Errorf("taken for %q (%d)", got.Tag, got.Confidence)
	}
}

func FuzzDetect(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g := Detect(text)
		if g.Confidence < 0 || g.Confidence > 100 || (g.Tag == "") != (g.Confidence == 0) || !utf8.ValidString(g.Tag) {
			t.Errorf("%q: %+v", text, g)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	for _, tag := range []string{"en", "de"} {
		b.Run(tag, func(b *testing.B) {
			text := strings.Repeat(texts[tag]+" ", 10)
			for b.Loop() {
				Detect(text)
			}
		})
	}
}
