/** Scales as questionnaires print them, low to high, by family and language. Runs in Deno. */

/** Family to language to answers separated by `|`. */
export const SCALES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  agreement: {
    English:
      "Strongly disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree|Strongly agree",
    German:
      "Stimme überhaupt nicht zu|Stimme eher nicht zu|Teils/teils|Stimme eher zu|Stimme voll und ganz zu",
    French:
      "Pas du tout d'accord|Plutôt pas d'accord|Ni d'accord ni pas d'accord|Plutôt d'accord|Tout à fait d'accord",
    Spanish:
      "Totalmente en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo|Totalmente de acuerdo",
    Italian:
      "Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo|Completamente d'accordo",
    Portuguese:
      "Discordo totalmente|Discordo|Não concordo nem discordo|Concordo|Concordo totalmente",
    Greek: "Διαφωνώ απόλυτα|Διαφωνώ|Ούτε συμφωνώ ούτε διαφωνώ|Συμφωνώ|Συμφωνώ απόλυτα",
  },
  education: {
    English: "Less than high school degree|High school degree|Some college or Associate degree|" +
      "Bachelor's degree|Graduate degree",
    German: "Kein Abschluss|Hauptschulabschluss|Mittlere Reife|Abitur|Hochschulabschluss|Promotion",
    French: "Aucun diplôme|CAP/BEP|Baccalauréat|BTS/DUT|Licence|Master|Doctorat",
    Spanish: "Sin estudios|Primaria|Secundaria|Bachillerato|Universidad|Posgrado|Doctorado",
    Italian:
      "Licenza elementare|Licenza media|Diploma di maturità|Laurea triennale|Laurea magistrale",
    Portuguese: "Ensino fundamental incompleto|Ensino fundamental completo|" +
      "Ensino médio completo|Ensino superior completo|Pós-graduação|Doutorado",
    Greek: "Δημοτικό|Γυμνάσιο|Λύκειο|ΙΕΚ|ΑΕΙ/ΤΕΙ|Μεταπτυχιακό|Διδακτορικό",
  },
  satisfaction: {
    English:
      "Very dissatisfied|Dissatisfied|Somewhat dissatisfied|Neutral|Somewhat satisfied|Satisfied|Very satisfied",
    German:
      "Sehr unzufrieden|Eher unzufrieden|Weder zufrieden noch unzufrieden|Eher zufrieden|Sehr zufrieden",
    French: "Très insatisfait|Plutôt insatisfait|Plutôt satisfait|Très satisfait",
    Spanish:
      "Muy insatisfecho/a|Insatisfecho/a|Ni satisfecho ni insatisfecho|Satisfecho/a|Muy satisfecho/a",
    Italian: "Per niente soddisfatto|Poco soddisfatto|Abbastanza soddisfatto|Molto soddisfatto",
    Portuguese:
      "Muito insatisfeito|Insatisfeito|Nem satisfeito nem insatisfeito|Satisfeito|Muito satisfeito",
    Greek: "Πολύ δυσαρεστημένος|Δυσαρεστημένος|Ουδέτερος|Ικανοποιημένος|Πολύ ικανοποιημένος",
  },
  frequency: {
    English: "Never|Rarely|Sometimes|Often|Always",
    German: "Nie|Selten|Manchmal|Häufig|Immer",
    French: "Jamais|Rarement|Parfois|Souvent|Toujours",
    Spanish: "Nunca|Casi nunca|A veces|Casi siempre|Siempre",
    Italian: "Mai|Raramente|A volte|Spesso|Sempre",
    Portuguese: "Nunca|Raramente|Às vezes|Frequentemente|Sempre",
    Greek: "Ποτέ|Σπάνια|Μερικές φορές|Συχνά|Πάντα",
  },
  importance: {
    English:
      "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
    German: "Überhaupt nicht wichtig|Weniger wichtig|Wichtig|Sehr wichtig",
    French: "Pas du tout important|Peu important|Assez important|Très important",
    Spanish: "Nada importante|Poco importante|Algo importante|Importante|Muy importante",
    Italian: "Per nulla importante|Poco importante|Abbastanza importante|Molto importante",
    Portuguese: "Nada importante|Pouco importante|Importante|Muito importante",
    Greek: "Καθόλου σημαντικό|Λίγο σημαντικό|Αρκετά σημαντικό|Πολύ σημαντικό",
  },
  likelihood: {
    English:
      "Very unlikely|Unlikely|Somewhat unlikely|Undecided|Somewhat likely|Likely|Very likely",
    German:
      "Sehr unwahrscheinlich|Eher unwahrscheinlich|Vielleicht|Eher wahrscheinlich|Sehr wahrscheinlich",
    French: "Certainement pas|Probablement pas|Peut-être|Probablement|Certainement",
    Spanish: "Muy improbable|Improbable|Tal vez|Probable|Muy probable",
    Italian: "Molto improbabile|Improbabile|Forse|Probabile|Molto probabile",
    Portuguese: "Muito improvável|Improvável|Talvez|Provável|Muito provável",
    Greek: "Πολύ απίθανο|Απίθανο|Ίσως|Πιθανό|Πολύ πιθανό",
  },
  quality: {
    English: "Poor|Fair|Good|Very good|Excellent",
    German: "Ungenügend|Mangelhaft|Ausreichend|Befriedigend|Gut|Sehr gut",
    French: "Très mauvais|Mauvais|Moyen|Bon|Très bon|Excellent",
    Spanish: "Muy malo|Malo|Regular|Bueno|Muy bueno",
    Italian: "Pessimo|Scarso|Discreto|Buono|Ottimo",
    Portuguese: "Péssimo|Ruim|Regular|Bom|Ótimo",
    Greek: "Πολύ κακή|Κακή|Μέτρια|Καλή|Πολύ καλή",
  },
  ease: {
    English:
      "Extremely difficult|Slightly difficult|Neither easy nor difficult|Slightly easy|Extremely easy",
    German: "Sehr schwierig|Eher schwierig|Weder leicht noch schwierig|Eher leicht|Sehr leicht",
    French: "Très difficile|Plutôt difficile|Plutôt facile|Très facile",
    Spanish: "Muy difícil|Difícil|Ni fácil ni difícil|Fácil|Muy fácil",
    Italian: "Molto difficile|Difficile|Né facile né difficile|Facile|Molto facile",
    Portuguese: "Muito difícil|Difícil|Nem fácil nem difícil|Fácil|Muito fácil",
    Greek: "Πολύ δύσκολο|Δύσκολο|Εύκολο|Πολύ εύκολο",
  },
  extent: {
    English: "None|A little|A moderate amount|A lot|A great deal",
    German: "Gar nicht|Wenig|Mittelmäßig|Ziemlich|Viel",
    French: "Pas du tout|Un peu|Modérément|Assez|Beaucoup|Énormément",
    Spanish: "Nada|Poco|Bastante|Mucho|Muchísimo",
    Italian: "Per niente|Poco|Abbastanza|Molto|Moltissimo",
    Portuguese: "Nada|Pouco|Mais ou menos|Bastante|Muito",
    Greek: "Καθόλου|Λίγο|Μέτρια|Αρκετά|Πολύ|Πάρα πολύ",
  },
  familiarity: {
    English:
      "Not at all familiar|Slightly familiar|Somewhat familiar|Moderately familiar|Extremely familiar",
    German: "Überhaupt nicht vertraut|Wenig vertraut|Vertraut|Sehr vertraut",
    French: "Pas du tout familier|Peu familier|Assez familier|Très familier",
    Spanish: "Nada familiarizado|Poco familiarizado|Algo familiarizado|Muy familiarizado",
    Italian: "Per niente informato|Poco informato|Abbastanza informato|Molto informato",
    Portuguese: "Nada familiarizado|Pouco familiarizado|Familiarizado|Muito familiarizado",
    Greek: "Καθόλου εξοικειωμένος|Λίγο εξοικειωμένος|Αρκετά εξοικειωμένος|Πολύ εξοικειωμένος",
  },
  comparison: {
    English: "Much worse|Somewhat worse|About the same|Somewhat better|Much better",
    German: "Viel schlechter|Etwas schlechter|Gleich|Etwas besser|Viel besser",
    French: "Beaucoup moins bien|Un peu moins bien|Pareil|Un peu mieux|Beaucoup mieux",
    Spanish: "Mucho peor|Algo peor|Igual|Algo mejor|Mucho mejor",
    Italian: "Molto peggio|Leggermente peggio|Uguale|Leggermente meglio|Molto meglio",
    Portuguese: "Muito pior|Um pouco pior|Igual|Um pouco melhor|Muito melhor",
    Greek: "Πολύ χειρότερα|Λίγο χειρότερα|Τα ίδια|Λίγο καλύτερα|Πολύ καλύτερα",
  },
  change: {
    English:
      "Decreased a lot|Decreased a little|Stayed the same|Increased a little|Increased a lot",
    German:
      "Stark abgenommen|Leicht abgenommen|Gleich geblieben|Leicht zugenommen|Stark zugenommen",
    French: "Beaucoup diminué|Un peu diminué|Stable|Un peu augmenté|Beaucoup augmenté",
    Spanish:
      "Ha disminuido mucho|Ha disminuido un poco|Sin cambios|Ha aumentado un poco|Ha aumentado mucho",
    Italian:
      "Diminuito molto|Diminuito leggermente|Invariato|Aumentato leggermente|Aumentato molto",
    Portuguese: "Diminuiu muito|Diminuiu um pouco|Não mudou|Aumentou um pouco|Aumentou muito",
    Greek: "Μειώθηκε πολύ|Μειώθηκε λίγο|Παρέμεινε το ίδιο|Αυξήθηκε λίγο|Αυξήθηκε πολύ",
  },
  favourability: {
    English:
      "Very unfavorably|Somewhat unfavorably|Neither favorably nor unfavorably (neutral)|Somewhat favorably|Very favorably",
    German: "Sehr negativ|Eher negativ|Neutral|Eher positiv|Sehr positiv",
    French:
      "Très défavorable|Plutôt défavorable|Ni favorable ni défavorable|Plutôt favorable|Très favorable",
    Spanish: "Muy desfavorable|Desfavorable|Neutral|Favorable|Muy favorable",
    Italian:
      "Molto sfavorevole|Sfavorevole|Né favorevole né sfavorevole|Favorevole|Molto favorevole",
    Portuguese: "Muito desfavorável|Desfavorável|Neutro|Favorável|Muito favorável",
    Greek: "Πολύ αρνητική|Αρνητική|Ουδέτερη|Θετική|Πολύ θετική",
  },
  usefulness: {
    English: "Not useful at all|Slightly useful|Moderately useful|Very useful|Extremely useful",
    German: "Gar nicht nützlich|Wenig nützlich|Etwas nützlich|Nützlich|Sehr nützlich",
    French: "Pas du tout utile|Peu utile|Assez utile|Très utile|Extrêmement utile",
    Spanish: "Nada útil|Poco útil|Algo útil|Útil|Muy útil",
    Italian: "Per niente utile|Poco utile|Abbastanza utile|Molto utile",
    Portuguese: "Nada útil|Pouco útil|Útil|Muito útil",
    Greek: "Καθόλου χρήσιμο|Λίγο χρήσιμο|Αρκετά χρήσιμο|Πολύ χρήσιμο",
  },
  concern: {
    English: "Not at all concerned|Not very concerned|Somewhat concerned|Very concerned",
    German: "Überhaupt nicht besorgt|Wenig besorgt|Etwas besorgt|Sehr besorgt",
    French: "Pas du tout inquiet|Peu inquiet|Assez inquiet|Très inquiet",
    Spanish: "Nada preocupado|Poco preocupado|Bastante preocupado|Muy preocupado",
    Italian: "Per niente preoccupato|Poco preoccupato|Abbastanza preoccupato|Molto preoccupato",
    Portuguese: "Nada preocupado|Pouco preocupado|Bastante preocupado|Muito preocupado",
    Greek: "Καθόλου ανήσυχος|Λίγο ανήσυχος|Αρκετά ανήσυχος|Πολύ ανήσυχος",
  },
  intensity: {
    English: "Not at all|Slightly|Moderately|Very|Extremely",
    German: "Überhaupt nicht|Leicht|Etwas|Eher|Sehr|Äußerst",
    French: "Pas du tout|Légèrement|Moyennement|Très|Extrêmement",
    Spanish: "Nada|Ligeramente|Moderadamente|Muy|Extremadamente",
    Italian: "Per niente|Leggermente|Moderatamente|Molto|Estremamente",
    Portuguese: "Nada|Ligeiramente|Moderadamente|Muito|Extremamente",
    Greek: "Καθόλου|Λίγο|Κάπως|Αρκετά|Πολύ|Εξαιρετικά",
  },
  level: {
    English: "Very low|Low|Medium|High|Very high",
    German: "Sehr niedrig|Niedrig|Mittel|Hoch|Sehr hoch",
    French: "Très faible|Faible|Moyen|Élevé|Très élevé",
    Spanish: "Muy bajo|Bajo|Medio|Alto|Muy alto",
    Italian: "Molto basso|Basso|Medio|Alto|Molto alto",
    Portuguese: "Muito baixo|Baixo|Médio|Alto|Muito alto",
    Greek: "Πολύ χαμηλό|Χαμηλό|Μέτριο|Υψηλό|Πολύ υψηλό",
  },
};

/** More scales of English, whatever their family: 4, 6 and 7 points, unipolar forms, other words. */
export const ENGLISH_FORMS: readonly (readonly [family: string, answers: string])[] = [
  [
    "agreement",
    "Completely disagree|Mostly disagree|Slightly disagree|Slightly agree|Mostly agree|Completely agree",
  ],
  ["agreement", "Disagree|Agree"],
  ["agreement", "Tend to disagree|Tend to agree|Agree|Strongly agree"],
  [
    "accuracy",
    "Very inaccurate|Moderately inaccurate|Neither accurate nor inaccurate|Moderately accurate|Very accurate",
  ],
  [
    "accuracy",
    "Not at all like me|Not much like me|Somewhat like me|Mostly like me|Very much like me",
  ],
  ["quality", "Not well at all|Slightly well|Moderately well|Very well|Extremely well"],
  ["quality", "Extremely bad|Moderately bad|Neither good nor bad|Moderately good|Extremely good"],
  ["quality", "Well below average|Below average|Average|Above average|Well above average"],
  [
    "frequency",
    "None of the time|A little of the time|Some of the time|Most of the time|All of the time",
  ],
  ["frequency", "Never|Sometimes|About half the time|Most of the time|Always"],
  ["likelihood", "Definitely not|Probably not|Might or might not|Probably yes|Definitely yes"],
  ["difficulty", "Not at all difficult|Slightly difficult|Moderately difficult|Very difficult"],
  [
    "support",
    "Strongly oppose|Somewhat oppose|Neither support nor oppose|Somewhat support|Strongly support",
  ],
  ["severity", "None|Mild|Moderate|Severe|Very severe"],
  [
    "liking",
    "Dislike a great deal|Dislike somewhat|Neither like nor dislike|Like somewhat|Like a great deal",
  ],
  ["trust", "Strongly distrust|Distrust|Neutral|Trust|Trust completely"],
  ["interest", "Not at all interested|Not very interested|Somewhat interested|Very interested"],
  ["confidence", "Not at all confident|Slightly confident|Fairly confident|Very confident"],
  ["size", "Small|Medium|Large"],
  ["recommendation", "Detractor|Passive|Promoter"],
  ["difficulty", "Difficult|Very difficult|Extremely difficult"],
];

/** What no family holds and what is ordered all the same, with what the evidence starts with. */
export const OTHER_SCALES: readonly (readonly [what: string, answers: string])[] = [
  [
    'degrees of "safe" (English)',
    "Extremely unsafe|Moderately unsafe|Slightly unsafe|Neither safe nor unsafe|Slightly safe|Moderately safe|Extremely safe",
  ],
  [
    'degrees of "reasonable" (English)',
    "Extremely unreasonable|Slightly unreasonable|Neither reasonable nor unreasonable|Slightly reasonable|Extremely reasonable",
  ],
  ['degrees of "modern"', "Not at all modern|Somewhat modern|Very modern"],
  [
    'degrees of "freundlich" (German)',
    "Sehr unfreundlich|Eher unfreundlich|Eher freundlich|Sehr freundlich",
  ],
  [
    "answers that count how often (English)",
    "Never|Once a year|Every three months|Once a month|Once a week|More than once a week",
  ],
  ["answers that count how often (English)", "1 to 2/week|3 to 6/week|1/day|+2/day"],
  [
    "answers that count how often (English)",
    "Less than once a month|Once a month|2-3 times a month|Weekly|Several times a week|Daily",
  ],
  [
    "answers that count how often (German)",
    "Nie|Seltener|Einmal im Monat|Einmal pro Woche|Mehrmals pro Woche|Täglich",
  ],
  [
    "answers that count how often (French)",
    "Jamais|Moins d'une fois par mois|Tous les trois jours|Tous les jours",
  ],
  [
    "answers that count how often (Spanish)",
    "Nunca|Una vez al año|Una vez al mes|Varias veces a la semana|Todos los días",
  ],
  [
    "answers that count how often (Italian)",
    "Mai|Una volta al mese|Due volte alla settimana|Ogni giorno",
  ],
  [
    "answers that count how often (Portuguese)",
    "Nunca|Uma vez por mês|2 a 3 vezes por semana|Todos os dias",
  ],
  [
    "answers that count how often (Greek)",
    "Ποτέ|Μία φορά τον μήνα|2-3 φορές την εβδομάδα|Κάθε μέρα",
  ],
  ["bands of numbers", "15-24|25-34|35-44|45-59|+60"],
  ["bands of numbers", "18-29|30-44|45-60|> 60"],
  ["bands of numbers", "under 18|18 to 29|30 - 44|45 – 59|60 and over"],
  ["bands of numbers", "unter 18|18 bis 29|30 bis 49|50 und älter"],
  ["bands of numbers", "Moins de 18 ans|18 à 29 ans|30 à 49 ans|50 ans et plus"],
  ["bands of numbers", "Menos de 18 años|De 18 a 29 años|De 30 a 49 años|50 años o más"],
  ["bands of numbers", "Fino a 17 anni|18-29 anni|Da 30 a 49 anni|Oltre 49 anni"],
  ["bands of numbers", "Até 17 anos|18 a 29 anos|30 a 49 anos|50 anos ou mais"],
  ["bands of numbers", "Κάτω από 18|18-29 ετών|30 έως 49|50 και άνω"],
  ["bands of numbers", "$0 to $9,999|$10,000 to $24,999|$25,000 to $49,999|$200,000 and up"],
  ["bands of numbers", "$0 - $24,999|$25,000 - $49,999|$100,000 - $149,999|$150,000+"],
  ["bands of numbers", "unter 20.000 €|20.000 bis 49.999 €|50.000 € und mehr"],
  ["bands of numbers", "under 20k|20k-50k|over 50k"],
  ["bands of numbers", "10 or younger|11|12|21 or older"],
  ["bands of numbers", "Less than 30 minutes|30-60 minutes|1-2 hours|More than 2 hours"],
  ["bands of numbers", "Less than 6 months|6-12 months|1-2 years|More than 2 years"],
  ["bands of numbers", "1 car|2 cars|3 or more cars"],
  ["bands of numbers", "Below 2 lakhs|2-5 lakhs|5-10 lakhs|Above 10 lakhs"],
  [
    'bands of numbers, some of which a spreadsheet made dates ("9-Jan")',
    "9-Jan|Oct-49|50-249|250+",
  ],
  [
    'bands of numbers, some of which a spreadsheet made dates ("10-Feb")',
    "1|10-Feb|11-50|51-200",
  ],
  ["intervals of numbers", "(0,25]|(25,35]|(35,45]|(45,55]|(65,99]"],
  ["numbers with labelled ends", "I hate it!-5|-4|-3|0|3|I love it!+5"],
  ["numbers with labelled ends", "1 - not at all|2|3|4|5 - very much"],
  [
    "answers of an agreement scale (English), some by their number alone",
    "1 - Strongly disagree|2 - Disagree|3|4 - Agree|5 - Strongly agree",
  ],
  [
    "answers of an agreement scale (English), some by their number alone",
    "5 - Strongly disagree|4 - Disagree|3|2 - Agree|1 - Strongly agree",
  ],
  [
    "answers of a likelihood scale (English)",
    "Definitely would not buy|Probably would not buy|Might or might not buy|Probably would buy|" +
    "Definitely would buy",
  ],
  [
    "answers of a likelihood scale (English)",
    "I would definitely not try it|I would probably not try it|I might or might not try it|" +
    "I would probably try it|I would definitely try it",
  ],
];

/** Answers without an order, whatever is said of them. */
export const NO_SCALES: readonly (readonly [note: string, answers: string])[] = [
  ["", "Male|Female"],
  ["", "Urban|Suburban|Rural"],
  ["", "Right|Left|Neither"],
  ["", "1 - Male|2 - Female|3 - Other"],
  ["", "1 Tea|2|3 Coffee|4 Milk|5"],
  ["", "-5%|-10%|0%"],
  ["", "Large pizza|Small pizza"],
  ["", "Zone 1|Zone 2|Zone 3 and 4"],
  ["", "1. Bezirk|2. Bezirk|3. Bezirk"],
  ["", "Jan-20|Feb-20|Mar-20"],
  ["", "Red car|Blue car|Green car"],
  ["", "Yes|No|Maybe"],
  ["", "tea bag|unpackaged|tea bag+unpackaged"],
  ["", "5%|$3"],
  ["", "Q1 2020 sales|Q2 2020 sales"],
  [
    '3 of them are answers of an agreement scale (English), but "Blue" is not',
    "Agree|Disagree|Neutral|Blue",
  ],
  [
    '"Agree" and "Mostly agree" have the same place on an agreement scale (English)',
    "Disagree|Agree|Mostly agree",
  ],
  ["their numbers and words are in different orders", "1 - Agree|2 - Disagree|3 - Strongly agree"],
  ['the bands "18-30" and "25-40" overlap', "18-30|25-40|41-60"],
];
