/** Words of headers that tell of the interview and not of answers, in many languages. Runs in Deno and browsers. */

/** A header's words without case, marks over letters and signs; words also end where a small letter
 * meets a capital. */
export function headerWords(header: string): string[] {
  return header.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").toLowerCase().normalize("NFD")
    .replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ł/g, "l").split(/[^\p{L}\p{N}]+/u).filter((
      word,
    ) => word !== "");
}

/** Makes a set of words that are separated by blanks. */
function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}

/** Beside "IP" they make it an address. */
export const ADDRESS_WORDS = wordSet(
  "address addresses addr adresse adress adres adresi adrese direccion indirizzo endereco διευθυνση",
);

/** Whole headers, their words joined, of what identifies a device or a browser. */
export const DEVICES = wordSet(
  "deviceid deviceidentifier devicenumber deviceserial devicephonenum deviceuuid imei imsi meid",
  "simserial simid simserialnumber subscriberid androidid macaddress advertisingid idfa gaid",
  "useragent browseruseragent browserfingerprint fingerprint geraeteid gerateid geratekennung",
  "geratenummer identifiantappareil identifiantdelappareil idappareil iddelappareil iddispositivo",
  "iddeldispositivo identificadordeldispositivo identificativodeldispositivo identificativodispositivo",
  "iddodispositivo identificadordodispositivo idsυσκευης idσυσκευης αναγνωριστικοσυσκευης",
  "κωδικοςσυσκευης apparaatid toestelid idurzadzenia identyfikatorurzadzenia cihazkimligi cihazid",
);

/** Whole headers, their words joined, of what servers note about an interview. */
export const AUDITS = wordSet(
  "audit auditurl audittrail auditlog instanceid instancename metainstanceid metainstancename",
  "formhubuuid submissionid submissionuuid submissiontime submittedby createdby modifiedby",
  "lastmodifiedby updatedby sessionid phpsessid httpreferer referer referrer refererurl referrerurl",
  "refurl formversion formdefversion erstelltvon geandertvon creepar modifiepar creadopor",
  "modificadopor creatoda modificatoda criadopor sitzungsid iddesession iddesesion idsessione",
  "iddasessao idsesji sessieid oturumkimligi",
);

/** Whoever asks the questions. */
export const INTERVIEWERS = wordSet(
  "interviewer interviewers interviewerin enumerator enumerators enqueteur enqueteurs enquetrice",
  "encuestador encuestadora encuestadores entrevistador entrevistadora intervistatore intervistatrice",
  "rilevatore rilevatrice befrager befragerin συνεντευκτης συνεντευκτη συνεντευκτρια συνεντευκτριας",
  "ankieter ankietera ankieterka anketor gorusmeci fieldworker",
);
/** What may stand beside them in a header that asks nothing about them. */
export const NAMING_WORDS = wordSet(
  "name names id ids code codes no nr num number initials initial first last full surname of the and",
  "s nom noms prenom numero matricule identifiant et de la le l du des d del el los nombre nombres",
  "apellido apellidos codigo y nome cognome codice dell della di e sobrenome do da vorname nachname",
  "kennung kurzel nummer und des der die das den ονομα επωνυμο ονοματεπωνυμο κωδικος του της naam van imie nazwisko",
  "numer kod adi soyadi kodu numarasi",
);

/** Whole headers, their words joined, of an interviewer's number. */
export const INTERVIEWER_CODES = wordSet(
  "intid intno intnr intnum intcode intvid intvno intvnr ivwid ivno ivnr enumid enumno enumcode",
  "enqid codenq codeenq numenq intname intvname",
);

/** What a telephone is called. */
export const PHONES = wordSet(
  "phone telephone tel telefon telefonnummer handynummer rufnummer mobilnummer telefono telefone",
  "telefoon telefoonnummer telefonu mobile mobil handy gsm cell cellphone celular cellulare movil",
  "telemovel portable komorka komorkowy cep τηλεφωνο κινητο phonenumber mobilenumber whatsapp",
);
/** What may stand beside them in a header that means the number. */
export const PHONE_WORDS = wordSet(
  "number no nr num numero nummer numer numarasi de di del du contact kontakt home work private",
  "business mobile mobil phone telefono your ihre votre su il tuo uw numaraniz αριθμος 1 2",
);

export const LATITUDES = wordSet(
  "latitude latitud latitudine breitengrad geobreite πλατος breedtegraad enlem szerokosc",
);
export const LONGITUDES = wordSet(
  "longitude longitud longitudine langengrad laengengrad geolange μηκος lengtegraad boylam dlugosc",
);
/** What may stand behind them in a header that means a place. */
export const PLACE_WORDS = wordSet(
  "gps geo location position point start end degrees decimal deg wgs84 1 2 3",
);
/** These are so short that they count only as a pair. */
export const LATITUDE_SHORT = wordSet("lat");
export const LONGITUDE_SHORT = wordSet("lon lng long");
/** Words that also measure other things, so that "geographic" must stand beside them. */
export const GEOGRAPHIC_ONLY = wordSet("πλατος μηκος szerokosc dlugosc");
export const GEOGRAPHIC = /geogra|γεωγραφικ/;

/** Whole headers, their words joined, of how long an interview took. */
export const DURATIONS = wordSet(
  "durationms durationsec durationmin totalduration durationtotal durationinseconds durationseconds durationinminutes interviewtime interviewduration",
  "interviewlength lengthofinterview surveyduration surveytime bearbeitungszeit bearbeitungsdauer",
  "interviewdauer befragungsdauer ausfulldauer dauerinsekunden dureedelentretien dureeentretien",
  "dureederemplissage dureedelenquete dureeensecondes dureedereponse duraciondelaentrevista",
  "duracionentrevista duraciondelaencuesta duracionencuesta duracionensegundos",
  "duratadellintervista durataintervista durataquestionario durataquestionarioinsecondi",
  "tempodicompilazione duracaodaentrevista duracaoentrevista duracaodoquestionario",
  "duracaoemsegundos tempodepreenchimento διαρκειασυνεντευξης διαρκειασυμπληρωσης invultijd",
  "interviewduur czaswypelniania czastrwaniawywiadu gorusmesuresi anketsuresi",
);

/** What Qualtrics measures on a page, at the end of a header. */
export const PAGE_TIMING =
  /(?:^|[_\s-])(?:First[ _]Click|Last[ _]Click|Page[ _]Submit|Click[ _]Count)$/i;

/** What stands before or behind the name of an item whose time a column holds. */
export const ITEM_TIME =
  /^(?:(.+?)[_.\s-](?:time|timing|rt|ms|msec|millis|duration|dur|secs?|seconds|elapsed?|latency|e|zeit|dauer|temps|dur[eé]e|tiempo|duraci[oó]n|tempo|durata|dura[cç][aã]o|χρ[οό]νος|tijd|duur|czas|s[uü]re)|(.+[\p{Ll}\d])(?:Time|RT|Zeit|Temps|Tiempo|Tempo)|(?:time|rt|zeit|temps|tiempo|tempo)[_.\s-](.+))$/iu;
