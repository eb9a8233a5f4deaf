/** Where the methods are described, for the Methods page. Runs in browsers. */

import { html } from "../kit/elements.js";

const SOURCES: readonly (readonly [subject: string, source: string])[] = [
  [
    "Practice",
    "Dolnicar, Grün, Leisch, Market Segmentation Analysis, 2018, doi:10.1007/978-981-10-8818-6",
  ],
  [
    "Own use of a scale",
    "Cunningham, Cunningham, Green, Public Opinion Quarterly 41, 1977; Fischer, Journal of Cross-Cultural Psychology 35, 2004",
  ],
  [
    "Gaps in batteries",
    "Bernaards, Sijtsma, 2000, doi:10.1207/S15327906MBR3503_03; van Ginkel, van der Ark, Sijtsma, 2007, doi:10.1080/00273170701360803",
  ],
  [
    "Whether there are segments",
    "Hennig, Lin, 2015, doi:10.1007/s11222-015-9566-5",
  ],
  [
    "Stability",
    "Dolnicar, Leisch, 2010, doi:10.1007/s11002-009-9083-4; 2017, doi:10.1007/s11002-017-9423-8; bands: Hennig, 2007, doi:10.1016/j.csda.2006.11.025",
  ],
  [
    "Two solutions",
    "adjusted Rand index: Hubert, Arabie, 1985, doi:10.1007/BF01908075; bands: Steinley, 2004, doi:10.1037/1082-989X.9.3.386",
  ],
  ["Principal components", "Jolliffe, Cadima, 2016, doi:10.1098/rsta.2015.0202"],
  ["Correspondence analysis", "Greenacre, Correspondence Analysis in Practice, 2017"],
  ["UMAP", "McInnes, Healy, Melville, 2018, arXiv:1802.03426"],
  [
    "k-means",
    "Lloyd, 1982, doi:10.1109/TIT.1982.1056489; Arthur, Vassilvitskii, SODA 2007; batches: Sculley, 2010, doi:10.1145/1772690.1772862",
  ],
  ["Ward", "Ward, 1963, doi:10.1080/01621459.1963.10500845"],
  ["Gower", "Gower, 1971, doi:10.2307/2528823"],
  ["k-medoids", "Schubert, Rousseeuw, 2021, doi:10.1016/j.is.2021.101804"],
  ["k-modes, k-prototypes", "Huang, 1998, doi:10.1023/A:1009769707641"],
  [
    "Silhouette",
    "Rousseeuw, 1987, doi:10.1016/0377-0427(87)90125-7",
  ],
  [
    "Indices",
    "Caliński, Harabasz, 1974, doi:10.1080/03610927408827101; Davies, Bouldin, 1979, doi:10.1109/TPAMI.1979.4766909",
  ],
  [
    "Markers, separation, gorges",
    "Dolnicar, Grün, Leisch, 2018 (above); Leisch, 2010, doi:10.1007/s11222-009-9137-8",
  ],
  ["Effect sizes", "Cohen, Statistical Power Analysis, 1988"],
  ["Effective base", "Kish, Survey Sampling, 1965"],
  [
    "Tests",
    "Welch, 1951, doi:10.1093/biomet/38.3-4.330; Kruskal, Wallis, 1952, doi:10.1080/01621459.1952.10483441; small counts: Cochran, 1954, doi:10.2307/3001616, and Freeman, Halton, 1951, doi:10.1093/biomet/38.1-2.141; epsilon squared: Kelley, 1935, doi:10.1073/pnas.21.9.554",
  ],
  [
    "Many tests",
    "Benjamini, Hochberg, 1995, doi:10.1111/j.2517-6161.1995.tb02031.x",
  ],
  [
    "One segment against all",
    "Lebart, Morineau, Piron, Statistique exploratoire multidimensionnelle, 1995; Lê, Josse, Husson, 2008, doi:10.18637/jss.v025.i01",
  ],
  ["Tests after clustering", "Gao, Bien, Witten, 2022, doi:10.1080/01621459.2022.2116331"],
];

/** What a source is looked up by. */
const NUMBER = /(doi:10\.\d+\/[^\s;,]+|arXiv:\d+\.\d+)/;

/** Makes the list of sources, each with links to where it is kept. */
export function methodSources(): HTMLElement {
  return html(
    "ul",
    SOURCES.map(([subject, source]) =>
      html("li", [
        html("strong", subject),
        ": ",
        ...source.split(NUMBER).map((part, i) => i % 2 === 0 ? part : sourceLink(part)),
      ])
    ),
    { class: "method-sources" },
  );
}

function sourceLink(number: string): HTMLElement {
  const address = number.startsWith("doi:")
    ? `https://doi.org/${number.slice("doi:".length)}`
    : `https://arxiv.org/abs/${number.slice("arXiv:".length)}`;
  // Whoever keeps it need not know from where one comes.
  return html("a", number, { href: address, rel: "noreferrer", target: "_blank" });
}
