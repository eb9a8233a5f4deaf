/** Tests of scales whose answers hold more than their words, and of three further languages. Runs in Deno. */

import assert from "node:assert/strict";
import { findScale, isScale } from "../../../pipeline/ingest/cells/scales/find_scale.ts";

/** Low to high in Dutch, Polish, Turkish, by family. */
const FURTHER_LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  agreement: [
    "Helemaal mee oneens|Mee oneens|Niet mee eens, niet mee oneens|Mee eens|Helemaal mee eens",
    "Zdecydowanie się nie zgadzam|Raczej się nie zgadzam|Ani się zgadzam, ani się nie zgadzam|Raczej się zgadzam|Zdecydowanie się zgadzam",
    "Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
  ],
  satisfaction: [
    "Zeer ontevreden|Ontevreden|Neutraal|Tevreden|Zeer tevreden",
    "Bardzo niezadowolony/a|Raczej niezadowolony/a|Ani zadowolony, ani niezadowolony|Raczej zadowolony/a|Bardzo zadowolony/a",
    "Hiç memnun değilim|Memnun değilim|Kararsızım|Memnunum|Çok memnunum",
  ],
  frequency: [
    "Nooit|Zelden|Soms|Vaak|Altijd",
    "Nigdy|Rzadko|Czasami|Często|Zawsze",
    "Hiçbir zaman|Nadiren|Bazen|Sık sık|Her zaman",
  ],
  importance: [
    "Helemaal niet belangrijk|Niet zo belangrijk|Belangrijk|Zeer belangrijk",
    "W ogóle nieważne|Mało ważne|Ważne|Bardzo ważne",
    "Hiç önemli değil|Biraz önemli|Önemli|Çok önemli",
  ],
  likelihood: [
    "Zeer onwaarschijnlijk|Onwaarschijnlijk|Misschien|Waarschijnlijk|Zeer waarschijnlijk",
    "Zdecydowanie nie|Raczej nie|Być może|Raczej tak|Zdecydowanie tak",
    "Kesinlikle hayır|Muhtemelen hayır|Belki|Muhtemelen evet|Kesinlikle evet",
  ],
  quality: [
    "Zeer slecht|Slecht|Gemiddeld|Goed|Zeer goed|Uitstekend",
    "Bardzo źle|Źle|Przeciętnie|Dobrze|Bardzo dobrze",
    "Çok kötü|Kötü|Orta|İyi|Çok iyi|Mükemmel",
  ],
  extent: [
    "Helemaal niet|Weinig|Matig|Veel|Heel veel",
    "Wcale|Mało|Średnio|Dużo|Bardzo dużo",
    "Hiç|Az|Orta|Çok|Çok fazla",
  ],
  education: [
    "Basisonderwijs|VMBO|MBO|HAVO/VWO|HBO|WO",
    "Geen opleiding|Lager onderwijs|Middelbaar onderwijs|Hoger beroepsonderwijs|Universiteit",
    "Basisschool|VMBO/MAVO|HAVO|VWO|HBO|WO Master",
    "Podstawowe|Zasadnicze zawodowe|Średnie|Wyższe licencjackie|Wyższe magisterskie",
    "Podstawowe|Gimnazjalne|Zasadnicze zawodowe|Średnie|Policealne|Wyższe",
    "Brak wykształcenia|Szkoła podstawowa|Liceum|Studia wyższe|Doktorat",
    "İlkokul|Ortaokul|Lise|Ön lisans|Lisans|Yüksek lisans|Doktora",
    "Okuryazar değil|İlkokul mezunu|Ortaokul mezunu|Lise mezunu|Üniversite mezunu|Yüksek lisans ve üzeri",
    "İlköğretim|Lise|Üniversite|Lisansüstü",
  ],
};

/** Low to high; `=` parts two words for one point, which lie next to each other. */
const ORDERED: readonly (readonly [what: string, answers: string])[] = [
  // Frequencies.
  ["answers that count how often (English)", "I don't do this|Annually|Monthly|Bi-Weekly|Weekly"],
  [
    "answers that count how often (English)",
    "Never used|Once a month|Every two weeks=Twice a month|Daily",
  ],
  ["answers that count how often (English)", "Annually|Every 3 Months=Quarterly|Weekly"],
  ["answers of a frequency scale (English)", "I don't use it|Rarely|Sometimes|Often"],
  [
    "answers that count how often (German)",
    "Mache ich nicht|Monatlich|Alle zwei Wochen=Zweimal im Monat|Täglich",
  ],
  ["answers that count how often (French)", "Jamais utilisé|Une fois par mois|Tous les jours"],
  ["answers that count how often (Spanish)", "No lo hago|Una vez al mes|Todos los días"],
  ["answers that count how often (Dutch)", "Nooit|Eén keer per maand|Om de week|Dagelijks"],
  ["answers that count how often (Polish)", "Nigdy|Raz w miesiącu|Co dwa tygodnie|Codziennie"],
  ["answers that count how often (Turkish)", "Hiç|Ayda bir|İki haftada bir|Haftada bir|Her gün"],
  // Glosses.
  [
    "answers of a quality scale (English), without what is in brackets",
    "Very bad|Bad|Neither good nor bad (fair)|Good|Very good",
  ],
  [
    "answers that count how often (English)",
    "Never|Monthly (about 12 times)|Daily (at least once)",
  ],
  [
    "answers of a frequency scale (German), without what is in brackets",
    "Nie|Selten (ein paar Mal)|Oft|Immer",
  ],
  [
    "answers of an agreement scale (French), without what is in brackets",
    "Pas d'accord|D'accord (en partie)|Tout à fait d'accord",
  ],
  [
    "answers of a frequency scale (English), without what follows a comma",
    "Never, and not open to it=Never, but open to it|Rarely|Sometimes|Often",
  ],
  [
    "answers of a frequency scale (German), without what follows a comma",
    "Nie, aus Prinzip|Selten|Manchmal|Oft",
  ],
  [
    "answers that count how often (English), without what is in brackets",
    "Never|Monthly (usually payday)|Daily (at least once)",
  ],
  // Labelled ends.
  ["numbers with labelled ends", "(1) No plan|(2)|(3)|(4)|(5) Clear plan"],
  ["numbers with labelled ends", "1) Bad|2)|3)|4)|5) Good"],
  ["numbers with labelled ends", "1 - Gar nicht|2|3|4|5|6|7 - Äußerst"],
  ["numbers with labelled ends", "[0] Nada|[1]|[2]|[3] Mucho"],
  ["bands of numbers", "(1)|(2)|(3)|(4)"],
  // Shades of yes.
  ["answers from no to yes (English)", "No|Yes, to some extent|Yes, definitely"],
  ["answers from no to yes (English)", "No, never|Yes, sometimes|Yes, always"],
  ["answers from no to yes (English)", "No, not at all rude|Yes, somewhat rude|Yes, very rude"],
  ["answers from no to yes (German)", "Nein|Ja, teilweise|Ja, voll und ganz"],
  ["answers from no to yes (French)", "Non|Oui, en partie|Oui, tout à fait"],
  ["answers from no to yes (Dutch)", "Nee|Ja, enigszins|Ja, helemaal"],
  // Words between.
  ["answers of an extent scale (English)", "Nothing at all|A little|A lot"],
  ["answers of a skill scale (English)", "Novice|Advanced beginner|Intermediate|Expert"],
  [
    "answers of a skill scale (German)",
    "Keine Kenntnisse|Grundkenntnisse|Gute Kenntnisse|Sehr gute Kenntnisse",
  ],
  ["answers of a skill scale (Spanish)", "Principiante|Intermedio|Avanzado|Experto"],
  ["answers of a skill scale (Polish)", "Początkujący|Średnio zaawansowany|Zaawansowany|Ekspert"],
  ["answers of a magnitude scale (English)", "Under ten|Tens|Hundreds|Thousands"],
  ["answers of a magnitude scale (French)", "Moins de dix|Dizaines|Centaines|Milliers"],
  ["answers of a magnitude scale (Turkish)", "Ondan az|Onlarca|Yüzlerce|Binlerce"],
  // One odd wording.
  [
    'degrees of "comfortable" (English), reading "Somewhat comfortably" as',
    "Not at all comfortable|Not so comfortable|Somewhat comfortably|Very comfortable|Extremely comfortable",
  ],
  [
    'answers of an agreement scale (English), reading "Stronly agree" as',
    "Strongly disagree|Disagree|Agree|Stronly agree",
  ],
  [
    'answers of a satisfaction scale (German), reading "Sehr zufriden" as',
    "Sehr unzufrieden|Unzufrieden|Zufrieden|Sehr zufriden",
  ],
  ["answers of an agreement scale (English)", "Disagree|Neutral|Agree=Mostly agree|Strongly agree"],
  // Bands.
  ["bands of numbers", "<30k|30-60k|60k+"],
  ["bands of numbers", "500-1k|1k-2k|2k+"],
  ["bands of numbers", "De 18 a 39 años|De 40 a más años"],
  ["bands of numbers", "unter 30|30 bis unter 60|60 und mehr"],
  ["bands of numbers", "Moins de 30 ans|30 à 45 ans|46 ans et plus"],
  ["bands of numbers", "Less than $10,000|$10,000 to $49,999|$50,000 or more"],
  ["bands of numbers", "$1 - $15,000|$16,000 - $30,000|>$30,000"],
  ["bands of numbers", "no time at all|less than an hour a day|few hours a day|most of the day"],
  ["bands of numbers", "None|Less than 5|5-10|More than 10"],
  ["bands of numbers", "Jonger dan 18|18 t/m 34 jaar|65 jaar en ouder"],
  ["bands of numbers", "Poniżej 2 tys. zł|2-5 tys. zł|Powyżej 5 tys. zł"],
  ["bands of numbers", "18 yaş altı|18-24 yaş|65 yaş ve üzeri"],
  // As other tools and people write them.
  [
    "answers that count how often (English)",
    "Rarely or never|Once or twice a month|Once or twice a week|Most days|Every day",
  ],
  [
    "answers that count how often (German)",
    "seltener als 1x im Monat|1-3x im Monat|1x pro Woche|mehrmals pro Woche|täglich",
  ],
  [
    "answers that count how often (Spanish)",
    "Nunca|Alguna vez al año|Alguna vez al mes|Alguna vez a la semana|A diario",
  ],
  [
    "answers that count how often (Italian)",
    "Mai|Qualche volta all'anno|Qualche volta al mese|Qualche volta alla settimana|Ogni giorno",
  ],
  [
    "answers that count how often (Portuguese)",
    "Nunca|Algumas vezes por ano|Algumas vezes por mês|Algumas vezes por semana|Diariamente",
  ],
  [
    "answers that count how often (Dutch)",
    "Nooit|Minder vaak|Paar keer per maand|Paar keer per week|Dagelijks",
  ],
  ["answers that count how often (Dutch)", "1x per jaar|1x per maand|1 x per week"],
  [
    "answers that count how often (Polish)",
    "Rzadko lub nigdy|Raz na kwartał|Raz w miesiącu|Kilka razy w tygodniu",
  ],
  [
    "answers that count how often (Turkish)",
    "Hiç|Yılda 1-2 kez|Ayda 1-2 kez|Haftada 1-2 kez|Her gün",
  ],
  ["answers from no to yes (English)", "No|Somewhat|Yes"],
  ["answers from no to yes (English)", "No|Sometimes|Yes"],
  ["answers from no to yes (English)", "No|Partly|Mostly|Yes"],
  ["answers from no to yes (English)", "No|Yes, but rarely|Yes, often"],
  ["answers from no to yes (English)", "Definitely no|Rather no|Rather yes|Definitely yes"],
  ["answers from no to yes (German)", "Nein|Teilweise|Ja"],
  ["answers from no to yes (German)", "Nein, gar nicht|Eher nein|Eher ja|Ja, sehr"],
  ["answers from no to yes (French)", "Non|Un peu|Oui"],
  ["answers from no to yes (French)", "Non, pas du tout|Plutôt non|Plutôt oui|Oui, tout à fait"],
  ["answers from no to yes (Spanish)", "No|A veces|Sí"],
  ["answers from no to yes (Spanish)", "No, para nada|Más bien no|Más bien sí|Sí, totalmente"],
  ["answers from no to yes (Italian)", "No|Sì, un po'|Sì, molto"],
  ["answers from no to yes (Portuguese)", "Não|Sim, um pouco|Sim, muito"],
  ["answers from no to yes (Dutch)", "Nee|Soms|Ja"],
  [
    "answers from no to yes (Dutch)",
    "Nee, helemaal niet|Nee, niet echt|Ja, een beetje|Ja, heel erg",
  ],
  ["answers from no to yes (Polish)", "Nie|Czasami|Tak"],
  ["answers from no to yes (Polish)", "Zdecydowanie nie|Raczej nie|Raczej tak|Tak, zdecydowanie"],
  ["answers from no to yes (Turkish)", "Hayır|Bazen|Evet"],
  ["answers from no to yes (Turkish)", "Hayır, hiç|Evet, biraz|Evet, çok fazla"],
  ["answers of a skill scale (English)", "Beginner|Intermediate|Advanced|Fluent|Native speaker"],
  ["answers of a skill scale (French)", "Débutant|Intermédiaire|Courant|Langue maternelle"],
  ["answers of a skill scale (German)", "Grundkenntnisse|Gute Kenntnisse|Fließend|Muttersprache"],
  ["answers of a skill scale (Turkish)", "Acemi|Orta|İleri|Uzman"],
  ["answers of a magnitude scale (English)", "Less than 10|Tens|Hundreds"],
  ["answers of a magnitude scale (French)", "Moins de 10|Dizaines|Centaines|Milliers"],
  ["answers of a magnitude scale (Spanish)", "Decenas|Centenas|Miles"],
  ["answers of a magnitude scale (Polish)", "Mniej niż 10|Dziesiątki|Setki"],
  ["answers of an ease scale (Polish)", "Trudno|Ani trudno, ani łatwo|Łatwo"],
];

/** What stays without an order: names, brands, places, parties, ids, and what contradicts itself. */
const UNORDERED: readonly string[] = [
  "Coffee (small)|Coffee (large)|Tea (medium)",
  "Paris (France)|Paris (Texas)|London (Ontario)",
  "Often, at home|Often, at work|Never",
  "Yes, at home|Yes, at work|No",
  "Yes|No|No, but I plan to",
  "Yes, by bus|Yes, by car|No, never",
  "Basic-Fit|Expert|Media Markt|Advanced Micro Devices",
  "Always|Tampax|Kotex",
  "Martin|Marten|Morten|Merten",
  "SPD|CDU|Die Linke|Grüne",
  "Over-the-Rhine|Under-the-Hill|Between Rivers",
  "A-1001|A-1002|A-1003",
  "(a)|(b)|(c)",
  "5'10\"|6'1\"|5'2\"",
  "Mountain View|High Point|Low Moor",
  "Agree|Disagree|Neutral|Blue",
  "Disagree|Agree|Mostly agree",
  "Yes|No|Maybe",
  "Yes|No|Other",
  "Yes|No|Planned",
  "Yes|No|Once",
  "Ja|Nein|Beides",
  "Oui|Non|Autre",
  "No, thanks|Yes, please|Later",
];

Deno.test("findScale() orders eight families in Dutch, Polish, Turkish", async (t) => {
  for (const [family, scales] of Object.entries(FURTHER_LANGUAGES)) {
    for (const answers of scales) {
      await t.step(`${family}: ${answers}`, () => {
        const found = findScale(answers.split("|").toSorted());
        assert.ok(isScale(found), JSON.stringify(found));
        assert.deepEqual(found.categories, answers.split("|"));
        assert.match(found.reason, /\((?:Dutch|Polish|Turkish)\)/);
      });
    }
  }
});

Deno.test("findScale() orders what has glosses, ties, labelled ends and slips, and says so", async (t) => {
  for (const [what, answers] of ORDERED) {
    await t.step(answers, () => {
      const points = answers.split("|").map((point) => point.split("="));
      const texts = points.flat().toReversed();
      const found = findScale(texts);
      assert.ok(isScale(found), JSON.stringify(found));
      assert.deepEqual(
        points.map((point) => point.map((text) => found.positions[texts.indexOf(text)])),
        points.map((point, i) => point.map(() => i)),
      );
      assert.ok(found.reason.startsWith(what), found.reason);
      const hasTies = points.some(({ length }) => length > 1);
      assert.equal(found.reason.includes(" are one point"), hasTies, found.reason);
      if (hasTies) assert.ok(found.confidence <= 0.7);
      if (found.reason.includes("reading")) assert.ok(found.confidence <= 0.6);
    });
  }
});

Deno.test("findScale() gives names, places, brands and contradictions no order", async (t) => {
  for (const answers of UNORDERED) {
    await t.step(answers, () => assert.ok(!isScale(findScale(answers.split("|")))));
  }
});
