// Names of countries by the three letters that the evidence has for them. The browser knows the names,
// by two letters; this is the way from three to two (ISO 3166-1).
const TWO = new Map(
  `
AFG:AF ARE:AE ARG:AR ARM:AM AUS:AU AUT:AT AZE:AZ BEL:BE BGD:BD BGR:BG BHR:BH BLR:BY BRA:BR
CAN:CA CHE:CH CHN:CN CYP:CY CZE:CZ DEU:DE DNK:DK EGY:EG ESP:ES EST:EE FIN:FI FRA:FR GBR:GB
GEO:GE GRC:GR HKG:HK HRV:HR HUN:HU IDN:ID IND:IN IRL:IE IRN:IR IRQ:IQ ISL:IS ISR:IL ITA:IT
JAM:JM JOR:JO JPN:JP KAZ:KZ KGZ:KG KOR:KR KWT:KW LBN:LB LKA:LK LTU:LT LUX:LU LVA:LV MAR:MA
MDA:MD MEX:MX MYS:MY NAM:NA NGA:NG NLD:NL NOR:NO NZL:NZ OMN:OM PAK:PK PHL:PH POL:PL PRK:KP PRT:PT
PSE:PS QAT:QA ROU:RO RUS:RU SAU:SA SGP:SG SRB:RS SVK:SK SVN:SI SWE:SE SYR:SY THA:TH TJK:TJ
TKM:TM TUR:TR TWN:TW TZA:TZ UKR:UA URY:UY USA:US UZB:UZ VEN:VE VNM:VN YEM:YE ZAF:ZA
`
    .split(/\s+/)
    .filter(Boolean)
    .map((pair) => pair.split(":")),
);
const names = new Intl.DisplayNames(["en"], { type: "region" });

export const countryName = (code) => {
  if (code === "INT") return "International";
  return TWO.has(code) ? names.of(TWO.get(code)) : code || "No country";
};
