export type StateCode =
  | 'BW'
  | 'BY'
  | 'BE'
  | 'BB'
  | 'HB'
  | 'HH'
  | 'HE'
  | 'MV'
  | 'NI'
  | 'NW'
  | 'RP'
  | 'SL'
  | 'SN'
  | 'ST'
  | 'SH'
  | 'TH'

type Rate = { from: string; percent: number }
type State = { code: StateCode; name: string; rates: readonly [Rate, ...Rate[]] }

const ALWAYS = '0000-01-01'

/** Grunderwerbsteuer per state, newest rate first, with the first day on which it applies (self-disclosure §6). */
export const STATES: readonly State[] = [
  { code: 'BW', name: 'Baden-Württemberg', rates: [{ from: ALWAYS, percent: 5 }] },
  { code: 'BY', name: 'Bayern', rates: [{ from: ALWAYS, percent: 3.5 }] },
  { code: 'BE', name: 'Berlin', rates: [{ from: ALWAYS, percent: 6 }] },
  { code: 'BB', name: 'Brandenburg', rates: [{ from: ALWAYS, percent: 6.5 }] },
  {
    code: 'HB',
    name: 'Bremen',
    rates: [
      { from: '2025-07-01', percent: 5.5 },
      { from: ALWAYS, percent: 5 },
    ],
  },
  {
    code: 'HH',
    name: 'Hamburg',
    rates: [
      { from: '2023-01-01', percent: 5.5 },
      { from: ALWAYS, percent: 4.5 },
    ],
  },
  { code: 'HE', name: 'Hessen', rates: [{ from: ALWAYS, percent: 6 }] },
  { code: 'MV', name: 'Mecklenburg-Vorpommern', rates: [{ from: ALWAYS, percent: 6 }] },
  { code: 'NI', name: 'Niedersachsen', rates: [{ from: ALWAYS, percent: 5 }] },
  { code: 'NW', name: 'Nordrhein-Westfalen', rates: [{ from: ALWAYS, percent: 6.5 }] },
  { code: 'RP', name: 'Rheinland-Pfalz', rates: [{ from: ALWAYS, percent: 5 }] },
  { code: 'SL', name: 'Saarland', rates: [{ from: ALWAYS, percent: 6.5 }] },
  {
    code: 'SN',
    name: 'Sachsen',
    rates: [
      { from: '2023-01-01', percent: 5.5 },
      { from: ALWAYS, percent: 3.5 },
    ],
  },
  { code: 'ST', name: 'Sachsen-Anhalt', rates: [{ from: ALWAYS, percent: 5 }] },
  { code: 'SH', name: 'Schleswig-Holstein', rates: [{ from: ALWAYS, percent: 6.5 }] },
  {
    code: 'TH',
    name: 'Thüringen',
    rates: [
      { from: '2024-01-01', percent: 5 },
      { from: ALWAYS, percent: 6.5 },
    ],
  },
]

export type StateWithRate = { state: StateCode; name: string; rate: number }

/** The state's name and its Grunderwerbsteuer in percent on the day `today` (`YYYY-MM-DD`); null: no such state. */
export function stateByCode(code: string, today: string): StateWithRate | null {
  const found = STATES.find((state) => state.code === code)
  if (!found) return null
  const rate = found.rates.find(({ from }) => from <= today) ?? found.rates[0]
  return { state: found.code, name: found.name, rate: rate.percent }
}
