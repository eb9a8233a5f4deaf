/** Words by which headers ask who somebody is, in ten languages. Runs in Deno and browsers. */

import type { PeopleTopic } from "../../../survey/column.ts";
import { phraseSet } from "../kinds/header_words.ts";

/** How a topic is known. */
export interface TopicWords {
  readonly topic: PeopleTopic;
  /** In headers of few words. */
  readonly words: ReadonlySet<string>;
  /** In headers of any length. */
  readonly phrases: ReadonlySet<string>;
  /** As headers of one word, to the letter: beside others they tell something else (visits a month), and
   * before a number (week 1, week 2) what was answered then. */
  readonly alone?: ReadonlySet<string>;
}

/** Looked through in order: of two topics in one header the first counts. */
export const TOPICS: readonly TopicWords[] = [
  {
    topic: "name",
    words: phraseSet(
      "first name|firstname|last name|lastname|surname|given name|family name|full name|vorname|nachname|familienname",
      "prénom|nom de famille|apellido|apellidos|cognome|sobrenome|voornaam|achternaam|imię|nazwisko|soyad|soyadı",
    ),
    phrases: phraseSet("your first name|your last name|your full name"),
  },
  {
    topic: "age",
    words: phraseSet(
      "age|ages|agegroup|agegrp|age group|ageg|age q|agecat|age band|age range|birth year|year birth|yearbirth",
      "birthyear|yob|born|alter|altersgruppe|altersklasse|geburtsjahr|jahrgang|âge|tranche d'âge|année de naissance",
      "edad|grupo de edad|año de nacimiento|età|eta|classe di età|anno di nascita|idade|faixa etária",
      "ano de nascimento|leeftijd|leeftijdsgroep|geboortejaar|wiek|grupa wiekowa|rok urodzenia|yaş|yaş grubu",
      "doğum yılı|ηλικία|ηλικιακή ομάδα",
    ),
    phrases: phraseSet(
      "how old are you|what is your age|your age group|which age group|age are you|year were you born|what age",
      "wie alt sind sie|in welchem jahr geboren|quel âge avez vous|quel est votre âge|cuántos años tiene",
      "qué edad tiene|quanti anni ha|qual è la sua età|que idade tem|qual a sua idade|hoe oud bent u",
      "ile masz lat|ile ma pan|kaç yaşındasınız|yaşınız nedir|πόσων ετών είστε",
    ),
  },
  {
    topic: "sex",
    words: phraseSet(
      "sex|gender|gen|female|male|geschlecht|sexe|genre|género|genero|sexo|sesso|genere|geslacht|płeć|cinsiyet",
      "cinsiyetiniz|φύλο|gender identity|geschlechtsidentität",
    ),
    phrases: phraseSet(
      "what is your gender|what is your sex|your gender identity|how do you identify|male or female|ihr geschlecht|sind sie männlich",
      "vous êtes un homme|votre sexe|cuál es su sexo|cuál es su género|qual è il suo sesso|qual é o seu sexo",
      "bent u een man|wat is uw geslacht|jaka jest pana płeć|cinsiyetiniz nedir",
    ),
  },
  {
    topic: "income",
    words: phraseSet(
      "income|annual income|household income|hh income|hhincome|salary|earnings|wage|wages|einkommen",
      "haushaltseinkommen|haushaltsnettoeinkommen|nettoeinkommen|gehalt|revenus|revenu du foyer|salaire",
      "ingreso|ingresos|ingresos del hogar|renta|salario|reddito|stipendio|rendimento|renda|renda familiar",
      "inkomen|huishoudinkomen|salaris|dochód|dochody|zarobki|gelir|aylık gelir|hane geliri|εισόδημα",
    ),
    phrases: phraseSet(
      "household income|annual income|your household earn|members of your household|your total income|personal income|monthly income",
      "haushaltseinkommen|monatliches nettoeinkommen|revenu mensuel|revenus du foyer|ingresos mensuales|ingresos del hogar",
      "reddito mensile|reddito familiare|rendimento mensal|renda mensal|netto inkomen|dochód gospodarstwa|aylık geliriniz",
    ),
  },
  {
    topic: "education",
    words: phraseSet(
      "education|educ|edu|education level|educational level|degree|schooling|qualification|highest degree|bildung",
      "bildungsabschluss|schulabschluss|schulbildung|abschluss|diplôme|niveau d'études|niveau d'étude|études|educación|estudios",
      "nivel de estudios|nivel educativo|istruzione|titolo di studio|scolarità|educação|escolaridade|grau de instrução",
      "opleiding|opleidingsniveau|wykształcenie|eğitim|eğitim durumu|öğrenim durumu|εκπαίδευση|μορφωτικό επίπεδο",
    ),
    phrases: phraseSet(
      "level of education|highest education|education level|level of school|highest level of|höchster bildungsabschluss|höchsten schulabschluss",
      "niveau d'études|plus haut diplôme|nivel de estudios|nivel educativo|titolo di studio|nível de escolaridade|grau de escolaridade",
      "hoogst voltooide opleiding|poziom wykształcenia|eğitim durumunuz|eğitim düzeyiniz|μορφωτικό σας επίπεδο",
    ),
  },
  {
    topic: "occupation",
    words: phraseSet(
      "occupation|job|job title|profession|employment|employment status|work status|working status|employed|industry|sector",
      "spc|csp|beruf|berufsgruppe|berufstätigkeit|erwerbsstatus|beschäftigung|branche|profession|métier|situation professionnelle",
      "ocupación|profesión|situación laboral|empleo|occupazione|professione|condizione lavorativa|ocupação|profissão",
      "situação profissional|beroep|werksituatie|zawód|status zawodowy|meslek|mesleğiniz|çalışma durumu|επάγγελμα",
      "company size|organisation size|organization size|number of employees|employees|unternehmensgröße|betriebsgröße|taille de l'entreprise",
    ),
    phrases: phraseSet(
      "your occupation|your current occupation|employment status|your job title|which industry|what industry|your profession|best describes your job",
      "how many people work|people does your organization|ihr beruf|beruflich tätig|votre profession|situation professionnelle",
      "cuál es su ocupación|situación laboral|qual è la sua professione|qual a sua profissão|wat is uw beroep|jaki jest zawód|mesleğiniz nedir",
    ),
  },
  {
    topic: "household",
    words: phraseSet(
      "marital status|marital|married|civil status|household|household size|hh size|hhsize|children|kids|number of children|kidhome|teenhome",
      "kids home|teens home|family status|family size|dependents|familienstand|haushaltsgröße|kinder|anzahl kinder|kinderzahl",
      "situation familiale|état civil|taille du foyer|nombre d'enfants|enfants|estado civil|hijos|número de hijos|tamaño del hogar",
      "stato civile|figli|numero di figli|componenti del nucleo|filhos|número de filhos|agregado familiar|burgerlijke staat",
      "huishoudgrootte|kinderen|aantal kinderen|stan cywilny|liczba dzieci|dzieci|medeni durum|medeni hal|çocuk sayısı|οικογενειακή κατάσταση",
    ),
    phrases: phraseSet(
      "marital status|people live in|live in your household|many children do|children do you|children under 18|children in your household|are you married",
      "familienstand|personen leben in|personen in ihrem haushalt|wie viele kinder|combien d'enfants|personnes dans votre foyer",
      "cuántos hijos|personas viven en|quanti figli|quantos filhos|hoeveel kinderen|ile dzieci|kaç çocuğunuz|medeni durumunuz",
    ),
  },
  {
    topic: "place",
    words: phraseSet(
      "region|regions|state|us region|census region|country|city|town|county|province|district|location|area|zip|zip code|postcode|residence",
      "urban|urbanicity|rural|neighbourhood|bundesland|land|stadt|wohnort|plz|ort|ortsgröße|gemeindegröße|wohnregion|région|ville|pays",
      "département|commune|lieu de résidence|región|provincia|comunidad|ciudad|país|municipio|departamento|regione|città|comune|paese",
      "região|estado|cidade|município|distrito|concelho|regio|provincie|woonplaats|gemeente|województwo|miasto|kraj|miejsce zamieszkania",
      "bölge|il|ilçe|şehir|ülke|περιοχή|πόλη|περιφέρεια",
    ),
    phrases: phraseSet(
      "where do you live|where you live|do you live in|which region|what region|state do you|country do you|your zip code|your postcode|currently reside|you live in",
      "wo wohnen sie|in welchem bundesland|wo leben sie|où habitez vous|où vivez vous|dans quelle région|dónde vive|en qué región",
      "dove vive|dove abita|in quale regione|onde vive|onde mora|em que região|waar woont u|gdzie mieszkasz|w jakim województwie|nerede yaşıyorsunuz",
    ),
  },
  {
    topic: "origin",
    words: phraseSet(
      "race|ethnicity|ethnic group|ethnic|nationality|citizenship|religion|denomination|mother tongue|native language|engnat|native speaker",
      "nationalität|staatsangehörigkeit|migrationshintergrund|muttersprache|konfession|nationalité|langue maternelle|nacionalidad|etnia|raza",
      "lengua materna|nazionalità|cittadinanza|nacionalidade|raça|cor ou raça|religião|nationaliteit|afkomst|narodowość|wyznanie|uyruk|din|εθνικότητα",
    ),
    phrases: phraseSet(
      "racial or ethnic|race or ethnicity|your ethnicity|your ethnic|your nationality|your religion|your native language|country of birth|were you born in",
      "ihre staatsangehörigkeit|ihre muttersprache|votre nationalité|cuál es su nacionalidad|qual a sua nacionalidade",
    ),
  },
  {
    topic: "contact",
    words: phraseSet(
      "source|lead source|traffic source|sample source|recruitment source|acquisition source|acquisition channel|referrer|referral source|utm source",
      "utm medium|utm campaign|panel provider|sample provider|werbequelle|leadquelle|source de recrutement|fuente|fonte|bron|źródło|kaynak",
    ),
    phrases: phraseSet(
      "hear about us|heard about us|hear about this survey|hear of us|did you find us|find out about us|find this survey",
      "auf uns aufmerksam geworden|nous avez vous connus|nous avez vous connu|cómo nos conoció|come ci ha conosciuto|como nos conheceu",
    ),
  },
  {
    topic: "interview",
    words: phraseSet(
      "survey wave|study wave|wave number|wave no|wave id|wave of survey|survey round|survey year|year of survey|interview year|fieldwork year",
      "survey month|month of interview|interview month|survey quarter|fieldwork period|data collection mode|survey mode|interview mode",
      "mode of interview|interview language|survey language|erhebungswelle|befragungswelle|erhebungsjahr|befragungsjahr|erhebungsmonat",
      "erhebungszeitraum|befragungssprache|vague d'enquête|année d'enquête|mois d'enquête|año de la encuesta|anno di rilevazione",
      "ano da pesquisa|jaar van meting|meetronde|rok badania|anket yılı",
    ),
    phrases: phraseSet(
      "wave of the survey|year of the survey|year of interview|year of the interview|wave of data collection|mode of data collection",
      "language of the interview|language of the survey|welle der erhebung|jahr der erhebung|jahr der befragung|vague de l'enquête|année de l'enquête",
      "ola de la encuesta|año de la encuesta",
    ),
    alone: phraseSet(
      "wave|round|year|quarter|month|week|weekday|fieldwork|welle|jahr|quartal|monat|kalenderwoche|vague|année|annee|trimestre|mois",
      "semaine|oleada|ronda|año|mes|semana|ondata|anno|mese|settimana|rodada|onda|ano|mês|jaar|maand|fala|rok|miesiąc|dalga|yıl|έτος|κύμα",
    ),
  },
];

/** A header with one of these asks what somebody thinks or does, whatever else it speaks of. */
export const OPINIONS = phraseSet(
  "i|my|ich|mein|je|mon|yo|mi|io|eu|ik|mijn|satisfied|satisfaction|agree|disagree|important|importance|likely|likelihood|how often|happy|worried|opinion|think|feel|rate|prefer",
  "recommend|trust|enjoy|like|love|zufrieden|zufriedenheit|stimme zu|wichtig|wahrscheinlich|wie oft|wie häufig|meinung|finden sie|denken sie",
  "satisfait|satisfaction|d'accord|important|souvent|pensez vous|satisfecho|de acuerdo|importante|con qué frecuencia|piensa|opina",
  "soddisfatto|d'accordo|quanto spesso|pensa|satisfeito|concorda|com que frequência|tevreden|eens|belangrijk|hoe vaak|vindt u",
  "zadowolony|zgadza|ważne|jak często|memnun|katılıyorum|önemli|ne sıklıkla",
);

/** Answers to the question for sex and gender. */
export const SEXES = phraseSet(
  "male|female|man|woman|men|women|m|f|w|boy|girl|männlich|weiblich|mann|frau|homme|femme|masculin|féminin|hombre|mujer",
  "masculino|femenino|varón|maschio|femmina|uomo|donna|maschile|femminile|homem|mulher|feminino|vrouw|mężczyzna|kobieta|erkek|kadın|άνδρας|γυναίκα",
);
