/** German labels for the API's names, derived: `einkommenNetto` → "Einkommen Netto", `EINFAMILIENHAUS` → "Einfamilienhaus". */

/** Names whose umlauts or meaning cannot be derived. */
const whole: { readonly [name: string]: string } = {
  '@type': 'Art',
  plz: 'PLZ',
  ort: 'Ort',
  email: 'E-Mail',
  externeVorgangsId: 'Externe Vorgangs-ID',
  zusaetzlicherEreignistext: 'Zusätzlicher Ereignistext',
  finanzierungsobjekt: 'Finanzierungsobjekt',
  importquelle: 'Importquelle',
  trackingId: 'Tracking-ID',
  antragsteller1: 'Antragsteller 1',
  antragsteller2: 'Antragsteller 2',
  ratenschutzAntragsteller1: 'Ratenschutz Antragsteller 1',
  ratenschutzAntragsteller2: 'Ratenschutz Antragsteller 2',
  iban: 'IBAN',
  bic: 'BIC',
  kw: 'kW',
  ps: 'PS',
  custom: 'Werte des Partners',
}

const parts: readonly (readonly [RegExp, string])[] = [
  [/ae(?=nderung|rzt|lt)/g, 'ä'],
  [/vermoegen/g, 'vermögen'],
  [/Vermoegen/g, 'Vermögen'],
  [/gebaeude/gi, 'Gebäude'],
  [/flaeche/g, 'fläche'],
  [/Flaeche/g, 'Fläche'],
  [/beschaeftigung/gi, 'Beschäftigung'],
  [/verhaeltnis/g, 'verhältnis'],
  [/praeferenz/gi, 'Präferenz'],
  [/gebuehr/g, 'gebühr'],
  [/hoehe/g, 'höhe'],
  [/strasse/g, 'straße'],
  [/Strasse/g, 'Straße'],
  [/angehoerig/g, 'angehörig'],
  [/selbst(st)?aendig/g, 'selbstständig'],
  [/abloesung/gi, 'Ablösung'],
  [/verfuegbar/g, 'verfügbar'],
  [/moeglich/g, 'möglich'],
  [/stellplaetze/gi, 'Stellplätze'],
  [/eintraege/g, 'einträge'],
  [/ertraege/g, 'erträge'],
  [/aufloesung/gi, 'Auflösung'],
  [/haelfte/g, 'hälfte'],
  [/beschaeftigt/gi, 'Beschäftigt'],
  [/einkuenfte/gi, 'Einkünfte'],
  [/taetigkeit/g, 'tätigkeit'],
  [/Taetigkeit/g, 'Tätigkeit'],
  [/geschaeft/g, 'geschäft'],
  [/Geschaeft/g, 'Geschäft'],
  [/gehoer/g, 'gehör'],
  [/fuer(?![a-z])/gi, 'für'],
  [/verfuegung/gi, 'Verfügung'],
  [/praemie/gi, 'Prämie'],
  [/glaeubiger/gi, 'Gläubiger'],
  [/unfaehig/g, 'unfähig'],
  [/gewuenscht/gi, 'Gewünscht'],
  [/wuensch/g, 'wünsch'],
  [/abloesen/gi, 'Ablösen'],
  [/urspruenglich/gi, 'Ursprünglich'],
  [/haendler/gi, 'Händler'],
  [/schluessel/g, 'schlüssel'],
  [/vertraege/g, 'verträge'],
]

const umlauted = (text: string): string => parts.reduce((out, [from, to]) => out.replace(from, to), text)
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The label of a property. */
export function labelOf(name: string): string {
  const known = whole[name]
  if (known !== undefined) return known
  return umlauted(name.replace(/([a-zäöüß])([A-Z])/g, '$1 $2'))
    .split(' ')
    .map(upperFirst)
    .join(' ')
}

/** Properties whose capitals are no enum. */
const codes = new Set(['iban', 'bic'])

/**
 * A value as an advisor reads it: enum in words, date and number in German notation. A text with letters right beside digits is a code
 * and stays as it is.
 */
export function wordsOf(value: string | number | boolean | null, name = ''): string {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? 'ja' : 'nein'
  if (typeof value === 'number') return value.toLocaleString('de-DE', { maximumFractionDigits: 6 })
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (date) return `${date[3]}.${date[2]}.${date[1]}`
  const isEnum = /^[A-Z][A-Z0-9]+(_[A-Z0-9]+)*$/.test(value) && !/[A-Z]\d|\d[A-Z]/.test(value)
  if (!isEnum || value.length < 4 || codes.has(name)) return value
  return umlauted(value.toLowerCase().split('_').join(' ')).replace(/^./, (first) => first.toUpperCase())
}
