/** English words of scales. Runs in Deno and browsers. */

import { EDUCATION } from "./education.ts";
import type { Language } from "./language.ts";

const UNDECIDED =
  "neutral|undecided|neither|neither nor|in between|in the middle|mixed|mixed feelings";

/** Each phrase before each thing that may be minor or major. */
function ofThing(phrases: string): string {
  const things = ["problem", "effect", "impact", "influence", "barrier", "challenge", "pain"];
  return phrases.split("|").flatMap((phrase) => things.map((thing) => `${phrase} ${thing}`)).join(
    "|",
  );
}

/** English. */
export const ENGLISH: Language = {
  name: "English",
  degrees: [
    [8, "completely|totally|fully|entirely|absolutely|wholly|perfectly"],
    [7, "extremely|exceptionally|extraordinarily|intensely|incredibly"],
    [6.5, "very strongly|very highly"],
    [6, "very|strongly|highly|definitely|greatly|a great deal|very much|a lot|much|far|deeply"],
    [
      6,
      "really|certainly|significantly|considerably|substantially|very well",
    ],
    [6, "well"],
    [5.5, "to a considerable degree"],
    [4, "mostly|largely|generally|for the most part|mainly"],
    [3, "moderately|fairly|rather|quite|tend to|pretty|reasonably|to a moderate extent"],
    [2, "somewhat|partly|partially|to some extent|to some degree|mildly|sort of|kind of"],
    [1, "slightly|a little|a bit|a little bit|marginally|weakly|to a small extent"],
    [-2, "not very|not so|not particularly|not too|not that|not especially|not very much"],
    [-3, "not really|rather not|hardly|barely|not much"],
    [-4, "not|do not|dont|does not|did not|doesnt|would not"],
    [
      -8,
      "not at all|not * at all|do not * at all|does not * at all|did not * at all|not * in the least|in no way|absolutely not",
    ],
  ],
  families: {
    agreement: {
      up: "(i )agree|agree ~|in agreement",
      down: "(i )disagree|disagree ~",
      middle: `${UNDECIDED}|neither agree (n)or disagree|neither disagree (n)or agree|uncertain|` +
        "neutral no opinion|neither agree nor disagree neutral|neutral neither agree nor disagree",
    },
    satisfaction: {
      up: "satisfied|satisfied ~|happy|pleased|content",
      down: "dissatisfied|unsatisfied|unhappy|sad|displeased|dissatisfied ~",
      middle:
        `${UNDECIDED}|neither satisfied (n)or dissatisfied|neither dissatisfied (n)or satisfied|` +
        "neither satisfied nor unsatisfied|neither happy nor (un)happy|neither happy nor sad|ok|okay",
      points: [[9, "delighted"], [-9, "terrible"]],
    },
    frequency: {
      points: [
        [0, "never|never used|never use it|none of the time|at no time|not once|none|not at all"],
        [
          1,
          "almost never|hardly ever|very rarely|very seldom|nearly never|almost none of the time",
        ],
        [2, "rarely|seldom|infrequently|a little of the time|not often"],
        [3, "occasionally|occas|now and then|once in a while|from time to time|now and again"],
        [3, "several days"],
        [3.5, "occasionally sometimes|sometimes occasionally"],
        [4, "sometimes|some of the time|some times|some"],
        [4.5, "about half (of )the time|half (of )the time"],
        [5, "regularly|regul|fairly often|quite often|fairly frequently"],
        [6, "often|frequently|freq|a good bit of the time|much of the time|a lot of the time"],
        [6.5, "heavy|heavily"],
        [7, "usually|most of the time|mostly|generally|more than half (of )the time"],
        [7, "more than half (of )the days"],
        [8, "very often|very frequently|almost always|nearly always|almost all (of )the time"],
        [8, "almost every time|nearly every day"],
        [9, "always|all (of )the time|constantly|every time|each time|without exception"],
      ],
    },
    importance: {
      up: "important|important ~",
      down: "unimportant",
      middle: `${UNDECIDED}|neither important (n)or unimportant`,
      points: [
        [-8, "of no importance|no importance"],
        [1, "of little importance|low importance|little importance|of low importance"],
        [3, "of moderate importance|moderate importance|medium importance|of some importance"],
        [6, "of great importance|high importance|of high importance|great importance"],
        [9, "essential|critical|crucial|vital|absolutely essential|of utmost importance"],
      ],
    },
    likelihood: {
      up: "likely|probable|likely ~",
      down: "unlikely|improbable|unlikely ~",
      middle:
        `${UNDECIDED}|neither likely (n)or unlikely|neither unlikely (n)or likely|maybe|possibly|` +
        "perhaps|50 50|(i )might or might not|(i )may or may not|equally likely and unlikely",
      points: [
        [
          9,
          "(i )definitely|(i )definitely will|(i )definitely would|yes definitely|definitely yes|certain|certainly",
        ],
        [3, "(i )probably|(i )probably will|(i )probably would|yes probably|probably yes"],
        [-3, "(i )probably not|(i )probably will not|(i )probably wont|(i )probably would not"],
        [-3, "(i )probably wouldnt|no probably not|probably no"],
        [-9, "(i )definitely not|(i )definitely will not|(i )definitely wont|definitely would not"],
        [9, "(i )would definitely|(i )will definitely"],
        [3, "(i )would probably|(i )will probably"],
        [-3, "(i )would probably not|(i )will probably not"],
        [-9, "(i )would definitely not|(i )will definitely not"],
        [4, "would consider"],
        [-4, "would not consider"],
        [0, "might or might not consider"],
        [9, "definitely consider|would definitely consider"],
        [-9, "(i )definitely wouldnt|no definitely not|definitely no|certainly not|impossible"],
      ],
    },
    quality: {
      up: "good|well|positive|above average",
      down: "poor|bad|poorly|badly|unsatisfactory|below average",
      middle: "average|ok|okay|acceptable|so so|neither good (n)or bad|neither bad (n)or good|" +
        "neither poor (n)or good|neutral|adequate|about average|neither good (n)or poor",
      points: [
        [-9, "terrible|awful|horrible|dreadful|appalling"],
        [-1, "fair|mediocre|only fair"],
        [1, "satisfactory"],
        [7, "great"],
        [9, "excellent|outstanding|superb|exceptional|fantastic|first rate"],
        [10, "perfect"],
      ],
    },
    difficulty: { up: "difficult|hard|challenging" },
    ease: {
      up: "easy",
      down: "difficult|hard",
      middle:
        `${UNDECIDED}|neither easy (n)or difficult|neither difficult (n)or easy|ok|okay|average|` +
        "neither easy (n)or hard|neither hard (n)or easy",
    },
    extent: {
      points: [
        [0, "none|nothing|nothing at all|not at all|none at all|no extent|to no extent|zero"],
        [1, "very little|hardly any|almost none|to a very small extent|to a very little extent"],
        [
          2,
          "(a )little|(a )few|a bit|a little bit|slightly|not much|not very much|to a small extent|to a little extent",
        ],
        [2, "small extent|to a slight extent|a small amount|only a little|to a limited extent"],
        [3, "some|somewhat|to some extent|some extent|a fair amount|a certain amount"],
        [4, "moderate|moderately|a moderate amount|to a moderate extent|medium|half|about half"],
        [5, "quite a bit|quite a lot|considerably|to a considerable extent|several"],
        [6, "a lot|much|lots|to a great extent|to a large extent|many|large extent|great extent"],
        [6.5, "very much|most"],
        [7, "a great deal|great deal|to a very great extent|to a very large extent|very many"],
        [8, "extremely|an extreme amount|almost all"],
        [9, "completely|all|entirely|everything|totally|fully"],
      ],
    },
    intensity: { up: "~" },
    severity: {
      points: [
        [0, `none|no problems|absent|${ofThing("no|not a|not at all a")}`],
        [
          1,
          `very mild|minimal|very minor|${
            ofThing("very mild|minimal|very minor|very small|very low")
          }`,
        ],
        [2, `mild|slight|minor|${ofThing("mild|slight|minor|small|low|somewhat of a|a minor")}`],
        [4, `moderate|medium|${ofThing("moderate|medium|some|a moderate")}`],
        [
          6,
          `severe|major|serious|${
            ofThing("severe|major|serious|strong|large|high|significant|a major")
          }`,
        ],
        [
          7,
          `very severe|very serious|${
            ofThing("very severe|very serious|very strong|very large|very high")
          }`,
        ],
        [8, `extreme|unbearable|worst possible|critical|${ofThing("extreme")}`],
      ],
    },
    priority: {
      up: "(a )high priority",
      down: "(a )low priority",
      middle: "(a )medium priority|(a )moderate priority|average priority",
      points: [[-9, "not a priority|no priority"], [9, "(a )top priority|(an )essential priority"]],
    },
    balance: {
      up: "too much|too many|too large|too high|too long|too big|too strong",
      down: "too little|too few|too small|too low|too short|too weak|not enough",
      middle:
        "(just )about right|just right|right|the right amount|neither too much nor too little|" +
        "neither too many nor too few",
    },
    expectation: {
      up: "exceed(s) expectations|exceeded (my )expectations|above expectations",
      down: "short of expectations|below expectations|fell short of (my )expectations",
      middle: "equals expectations|meets expectations|met (my )expectations|as expected",
    },
    recommendation: {
      points: [[-4, "detractor(s)"], [0, "passive(s)|neutral(s)"], [4, "promoter(s)"]],
    },
    strength: { up: "strong", down: "weak", middle: UNDECIDED },
    speed: { up: "fast|quick", down: "slow", middle: `${UNDECIDED}|neither fast nor slow` },
    price: { up: "expensive", down: "cheap|inexpensive", middle: UNDECIDED },
    level: {
      up: "high",
      down: "low",
      middle: "medium|moderate|average|middle|normal|mid|neither high (n)or low|neutral",
      points: [[9, "highest|maximum"], [-9, "lowest|minimum|none"]],
    },
    size: {
      up: "large|big",
      down: "small",
      middle: "medium|mid size(d)|medium size(d)|midsize(d)|average",
      points: [[-7, "extra small|tiny"], [7, "extra large|huge"]],
    },
    familiarity: {
      up: "familiar|aware|knowledgeable|well informed|informed",
      down: "unfamiliar|unaware",
      middle: UNDECIDED,
      points: [
        [-9, "never heard of (it)|never heard|have never heard of (it)"],
        [-1, "heard of (it)|have heard of (it)|only heard of (it)|know only by name"],
        [1, "know a little|know (it) a little|know a little about (it)"],
        [3, "know some|know (it) somewhat|know a fair amount"],
        [6, "know (it) well|know a lot|know a lot about (it)"],
        [8, "know (it) very well|expert"],
      ],
    },
    comparison: {
      up: "better|better than expected|better than before|superior|better than average",
      down: "worse|worse than expected|worse than before|inferior|worse than average",
      middle:
        "(about )the same|same|no different|no difference|unchanged|equal|neither better (n)or worse|" +
        "as expected|about as expected|equally good|no change|stayed the same|similar|about average",
    },
    change: {
      up:
        "increase(d)|increase(d) ~|more|higher|will increase|improve(d)|improve(d) ~|grown|more often",
      down:
        "decrease(d)|decrease(d) ~|less|fewer|lower|will decrease|declined|worsened|less often|" +
        "deteriorated|declined ~",
      middle:
        "no change|(about )the same|stay(ed) the same|stay(ed) about the same|remain(ed) the same|" +
        "unchanged|same|stable|neither increase(d) (n)or decrease(d)|neither more (n)or less|no difference",
    },
    favourability: {
      up: "favorabl(e)(y)|favourabl(e)(y)|positive(ly)|favor",
      down: "unfavorabl(e)(y)|unfavourabl(e)(y)|negative(ly)",
      middle: `${UNDECIDED}|neither favo(u)rabl(e)(y) (n)or unfavo(u)rabl(e)(y)( neutral)|` +
        "neither positive(ly) (n)or negative(ly)",
    },
    usefulness: {
      up: "useful|helpful|beneficial|valuable|effective",
      down: "unhelpful|useless|harmful|ineffective",
      middle: `${UNDECIDED}|neither helpful (n)or unhelpful|neither useful (n)or useless|` +
        "neither effective (n)or ineffective",
    },
    concern: {
      up: "concerned|worried|anxious|afraid|nervous|bothered",
      down: "unconcerned|unworried",
      middle: `${UNDECIDED}|neither concerned (n)or unconcerned`,
    },
    interest: { up: "interested", down: "uninterested|disinterested", middle: UNDECIDED },
    confidence: {
      up: "confident|certain|sure",
      down: "unconfident|uncertain|unsure",
      middle: UNDECIDED,
    },
    trust: {
      up: "trust|trust ~|trustworthy",
      down: "distrust|distrust ~|mistrust|untrustworthy",
      middle: `${UNDECIDED}|neither trust (n)or distrust`,
    },
    support: {
      up: "support|support ~|approve|approve ~|in favo(u)r|favo(u)r|in favo(u)r ~",
      down: "oppose(d)|oppose ~|disapprove|disapprove ~|against",
      middle: `${UNDECIDED}|neither support (n)or oppose|neither approve (n)or disapprove|` +
        "neither favo(u)r (n)or oppose",
    },
    liking: {
      up: "(i )like (it)|like (it) ~",
      down: "(i )dislike (it)|dislike (it) ~",
      middle: `${UNDECIDED}|neither like (n)or dislike (it)`,
      points: [[9, "(i )love (it)"], [-9, "(i )hate (it)"]],
    },
    accuracy: {
      up: "true|true of me|true for me|accurate|like me|typical of me|applies|applies to me|" +
        "applies ~|apply|apply to me|applied to me ~|applies to me ~|" +
        "characteristic of me|describes me ~|descriptive of me",
      down: "untrue|false|inaccurate|unlike me|untrue of me|untrue for me|uncharacteristic of me",
      middle: `${UNDECIDED}|neither true (n)or untrue|neither accurate (n)or inaccurate|` +
        "neither true (n)or false|neither like me (n)or unlike me",
      points: [[3, "probably true"], [-3, "probably false"]],
    },
    education: EDUCATION.English,
  },
  nonAnswers: {
    dont_know:
      "(i )dont know|(i )do not know|dont know no answer|dk|d k|not sure|unsure|(im )not sure|" +
      "i have no opinion|" +
      "no opinion|have no opinion|(i )cant say|cannot say|cant choose|cannot choose|no idea|unknown|" +
      "dont know not sure|not sure dont know|dont know cant say|hard to say|do not recall|dont recall|" +
      "dont remember|cant remember|unable to say|unable to judge|i dont understand this question|" +
      "dont know enough to say|havent heard enough to say",
    refused:
      "prefer not to (answer)|prefer not to say|refused|refusal|refuse to answer|refuse(d)|" +
      "(i )would rather not say|rather not say|(i )prefer not to answer|decline(d) to answer|no answer|" +
      "(i )prefer not to say|(i )prefer not to disclose|not stated|prefer not to respond|" +
      "(i )dont want to answer|id rather not say|no response",
    not_applicable: "n a|not applicable|not applicable n a|n a not applicable|does not apply|" +
      "doesnt apply|unfamiliar n a|not relevant|inapplicable|does not apply to me|have not used|" +
      "havent used|no experience|no basis for opinion|not applicable to me|" +
      "doesnt apply to me",
    not_asked: "not asked|question not asked|was not asked",
    not_done:
      "(i )dont do this|(i )do not do this|(i )dont use (it)|(i )do not use (it)|i have never used (it)|i dont do that",
    beside: "(i )do not work|(i )dont work|i have no income|i dont have one|i do not have one|" +
      "(i )havent heard of it|(i )have not heard of it|never heard of it|not heard of it",
  },
  counting: {
    units: [
      [525600, "minute(s)|min(s)"],
      [8760, "hour(s)|hr(s)"],
      [365, "day(s)"],
      [52, "week(s)"],
      [26, "fortnight(s)"],
      [12, "month(s)"],
      [4, "quarter(s)"],
      [1, "year(s)"],
    ],
    adverbs: [
      [8760, "hourly"],
      [365, "daily"],
      [250, "most days"],
      [52, "weekly"],
      [26, "fortnightly|biweekly|bi weekly"],
      [12, "monthly"],
      [6, "bimonthly|bi monthly"],
      [4, "quarterly"],
      [2, "half yearly|semi annually|semiannually|biannually|twice yearly"],
      [1, "yearly|annually|annual"],
    ],
    numbers: [
      [0, "no|zero"],
      [1, "once|one"],
      [2, "twice|two|a couple of|couple of"],
      [3, "three|a few|few|thrice"],
      [3.5, "several|multiple|many"],
      [4, "four"],
      [5, "five"],
      [6, "six"],
      [7, "seven"],
      [8, "eight"],
      [9, "nine"],
      [10, "ten"],
      [12, "twelve"],
    ],
    fillers: "time(s)|a|an|per|the|in|about|around|approximately|roughly|to|or|i visit",
    every: "every|each",
    other: "other|second",
    more: "more than|more often than|at least|over|or more|or more often|and more|more",
    less:
      "almost|nearly|less than|less often than|fewer than|under|or less|at most|or less often|up to",
    lowest: [[0, "never|never used|never use it|not at all|not once|none|no time( at all)"], [
      0.01,
      "less often|less frequently|rarely|seldom|rarely or never|never or rarely|seldom or never",
    ]],
    below: "under|below|less than|fewer than|up to|younger than|or less|or fewer|or younger|" +
      "and under|or under|or below|and younger|and below|until|at most|or earlier|lower than|no more than",
    above:
      "over|above|more than|greater than|older than|or more|or older|or over|and over|and up|" +
      "and above|and older|or above|or higher|plus|at least|from|and more|or longer|or later|and higher",
    between: "to|between|and|through|till|thru",
    spans: [[6, "half (of )the day"], [12, "most of the day"], [
      16,
      "all day (long)|the whole day",
    ]],
    nouns:
      "year(s)|yrs|yr|old|years old|age(d)|of age|per|a|an|the|times|people|persons|employees|" +
      "children|child|person|usd|eur|gbp|dollars|euros|pounds|about|stars|star|points|point|only|just",
  },
};
