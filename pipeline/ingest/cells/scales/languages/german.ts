/** German words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED =
  "neutral|weder noch|teils teils|teils|unentschieden|unentschlossen|mittel|weder das eine noch das andere";

/** German. */
export const GERMAN: Language = {
  name: "German",
  degrees: [
    [
      8,
      "voll und ganz|völlig|vollkommen|voll|vollständig|total|absolut|uneingeschränkt|komplett|ganz",
    ],
    [7, "äußerst|extrem|außerordentlich|ausgesprochen|höchst"],
    [6.5, "sehr stark"],
    [6, "sehr|stark|bestimmt|viel|deutlich|wesentlich|sehr viel|besonders|entschieden|erheblich"],
    [4, "überwiegend|größtenteils|weitgehend|meist|zumeist"],
    [3, "eher|ziemlich|mäßig|recht|einigermaßen|halbwegs"],
    [2, "teilweise|zum teil|etwas|bedingt"],
    [1, "ein wenig|leicht|ein bisschen|geringfügig|ein bißchen"],
    [-2, "weniger|wenig|nicht sehr|nicht so|nicht besonders|nicht so sehr"],
    [-2.5, "kaum"],
    [-3, "eher nicht|eher weniger|nicht wirklich"],
    [-4, "nicht"],
    [-8, "überhaupt nicht|gar nicht|absolut nicht|ganz und gar nicht|in keiner weise"],
  ],
  families: {
    agreement: {
      up:
        "(ich )stimme ~ zu|stimmt ~|trifft ~ zu|einverstanden|zutreffend|trifft ~ auf mich zu|zustimmung",
      down: "(ich )lehne ~ ab|ablehnung|unzutreffend",
      middle: `${UNDECIDED}|stimme weder zu noch nicht zu|weder zustimmung noch ablehnung|` +
        "stimme weder zu noch lehne ich ab|stimme weder zu noch lehne ab|trifft weder zu noch nicht zu|" +
        "stimme teils teils zu|trifft teils teils zu|teils teils zu|teils zutreffend teils nicht zutreffend",
    },
    satisfaction: {
      up: "zufrieden|glücklich",
      down: "unzufrieden|unglücklich",
      middle: `${UNDECIDED}|weder zufrieden noch unzufrieden|teils zufrieden teils unzufrieden`,
    },
    frequency: {
      points: [
        [0, "nie|niemals|zu keiner zeit|gar nicht"],
        [1, "fast nie|sehr selten|so gut wie nie"],
        [2, "selten|eher selten"],
        [3, "gelegentlich|ab und zu|hin und wieder|von zeit zu zeit|ab und an"],
        [4, "manchmal|bisweilen"],
        [4.5, "etwa die hälfte der zeit|die hälfte der zeit"],
        [5, "regelmäßig|eher häufig|eher oft"],
        [6, "oft|häufig|öfters|öfter"],
        [7, "meistens|meist|in der regel|die meiste zeit"],
        [8, "sehr oft|sehr häufig|fast immer|fast ständig"],
        [9, "immer|ständig|jederzeit|jedes mal|die ganze zeit"],
      ],
    },
    importance: {
      up: "wichtig|bedeutend|von ~ bedeutung",
      down: "unwichtig|unbedeutend",
      middle: `${UNDECIDED}|weder wichtig noch unwichtig`,
      points: [[9, "unverzichtbar|entscheidend|essenziell|essentiell"]],
    },
    likelihood: {
      up: "wahrscheinlich",
      down: "unwahrscheinlich",
      middle:
        `${UNDECIDED}|vielleicht|möglicherweise|eventuell|weder wahrscheinlich noch unwahrscheinlich`,
      points: [
        [
          9,
          "ja bestimmt|auf jeden fall|ganz sicher|sicher|bestimmt|definitiv|mit sicherheit|ja auf jeden fall",
        ],
        [3, "eher ja|vermutlich|ja wahrscheinlich|wahrscheinlich ja|wahrscheinlich schon"],
        [-3, "eher nein|vermutlich nicht|wahrscheinlich nein"],
        [-9, "auf keinen fall|bestimmt nicht|definitiv nicht|sicher nicht|nein auf keinen fall"],
      ],
    },
    quality: {
      up: "gut",
      down: "schlecht",
      middle:
        `${UNDECIDED}|mittelmäßig|durchschnittlich|befriedigend|weder gut noch schlecht|geht so|` +
        "akzeptabel|in ordnung",
      points: [
        [-9, "miserabel|furchtbar|schrecklich"],
        [-6, "ungenügend"],
        [-4, "mangelhaft"],
        [-3, "unterdurchschnittlich"],
        [-1, "ausreichend"],
        [3, "überdurchschnittlich"],
        [9, "hervorragend|ausgezeichnet|exzellent|perfekt"],
      ],
    },
    difficulty: { up: "schwierig|schwer|herausfordernd" },
    ease: {
      up: "leicht|einfach",
      down: "schwierig|schwer",
      middle: `${UNDECIDED}|weder leicht noch schwer|weder einfach noch schwierig|` +
        "weder leicht noch schwierig|weder schwierig noch einfach|weder schwer noch leicht",
    },
    extent: {
      points: [
        [0, "gar nicht|überhaupt nicht|nichts|keine|kein|gar keine|überhaupt keine"],
        [1, "sehr wenig|kaum|fast nichts|in sehr geringem maße|sehr wenige"],
        [2, "wenig|in geringem maße|wenige|nicht viel"],
        [2.5, "ein wenig|ein bisschen|etwas|einige|in gewissem maße"],
        [4, "mittelmäßig|mäßig|mittel|teilweise|in mittlerem maße"],
        [5, "ziemlich|ziemlich viel|ziemlich stark|recht viel"],
        [6, "viel|stark|in hohem maße|in großem maße|viele"],
        [7, "sehr viel|sehr stark|sehr|in sehr hohem maße|sehr viele"],
        [8, "äußerst|extrem|außerordentlich"],
        [9, "völlig|voll und ganz|alles|vollständig|alle"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "hoch|hohe|hoher|hohes",
      down: "niedrig|gering|niedrige|geringe",
      middle: "mittel|mittlere|moderat|durchschnittlich|normal|mittelmäßig|mittelhoch",
    },
    size: { up: "groß", down: "klein", middle: "mittel|mittelgroß" },
    familiarity: {
      up: "vertraut|bekannt|gut informiert|informiert",
      down: "unbekannt|unvertraut",
      points: [[-9, "nie gehört|noch nie gehört|noch nie davon gehört"], [
        -1,
        "nur dem namen nach bekannt",
      ]],
    },
    comparison: {
      up: "besser|besser als erwartet",
      down: "schlechter|schlechter als erwartet",
      middle: "gleich|unverändert|genauso|etwa gleich|gleich gut|ungefähr gleich|genauso gut|" +
        "weder besser noch schlechter|wie erwartet|in etwa gleich|gleich geblieben",
    },
    change: {
      up: "zugenommen|gestiegen|mehr|häufiger|erhöht|verbessert|gewachsen|nimmt ~ zu|höher|zunahme",
      down:
        "abgenommen|gesunken|weniger|seltener|verringert|verschlechtert|geschrumpft|nimmt ~ ab|" +
        "niedriger|abnahme",
      middle: "gleich geblieben|unverändert|gleich|keine veränderung|gleichbleibend|etwa gleich|" +
        "weder mehr noch weniger|bleibt gleich|etwa gleich geblieben",
    },
    favourability: {
      up: "positiv|günstig|wohlwollend",
      down: "negativ|ungünstig",
      middle: `${UNDECIDED}|weder positiv noch negativ|weder günstig noch ungünstig`,
    },
    usefulness: {
      up: "nützlich|hilfreich|sinnvoll|wertvoll",
      down: "nutzlos|unnütz|sinnlos|wertlos",
      middle: `${UNDECIDED}|weder hilfreich noch nicht hilfreich|weder nützlich noch nutzlos`,
    },
    balance: {
      up: "zu viel|zu viele|zu hoch|zu groß|zu lang",
      down: "zu wenig|zu wenige|zu niedrig|zu klein|zu kurz",
      middle: "genau richtig|gerade richtig|angemessen|richtig",
    },
    concern: {
      up: "besorgt|beunruhigt|ängstlich|beängstigt",
      down: "unbesorgt",
      middle: UNDECIDED,
    },
    interest: {
      up: "interessiert|interessant",
      down: "uninteressiert|uninteressant",
      middle: UNDECIDED,
    },
    confidence: { up: "sicher|überzeugt|zuversichtlich", down: "unsicher", middle: UNDECIDED },
    trust: { up: "vertraue ~|vertrauen|großes vertrauen", down: "misstraue ~", middle: UNDECIDED },
    support: {
      up: "dafür|befürworte (ich) ~|unterstütze (ich) ~",
      down: "dagegen|lehne (ich) ~ ab",
      middle: `${UNDECIDED}|weder dafür noch dagegen`,
    },
    liking: { up: "gefällt mir ~|mag ich ~|gerne|gern", down: "ungern", middle: UNDECIDED },
    education: EDUCATION.German,
  },
  nonAnswers: {
    dont_know:
      "weiß nicht|weiss nicht|weiß ich nicht|ich weiß (es) nicht|keine ahnung|kann ich nicht sagen|" +
      "kann ich nicht beurteilen|nicht sicher|keine meinung|unbekannt|weiß nicht keine angabe|" +
      "kann ich nicht einschätzen|bin nicht sicher|kann nicht beurteilen|w n|weiß nicht k a|" +
      "keine angabe weiß nicht|kann ich nicht beantworten|weiß es nicht|kenne ich nicht",
    refused: "keine angabe|keine angaben|k a|möchte ich nicht sagen|möchte ich nicht beantworten|" +
      "keine antwort|verweigert|antwort verweigert|möchte keine angabe machen|möchte nicht antworten|" +
      "ich möchte nicht antworten|ich möchte keine angabe machen|möchte ich nicht angeben|" +
      "keine auskunft|verweigere die antwort",
    not_applicable: "nicht zutreffend n a|trifft nicht auf mich zu n a|entfällt|nicht relevant|" +
      "nicht anwendbar|nicht genutzt|keine erfahrung|betrifft mich nicht|frage trifft nicht zu",
    not_done:
      "nie genutzt|nie benutzt|nie verwendet|(das )mache ich nicht|(das )nutze ich nicht|nutze ich nie",
    beside:
      "nie davon gehört|noch nie davon gehört|ich arbeite nicht|arbeite nicht|kein einkommen|ich habe kein einkommen",
  },
  counting: {
    units: [
      [365, "tag(e)|tagen|am tag"],
      [52, "woche(n)"],
      [12, "monat(e)|monaten"],
      [4, "quartal(e)"],
      [1, "jahr(e)|jahren"],
    ],
    adverbs: [
      [365, "täglich"],
      [52, "wöchentlich"],
      [26, "zweiwöchentlich|vierzehntägig"],
      [12, "monatlich"],
      [4, "vierteljährlich|quartalsweise"],
      [2, "halbjährlich"],
      [1, "jährlich"],
    ],
    numbers: [
      [1, "einmal|ein mal|ein|eine|einen|1mal"],
      [2, "zweimal|zwei mal|zwei|2mal"],
      [3, "dreimal|drei mal|drei|ein paar mal|3mal"],
      [3.5, "mehrmals|mehrere male|mehrfach"],
      [4, "viermal|vier"],
      [5, "fünfmal|fünf"],
      [6, "sechsmal|sechs"],
      [7, "sieben"],
      [8, "acht"],
      [9, "neun"],
      [10, "zehn"],
      [12, "zwölf"],
    ],
    fillers: "mal|male|pro|im|in der|in|am|die|der|etwa|ungefähr|ca|bis|oder",
    every: "alle|jeden|jede|jedes",
    other: "zweite|zweiten|zweites",
    more: "mehr als|öfter als|häufiger als|mindestens|oder öfter|oder mehr|über",
    less: "weniger als|seltener als|höchstens|unter|oder seltener",
    lowest: [[0, "nie|niemals|gar nicht"], [
      0.01,
      "seltener|selten|weniger oft|selten oder nie|nie oder selten|seltener oder nie",
    ]],
    below:
      "unter|weniger als|bis|bis zu|jünger als|und jünger|oder weniger|oder jünger|höchstens|bis unter|" +
      "und weniger",
    above:
      "über|mehr als|älter als|und älter|oder älter|und mehr|oder mehr|ab|mindestens|und darüber|" +
      "und länger|oder länger|plus",
    between: "bis|zwischen|und|von|bis unter",
    spans: [[12, "den größten teil des tages|die meiste zeit des tages"], [16, "den ganzen tag"]],
    nouns:
      "jahr(e)|jahren|jahre alt|alt|euro|eur|personen|person|kind|kinder|mitarbeiter|chf|mal|" +
      "punkte|sterne|ca|etwa",
  },
};
