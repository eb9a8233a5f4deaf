/** Polish words of scales. Runs in Deno and browsers. */

import type { Language } from "./language.ts";

const UNDECIDED = "neutraln(y)(a)(e)(ie)|ani tak ani nie|niezdecydowan(y)(a)|obojętn(y)(a)(e)(ie)";

/** Polish. */
export const POLISH: Language = {
  name: "Polish",
  degrees: [
    [8, "całkowicie|zupełnie|w pełni|absolutnie|w zupełności|kompletnie"],
    [7, "niezwykle|skrajnie|wyjątkowo|ogromnie|niesamowicie|ekstremalnie"],
    [6, "bardzo|zdecydowanie|mocno|silnie|znacznie|dużo|znacząco"],
    [4, "w większości|przeważnie|w dużej mierze|głównie"],
    [3, "raczej|dość|dosyć|umiarkowanie|całkiem"],
    [2, "częściowo|po części|w pewnym stopniu|nieco"],
    [1, "trochę|lekko|odrobinę|nieznacznie"],
    [-2, "mało|niezbyt|nie bardzo|niewiele"],
    [-2.5, "prawie nie|ledwie"],
    [-3, "raczej nie"],
    [-4, "nie"],
    [-8, "w ogóle nie|wcale nie|zupełnie nie|absolutnie nie|ani trochę|zdecydowanie nie"],
  ],
  families: {
    agreement: {
      up: "~ się zgadzam|zgadzam się ~|~ zgadzam się|zgadzam ~|~ zgadzam",
      down: "~ się nie zgadzam|nie zgadzam się ~|~ nie zgadzam się|nie zgadzam ~|~ nie zgadzam",
      middle: `${UNDECIDED}|ani (się )zgadzam (się )ani (się )nie zgadzam (się)|` +
        "ani zgadzam się ani nie",
    },
    satisfaction: {
      up: "zadowolon(y)(a)|usatysfakcjonowan(y)(a)|szczęśliw(y)(a)",
      down: "niezadowolon(y)(a)|nieszczęśliw(y)(a)",
      middle: `${UNDECIDED}|ani zadowolon(y)(a) ani niezadowolon(y)(a)`,
    },
    frequency: {
      points: [
        [0, "nigdy"],
        [1, "prawie nigdy|bardzo rzadko"],
        [2, "rzadko"],
        [3, "od czasu do czasu|okazjonalnie|sporadycznie"],
        [4, "czasami|czasem|niekiedy"],
        [4.5, "około połowy czasu|połowę czasu"],
        [5, "regularnie|dość często"],
        [6, "często"],
        [7, "zazwyczaj|zwykle|najczęściej|przeważnie|większość czasu"],
        [8, "bardzo często|prawie zawsze"],
        [9, "zawsze|stale|ciągle|za każdym razem|cały czas"],
      ],
    },
    // Levels as of Statistics Poland; places follow ISCED 2011.
    education: {
      points: [
        [0, "brak|brak wykształcenia|bez wykształcenia|bez wykształcenia szkolnego"],
        [1, "niepełne podstawowe|podstawowe nieukończone|podstawowe niepełne"],
        [2, "podstawowe|szkoła podstawowa|wykształcenie podstawowe"],
        [
          2.2,
          "podstawowe lub gimnazjalne|podstawowe i gimnazjalne|podstawowe gimnazjalne|" +
          "podstawowe lub niższe|gimnazjum lub niższe",
        ],
        [2.5, "gimnazjalne|gimnazjum|wykształcenie gimnazjalne"],
        [
          3,
          "zasadnicze zawodowe|zawodowe|zasadnicza szkoła zawodowa|zasadnicze|" +
          "szkoła zawodowa|wykształcenie zawodowe|branżowe|" +
          "zasadnicze zawodowe lub branżowe|zasadnicze zawodowe branżowe|" +
          "wykształcenie zasadnicze zawodowe",
        ],
        [3.8, "średnie zawodowe|technikum|średnie techniczne"],
        [
          4,
          "średnie|liceum|średnie ogólnokształcące|szkoła średnia|matura|średnie z maturą|" +
          "wykształcenie średnie|średnie ogólne|liceum lub technikum|liceum technikum",
        ],
        [
          4.5,
          "policealne|pomaturalne|średnie lub policealne|policealne pomaturalne|" +
          "szkoła policealna|policealne lub pomaturalne|wykształcenie policealne",
        ],
        [6, "niepełne wyższe|wyższe niepełne|wyższe nieukończone|niepełne wyższe studia"],
        [
          7,
          "licencjat|licencjackie|wyższe licencjackie|wyższe zawodowe|wyższe i stopnia|" +
          "wyższe inżynierskie|licencjat lub inżynier|" +
          "wyższe licencjackie lub inżynierskie|licencjat inżynier|studia licencjackie|" +
          "wyższe licencjat",
        ],
        [7.5, "wyższe|wykształcenie wyższe|studia wyższe|szkoła wyższa"],
        [
          8,
          "magister|magisterskie|wyższe magisterskie|wyższe ii stopnia|" +
          "studia magisterskie|wyższe magister",
        ],
        [8.5, "studia podyplomowe|podyplomowe"],
        [
          9,
          "doktorat|doktoranckie|stopień doktora|doktor|doktorat lub wyższy|" +
          "wyższe doktoranckie",
        ],
      ],
    },
    importance: {
      up: "ważn(y)(a)(e)|istotn(y)(a)(e)",
      down: "nieważn(y)(a)(e)|nieistotn(y)(a)(e)",
      middle: `${UNDECIDED}|ani ważn(y)(a)(e) ani nieważn(y)(a)(e)`,
      points: [[-8, "w ogóle nieważn(y)(a)(e)|w ogóle nieistotn(y)(a)(e)"], [
        9,
        "kluczow(y)(a)(e)|niezbędn(y)(a)(e)",
      ]],
    },
    likelihood: {
      up: "prawdopodobn(y)(a)(e)",
      down: "nieprawdopodobn(y)(a)(e)",
      middle: `${UNDECIDED}|może|być może|ani prawdopodobne ani nieprawdopodobne`,
      points: [
        [9, "zdecydowanie tak|na pewno tak|na pewno|z pewnością|tak na pewno"],
        [3, "raczej tak|prawdopodobnie tak|prawdopodobnie|chyba tak"],
        [-3, "raczej nie|prawdopodobnie nie|chyba nie"],
        [-9, "zdecydowanie nie|na pewno nie|nie na pewno|z pewnością nie"],
      ],
    },
    quality: {
      up: "dobr(y)(a)(e)|dobrze|pozytywn(y)(a)(e)|pozytywnie",
      down: "zł(y)(a)(e)|źle|słab(y)(a)(e)|słabo|kiepsk(i)(a)(o)",
      middle: `${UNDECIDED}|średni(o)(a)|przeciętn(y)(a)(e)(ie)|ani dobrze ani źle|` +
        "ani dobr(y)(a)(e) ani zł(y)(a)(e)|tak sobie",
      points: [
        [-9, "fataln(y)(a)(e)(ie)|okropn(y)(a)(e)(ie)|tragiczn(y)(a)(e)(ie)"],
        [-4.5, "niedostateczn(y)(a)(e)"],
        [-1, "dostateczn(y)(a)(e)"],
        [9, "doskonał(y)(a)(e)|doskonale|znakomit(y)(a)(e)|świetn(y)(a)(e)(ie)|wspaniał(y)(a)(e)"],
      ],
    },
    difficulty: { up: "trudn(y)(a)(e)(o)" },
    ease: {
      up: "łatw(y)(a)(e)(o)|prost(y)(a)(e)(o)",
      down: "trudn(y)(a)(e)(o)",
      middle: `${UNDECIDED}|ani łatw(y)(a)(e)(o) ani trudn(y)(a)(e)(o)|` +
        "ani trudn(y)(a)(e)(o) ani łatw(y)(a)(e)(o)",
    },
    extent: {
      points: [
        [0, "wcale|w ogóle|nic|w ogóle nie|wcale nie|brak|żaden|w żadnym stopniu"],
        [1, "bardzo mało|prawie wcale|w bardzo małym stopniu|prawie nic"],
        [2, "mało|niewiele|w małym stopniu|w niewielkim stopniu"],
        [2.5, "trochę|nieco|w pewnym stopniu"],
        [4, "średnio|umiarkowanie|w średnim stopniu|częściowo"],
        [5, "dość dużo|sporo|w znacznym stopniu|dość"],
        [6, "dużo|wiele|w dużym stopniu|mocno"],
        [7, "bardzo dużo|bardzo wiele|w bardzo dużym stopniu|bardzo"],
        [8, "ogromnie|niezwykle|skrajnie"],
        [9, "całkowicie|w pełni|wszystko"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "wysok(i)(a)(ie)(o)",
      down: "nisk(i)(a)(ie)(o)",
      middle: "średni(a)(e)(o)|umiarkowan(y)(a)(e)|przeciętn(y)(a)(e)",
    },
    familiarity: { up: "znan(y)(a)(e)|zaznajomion(y)(a)", down: "nieznan(y)(a)(e)" },
    comparison: {
      up: "lepiej|leps(zy)(za)(ze)",
      down: "gorzej|gors(zy)(za)(ze)",
      middle: "tak samo|taki sam|taka sama|takie samo|bez zmian|bez różnicy",
    },
    change: {
      up: "~ wzrosł(o)(a)|wzrosł(o)(a) ~|więcej|częściej|poprawił(o)(a) się ~",
      down: "~ spadł(o)(a)|spadł(o)(a) ~|mniej|rzadziej|pogorszył(o)(a) się ~",
      middle: "bez zmian|tak samo|nie zmienił(o)(a) się|pozostał(o)(a) bez zmian",
    },
    favourability: {
      up: "pozytywn(y)(a)(e)(ie)|przychyln(y)(a)(e)(ie)",
      down: "negatywn(y)(a)(e)(ie)|nieprzychyln(y)(a)(e)(ie)",
      middle: UNDECIDED,
    },
    usefulness: {
      up: "przydatn(y)(a)(e)|użyteczn(y)(a)(e)|pomocn(y)(a)(e)",
      down: "nieprzydatn(y)(a)(e)|bezużyteczn(y)(a)(e)",
      middle: UNDECIDED,
    },
    concern: { up: "zaniepokojon(y)(a)|zmartwion(y)(a)", middle: UNDECIDED },
    interest: {
      up: "zainteresowan(y)(a)|interesując(y)(a)(e)",
      down: "niezainteresowan(y)(a)",
      middle: UNDECIDED,
    },
    support: { up: "za|popieram ~|~ popieram", down: "przeciw|~ przeciw", middle: UNDECIDED },
  },
  nonAnswers: {
    dont_know:
      "nie wiem|trudno powiedzieć|nie mam zdania|brak zdania|nie pamiętam|nie jestem pewien|" +
      "nie jestem pewna|nie mam pojęcia|nie wiem trudno powiedzieć|nie wiem nie pamiętam|" +
      "nie potrafię powiedzieć|nie znam",
    refused: "odmowa|odmowa odpowiedzi|brak odpowiedzi|odmawiam odpowiedzi|nie chcę odpowiadać|" +
      "wolę nie odpowiadać|nie chcę odpowiedzieć|wolę nie mówić|odmowa udzielenia odpowiedzi|" +
      "nie podano|bez odpowiedzi",
    not_applicable: "nie dotyczy|nie dotyczy mnie|nie ma zastosowania|brak doświadczenia",
    not_asked: "nie zadano|nie pytano",
    not_done: "nie robię tego|nigdy nie używałem|nigdy nie używałam|nie używam|nie korzystam",
    beside:
      "nigdy nie słyszał(e)(a)m|nie słyszał(e)(a)m o tym|nie pracuję|brak dochodu|brak dochodów",
  },
  counting: {
    units: [
      [525600, "minuta|minuty|minut|min"],
      [8760, "godzina|godziny|godzin|godz|godzinę"],
      [365, "dzień|dni|dnia|dniu"],
      [52, "tydzień|tygodniu|tygodnie|tygodni"],
      [12, "miesiąc|miesiącu|miesiące|miesięcy|miesiąca"],
      [4, "kwartał|kwartale"],
      [1, "rok|roku|lata|lat"],
    ],
    adverbs: [
      [365, "codziennie|dziennie"],
      [52, "cotygodniowo|tygodniowo"],
      [26, "raz na dwa tygodnie|raz na 2 tygodnie"],
      [12, "miesięcznie|comiesięcznie"],
      [4, "kwartalnie|raz na kwartał"],
      [2, "co pół roku|raz na pół roku"],
      [1, "rocznie|corocznie"],
    ],
    numbers: [
      [1, "raz|jeden|jedna|jedno"],
      [2, "dwa|dwie|dwukrotnie"],
      [3, "trzy"],
      [3.5, "kilka|wiele"],
      [4, "cztery"],
      [5, "pięć"],
      [6, "sześć"],
      [7, "siedem"],
      [8, "osiem"],
      [9, "dziewięć"],
      [10, "dziesięć"],
      [12, "dwanaście"],
    ],
    fillers: "razy|w|na|do|lub|około|ok|przez",
    every: "co|każdy|każdego|każdą",
    other: "drugi|drugą",
    more: "więcej niż|częściej niż|ponad|co najmniej|lub częściej|lub więcej",
    less: "mniej niż|rzadziej niż|poniżej|najwyżej|lub rzadziej|prawie",
    lowest: [[0, "nigdy|wcale"], [0.01, "rzadziej|rzadko|rzadko lub nigdy|prawie nigdy"]],
    below: "poniżej|mniej niż|do|lub mniej|i mniej|młodsz(y)(a) niż|lub młodsz(y)(a)|i młodsi|" +
      "najwyżej|maksymalnie|krócej niż",
    above: "powyżej|więcej niż|ponad|i więcej|lub więcej|i powyżej|od|co najmniej|i starsi|" +
      "lub starsz(y)(a)|i starsz(y)(a)|lub starsi|dłużej niż|plus|wzwyż|i wzwyż",
    between: "do|od|między|pomiędzy|a|i",
    nouns: "życia|zł|złotych|pln|osób|osoby|osoba|dzieci|dziecko|euro|eur|gwiazdk(a)(i)|punkt(y)|" +
      "około|ok|w wieku",
  },
};
