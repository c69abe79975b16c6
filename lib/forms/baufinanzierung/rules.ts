import 'server-only'
import type { AmountOrPercent, Read, Rule, Text, Value } from '@/lib/forms/engine/types'
import { FINANCING_READS } from './figure-specs'
import { feeBase, feeInCents, financing } from './figures'
import { ACQUISITIONS, P } from './paths'
import { stateOf } from './plz'
import { stateOfProperty } from './presets'

const MAKLER_MAX_PERCENT = 7.14
const NOTAR_USUAL_PERCENT = 5

function fee(value: Value | undefined): AmountOrPercent | undefined {
  return typeof value === 'object' ? value : undefined
}

/** The fee as a percentage of its base; undefined while the base is open. */
function asPercent(read: Read, given: AmountOrPercent): number | undefined {
  if (given.einheit === 'PROZENT') return given.wert
  const base = feeBase(read)
  const cents = feeInCents(given, base)
  return base && cents !== undefined ? (cents / base) * 100 : undefined
}

const number = (value: number, locale: 'de' | 'en'): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
const both = (write: (lang: 'de' | 'en') => string): Text => ({ de: write('de'), en: write('en') })

/** Cross-field rules of self-disclosure §5 that touch the questions of the short form. */
export const rules: { readonly [name: string]: Rule } = {
  plzUnknown: {
    reads: [P.plz, P.zweck],
    level: 'warn',
    check: (read, env, key) => {
      const plz = read(P.plz)
      if (typeof plz !== 'string' || stateOf(plz, env.today) !== null) return null
      const costsFollow = ACQUISITIONS.some((purpose) => purpose === read(P.zweck))
      const text = costsFollow
        ? {
            de: 'Diese PLZ kennen wir nicht. Bitte prüfen Sie die Ziffern oder wählen Sie im nächsten Schritt das Bundesland.',
            en: 'We do not know this postcode. Please check the digits or choose the state in the next step.',
          }
        : {
            de: 'Diese PLZ kennen wir nicht. Bitte prüfen Sie die Ziffern.',
            en: 'We do not know this postcode. Please check the digits.',
          }
      return { key, text }
    },
  },
  maklerAtMost: {
    reads: [P.maklergebuehr, P.zweck, P.kaufpreis, P.grundstueckkaufpreis],
    level: 'block',
    check: (read, _env, key) => {
      const given = fee(read(P.maklergebuehr))
      const percent = given && asPercent(read, given)
      if (percent === undefined || percent <= MAKLER_MAX_PERCENT + 1e-9) return null
      return {
        key,
        text: {
          de: 'Bitte tragen Sie nur Ihren Anteil ein, höchstens 7,14 % des Kaufpreises.',
          en: 'Please enter your share only, at most 7.14 % of the price.',
        },
      }
    },
  },
  notarUsual: {
    reads: [P.notargebuehr, P.zweck, P.kaufpreis, P.grundstueckkaufpreis],
    level: 'warn',
    check: (read, _env, key) => {
      const given = fee(read(P.notargebuehr))
      const percent = given && asPercent(read, given)
      if (percent === undefined || percent <= NOTAR_USUAL_PERCENT) return null
      return {
        key,
        text: {
          de: 'Üblich sind etwa 2 % des Kaufpreises. Stimmt der Betrag?',
          en: 'About 2 % of the price is usual. Is the amount right?',
        },
      }
    },
  },
  grunderwerbsteuerOfState: {
    reads: [
      P.grunderwerbsteuer,
      P.plz,
      P.bundesland,
      P.grundstueckBereitsBezahlt,
      P.zweck,
      P.kaufpreis,
      P.grundstueckkaufpreis,
    ],
    level: 'warn',
    check: (read, env, key) => {
      const given = fee(read(P.grunderwerbsteuer))
      const state = stateOfProperty(read, env)
      if (!given || !state || read(P.grundstueckBereitsBezahlt) === true) return null
      const percent = asPercent(read, given)
      if (percent === undefined || Math.abs(percent - state.rate) < 0.01) return null
      return {
        key,
        text: both((lang) =>
          lang === 'de'
            ? `In ${state.name} sind es ${number(state.rate, lang)} % des Kaufpreises. Stimmt Ihre Angabe?`
            : `In ${state.name} it is ${number(state.rate, lang)} % of the price. Is your figure right?`,
        ),
      }
    },
  },
  ownMoneyCoversAll: {
    reads: FINANCING_READS,
    level: 'warn',
    check: (read, _env, key) => {
      const { eigenkapital, gesamtkosten } = financing(read)
      if (eigenkapital === undefined || !gesamtkosten || eigenkapital < gesamtkosten) return null
      return {
        key,
        text: {
          de: 'Nach diesen Angaben brauchen Sie kein Darlehen. Stimmen die Beträge?',
          en: 'With these amounts you do not need a loan. Are they right?',
        },
      }
    },
  },
  ownMoneyBelowFees: {
    reads: FINANCING_READS,
    level: 'warn',
    check: (read, _env, key) => {
      const { eigenkapital, nebenkosten } = financing(read)
      if (eigenkapital === undefined || !nebenkosten || eigenkapital >= nebenkosten) return null
      return {
        key,
        text: {
          de: 'Ihr Eigenkapital ist kleiner als die Nebenkosten. Sie können trotzdem anfragen.',
          en: 'Your own money is less than the additional costs. You can still enquire.',
        },
      }
    },
  },
}
