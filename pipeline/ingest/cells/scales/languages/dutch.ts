/** Dutch words of scales. Runs in Deno and browsers. */

import type { Language } from "./language.ts";

const UNDECIDED = "neutraal|onbeslist|noch het een noch het ander|gemengd|er tussenin";

/** Dutch. */
export const DUTCH: Language = {
  name: "Dutch",
  degrees: [
    [8, "helemaal|volledig|geheel|totaal|absoluut|volkomen|volstrekt"],
    [7, "uiterst|extreem|buitengewoon|uitermate"],
    [6, "zeer|heel|erg|sterk|veel|zeker|beslist|duidelijk|ten zeerste|heel erg"],
    [4, "grotendeels|meestal|overwegend|in grote mate"],
    [3, "nogal|tamelijk|vrij|redelijk|eerder|eerder wel|best|matig"],
    [2, "enigszins|gedeeltelijk|deels|in zekere mate|min of meer|ten dele"],
    [1, "een beetje|licht|iets|lichtelijk|ietwat"],
    [-2, "weinig|niet zo|niet erg|niet zeer|niet heel|niet bijzonder"],
    [-2.5, "nauwelijks"],
    [-3, "eerder niet|niet echt"],
    [-4, "niet"],
    [-8, "helemaal niet|totaal niet|absoluut niet|in het geheel niet|geheel niet"],
  ],
  families: {
    agreement: {
      up: "mee eens|eens|(ik ben het )~ mee eens|van toepassing",
      down: "mee oneens|oneens|(ik ben het )~ mee oneens",
      middle: `${UNDECIDED}|niet (mee )eens (en )(maar )(ook )niet (mee )oneens|` +
        "noch (mee )eens noch (mee )oneens|niet (mee )oneens (en )(ook )niet (mee )eens",
    },
    satisfaction: {
      up: "tevreden|blij",
      down: "ontevreden",
      middle: `${UNDECIDED}|niet tevreden (en )(maar )(ook )niet ontevreden|` +
        "noch tevreden noch ontevreden|tevreden noch ontevreden",
    },
    frequency: {
      points: [
        [0, "nooit|nimmer"],
        [1, "bijna nooit|zeer zelden|vrijwel nooit"],
        [2, "zelden|niet vaak"],
        [3, "af en toe|nu en dan|van tijd tot tijd|een enkele keer"],
        [4, "soms|wel eens"],
        [4.5, "ongeveer de helft van de tijd|de helft van de tijd"],
        [5, "regelmatig|vrij vaak"],
        [6, "vaak|dikwijls"],
        [7, "meestal|gewoonlijk|doorgaans|het grootste deel van de tijd"],
        [8, "zeer vaak|heel vaak|bijna altijd|vrijwel altijd"],
        [9, "altijd|steeds|voortdurend|elke keer"],
      ],
    },
    // Places follow ISCED 2011 as of the Dutch SOI and the Flemish ladder: havo, vwo and mbo are level 3 and 4.
    education: {
      points: [
        [
          0,
          "geen|geen opleiding|geen diploma|geen onderwijs|geen opleiding gevolgd|" +
          "geen onderwijs gevolgd",
        ],
        [1, "basisonderwijs|basisschool|lager onderwijs|lagere school|primair onderwijs"],
        [
          2,
          "vmbo|mavo|lbo|vbo|vmbo mavo|mavo vmbo|lbo mavo|mavo lbo|lbo vmbo|vmbo lbo|mulo|" +
          "lts|lbo vbo vmbo|vmbo mavo lbo|lager beroepsonderwijs|" +
          "lager secundair onderwijs|voorbereidend middelbaar beroepsonderwijs|" +
          "middelbaar voortgezet onderwijs",
        ],
        [
          3.5,
          "middelbaar onderwijs|voortgezet onderwijs|middelbare school|" +
          "secundair onderwijs|hoger secundair onderwijs",
        ],
        [3.6, "mbo|middelbaar beroepsonderwijs|mbo 4|mbo niveau 4|mbo mts meao"],
        [3.7, "havo"],
        [3.8, "havo vwo|vwo havo|hoger voortgezet onderwijs"],
        [4, "vwo|gymnasium|atheneum|voorbereidend wetenschappelijk onderwijs"],
        [6.5, "hbo|hoger beroepsonderwijs|hogeschool|hbo bachelor|hbo opleiding"],
        [7, "bachelor|bachelordiploma|wo bachelor|universitaire bachelor"],
        [
          7.5,
          "wo|universiteit|universitair|wetenschappelijk onderwijs|universitair onderwijs|" +
          "hoger onderwijs|hbo wo|hbo of wo|hbo universiteit",
        ],
        [
          8,
          "master|wo master|masterdiploma|wo master of hoger|postdoctoraal|" +
          "universitaire master",
        ],
        [9, "doctoraat|gepromoveerd|phd|promotie|doctor"],
      ],
    },
    importance: {
      up: "belangrijk",
      down: "onbelangrijk",
      middle: `${UNDECIDED}|niet belangrijk (en )(ook )niet onbelangrijk`,
      points: [[9, "essentieel|cruciaal|onmisbaar"]],
    },
    likelihood: {
      up: "waarschijnlijk",
      down: "onwaarschijnlijk",
      middle:
        `${UNDECIDED}|misschien|mogelijk|wellicht|niet waarschijnlijk (en )(ook )niet onwaarschijnlijk`,
      points: [
        [9, "zeker wel|zeker|ja zeker|beslist wel|absoluut wel"],
        [3, "waarschijnlijk wel|eerder wel|ja waarschijnlijk"],
        [-3, "waarschijnlijk niet|eerder niet|nee waarschijnlijk niet"],
        [-9, "zeker niet|beslist niet|absoluut niet|nee zeker niet"],
      ],
    },
    quality: {
      up: "goed|goede",
      down: "slecht|slechte",
      middle: `${UNDECIDED}|gemiddeld|niet goed (en )(ook )niet slecht|acceptabel|gaat wel`,
      points: [
        [-9, "verschrikkelijk|vreselijk"],
        [-4, "onvoldoende"],
        [-2, "matig"],
        [1, "voldoende"],
        [2, "redelijk"],
        [9, "uitstekend|uitmuntend|perfect|voortreffelijk"],
      ],
    },
    difficulty: { up: "moeilijk" },
    ease: {
      up: "makkelijk|gemakkelijk|eenvoudig",
      down: "moeilijk|lastig",
      middle: `${UNDECIDED}|niet (ge)makkelijk (en )(ook )niet moeilijk`,
    },
    extent: {
      points: [
        [0, "helemaal niet|niets|geen|helemaal niets|geen enkele|in het geheel niet"],
        [1, "heel weinig|zeer weinig|bijna niets|in zeer geringe mate"],
        [2, "weinig|in geringe mate|niet veel"],
        [2.5, "een beetje|iets|enigszins|in enige mate|enkele"],
        [4, "matig|gemiddeld|gedeeltelijk|in redelijke mate"],
        [5, "nogal|vrij veel|tamelijk veel|best veel"],
        [6, "veel|in grote mate|in sterke mate"],
        [7, "heel veel|zeer veel|zeer|in zeer sterke mate|in zeer grote mate"],
        [8, "extreem|uiterst"],
        [9, "volledig|helemaal|alles|geheel|allemaal"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "hoog|hoge",
      down: "laag|lage",
      middle: "gemiddeld|middelmatig|midden|normaal",
    },
    familiarity: { up: "bekend|vertrouwd|goed geïnformeerd", down: "onbekend|onvertrouwd" },
    comparison: {
      up: "beter",
      down: "slechter",
      middle: "hetzelfde|gelijk|ongeveer hetzelfde|even goed|onveranderd|geen verschil",
    },
    change: {
      up: "toegenomen|gestegen|meer|vaker|verbeterd",
      down: "afgenomen|gedaald|minder|verslechterd",
      middle: "hetzelfde|gelijk gebleven|gelijk|onveranderd|geen verandering|hetzelfde gebleven",
    },
    favourability: { up: "positief|gunstig", down: "negatief|ongunstig", middle: UNDECIDED },
    usefulness: { up: "nuttig|bruikbaar|zinvol", down: "nutteloos|zinloos", middle: UNDECIDED },
    concern: { up: "bezorgd|ongerust", down: "onbezorgd", middle: UNDECIDED },
    interest: { up: "geïnteresseerd|interessant", down: "ongeïnteresseerd", middle: UNDECIDED },
    trust: { up: "vertrouwen|~ vertrouwen", down: "wantrouwen", middle: UNDECIDED },
    support: { up: "voor|~ voor", down: "tegen|~ tegen", middle: UNDECIDED },
  },
  nonAnswers: {
    dont_know: "(ik )weet (ik )(het )niet|weet niet geen antwoord|geen idee|geen mening|onbekend|" +
      "kan ik niet zeggen|niet zeker|ik heb geen mening|weet niet geen mening|weet ik niet meer|" +
      "dat weet ik niet|w n",
    refused: "geen antwoord|wil (ik )niet zeggen|weigert|geweigerd|weigering|zeg ik liever niet|" +
      "(ik )wil (dat )(ik )liever niet zeggen|liever niet zeggen|wil geen antwoord geven|" +
      "geen opgave|wil niet antwoorden|g a",
    not_applicable: "niet van toepassing|n v t|nvt|niet relevant|geen ervaring",
    not_asked: "niet gevraagd|niet gesteld",
    not_done: "nooit gebruikt|(dat )doe ik niet|(dat )gebruik ik niet|gebruik ik nooit",
    beside: "nooit van gehoord|ken ik niet|ik werk niet|geen inkomen",
  },
  counting: {
    units: [
      [525600, "minuut|minuten|min"],
      [8760, "uur|uren"],
      [365, "dag(en)"],
      [52, "week|weken"],
      [12, "maand(en)"],
      [4, "kwartaal|kwartalen"],
      [1, "jaar|jaren"],
    ],
    adverbs: [
      [365, "dagelijks"],
      [52, "wekelijks"],
      [26, "tweewekelijks|om de week"],
      [12, "maandelijks"],
      [2, "halfjaarlijks"],
      [1, "jaarlijks"],
    ],
    numbers: [
      [1, "een|eenmaal|eens"],
      [2, "twee|tweemaal"],
      [3, "drie|driemaal|een paar|paar|enkele"],
      [3.5, "meerdere|verschillende"],
      [4, "vier"],
      [5, "vijf"],
      [6, "zes"],
      [7, "zeven"],
      [8, "acht"],
      [9, "negen"],
      [10, "tien"],
      [12, "twaalf"],
    ],
    fillers: "keer|maal|keren|per|in|de|het|tot|of|ongeveer|ca|à",
    every: "elke|iedere|elk|ieder|om de",
    other: "andere",
    more: "meer dan|vaker dan|minstens|of vaker|of meer|minimaal",
    less: "minder dan|minder vaak dan|hoogstens|of minder|maximaal|bijna",
    lowest: [[0, "nooit|helemaal niet"], [
      0.01,
      "minder vaak|zelden|zelden of nooit|nooit of zelden|bijna nooit",
    ]],
    below: "minder dan|onder|onder de|tot|tot en met|jonger dan|of jonger|en jonger|of minder|" +
      "en minder|hoogstens|maximaal|lager dan|korter dan",
    above: "meer dan|boven|boven de|ouder dan|of ouder|en ouder|of meer|en meer|vanaf|minstens|" +
      "minimaal|of hoger|en hoger|langer dan|plus",
    between: "tot|tussen|en|t m|tot en met|van|tot onder",
    nouns: "jaar oud|oud|leeftijd|euro|eur|personen|persoon|kind(eren)|medewerkers|ster(ren)|" +
      "punt(en)|keer|ca|ongeveer|per|de",
  },
};
