/** Spanish words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED = "neutral|neutro|ni lo uno ni lo otro|indeciso|indecisa|indiferente|ni fu ni fa";

/** Spanish. */
export const SPANISH: Language = {
  name: "Spanish",
  degrees: [
    [8, "totalmente|completamente|absolutamente|plenamente|del todo|por completo|enteramente"],
    [7, "extremadamente|sumamente|excepcionalmente"],
    [
      6,
      "muy|fuertemente|mucho|definitivamente|firmemente|muchísimo|ciertamente|realmente|considerablemente",
    ],
    [4, "mayormente|en su mayor parte|generalmente|en general"],
    [3, "bastante|moderadamente|más bien|medianamente|relativamente"],
    [2, "algo|en parte|parcialmente|hasta cierto punto"],
    [1, "ligeramente|un poco|levemente"],
    [-2, "poco|no muy|no tan|no demasiado|no particularmente"],
    [-3, "más bien no|no mucho|apenas|muy poco|no realmente"],
    [-4, "no|no estoy|no es"],
    [-8, "nada|para nada|en absoluto|no * en absoluto|no * para nada|absolutamente nada|no * nada"],
  ],
  families: {
    agreement: {
      up: "(estoy )~ de acuerdo|de acuerdo ~",
      down: "(estoy )~ en desacuerdo|en desacuerdo ~|desacuerdo",
      middle: `${UNDECIDED}|ni de acuerdo ni en desacuerdo|ni acuerdo ni desacuerdo|` +
        "ni en desacuerdo ni de acuerdo|ni de acuerdo ni desacuerdo",
    },
    satisfaction: {
      up: "satisfech(o)(a)(s)|content(o)(a)(s)|feliz",
      down: "insatisfech(o)(a)(s)|descontent(o)(a)(s)|infeliz",
      middle:
        `${UNDECIDED}|ni satisfech(o)(a)(s) ni insatisfech(o)(a)(s)|ni content(o)(a) ni descontent(o)(a)`,
    },
    frequency: {
      points: [
        [0, "nunca|jamás|ninguna vez"],
        [1, "casi nunca|muy rara vez|muy raramente|muy pocas veces"],
        [2, "rara vez|raramente|raras veces|pocas veces"],
        [3, "ocasionalmente|de vez en cuando|alguna vez"],
        [4, "a veces|algunas veces|en ocasiones"],
        [4.5, "la mitad del tiempo|aproximadamente la mitad del tiempo"],
        [5, "regularmente|con cierta frecuencia|bastantes veces"],
        [6, "a menudo|frecuentemente|con frecuencia|muchas veces"],
        [
          7,
          "generalmente|la mayoría de las veces|la mayor parte del tiempo|normalmente|usualmente",
        ],
        [8, "casi siempre|muy a menudo|muy frecuentemente|con mucha frecuencia"],
        [9, "siempre|todo el tiempo|constantemente|en todo momento"],
      ],
    },
    importance: {
      up: "importante(s)|~ importancia",
      down: "sin importancia",
      middle: `${UNDECIDED}|ni importante ni sin importancia|ni importante ni no importante`,
      points: [[9, "esencial|imprescindible|fundamental|crucial"]],
    },
    likelihood: {
      up: "probable",
      down: "improbable",
      middle:
        `${UNDECIDED}|quizás|quizá|tal vez|posiblemente|ni probable ni improbable|puede ser|` +
        "puede que sí puede que no",
      points: [
        [
          9,
          "definitivamente|definitivamente sí|seguro|seguramente|con seguridad|sin duda|seguro que sí",
        ],
        [3, "probablemente|probablemente sí|más bien sí"],
        [-3, "probablemente no|más bien no"],
        [-9, "definitivamente no|seguro que no|con seguridad no|de ninguna manera|imposible"],
      ],
    },
    quality: {
      up: "buen(o)(a)(s)|bien",
      down: "mal(o)(a)(s)",
      middle:
        "regular|normal|aceptable|promedio|ni buen(o)(a) ni mal(o)(a)|neutral|medi(o)(a)|pasable",
      points: [
        [-9, "pésim(o)(a)|terrible|horrible"],
        [-3, "por debajo del promedio|por debajo de la media"],
        [-1, "mediocre|deficiente"],
        [3, "por encima del promedio|por encima de la media"],
        [9, "excelente(s)|excepcional|perfect(o)(a)"],
      ],
    },
    difficulty: { up: "difícil|difíciles|complicad(o)(a)" },
    ease: {
      up: "fácil|fáciles",
      down: "difícil|difíciles",
      middle: `${UNDECIDED}|ni fácil ni difícil|ni difícil ni fácil|normal|regular`,
    },
    extent: {
      points: [
        [0, "nada|en absoluto|ningun(o)(a)|para nada|nada en absoluto"],
        [1, "muy poc(o)(a)(s)|casi nada"],
        [2, "poc(o)(a)(s)|no much(o)(a)"],
        [2.5, "un poco|alg(o)|ligeramente|algun(o)(a)(s)"],
        [4, "moderadamente|regular|medi(o)(a)|medianamente|en parte"],
        [5, "bastante(s)"],
        [6, "much(o)(a)(s)|en gran medida"],
        [7, "muchísim(o)(a)|en muy gran medida|muy much(o)"],
        [8, "extremadamente"],
        [9, "totalmente|completamente|tod(o)(a)(s)"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "alt(o)(a)(s)|elevad(o)(a)",
      down: "baj(o)(a)(s)",
      middle: "medi(o)(a)(s)|moderad(o)(a)|normal|promedio",
    },
    size: { up: "grande(s)", down: "pequeñ(o)(a)(s)", middle: "median(o)(a)(s)|medi(o)(a)" },
    familiarity: {
      up: "familiarizad(o)(a)|conocid(o)(a)|informad(o)(a)|familiar",
      down: "desconocid(o)(a)",
      points: [[-9, "nunca he oído hablar|nunca lo he oído|nunca he oído hablar de ello"]],
    },
    comparison: {
      up: "mejor|mejor de lo esperado",
      down: "peor|peor de lo esperado",
      middle:
        "igual|lo mismo|sin cambios|más o menos igual|ni mejor ni peor|como esperaba|como se esperaba|" +
        "aproximadamente igual|sin diferencia",
    },
    change: {
      up: "aumentado|aumentó|aumentar|más|más que antes|ha aumentado ~|aumentado ~|mejorado|mejoró",
      down:
        "disminuido|disminuyó|disminuir|menos|menos que antes|ha disminuido ~|disminuido ~|empeorado|empeoró",
      middle:
        "igual|sin cambios|se mantuvo igual|sin cambio|ni más ni menos|se ha mantenido igual|estable|" +
        "se mantiene igual|ningún cambio",
    },
    favourability: {
      up: "favorable(s)|positiv(o)(a)(s)|favorablemente|positivamente",
      down: "desfavorable(s)|negativ(o)(a)(s)|desfavorablemente|negativamente",
      middle: `${UNDECIDED}|ni favorable ni desfavorable|ni positiv(o)(a) ni negativ(o)(a)`,
    },
    usefulness: {
      up: "útil|útiles|eficaz|efectiv(o)(a)",
      down: "inútil|inútiles|ineficaz",
      middle: `${UNDECIDED}|ni útil ni inútil`,
    },
    balance: {
      up: "demasiad(o)(a)(s)",
      down: "demasiado poc(o)(a)(s)|insuficiente",
      middle: "lo justo|adecuad(o)(a)|suficiente|la cantidad justa",
    },
    concern: {
      up: "preocupad(o)(a)(s)|inquiet(o)(a)",
      down: "despreocupad(o)(a)",
      middle: UNDECIDED,
    },
    interest: {
      up: "interesad(o)(a)(s)|interesante|interés",
      down: "desinteresad(o)(a)",
      middle: UNDECIDED,
    },
    confidence: { up: "segur(o)(a)(s)|confiad(o)(a)", down: "insegur(o)(a)", middle: UNDECIDED },
    trust: {
      up: "confianza|~ confianza|confío ~",
      down: "desconfianza|desconfío ~",
      middle: UNDECIDED,
    },
    support: {
      up: "a favor|a favor ~|apoyo ~",
      down: "en contra|en contra ~|me opongo ~",
      middle: UNDECIDED,
    },
    liking: {
      up: "me gusta ~",
      down: "me disgusta ~",
      middle: `${UNDECIDED}|ni me gusta ni me disgusta`,
      points: [[9, "me encanta"], [-9, "lo odio|odio|lo detesto"]],
    },
    education: EDUCATION.Spanish,
  },
  nonAnswers: {
    dont_know:
      "no sabe|no sé|no lo sé|ns|no sabe no contesta|ns nc|sin opinión|no opina|no estoy segur(o)(a)|" +
      "no tengo opinión|ni idea|no recuerdo|no lo recuerdo|no sabría decir|no sabe no responde|desconocido|" +
      "ns nr|no sé no contesto|no sabe no opina|no tengo ni idea",
    refused:
      "prefiero no responder|prefiero no decirlo|no contesta|nc|no responde|se niega a contestar|" +
      "prefiero no contestar|rehusó|rechaza|rehúsa contestar|prefiere no responder|prefiere no decir|" +
      "sin respuesta|no quiero responder|prefiero no decir|" +
      "no quiere contestar|no deseo responder|no respondió|no contestó",
    not_applicable:
      "no aplica|no aplicable|no procede|n a|no corresponde|no se aplica|no me aplica|" +
      "no es aplicable|no lo he usado|sin experiencia",
    not_done: "nunca (lo )he usado|nunca usado|no lo hago|no lo uso|nunca lo uso",
    beside: "no lo conozco|nunca he oído hablar|no trabajo|sin ingresos|no tengo ingresos",
  },
  counting: {
    units: [
      [365, "día(s)"],
      [52, "semana(s)"],
      [26, "quincena(s)"],
      [12, "mes(es)"],
      [4, "trimestre(s)"],
      [1, "año(s)"],
    ],
    adverbs: [
      [365, "diariamente|a diario|diario"],
      [52, "semanalmente|semanal"],
      [26, "quincenalmente"],
      [12, "mensualmente|mensual"],
      [4, "trimestralmente"],
      [1, "anualmente|anual"],
    ],
    numbers: [
      [1, "una|un|uno"],
      [2, "dos|un par de"],
      [3, "tres|unas pocas|pocas"],
      [3.5, "varias|varios|alguna|algunas|unas cuantas"],
      [4, "cuatro"],
      [5, "cinco"],
      [6, "seis"],
      [7, "siete"],
      [8, "ocho"],
      [9, "nueve"],
      [10, "diez"],
      [12, "doce"],
    ],
    fillers: "vez|veces|al|a la|por|a|o|la|el|los|aproximadamente|en",
    every: "cada|todos los|todas las",
    other: "segunda|segundo",
    more: "más de|al menos|por lo menos|o más|más a menudo que",
    less: "menos de|como máximo|o menos|menos a menudo que",
    lowest: [[0, "nunca|jamás"], [
      0.01,
      "menos a menudo|con menos frecuencia|rara vez|menos frecuentemente|rara vez o nunca|casi nunca",
    ]],
    below:
      "menos de|menor de|menores de|hasta|o menos|y menos|por debajo de|inferior a|como máximo",
    above:
      "más de|mayor de|mayores de|o más|y más|a más|en adelante|o mayor|o mayores|desde|a partir de|superior a|por encima de|al menos",
    between: "a|de|entre|y|hasta",
    spans: [[12, "la mayor parte del día"], [16, "todo el día"]],
    nouns:
      "año(s)|euro(s)|eur|persona(s)|hij(o)(a)(s)|niñ(o)(a)(s)|pesos|dólares|empleado(s)|estrella(s)|" +
      "punto(s)|aproximadamente",
  },
};
