import type { Key, Preset, Read, Value } from '@/lib/forms/engine/types'
import { livingOf, PEOPLE_READS } from '../figures/household'
import { OWNERS, P } from '../paths'
import { F } from './places'

const householdOf = (key: Key): Key => key.split('.').slice(0, 2).join('.')
const before = (today: string, years: number, months = 0): string => {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() - years)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.toISOString().slice(0, 10)
}

/** Who owns the property and lives in it lives at its address. */
const livesThere = (read: Read): boolean =>
  OWNERS.some((purpose) => purpose === read(P.zweck)) &&
  read(P.nutzung) !== undefined &&
  read(P.nutzung) !== 'VERMIETET'

const addressOf = (from: string): Preset => ({
  reads: [P.zweck, P.nutzung, from],
  value: (read, _env, key) =>
    key.startsWith('haushalte.0.kunden.0.') && livesThere(read) ? read(from) : undefined,
})

/** What is left of a loan after so many months, in whole hundreds; undefined while something is missing. */
function balanceAtEnd(read: Read, today: string, key: Key): Value | undefined {
  const loan = key.slice(0, -'.restschuld.zumAbloesetermin'.length)
  const open = read(`${loan}.restschuld.aktuell`)
  const rate = read(`${loan}.rateMonatlich`)
  const interest = read(`${loan}.sollzins`)
  const end = read(`${loan}.zinsbindungBis`)
  if (
    typeof open !== 'number' ||
    typeof rate !== 'number' ||
    typeof interest !== 'number' ||
    typeof end !== 'string'
  )
    return undefined
  const months =
    (Number(end.slice(0, 4)) - Number(today.slice(0, 4))) * 12 +
    Number(end.slice(5, 7)) -
    Number(today.slice(5, 7))
  if (months <= 0) return undefined
  const q = 1 + interest / 1200
  const left = q === 1 ? open - rate * months : open * q ** months - (rate * (q ** months - 1)) / (q - 1)
  return left >= open ? undefined : Math.max(0, Math.round(left / 100) * 100)
}

export const fullPresets: { readonly [name: string]: Preset } = {
  deutschland: { reads: [], value: () => 'DE' },
  abloesen: {
    reads: [P.zweck],
    value: (read) => (read(P.zweck) === 'ANSCHLUSSFINANZIERUNG' ? true : undefined),
  },
  restschuldAmEnde: {
    reads: [F.loan, `${F.besitzDarlehen}[]`].flatMap((loan) =>
      ['restschuld.aktuell', 'rateMonatlich', 'sollzins', 'zinsbindungBis'].map((leaf) => `${loan}.${leaf}`),
    ),
    value: (read, env, key) => balanceAtEnd(read, env.today, key),
  },
  kindergeld: {
    reads: [`${F.kinder}[].geburtsdatum`],
    value: (read, env, key) => {
      const born = read(key.replace(/kindergeldWirdBezogen$/, 'geburtsdatum'))
      return typeof born === 'string' && born > before(env.today, 18) ? true : undefined
    },
  },
  probezeit: {
    reads: [F.beschaeftigtSeit],
    value: (read, env, key) => {
      const since = read(key.replace(/probezeit$/, 'beschaeftigtSeit'))
      return typeof since === 'string' ? since > before(env.today, 0, 6) : undefined
    },
  },
  mieteEntfaellt: {
    reads: [P.nutzung],
    value: (read) => {
      const use = read(P.nutzung)
      return use === undefined ? undefined : use !== 'VERMIETET'
    },
  },
  lebenshaltung: {
    reads: PEOPLE_READS,
    value: (read, env, key) => livingOf(read, householdOf(key), env.today),
  },
  anschriftStrasse: addressOf(F.strasse),
  anschriftHausnummer: addressOf(F.hausnummer),
  anschriftPlz: addressOf(P.plz),
  anschriftOrt: addressOf(P.ort),
}
