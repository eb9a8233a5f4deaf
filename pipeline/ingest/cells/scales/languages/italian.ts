/** Italian words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED = "neutrale|neutro|né l'uno né l'altro|indeciso|indecisa|indifferente|così così";

/** Italian. */
export const ITALIAN: Language = {
  name: "Italian",
  degrees: [
    [8, "completamente|totalmente|del tutto|pienamente|assolutamente|interamente"],
    [7, "estremamente|eccezionalmente"],
    [6, "molto|fortemente|decisamente|moltissimo|davvero|certamente|notevolmente"],
    [4, "in gran parte|per lo più|generalmente"],
    [3, "abbastanza|piuttosto|moderatamente|mediamente|discretamente"],
    [2, "in parte|parzialmente|alquanto"],
    [1, "leggermente|un po'|lievemente|un poco"],
    [-2, "poco|non molto|non tanto|non particolarmente|non troppo"],
    [-3, "piuttosto non|non proprio|a malapena|molto poco|non davvero"],
    [-4, "non"],
    [
      -8,
      "per niente|per nulla|affatto|non * affatto|non * per niente|niente affatto|assolutamente non",
    ],
  ],
  families: {
    agreement: {
      up: "(sono )~ d'accordo|concordo ~",
      down: "(sono )~ in disaccordo|in disaccordo ~|disaccordo|contrari(o)(a)",
      middle: `${UNDECIDED}|né d'accordo né in disaccordo|né accordo né disaccordo|` +
        "né in accordo né in disaccordo|né d'accordo né contrari(o)(a)",
    },
    satisfaction: {
      up: "soddisfatt(o)(a)(i)(e)|content(o)(a)|felice",
      down: "insoddisfatt(o)(a)(i)(e)|scontent(o)(a)|infelice",
      middle: `${UNDECIDED}|né soddisfatt(o)(a)(i) né insoddisfatt(o)(a)(i)`,
    },
    frequency: {
      points: [
        [0, "mai"],
        [1, "quasi mai|molto raramente"],
        [2, "raramente|di rado"],
        [3, "occasionalmente|di tanto in tanto|ogni tanto"],
        [4, "a volte|qualche volta|talvolta|alcune volte"],
        [4.5, "circa metà delle volte|metà del tempo"],
        [5, "regolarmente|abbastanza spesso"],
        [6, "spesso|frequentemente"],
        [7, "di solito|il più delle volte|la maggior parte delle volte|generalmente|solitamente"],
        [8, "molto spesso|quasi sempre|molto frequentemente"],
        [9, "sempre|tutto il tempo|costantemente|ogni volta"],
      ],
    },
    importance: {
      up: "important(e)(i)",
      down: "irrilevante|privo di importanza|senza importanza",
      middle: `${UNDECIDED}|né importante né irrilevante|né importante né non importante`,
      points: [[9, "essenziale|fondamentale|indispensabile|cruciale"]],
    },
    likelihood: {
      up: "probabile",
      down: "improbabile",
      middle: `${UNDECIDED}|forse|magari|può darsi|né probabile né improbabile|possibilmente`,
      points: [
        [
          9,
          "sicuramente|sicuramente sì|certamente|certamente sì|certo|senza dubbio|decisamente sì",
        ],
        [3, "probabilmente|probabilmente sì|più sì che no"],
        [-3, "probabilmente no|probabilmente non|più no che sì"],
        [
          -9,
          "sicuramente no|certamente no|sicuramente non|assolutamente no|impossibile|decisamente no",
        ],
      ],
    },
    quality: {
      up: "buon(o)(a)(i)(e)|bene",
      down: "cattiv(o)(a)(i)(e)|male|scars(o)(a)(i)(e)",
      middle: "medi(o)(a)|accettabile|né buon(o)(a) né cattiv(o)(a)|neutrale|normale|discret(o)(a)",
      points: [
        [-9, "pessim(o)(a)(i)(e)|terribile|orribile"],
        [-3, "insufficiente|sotto la media"],
        [-1, "mediocre|sufficiente"],
        [3, "sopra la media"],
        [9, "ottim(o)(a)(i)(e)|eccellente|eccezionale|perfett(o)(a)"],
      ],
    },
    difficulty: { up: "difficil(e)(i)" },
    ease: {
      up: "facil(e)(i)",
      down: "difficil(e)(i)",
      middle: `${UNDECIDED}|né facile né difficile|né difficile né facile|nella media`,
    },
    extent: {
      points: [
        [0, "per niente|per nulla|niente|nulla|nessun(o)(a)|affatto"],
        [1, "pochissim(o)(a)|molto poco|quasi niente"],
        [2, "poc(o)(a)|pochi|poche|non molto"],
        [2.5, "un po'|un poco|leggermente|qualche"],
        [4, "moderatamente|mediamente|in parte|medi(o)(a)|così così"],
        [5, "abbastanza|piuttosto"],
        [6, "molt(o)(a)(i)|in larga misura"],
        [7, "moltissim(o)(a)(i)|in larghissima misura"],
        [8, "estremamente"],
        [9, "completamente|totalmente|del tutto|tutt(o)(a)(i)"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "alt(o)(a)(i)|elevat(o)(a)",
      down: "bass(o)(a)(i)",
      middle: "medi(o)(a)|moderat(o)(a)|normale",
    },
    size: { up: "grand(e)(i)", down: "piccol(o)(a)(i)", middle: "medi(o)(a)" },
    familiarity: {
      up: "familiare|informat(o)(a)|a conoscenza|conosciut(o)(a)",
      down: "sconosciut(o)(a)",
      points: [[-9, "mai sentito|mai sentito nominare|non ne ho mai sentito parlare"]],
    },
    comparison: {
      up: "meglio|migliore|meglio del previsto",
      down: "peggio|peggiore|peggio del previsto",
      middle:
        "uguale|lo stesso|la stessa cosa|invariat(o)(a)|come prima|né meglio né peggio|come previsto|" +
        "più o meno uguale|né migliore né peggiore|nessuna differenza",
    },
    change: {
      up:
        "aumentat(o)(a)|aumentat(o)(a) ~|è aumentat(o)(a) ~|di più|più|più spesso|migliorat(o)(a)",
      down:
        "diminuit(o)(a)|diminuit(o)(a) ~|è diminuit(o)(a) ~|di meno|meno|meno spesso|peggiorat(o)(a)",
      middle:
        "uguale|invariat(o)(a)|nessun cambiamento|rimast(o)(a) uguale|né più né meno|stabile|" +
        "rimast(o)(a) invariat(o)(a)|è rimast(o)(a) uguale",
    },
    favourability: {
      up: "favorevole|favorevoli|positiv(o)(a)|favorevolmente|positivamente",
      down: "sfavorevole|contrari(o)(a)|negativ(o)(a)|sfavorevolmente|negativamente",
      middle: `${UNDECIDED}|né favorevole né sfavorevole|né positiv(o)(a) né negativ(o)(a)|` +
        "né favorevole né contrari(o)(a)",
    },
    usefulness: {
      up: "util(e)(i)|efficace",
      down: "inutil(e)(i)|inefficace",
      middle: `${UNDECIDED}|né utile né inutile`,
    },
    balance: {
      up: "tropp(o)(a)(i)",
      down: "troppo poc(o)(a)(i)|insufficiente",
      middle: "giust(o)(a)|il giusto|la quantità giusta|adeguat(o)(a)",
    },
    concern: { up: "preoccupat(o)(a)(i)|ansios(o)(a)", down: "tranquill(o)(a)", middle: UNDECIDED },
    interest: {
      up: "interessat(o)(a)(i)|interessante",
      down: "disinteressat(o)(a)",
      middle: UNDECIDED,
    },
    confidence: { up: "sicur(o)(a)(i)|fiducios(o)(a)", down: "insicur(o)(a)", middle: UNDECIDED },
    trust: { up: "fiducia|~ fiducia|mi fido ~", down: "sfiducia|diffido ~", middle: UNDECIDED },
    support: { up: "a favore|a favore ~", down: "contro|contro ~", middle: UNDECIDED },
    liking: {
      up: "mi piace ~",
      down: "mi dispiace ~",
      middle: `${UNDECIDED}|né mi piace né non mi piace`,
      points: [[9, "lo adoro|adoro"], [-9, "lo odio|lo detesto"]],
    },
    education: EDUCATION.Italian,
  },
  nonAnswers: {
    dont_know:
      "non so|non lo so|non sa|non sa non risponde|nessuna opinione|non saprei|senza opinione|" +
      "non sono sicur(o)(a)|non ricordo|nessuna idea|non ho un'opinione|sconosciuto|" +
      "non so non rispondo|non so rispondere|non saprei dire|ns nr|non so preferisco non rispondere",
    refused:
      "preferisco non rispondere|preferisco non dirlo|non risponde|rifiuta|rifiuta di rispondere|" +
      "nessuna risposta|rifiuto|non voglio rispondere|non desidero rispondere|preferisco non dire|" +
      "non rispondo|non vuole rispondere|rifiuto di rispondere|non indicato",
    not_applicable:
      "non applicabile|non pertinente|n a|non si applica|non previsto|non mi riguarda|" +
      "non rilevante|nessuna esperienza",
    not_done: "mai usato|mai utilizzato|non lo faccio|non lo uso|mai fatto",
    beside: "non lo conosco|mai sentito|non lavoro|nessun reddito|senza reddito",
  },
  counting: {
    units: [
      [365, "giorno|giorni|dì"],
      [52, "settimana|settimane"],
      [12, "mese|mesi"],
      [4, "trimestre|trimestri"],
      [1, "anno|anni|all'anno"],
    ],
    adverbs: [
      [365, "quotidianamente|giornalmente"],
      [52, "settimanalmente|settimanale"],
      [12, "mensilmente|mensile"],
      [4, "trimestralmente"],
      [1, "annualmente|annuale"],
    ],
    numbers: [
      [1, "una|un|uno"],
      [2, "due|un paio di"],
      [3, "tre|poche|qualche"],
      [3.5, "più|diverse|parecchie|alcune"],
      [4, "quattro"],
      [5, "cinque"],
      [6, "sei"],
      [7, "sette"],
      [8, "otto"],
      [9, "nove"],
      [10, "dieci"],
      [12, "dodici"],
    ],
    fillers: "volta|volte|al|alla|all'|a|o|per|circa|la|il|in",
    every: "ogni|tutti i|tutte le",
    other: "seconda|secondo",
    more: "più di|almeno|o più|più spesso di",
    less: "meno di|al massimo|o meno|meno spesso di",
    lowest: [[0, "mai"], [
      0.01,
      "meno spesso|più raramente|raramente|meno frequentemente|raramente o mai|quasi mai",
    ]],
    below: "meno di|sotto|fino a|o meno|e meno|al di sotto di|sotto i|al massimo|inferiore a",
    above:
      "più di|oltre|sopra|o più|e più|e oltre|da|a partire da|oltre i|superiore a|almeno|ed oltre",
    between: "a|da|tra|fra|e|dai|ai",
    nouns: "anno|anni|euro|eur|person(a)(e)|figl(io)(i)|dipendenti|stell(a)(e)|punt(o)(i)|i|circa",
  },
};
