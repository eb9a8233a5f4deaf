/** Levels of education in the words of each language. Runs in Deno and browsers. */

import type { FamilyWords } from "./language.ts";

/** Language to what its surveys call levels of education, from none to a doctorate. Places follow
 * ISCED 2011 of UNESCO (1 primary, 3 upper secondary, 6 bachelor, 8 doctorate), with steps between.
 * What has no one place there, such as a German apprenticeship beside a diploma of schools, is left out.
 */
export const EDUCATION: Readonly<Record<string, FamilyWords>> = {
  English: {
    points: [
      [
        0,
        "none|no formal education|no schooling|no schooling completed|" +
        "no qualifications|no formal qualifications|no education|never attended school",
      ],
      [
        1,
        "some primary school|some elementary school|less than primary school|" +
        "incomplete primary school|preschool|less than primary",
      ],
      [
        2,
        "primary|primary school|primary education|elementary|elementary school|" +
        "grade school|completed primary school|up to 8th grade|8th grade or less",
      ],
      [
        3,
        "middle school|junior high school|lower secondary|lower secondary school|" +
        "lower secondary education|some high school|some secondary school|" +
        "less than high school|less than a high school degree|" +
        "less than high school degree|less than high school diploma|" +
        "less than a high school diploma|did not complete high school|" +
        "did not finish high school|incomplete secondary school|" +
        "some high school no diploma",
      ],
      [
        4,
        "high school|high school degree|high school diploma|high school graduate|" +
        "high school or equivalent|high school diploma or equivalent|" +
        "high school diploma or ged|high school diploma ged|" +
        "high school degree or equivalent|high school graduate or equivalent|" +
        "graduated high school|graduated from high school|completed high school|" +
        "secondary|secondary school|secondary education|completed secondary school|" +
        "upper secondary|upper secondary school|upper secondary education|a levels|ged|" +
        "high school ged",
      ],
      [
        4.5,
        "trade school|vocational school|vocational training|vocational degree|" +
        "vocational education|vocational qualification|technical school|" +
        "technical training|trade technical vocational training|" +
        "vocational technical school|apprenticeship|" +
        "post secondary non tertiary education",
      ],
      [
        5,
        "some college|some college no degree|some college but no degree|" +
        "some university|some college or university|some college or associate degree|" +
        "some college or associates degree|some college associate degree|" +
        "some post secondary|some undergraduate",
      ],
      [
        6,
        "associate degree|associates degree|associates|associate|2 year degree|" +
        "2 year college degree|two year degree|two year college degree|college diploma|" +
        "short cycle tertiary education",
      ],
      [
        7,
        "bachelor|bachelors|bachelor degree|bachelors degree|" +
        "bachelors degree or equivalent|undergraduate|undergraduate degree|college|" +
        "college degree|college graduate|graduated from college|university|" +
        "university degree|4 year degree|4 year college degree|four year degree|" +
        "four year college degree|bachelor or equivalent|tertiary|tertiary education|" +
        "higher education",
      ],
      [
        7.5,
        "some graduate school|some graduate work|some postgraduate|" +
        "some postgraduate work|postgraduate certificate|postgraduate diploma",
      ],
      [
        8,
        "master|masters|master degree|masters degree|masters degree or equivalent|" +
        "graduate degree|graduate school|graduate or professional degree|" +
        "graduate school degree|postgraduate|post graduate|postgraduate degree|" +
        "post graduate degree|postgraduate education|advanced degree|masters or higher|" +
        "masters degree or higher|masters degree or above|" +
        "postgraduate degree or higher|master or equivalent",
      ],
      [8.5, "professional degree|professional school degree|professional degree md jd etc"],
      [
        9,
        "doctorate|doctorate degree|doctoral degree|doctoral|phd|ph d|doctor|" +
        "doctorate or higher|phd or higher|doctorate phd|doctoral degree phd|" +
        "doctoral or equivalent",
      ],
    ],
  },
  German: {
    points: [
      [
        0,
        "kein abschluss|ohne abschluss|kein schulabschluss|ohne schulabschluss|" +
        "keinen schulabschluss|kein bildungsabschluss|keiner",
      ],
      [
        2,
        "grundschule|volksschule|hauptschule|hauptschulabschluss|" +
        "volks oder hauptschulabschluss|volks hauptschulabschluss|" +
        "hauptschulabschluss volksschulabschluss|pflichtschule|pflichtschulabschluss",
      ],
      [
        3,
        "realschule|realschulabschluss|mittlere reife|mittlerer schulabschluss|" +
        "mittlerer abschluss|realschulabschluss mittlere reife|" +
        "mittlere reife realschulabschluss|polytechnische oberschule",
      ],
      [4, "fachhochschulreife|fachabitur|fachgebundene hochschulreife"],
      [
        4.5,
        "abitur|hochschulreife|allgemeine hochschulreife|abitur hochschulreife|" +
        "abitur allgemeine hochschulreife|matura|maturität|abitur fachabitur|" +
        "abitur fachhochschulreife",
      ],
      [6.5, "fachhochschule|fachhochschulabschluss|abgeschlossenes fachhochschulstudium"],
      [7, "bachelor|bachelorabschluss"],
      [
        8,
        "master|masterabschluss|diplom|magister|studium|hochschule|hochschulabschluss|" +
        "universität|universitätsabschluss|abgeschlossenes studium|" +
        "abgeschlossenes hochschulstudium|hochschulstudium|universitätsstudium|" +
        "master diplom|diplom master|master diplom magister|diplom magister|" +
        "hochschul oder universitätsabschluss",
      ],
      [9, "promotion|doktor|doktorat|doktorgrad"],
    ],
  },
  French: {
    points: [
      [0, "aucun|aucun diplôme|sans diplôme|pas de diplôme|aucune scolarité"],
      [
        1,
        "certificat d'études|certificat d'études primaires|cep|primaire|école primaire|" +
        "études primaires",
      ],
      [2, "brevet|brevet des collèges|bepc|collège|brevet bepc"],
      [3, "cap|bep|cap bep|cap ou bep|bep cap|cap bep ou équivalent"],
      [
        4,
        "bac|baccalauréat|lycée|niveau bac|bac ou équivalent|" +
        "baccalauréat ou équivalent|secondaire|études secondaires",
      ],
      [5, "bac 1"],
      [6, "bac 2|bts|dut|bts dut|bac 2 bts dut|deug|deust|bac 2 ou équivalent"],
      [
        7,
        "bac 3|licence|bac 3 licence|licence bac 3|but|bac 3 bac 4|bac 3 ou 4|" +
        "bac 3 à bac 4",
      ],
      [7.5, "bac 4|maîtrise|bac 4 maîtrise|master 1"],
      [
        8,
        "bac 5|master|bac 5 master|master bac 5|bac 5 ou plus|bac 5 et plus|master 2|" +
        "diplôme d'ingénieur",
      ],
      [9, "doctorat|bac 8|bac 8 doctorat|doctorat bac 8|bac 8 et plus|thèse"],
    ],
  },
  Spanish: {
    points: [
      [0, "sin estudios|ninguno|sin escolaridad|no tiene estudios|sin educación formal"],
      [
        1,
        "primaria incompleta|educación primaria incompleta|" +
        "estudios primarios incompletos",
      ],
      [
        2,
        "primaria|primarios|educación primaria|estudios primarios|primaria completa|" +
        "educación primaria completa",
      ],
      [2.5, "secundaria incompleta|educación secundaria incompleta"],
      [
        3,
        "secundaria|secundarios|eso|educación secundaria|estudios secundarios|" +
        "educación secundaria obligatoria|educación secundaria obligatoria eso|" +
        "graduado escolar|secundaria completa|educación secundaria completa",
      ],
      [
        4,
        "bachillerato|preparatoria|bachiller|bachillerato o equivalente|" +
        "preparatoria o bachillerato|bup|cou",
      ],
      [
        5,
        "formación profesional|fp|formación profesional fp|" +
        "formación profesional de grado superior|técnico|técnica|estudios técnicos|" +
        "carrera técnica|técnico superior",
      ],
      [
        5.5,
        "universidad incompleta|universitaria incompleta|universitario incompleto|" +
        "educación superior incompleta|estudios universitarios incompletos",
      ],
      [
        7,
        "universidad|universitario|universitarios|universitaria|" +
        "estudios universitarios|licenciatura|grado|grado universitario|diplomatura|" +
        "título universitario|universidad completa|universitaria completa|" +
        "universitario completo|educación superior|educación superior completa|" +
        "licenciatura o grado|grado o licenciatura",
      ],
      [
        8,
        "máster|maestría|posgrado|postgrado|estudios de posgrado|estudios de postgrado|" +
        "máster o posgrado|posgrado o máster|especialización",
      ],
      [9, "doctorado"],
    ],
  },
  Italian: {
    points: [
      [0, "nessuno|nessun titolo|nessun titolo di studio|senza titolo di studio"],
      [
        1,
        "elementari|licenza elementare|scuola elementare|scuola primaria|" +
        "scuole elementari|licenza di scuola elementare",
      ],
      [
        2,
        "medie|licenza media|scuola media|scuole medie|terza media|" +
        "scuola media inferiore|scuola secondaria di primo grado|" +
        "scuola secondaria di i grado|licenza media inferiore|diploma di scuola media",
      ],
      [3, "qualifica professionale|diploma di qualifica professionale"],
      [
        4,
        "diploma|maturità|superiori|diploma di maturità|diploma superiore|" +
        "diploma di scuola superiore|diploma di scuola secondaria superiore|" +
        "scuola superiore|scuole superiori|scuola media superiore|" +
        "scuola secondaria di secondo grado|scuola secondaria di ii grado",
      ],
      [6.5, "laurea triennale|laurea breve|laurea di primo livello|laurea di i livello"],
      [
        7.5,
        "laurea|laurea magistrale|laurea specialistica|laurea a ciclo unico|" +
        "laurea di secondo livello|laurea vecchio ordinamento|laurea di ii livello",
      ],
      [
        8,
        "master|post laurea|specializzazione|master post laurea|master universitario|" +
        "specializzazione post laurea",
      ],
      [9, "dottorato|dottorato di ricerca"],
    ],
  },
  Portuguese: {
    points: [
      [
        0,
        "nenhum|nenhuma|sem escolaridade|sem instrução|sem estudos|analfabeto|" +
        "não sabe ler nem escrever",
      ],
      [
        1,
        "fundamental incompleto|ensino fundamental incompleto|ensino básico incompleto|" +
        "1 ciclo|1º ciclo|1º ciclo do ensino básico|4 ano|4ª classe",
      ],
      [
        2,
        "fundamental|ensino fundamental|ensino fundamental completo|" +
        "fundamental completo|primário|ensino primário|2º ciclo|" +
        "2º ciclo do ensino básico|6º ano",
      ],
      [
        2.5,
        "básico|ensino básico|ensino básico completo|3º ciclo|" +
        "3º ciclo do ensino básico|9º ano",
      ],
      [3, "médio incompleto|ensino médio incompleto|ensino secundário incompleto"],
      [
        4,
        "médio|ensino médio|ensino médio completo|médio completo|secundário|" +
        "ensino secundário|ensino secundário completo|12º ano",
      ],
      [
        5,
        "ensino técnico|técnico|curso técnico|ensino profissional|curso profissional|" +
        "tecnólogo",
      ],
      [6, "superior incompleto|ensino superior incompleto|graduação incompleta"],
      [
        7,
        "superior|ensino superior|superior completo|ensino superior completo|" +
        "licenciatura|graduação|graduação completa|bacharelato|bacharelado",
      ],
      [7.5, "pós graduação|especialização|pós graduação especialização"],
      [8, "mestrado|pós graduação mestrado"],
      [9, "doutoramento|doutorado|pós graduação doutorado"],
    ],
  },
  Greek: {
    points: [
      [0, "καμία|χωρίς εκπαίδευση|καμία εκπαίδευση|αγράμματος|δεν πήγα σχολείο"],
      [
        1,
        "δημοτικό|απόφοιτος δημοτικού|δημοτικό σχολείο|πρωτοβάθμια|" +
        "πρωτοβάθμια εκπαίδευση",
      ],
      [2, "γυμνάσιο|απόφοιτος γυμνασίου"],
      [
        3,
        "λύκειο|απόφοιτος λυκείου|δευτεροβάθμια|δευτεροβάθμια εκπαίδευση|" +
        "απολυτήριο λυκείου",
      ],
      [
        5,
        "ιεκ|απόφοιτος ιεκ|μεταλυκειακή|μεταλυκειακή εκπαίδευση|ιεκ κολλέγιο|" +
        "μεταδευτεροβάθμια εκπαίδευση",
      ],
      [6.5, "τει|πτυχίο τει|απόφοιτος τει"],
      [
        7,
        "αει|πτυχίο|πτυχίο αει|πανεπιστήμιο|απόφοιτος αει|απόφοιτος πανεπιστημίου|" +
        "αει τει|πτυχίο αει τει|απόφοιτος αει τει|τριτοβάθμια|τριτοβάθμια εκπαίδευση|" +
        "πτυχιούχος|πτυχίο πανεπιστημίου",
      ],
      [
        8,
        "μεταπτυχιακό|μεταπτυχιακός τίτλος|μεταπτυχιακές σπουδές|μεταπτυχιακός|" +
        "μεταπτυχιακό δίπλωμα|master|κάτοχος μεταπτυχιακού",
      ],
      [9, "διδακτορικό|διδακτορικό δίπλωμα|διδάκτορας|διδακτορικός τίτλος"],
    ],
  },
};
