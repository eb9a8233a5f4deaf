/** Turkish words of scales. Runs in Deno and browsers. */

import type { Language } from "./language.ts";

const UNDECIDED = "kararsızım|kararsız|nötr|tarafsız|ne evet ne hayır|ortada";

/** Turkish. */
export const TURKISH: Language = {
  name: "Turkish",
  degrees: [
    [8, "tamamen|tümüyle|bütünüyle|tam olarak"],
    [7, "son derece|aşırı|aşırı derecede|olağanüstü"],
    [6.5, "çok fazla"],
    [6, "çok|kesinlikle|fazlasıyla|kuvvetle|güçlü şekilde|fazla"],
    [4, "büyük ölçüde|çoğunlukla|genellikle"],
    [3, "oldukça|epey|epeyce|orta derecede|orta düzeyde"],
    [2, "kısmen|bir dereceye kadar|bir ölçüde"],
    [1, "biraz|hafif|hafifçe|çok az|az"],
    [-2, "pek * değil|pek * değilim|çok * değil|çok * değilim"],
    [-8, "hiç * değil|hiç * değilim|kesinlikle * değil|kesinlikle * değilim"],
  ],
  families: {
    agreement: {
      up: "katılıyorum|uygun",
      down: "katılmıyorum",
      middle: `${UNDECIDED}|ne katılıyorum ne (de )katılmıyorum`,
      points: [[-9, "hiç katılmıyorum"], [-4, "uygun değil"]],
    },
    satisfaction: {
      up: "memnun(um)|memnun kaldım|mutlu(yum)",
      down: "memnuniyetsiz(im)|memnun değil(im)|mutsuz(um)|memnun kalmadım|hoşnutsuz(um)",
      middle: `${UNDECIDED}|ne memnun(um) ne (de )memnun değil(im)|orta|` +
        "ne memnun(um) ne (de )memnuniyetsiz(im)",
      points: [[-9, "hiç memnun kalmadım"]],
    },
    frequency: {
      points: [
        [0, "hiçbir zaman|asla|hiç"],
        [1, "neredeyse hiç|çok nadiren|hemen hemen hiç"],
        [2, "nadiren|seyrek|seyrek olarak"],
        [3, "ara sıra|arada bir|zaman zaman"],
        [4, "bazen|kimi zaman"],
        [4.5, "zamanın yarısında"],
        [5, "düzenli olarak|oldukça sık"],
        [6, "sık sık|sıklıkla|sık"],
        [7, "genellikle|çoğu zaman|çoğunlukla|genelde"],
        [8, "çok sık|neredeyse her zaman|hemen her zaman"],
        [9, "her zaman|daima|sürekli"],
      ],
    },
    // Levels as of the Turkish Statistical Institute; places follow ISCED 2011.
    education: {
      points: [
        [
          0,
          "okuryazar değil|okuma yazma bilmiyor|okur yazar değil|okula gitmedi|" +
          "hiç okula gitmedi|eğitim yok|eğitimsiz|eğitimi yok",
        ],
        [
          0.5,
          "okuryazar|okur yazar|bir okul bitirmedi|okuryazar ama okul bitirmedi|" +
          "diplomasız okuryazar|okur yazar ama okul bitirmemiş|diplomasız",
        ],
        [1, "ilkokul terk"],
        [2, "ilkokul|ilkokul mezunu|ilkokul veya altı|ilkokul ve altı"],
        [2.5, "ilköğretim|ilköğretim mezunu|temel eğitim"],
        [3, "ortaokul|ortaokul mezunu|ilköğretim veya ortaokul|orta okul|orta okul mezunu"],
        [3.5, "lise terk"],
        [
          4,
          "lise|lise mezunu|lise ve dengi|lise veya dengi okul|lise ve dengi meslek okulu|" +
          "lise dengi|lise veya dengi|ortaöğretim",
        ],
        [4.1, "meslek lisesi|meslek lisesi mezunu"],
        [
          6,
          "ön lisans|önlisans|meslek yüksekokulu|yüksekokul|iki yıllık üniversite|" +
          "iki yıllık yüksekokul|ön lisans mezunu|yüksekokul mezunu|2 yıllık üniversite|" +
          "2 yıllık yüksekokul",
        ],
        [
          7,
          "lisans|lisans mezunu|üniversite|üniversite mezunu|fakülte|yükseköğretim|" +
          "yüksekokul veya fakülte|dört yıllık üniversite|üniversite lisans|" +
          "4 yıllık üniversite",
        ],
        [7.2, "lisans ve üzeri|üniversite ve üzeri|üniversite veya üstü|üniversite ve üstü"],
        [
          8,
          "yüksek lisans|yükseklisans|lisansüstü|yüksek lisans mezunu|" +
          "yüksek lisans ve üzeri|lisansüstü mezunu|yüksek lisans veya üstü|master|" +
          "yüksek lisans ve üstü",
        ],
        [8.5, "yüksek lisans veya doktora|yüksek lisans doktora|yüksek lisans ve doktora"],
        [9, "doktora|doktora mezunu|doktora ve üzeri|doktora veya üstü"],
      ],
    },
    importance: {
      up: "önemli",
      down: "önemsiz|önemli değil",
      middle: `${UNDECIDED}|ne önemli ne (de )önemsiz`,
      points: [[9, "vazgeçilmez|hayati"]],
    },
    likelihood: {
      up: "olası|muhtemel",
      down: "olası değil|muhtemel değil|olasılık dışı",
      middle: `${UNDECIDED}|belki|olabilir`,
      points: [
        [9, "kesinlikle evet|kesinlikle|evet kesinlikle|kesinlikle yaparım"],
        [3, "muhtemelen evet|muhtemelen|büyük olasılıkla|büyük ihtimalle"],
        [-3, "muhtemelen hayır"],
        [-9, "kesinlikle hayır|hayır kesinlikle"],
      ],
    },
    quality: {
      up: "iyi|olumlu",
      down: "kötü|zayıf|olumsuz",
      middle: `${UNDECIDED}|orta|ne iyi ne (de )kötü|vasat|normal|idare eder|ortalama`,
      points: [[-9, "berbat|korkunç"], [9, "mükemmel|harika|kusursuz"]],
    },
    difficulty: { up: "zor" },
    ease: {
      up: "kolay",
      down: "zor|güç",
      middle: `${UNDECIDED}|ne kolay ne (de )zor|orta`,
    },
    extent: {
      points: [
        [0, "hiç|hiçbiri|hiçbir şey|hiç değil"],
        [1, "çok az|yok denecek kadar az"],
        [2, "az|pek az"],
        [2.5, "biraz|bir miktar"],
        [4, "orta|orta derecede|kısmen|orta düzeyde"],
        [5, "oldukça|epey|epeyce"],
        [6, "çok|fazla"],
        [7, "pek çok|çok fazla|oldukça fazla"],
        [8, "aşırı|son derece"],
        [9, "tamamen|hepsi|tümü"],
      ],
    },
    intensity: { up: "~" },
    level: { up: "yüksek", down: "düşük", middle: "orta|ortalama|normal" },
    familiarity: {
      up: "aşina(yım)|bilgili",
      down: "aşina değil(im)",
      points: [[-9, "hiç duymadım"]],
    },
    comparison: {
      up: "daha iyi|~ daha iyi",
      down: "daha kötü|~ daha kötü",
      middle: "aynı|hemen hemen aynı|değişmedi|fark yok",
    },
    change: {
      up: "arttı|daha fazla|iyileşti",
      down: "azaldı|daha az|kötüleşti",
      middle: "aynı|aynı kaldı|değişmedi|değişiklik yok",
    },
    favourability: { up: "olumlu", down: "olumsuz", middle: UNDECIDED },
    usefulness: { up: "faydalı|yararlı", down: "faydasız|yararsız", middle: UNDECIDED },
    concern: { up: "endişeli(yim)", down: "endişeli değil(im)", middle: UNDECIDED },
    interest: { up: "ilgili(yim)|ilgileniyorum", down: "ilgisiz(im)", middle: UNDECIDED },
    trust: { up: "güveniyorum", down: "güvenmiyorum", middle: UNDECIDED },
    support: { up: "destekliyorum", down: "karşıyım", middle: UNDECIDED },
  },
  nonAnswers: {
    dont_know:
      "bilmiyorum|fikrim yok|fikri yok|bilmiyor|emin değilim|hatırlamıyorum|bir fikrim yok|" +
      "bilmiyorum fikrim yok|bilmiyorum cevap yok|bilmiyorum hatırlamıyorum|bilinmiyor",
    refused: "cevap yok|yanıt yok|cevap vermek istemiyorum|yanıtlamak istemiyorum|" +
      "belirtmek istemiyorum|cevap vermedi|cevaplamak istemiyorum|söylemek istemiyorum|" +
      "yanıt vermek istemiyorum|reddetti|cevapsız|belirtilmemiş",
    not_applicable: "geçerli değil|uygulanamaz|ilgili değil|beni ilgilendirmiyor|deneyimim yok",
    not_asked: "sorulmadı",
    not_done: "bunu yapmıyorum|hiç kullanmadım|kullanmıyorum|yapmıyorum",
    beside: "hiç duymadım|duymadım|çalışmıyorum|gelirim yok",
  },
  counting: {
    units: [
      [525600, "dakika|dk"],
      [8760, "saat"],
      [365, "gün"],
      [52, "hafta"],
      [12, "ay"],
      [1, "yıl|sene"],
    ],
    adverbs: [
      [365, "günlük|günde"],
      [52, "haftalık|haftada"],
      [26, "iki haftada bir|2 haftada bir|15 günde bir|on beş günde bir"],
      [12, "aylık|ayda"],
      [4, "üç ayda bir|3 ayda bir"],
      [2, "altı ayda bir|6 ayda bir"],
      [1, "yıllık|yılda|senede"],
    ],
    numbers: [
      [1, "bir"],
      [2, "iki"],
      [3, "üç"],
      [3.5, "birkaç|birçok"],
      [4, "dört"],
      [5, "beş"],
      [6, "altı"],
      [7, "yedi"],
      [8, "sekiz"],
      [9, "dokuz"],
      [10, "on"],
      [12, "on iki"],
    ],
    fillers: "kez|kere|defa|veya|ya da|ila|yaklaşık",
    every: "her",
    other: "ikinci",
    more: "daha sık|birden fazla|birden çok|den fazla|en az|veya daha fazla|ve üzeri",
    less: "den az|daha az|en fazla|neredeyse",
    lowest: [[0, "hiç|hiçbir zaman|asla"], [
      0.01,
      "daha seyrek|daha nadir|nadiren|nadiren veya hiç|neredeyse hiç",
    ]],
    below:
      "altı|altında|ve altı|ve altında|den az|dan az|ten az|tan az|den küçük|dan küçük|ten küçük|" +
      "a kadar|e kadar|ya kadar|ye kadar|en fazla|daha az|veya daha az|yaşından küçük",
    above: "üzeri|üstü|ve üzeri|ve üstü|üzerinde|den fazla|dan fazla|ten fazla|tan fazla|en az|" +
      "ve daha fazla|veya daha fazla|den büyük|dan büyük|yaşından büyük|veya üzeri|veya üstü",
    between: "ile|ila|arası|arasında|ve",
    nouns: "yaş|yaşında|tl|try|lira|kişi|çocuk|euro|avro|yıldız|puan|çalışan|yaklaşık",
  },
};
