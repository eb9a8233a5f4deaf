/** Portuguese words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED = "neutro|neutra|nem um nem outro|indeciso|indecisa|indiferente|mais ou menos";

/** Portuguese, as in Portugal and in Brazil. */
export const PORTUGUESE: Language = {
  name: "Portuguese",
  degrees: [
    [8, "totalmente|completamente|plenamente|absolutamente|inteiramente|por completo"],
    [7, "extremamente|excepcionalmente"],
    [6, "muito|fortemente|definitivamente|muitíssimo|certamente|realmente|bem|consideravelmente"],
    [4, "em grande parte|geralmente|na maior parte"],
    [3, "bastante|moderadamente|razoavelmente|medianamente"],
    [2, "em parte|parcialmente|algo|de certa forma|mais ou menos"],
    [1, "ligeiramente|um pouco|levemente"],
    [-2, "pouco|não muito|não tão|não particularmente"],
    [-3, "não realmente|muito pouco|mal"],
    [-4, "não|não estou|não é"],
    [
      -8,
      "nada|de forma alguma|de modo nenhum|de jeito nenhum|absolutamente nada|não * nada|não * de todo",
    ],
  ],
  families: {
    agreement: {
      up: "concordo ~|concordo|de acordo|(estou )~ de acordo",
      down: "discordo ~|discordo|em desacordo|(estou )~ em desacordo",
      middle:
        `${UNDECIDED}|não concordo nem discordo|nem concordo nem discordo|nem discordo nem concordo|` +
        "nem de acordo nem em desacordo|não discordo nem concordo",
    },
    satisfaction: {
      up: "satisfeit(o)(a)(s)|content(e)|feliz",
      down: "insatisfeit(o)(a)(s)|descontente|infeliz",
      middle: `${UNDECIDED}|nem satisfeit(o)(a)(s) nem insatisfeit(o)(a)(s)|` +
        "não satisfeit(o)(a) nem insatisfeit(o)(a)",
    },
    frequency: {
      points: [
        [0, "nunca|jamais"],
        [1, "quase nunca|muito raramente"],
        [2, "raramente|poucas vezes|raras vezes"],
        [3, "ocasionalmente|de vez em quando|eventualmente"],
        [4, "às vezes|algumas vezes|por vezes"],
        [4.5, "cerca de metade das vezes|metade do tempo"],
        [5, "regularmente|com alguma frequência"],
        [6, "frequentemente|com frequência|muitas vezes|a miúde"],
        [7, "geralmente|na maioria das vezes|a maior parte do tempo|normalmente|habitualmente"],
        [8, "quase sempre|muito frequentemente|com muita frequência"],
        [9, "sempre|o tempo todo|constantemente|todas as vezes"],
      ],
    },
    importance: {
      up: "importante(s)",
      down: "sem importância|desimportante",
      middle: `${UNDECIDED}|nem importante nem sem importância|nem importante nem desimportante`,
      points: [[9, "essencial|fundamental|imprescindível|crucial"]],
    },
    likelihood: {
      up: "provável|prováveis",
      down: "improvável",
      middle: `${UNDECIDED}|talvez|possivelmente|nem provável nem improvável|pode ser`,
      points: [
        [
          9,
          "com certeza|certamente|definitivamente|definitivamente sim|com certeza sim|certamente sim|sem dúvida",
        ],
        [3, "provavelmente|provavelmente sim"],
        [-3, "provavelmente não"],
        [-9, "com certeza não|certamente não|definitivamente não|de jeito nenhum|impossível"],
      ],
    },
    quality: {
      up: "bo(m)(a)(ns)(as)|bem",
      down: "ruim|m(au)(á)(aus)(ás)|mal|ruins",
      middle:
        "regular|médi(o)(a)|razoável|aceitável|nem bo(m)(a) nem (ruim)(mau)|neutr(o)(a)|normal",
      points: [
        [-9, "péssim(o)(a)|terrível|horrível"],
        [-3, "abaixo da média|insuficiente"],
        [-1, "medíocre|suficiente"],
        [3, "acima da média"],
        [9, "excelente(s)|ótim(o)(a)|excepcional|perfeit(o)(a)"],
      ],
    },
    difficulty: { up: "difícil|difíceis" },
    ease: {
      up: "fácil|fáceis",
      down: "difícil|difíceis",
      middle: `${UNDECIDED}|nem fácil nem difícil|nem difícil nem fácil`,
    },
    extent: {
      points: [
        [0, "nada|nenhum(a)|de forma alguma|absolutamente nada"],
        [1, "muito pouc(o)(a)|quase nada"],
        [2, "pouc(o)(a)(s)|não muito"],
        [2.5, "um pouco|ligeiramente|algum(a)|alguns|algumas"],
        [4, "moderadamente|médi(o)(a)|mais ou menos|em parte|razoavelmente"],
        [5, "bastante(s)"],
        [6, "muit(o)(a)(s)|em grande medida"],
        [7, "muitíssim(o)(a)|em muito grande medida"],
        [8, "extremamente"],
        [9, "totalmente|completamente|tud(o)|tod(o)(a)(s)"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "alt(o)(a)(s)|elevad(o)(a)(s)",
      down: "baix(o)(a)(s)",
      middle: "médi(o)(a)(s)|moderad(o)(a)|normal",
    },
    size: { up: "grande(s)", down: "pequen(o)(a)(s)", middle: "médi(o)(a)(s)" },
    familiarity: {
      up: "familiarizad(o)(a)|familiar|conhecid(o)(a)|informad(o)(a)",
      down: "desconhecid(o)(a)",
      points: [[-9, "nunca ouvi falar|nunca ouvi falar disso"]],
    },
    comparison: {
      up: "melhor|melhor do que o esperado",
      down: "pior|pior do que o esperado",
      middle: "igual|a mesma coisa|o mesmo|sem alteração|mais ou menos igual|nem melhor nem pior|" +
        "como esperado|na mesma|sem diferença",
    },
    change: {
      up: "aumentou|aumentou ~|aumentar|mais|mais do que antes|melhorou|melhorou ~|maior",
      down: "diminuiu|diminuiu ~|diminuir|menos|menos do que antes|piorou|piorou ~|menor",
      middle:
        "igual|sem alteração|manteve se igual|ficou igual|nem mais nem menos|permaneceu igual|estável|" +
        "não mudou|sem mudança|manteve se|nenhuma mudança",
    },
    favourability: {
      up: "favorável|favoráveis|positiv(o)(a)|favoravelmente|positivamente",
      down: "desfavorável|negativ(o)(a)|desfavoravelmente|negativamente",
      middle: `${UNDECIDED}|nem favorável nem desfavorável|nem positiv(o)(a) nem negativ(o)(a)`,
    },
    usefulness: {
      up: "útil|úteis|eficaz",
      down: "inútil|inúteis|ineficaz",
      middle: `${UNDECIDED}|nem útil nem inútil`,
    },
    balance: {
      up: "demais|demasiad(o)(a)",
      down: "de menos|insuficiente",
      middle: "na medida certa|adequad(o)(a)|suficiente|o suficiente",
    },
    concern: {
      up: "preocupad(o)(a)(s)|ansios(o)(a)",
      down: "despreocupad(o)(a)",
      middle: UNDECIDED,
    },
    interest: {
      up: "interessad(o)(a)(s)|interessante",
      down: "desinteressad(o)(a)",
      middle: UNDECIDED,
    },
    confidence: { up: "confiante(s)|segur(o)(a)(s)", down: "insegur(o)(a)", middle: UNDECIDED },
    trust: {
      up: "confiança|~ confiança|confio ~",
      down: "desconfiança|desconfio ~",
      middle: UNDECIDED,
    },
    support: {
      up: "a favor|a favor ~|apoio ~",
      down: "contra|contra ~|oponho me ~",
      middle: UNDECIDED,
    },
    liking: {
      up: "gosto ~",
      down: "desgosto ~",
      middle: `${UNDECIDED}|nem gosto nem desgosto|não gosto nem desgosto`,
      points: [[9, "adoro|amo"], [-9, "odeio|detesto"]],
    },
    education: EDUCATION.Portuguese,
  },
  nonAnswers: {
    dont_know:
      "não sei|não sabe|ns|não sabe não responde|ns nr|sem opinião|não tenho opinião|não tenho certeza|" +
      "não tenho a certeza|não me lembro|não faço ideia|não sei dizer|desconhecido|não sei não respondo|" +
      "não sabe não opinou|não sei opinar|não tem opinião|não lembro|não recordo",
    refused:
      "prefiro não responder|prefiro não dizer|não responde|nr|recusou|recusa|sem resposta|" +
      "prefere não responder|recusou se a responder|não quero responder|prefiro não informar|não respondeu|" +
      "prefiro não declarar|não desejo responder|não quis responder|não pretendo responder|não opinou",
    not_applicable:
      "não aplicável|não se aplica|n a|não se aplica a mim|sem experiência|não corresponde",
    not_done: "nunca usei|nunca usado|não faço isso|não uso|nunca utilizei",
    beside: "não conheço|nunca ouvi falar|não trabalho|sem rendimento|sem renda",
  },
  counting: {
    units: [
      [365, "dia(s)"],
      [52, "semana(s)"],
      [26, "quinzena(s)"],
      [12, "mês|mes(es)"],
      [4, "trimestre(s)"],
      [1, "ano(s)"],
    ],
    adverbs: [
      [365, "diariamente"],
      [52, "semanalmente|semanal"],
      [26, "quinzenalmente"],
      [12, "mensalmente|mensal"],
      [4, "trimestralmente"],
      [1, "anualmente|anual"],
    ],
    numbers: [
      [1, "uma|um"],
      [2, "duas|dois"],
      [3, "três|poucas"],
      [3.5, "várias|vários|algumas|alguns|alguma"],
      [4, "quatro"],
      [5, "cinco"],
      [6, "seis"],
      [7, "sete"],
      [8, "oito"],
      [9, "nove"],
      [10, "dez"],
      [12, "doze"],
    ],
    fillers: "vez|vezes|por|ao|à|a|ou|na|no|cerca de|aproximadamente|em",
    every: "a cada|cada|todos os|todas as",
    other: "segunda|segundo",
    more: "mais de|mais do que|pelo menos|ou mais",
    less: "menos de|menos do que|no máximo|ou menos",
    lowest: [[0, "nunca|jamais"], [
      0.01,
      "menos frequentemente|com menos frequência|raramente|menos vezes|raramente ou nunca|quase nunca",
    ]],
    below: "menos de|até|ou menos|e menos|abaixo de|menor de|inferior a|no máximo|menores de",
    above: "mais de|acima de|ou mais|e mais|a partir de|maior de|superior a|pelo menos|maiores de",
    between: "a|de|entre|e|até",
    nouns: "ano(s)|euro(s)|eur|reais|pessoa(s)|filh(o)(a)(s)|funcionários|estrela(s)|ponto(s)|r",
  },
};
