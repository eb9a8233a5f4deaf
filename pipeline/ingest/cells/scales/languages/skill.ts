/** Levels of skill, and numbers told by their size alone, in the words of each language. Runs in Deno and browsers. */

import type { FamilyWords } from "./language.ts";

/** Language to what its surveys call levels of skill. Places follow Dreyfus and Dreyfus, A five-stage
 * model of the mental activities involved in directed skill acquisition, 1980 (novice, advanced
 * beginner, competent, proficient, expert), with the levels of language schools between.
 */
export const SKILL: Readonly<Record<string, FamilyWords>> = {
  English: {
    points: [
      [0, "none|no experience|no knowledge|unskilled|no skills"],
      [1, "novice|newcomer|complete beginner|absolute beginner|entry level"],
      [1.5, "beginner|elementary"],
      [1.8, "basic|basic knowledge|basic skills"],
      [2, "advanced beginner|upper beginner"],
      [2.5, "lower intermediate|pre intermediate"],
      [3, "intermediate|intermediate knowledge"],
      [3.2, "competent"],
      [3.5, "upper intermediate"],
      [4, "advanced|advanced knowledge|experienced"],
      [4.5, "proficient|highly skilled"],
      [4.7, "fluent|near native|bilingual"],
      [5, "expert|expert knowledge|native|native speaker|native or bilingual|mother tongue"],
    ],
  },
  German: {
    points: [
      [0, "keine kenntnisse|keine erfahrung|keine"],
      [1, "anfänger(in)|einsteiger(in)|neuling"],
      [1.8, "grundkenntnisse|basiskenntnisse"],
      [2, "fortgeschrittene(r) anfänger(in)"],
      [3, "mittelstufe|fortgeschritten(e)(er)|fortgeschrittene kenntnisse|gute kenntnisse"],
      [3.2, "kompetent"],
      [4, "erfahren(e)(er)|sehr gute kenntnisse|weit fortgeschritten"],
      [4.7, "fließend|verhandlungssicher"],
      [
        5,
        "experte|expertin|profi|expertenkenntnisse|expertenwissen|muttersprache|muttersprachler(in)|muttersprachlich",
      ],
    ],
  },
  French: {
    points: [
      [0, "aucune connaissance|aucune expérience"],
      [1, "débutant(e)|novice"],
      [1.8, "notions|notions de base|élémentaire"],
      [2, "débutant(e) avancé(e)|faux débutant"],
      [3, "intermédiaire|niveau intermédiaire"],
      [3.2, "compétent(e)"],
      [4, "avancé(e)|confirmé(e)|niveau avancé"],
      [4.7, "courant|couramment|bilingue"],
      [5, "expert(e)|langue maternelle|natif"],
    ],
  },
  Spanish: {
    points: [
      [0, "sin conocimientos|sin experiencia"],
      [1, "principiante|novat(o)(a)"],
      [1.8, "básic(o)(a)|nivel básico"],
      [2, "principiante avanzad(o)(a)"],
      [3, "intermedi(o)(a)|nivel intermedio"],
      [3.2, "competente"],
      [4, "avanzad(o)(a)|nivel avanzado"],
      [4.7, "fluido|con fluidez|bilingüe"],
      [5, "expert(o)(a)|nativ(o)(a)|lengua materna"],
    ],
  },
  Italian: {
    points: [
      [0, "nessuna conoscenza|nessuna esperienza"],
      [1, "principiante|novizi(o)(a)"],
      [1.8, "base|di base|elementare"],
      [2, "principiante avanzat(o)(a)"],
      [3, "intermedi(o)(a)|livello intermedio"],
      [3.2, "competente"],
      [4, "avanzat(o)(a)|livello avanzato"],
      [4.7, "fluente|bilingue"],
      [5, "espert(o)(a)|madrelingua"],
    ],
  },
  Portuguese: {
    points: [
      [0, "sem conhecimento|sem experiência"],
      [1, "iniciante|principiante|novat(o)(a)"],
      [1.8, "básic(o)(a)|nível básico"],
      [2, "iniciante avançad(o)(a)"],
      [3, "intermediári(o)(a)|intermédi(o)(a)"],
      [3.2, "competente"],
      [4, "avançad(o)(a)|nível avançado"],
      [4.5, "experiente|proficiente"],
      [4.7, "fluente|bilingue"],
      [5, "especialista|perit(o)(a)|expert|nativ(o)(a)|língua materna"],
    ],
  },
  Greek: {
    points: [
      [0, "καμία γνώση|καμία εμπειρία"],
      [1, "αρχάριος|αρχάρια|αρχάριο"],
      [1.8, "βασικό|βασικές γνώσεις|στοιχειώδες"],
      [2, "προχωρημένος αρχάριος"],
      [3, "ενδιάμεσο|μεσαίο|μέσο επίπεδο|μεσαίο επίπεδο"],
      [4, "προχωρημένος|προχωρημένη|προχωρημένο"],
      [5, "ειδικός|εξπέρ|εμπειρογνώμονας"],
    ],
  },
  Dutch: {
    points: [
      [0, "geen kennis|geen ervaring"],
      [1, "beginner|beginneling|beginnend"],
      [1.8, "basis|basiskennis|elementair"],
      [2, "gevorderde beginner"],
      [3, "gemiddeld|halfgevorderd(e)"],
      [3.2, "competent|bekwaam"],
      [4, "gevorderd(e)|ervaren"],
      [4.7, "vloeiend"],
      [5, "expert|deskundig(e)|moedertaal"],
    ],
  },
  Polish: {
    points: [
      [0, "brak wiedzy|brak doświadczenia"],
      [1, "początkujący|początkująca|nowicjusz(ka)"],
      [1.8, "podstawow(y)(a)|poziom podstawowy"],
      [2, "zaawansowan(y)(a) początkując(y)(a)"],
      [3, "średnio zaawansowan(y)(a)|średniozaawansowan(y)(a)"],
      [4, "zaawansowan(y)(a)"],
      [4.5, "biegł(y)(a)"],
      [5, "ekspert(ka)"],
    ],
  },
  Turkish: {
    points: [
      [0, "bilgim yok|deneyimim yok"],
      [1, "acemi|yeni başlayan|başlangıç|başlangıç düzeyi"],
      [1.8, "temel|temel düzey|temel seviye"],
      [3, "orta|orta düzey|orta seviye"],
      [3.2, "yetkin"],
      [4, "ileri|ileri düzey|ileri seviye|deneyimli"],
      [5, "uzman"],
    ],
  },
};

/** Language to numbers told by their size: a place a power of ten. */
export const MAGNITUDE: Readonly<Record<string, FamilyWords>> = {
  English: magnitudes([
    "under ten|fewer than ten|less than ten|below ten|a handful|single digits|under 10|less than 10|fewer than 10|below 10|units",
    "tens|dozens",
    "hundreds",
    "thousands",
    "tens of thousands",
    "hundreds of thousands",
    "millions",
  ]),
  German: magnitudes([
    "unter zehn|weniger als zehn|eine handvoll|unter 10|weniger als 10",
    "dutzende|zehner",
    "hunderte",
    "tausende",
    "zehntausende",
    "hunderttausende",
    "millionen",
  ]),
  French: magnitudes([
    "moins de dix|moins de 10",
    "(des )dizaines",
    "(des )centaines",
    "(des )milliers",
    "(des )dizaines de milliers",
    "(des )centaines de milliers",
    "(des )millions",
  ]),
  Spanish: magnitudes([
    "menos de diez|menos de 10|unidades",
    "decenas|docenas",
    "cientos|centenares|centenas",
    "miles|millares",
    "decenas de miles",
    "cientos de miles",
    "millones",
  ]),
  Italian: magnitudes([
    "meno di dieci|meno di 10",
    "decine",
    "centinaia",
    "migliaia",
    "decine di migliaia",
    "centinaia di migliaia",
    "milioni",
  ]),
  Portuguese: magnitudes([
    "menos de dez|menos de 10|unidades",
    "dezenas",
    "centenas",
    "milhares",
    "dezenas de milhares",
    "centenas de milhares",
    "milhões",
  ]),
  Greek: magnitudes([
    "κάτω από δέκα|λιγότερα από δέκα|λιγότεροι από δέκα|κάτω από 10|λιγότερα από 10",
    "δεκάδες",
    "εκατοντάδες",
    "χιλιάδες",
    "δεκάδες χιλιάδες",
    "εκατοντάδες χιλιάδες",
    "εκατομμύρια",
  ]),
  Dutch: magnitudes([
    "minder dan tien|onder de tien|minder dan 10|onder de 10",
    "tientallen",
    "honderden",
    "duizenden",
    "tienduizenden",
    "honderdduizenden",
    "miljoenen",
  ]),
  Polish: magnitudes([
    "mniej niż dziesięć|poniżej dziesięciu|mniej niż 10|poniżej 10",
    "dziesiątki|kilkadziesiąt",
    "setki|kilkaset",
    "tysiące",
    "dziesiątki tysięcy",
    "setki tysięcy",
    "miliony",
  ]),
  Turkish: magnitudes([
    "ondan az|on'dan az|10'dan az",
    "onlarca",
    "yüzlerce",
    "binlerce",
    "on binlerce",
    "yüz binlerce",
    "milyonlarca",
  ]),
};

function magnitudes(phrases: readonly string[]): FamilyWords {
  return { points: phrases.map((phrase, i) => [i, phrase]) };
}
