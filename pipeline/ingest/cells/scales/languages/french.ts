/** French words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED =
  "neutre|ni l'un ni l'autre|indécis(e)(s)|indifférent(e)|sans avis tranché|mitigé(e)|partagé(e)";

/** French. */
export const FRENCH: Language = {
  name: "French",
  degrees: [
    [8, "tout à fait|complètement|totalement|entièrement|pleinement|absolument|parfaitement"],
    [7, "extrêmement|exceptionnellement"],
    [6.5, "très fortement"],
    [6, "très|fortement|beaucoup|vraiment|certainement|nettement|bien|énormément|tres bien"],
    [4, "majoritairement|en grande partie|généralement"],
    [3, "plutôt|assez|modérément|moyennement|relativement|sensiblement"],
    [2, "en partie|partiellement|quelque peu"],
    [1, "un peu|légèrement|faiblement"],
    [-2, "peu|pas très|pas trop|pas vraiment très|pas particulièrement"],
    [-3, "plutôt pas|pas vraiment|guère|pas beaucoup|très peu"],
    [-4, "pas|ne pas|non"],
    [-8, "pas du tout|absolument pas|aucunement|en aucun cas"],
  ],
  families: {
    agreement: {
      up: "(je suis )d'accord|en accord",
      down: "en désaccord|en désaccord ~|pas d'accord du tout|désaccord",
      middle: `${UNDECIDED}|ni d'accord ni pas d'accord|ni en accord ni en désaccord|` +
        "ni d'accord ni en désaccord|ni pas d'accord ni d'accord|sans opinion tranchée",
      points: [
        [8, "oui tout à fait"],
        [3, "oui plutôt"],
        [-3, "non plutôt pas|non pas vraiment"],
        [-8, "non pas du tout"],
      ],
    },
    satisfaction: {
      up: "satisfait(e)(s)|content(e)(s)|heureux|heureuse",
      down: "insatisfait(e)(s)|mécontent(e)(s)|malheureux|malheureuse",
      middle: `${UNDECIDED}|ni satisfait(e)(s) ni insatisfait(e)(s)|ni content(e) ni mécontent(e)`,
    },
    frequency: {
      points: [
        [0, "jamais"],
        [1, "presque jamais|très rarement|quasiment jamais"],
        [2, "rarement|peu souvent"],
        [3, "occasionnellement|de temps en temps|à l'occasion"],
        [4, "parfois|quelquefois|quelques fois"],
        [4.5, "la moitié du temps|environ la moitié du temps"],
        [5, "régulièrement|assez souvent"],
        [6, "souvent|fréquemment"],
        [7, "la plupart du temps|généralement|le plus souvent|habituellement"],
        [8, "très souvent|presque toujours|très fréquemment"],
        [9, "toujours|tout le temps|constamment|systématiquement|à chaque fois"],
      ],
    },
    importance: {
      up: "important(e)(s)",
      down: "sans importance",
      middle: `${UNDECIDED}|ni important(e) ni sans importance|ni important ni pas important`,
      points: [[9, "essentiel(le)|primordial(e)|indispensable|crucial(e)"]],
    },
    likelihood: {
      up: "probable|vraisemblable|~ probablement",
      down: "improbable|peu probable ~",
      middle:
        `${UNDECIDED}|peut être|ni probable ni improbable|éventuellement|peut être oui peut être non`,
      points: [
        [
          9,
          "certainement|certain|oui certainement|sûrement|oui sûrement|sans aucun doute",
        ],
        [3, "probablement|oui probablement|sans doute|probablement oui|plutôt oui"],
        [-3, "probablement pas|non probablement pas|sans doute pas|probablement non|plutôt non"],
        [-9, "certainement pas|sûrement pas|non certainement pas|certainement non|impossible"],
      ],
    },
    quality: {
      up: "bon(ne)(s)|bien",
      down: "mauvais(e)(s)|mal",
      middle:
        "moyen(ne)(s)|passable|correct(e)|acceptable|ni bon(ne) ni mauvais(e)|neutre|convenable",
      points: [
        [-9, "affreux|horrible|terrible|exécrable"],
        [-6, "médiocre ~"],
        [-1, "médiocre"],
        [9, "excellent(e)(s)|exceptionnel(le)|parfait(e)"],
      ],
    },
    difficulty: { up: "difficile(s)|dur(e)" },
    ease: {
      up: "facile(s)|aisé(e)",
      down: "difficile(s)",
      middle: `${UNDECIDED}|ni facile ni difficile|ni difficile ni facile|moyen(ne)`,
    },
    extent: {
      points: [
        [0, "pas du tout|aucun(e)|rien|nul(le)|aucunement"],
        [1, "très peu|presque rien"],
        [2, "peu|pas beaucoup|faiblement"],
        [2.5, "un peu|légèrement|quelques un(e)s"],
        [4, "moyennement|modérément|moyen(ne)|en partie|partiellement"],
        [5, "assez|plutôt|pas mal"],
        [6, "beaucoup|fortement|dans une large mesure"],
        [7, "énormément|très fortement|dans une très large mesure"],
        [8, "extrêmement"],
        [9, "complètement|totalement|entièrement|tout à fait|tout"],
      ],
    },
    intensity: { up: "~" },
    level: {
      up: "élevé(e)(s)|haut(e)|fort(e)(s)",
      down: "faible(s)|bas(se)",
      middle: "moyen(ne)(s)|modéré(e)(s)|normal(e)",
    },
    size: { up: "grand(e)(s)", down: "petit(e)(s)", middle: "moyen(ne)(s)" },
    familiarity: {
      up: "familier|familière|connu(e)|au courant|informé(e)(s)",
      down: "inconnu(e)",
      points: [[-9, "jamais entendu parler|je n'en ai jamais entendu parler"], [
        -1,
        "de nom seulement",
      ]],
    },
    comparison: {
      up: "mieux|meilleur(e)(s)|mieux que prévu",
      down: "moins bien|pire|moins bon(ne)|plus mauvais(e)",
      middle:
        "pareil|identique|la même chose|inchangé(e)|équivalent(e)|ni mieux ni moins bien|comme prévu|" +
        "comme avant|à peu près pareil|ni meilleur(e) ni pire|sans changement",
    },
    change: {
      up: "augmenté|augmentation|en hausse|plus|plus souvent|amélioré(e)|augmenter ~|augmenté ~",
      down:
        "diminué|diminution|en baisse|moins|moins souvent|détérioré(e)|diminuer ~|diminué ~|baissé|baissé ~",
      middle:
        "stable|inchangé(e)|pas de changement|aucun changement|identique|resté(e) stable|autant|" +
        "ni plus ni moins|resté(e) le même|la même chose",
    },
    favourability: {
      up: "favorable(s)|positif|positive|positivement|favorablement",
      down: "défavorable(s)|négatif|négative|négativement|défavorablement",
      middle: `${UNDECIDED}|ni favorable ni défavorable|ni positif ni négatif`,
    },
    usefulness: {
      up: "utile(s)|efficace(s)|pertinent(e)(s)",
      down: "inutile(s)|inefficace(s)",
      middle: `${UNDECIDED}|ni utile ni inutile`,
    },
    balance: {
      up: "trop",
      down: "trop peu|pas assez",
      middle: "juste bien|juste ce qu'il faut|comme il faut|juste assez",
    },
    concern: {
      up: "inquiet|inquiète|préoccupé(e)(s)|concerné(e)(s)|anxieux|anxieuse",
      middle: UNDECIDED,
    },
    interest: { up: "intéressé(e)(s)|intéressant(e)", down: "inintéressant(e)", middle: UNDECIDED },
    confidence: {
      up: "confiant(e)(s)|sûr(e)(s)|certain(e)(s)",
      down: "incertain(e)",
      middle: UNDECIDED,
    },
    trust: { up: "confiance|~ confiance", down: "méfiance|~ méfiance", middle: UNDECIDED },
    support: {
      up: "pour|j'approuve ~",
      down: "contre|opposé(e)(s)|je désapprouve ~",
      middle: UNDECIDED,
    },
    liking: { up: "j'aime ~|aime ~", down: "je déteste|déteste", middle: UNDECIDED },
    education: EDUCATION.French,
  },
  nonAnswers: {
    dont_know:
      "ne sait pas|je ne sais pas|ne sais pas|nsp|sans opinion|sans avis|pas d'avis|pas d'opinion|" +
      "aucune idée|ne se prononce pas|je ne me souviens pas|pas sûr(e)|inconnu(e)|je n'ai pas d'opinion|" +
      "ne sait pas ne répond pas|ne sait pas non réponse|nsp nrp|nsp nr|nsp sr|ne sait pas sans réponse|" +
      "je ne me prononce pas|sans opinion ne sait pas",
    refused:
      "refus|refusé|préfère ne pas répondre|je préfère ne pas répondre|préfère ne pas dire|" +
      "ne souhaite pas répondre|je ne souhaite pas répondre|pas de réponse|sans réponse|non réponse|" +
      "je ne veux pas répondre|je préfère ne pas le dire|refuse de répondre|" +
      "ne répond pas|ne veut pas répondre|nrp|refus de répondre|je ne souhaite pas le dire",
    not_applicable:
      "non applicable|sans objet|non concerné(e)(s)|pas concerné(e)(s)|ne s'applique pas|" +
      "pas applicable|n a|je ne suis pas concerné(e)|ne me concerne pas|non concerné n a",
    not_done:
      "jamais utilisé|je ne (le )fais pas (cela)|je ne l'utilise pas|je n'utilise pas|jamais fait",
    beside:
      "jamais entendu parler|je n'en ai jamais entendu parler|je ne travaille pas|aucun revenu|pas de revenu",
  },
  counting: {
    units: [
      [365, "jour(s)"],
      [52, "semaine(s)"],
      [12, "mois"],
      [4, "trimestre(s)"],
      [1, "an(s)|année(s)"],
    ],
    adverbs: [
      [365, "quotidiennement"],
      [52, "hebdomadaire|hebdomadairement"],
      [12, "mensuellement|mensuel"],
      [4, "trimestriellement"],
      [1, "annuellement"],
    ],
    numbers: [
      [1, "une|un|d'une|d'un"],
      [2, "deux"],
      [3, "trois|quelques"],
      [3.5, "plusieurs"],
      [4, "quatre"],
      [5, "cinq"],
      [6, "six"],
      [7, "sept"],
      [8, "huit"],
      [9, "neuf"],
      [10, "dix"],
      [12, "douze"],
    ],
    fillers: "fois|par|à|ou|environ|la|le|l'",
    every: "tous les|toutes les|chaque",
    other: "deuxième",
    more: "plus de|plus|plus souvent que|au moins|ou plus",
    less: "moins de|moins|moins souvent que|au plus|ou moins",
    lowest: [[0, "jamais"], [
      0.01,
      "moins souvent|rarement|plus rarement|rarement ou jamais|jamais ou rarement",
    ]],
    below: "moins de|jusqu'à|et moins|ou moins|en dessous de|au plus|inférieur à|maximum",
    above: "plus de|et plus|ou plus|au dessus de|au moins|à partir de|supérieur à|plus|et au delà",
    between: "à|de|entre|et|a",
    spans: [[12, "la plus grande partie de la journée"], [16, "toute la journée"]],
    nouns:
      "an(s)|année(s)|euro(s)|eur|personne(s)|enfant(s)|salarié(s)|étoile(s)|point(s)|environ|les",
  },
};
