import 'server-only'
import { toCents } from '@/lib/forms/common/figures/cents'
import type { Read, Rule } from '@/lib/forms/engine/types'
import { addDuration } from '@/lib/forms/kinds/calendar'
import { owedOnReplaced, REFINANCING_READS } from './figures/refinancing'
import { keysOf, L } from './household-places'
import { OWNER } from './owner'
import { P, PEOPLE } from './paths'

const euros = (amount: number, locale: 'de' | 'en'): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount)

/** Who lives at a person's address: the borrowers there and, as far as they have been named, the children. */
function livingWith(read: Read, key: string): { borrowers: number; children: number } {
  const together = read(P.personen) === '2' && read(P.gemeinsam) === true
  const place = Math.max(
    0,
    PEOPLE.findIndex((person) => key.startsWith(`${person}.`)),
  )
  const own = together ? ['ANTRAGSTELLER_1', 'ANTRAGSTELLER_2'] : [`ANTRAGSTELLER_${place + 1}`]
  // A child of both lives with the first where they live apart: it is counted once.
  const here = place === 0 ? [...own, 'BEIDE'] : own
  const children = keysOf(`${L.kinder}[].${OWNER}`).filter((child) => here.some((one) => one === read(child)))
  return { borrowers: together ? 2 : 1, children: children.length }
}

/** Cross-field rules of r1 to r3. */
export const personRules: { readonly [name: string]: Rule } = {
  creditCoversOldLoans: {
    reads: [P.zweck, ...REFINANCING_READS],
    level: 'block',
    check: (read) => {
      const amount = read(P.kreditbetrag)
      const owed = owedOnReplaced(read)
      if (read(P.zweck) !== 'UMSCHULDUNG' || typeof amount !== 'number' || toCents(amount) >= owed)
        return null
      return {
        key: P.kreditbetrag,
        text: {
          de: `Die Kredite, die Sie ablösen möchten, kosten noch ${euros(owed / 100, 'de')} Euro. Bitte tragen Sie mindestens so viel ein.`,
          en: `The loans you want to replace still cost ${euros(owed / 100, 'en')} euros. Please enter at least that much.`,
        },
      }
    },
  },
  creditBeyondVehicle: {
    reads: [P.kreditbetrag, P.fahrzeugpreis, P.beglichen],
    level: 'warn',
    check: (read, _env, key) => {
      const [amount, price, paid] = [read(P.kreditbetrag), read(P.fahrzeugpreis), read(P.beglichen)]
      if (typeof amount !== 'number' || typeof price !== 'number') return null
      // The last of the two amounts that is asked for tells it, and only that one.
      if ((key === P.beglichen) !== (paid !== undefined)) return null
      const open = price - (typeof paid === 'number' ? paid : 0)
      if (amount <= open) return null
      return {
        key,
        text: {
          de: `Vom Kaufpreis sind noch ${euros(open, 'de')} Euro offen, der Kredit ist höher. Ist das so gemeint?`,
          en: `Of the price ${euros(open, 'en')} euros are still open, and the loan is higher. Is that what you mean?`,
        },
      }
    },
  },
  permitEndsBeforeLoan: {
    reads: [P.aufenthaltBis, P.laufzeit],
    level: 'warn',
    check: (read, env, key) => {
      const [until, months] = [read(key), read(P.laufzeit)]
      if (typeof until !== 'string' || typeof months !== 'number') return null
      if (until >= addDuration(env.today, { months })) return null
      return {
        key,
        text: {
          de: 'Der Aufenthaltstitel endet vor dem Kredit. Sie können trotzdem anfragen.',
          en: 'The residence permit ends before the loan does. You can still enquire.',
        },
      }
    },
  },
  borrowersAreInTheHome: {
    reads: [P.personenImHaushalt, P.personen, P.gemeinsamerHaushalt],
    level: 'block',
    check: (read, _env, key) => {
      const people = read(key)
      const { borrowers } = livingWith(read, key)
      if (typeof people !== 'number' || people >= borrowers) return null
      return {
        key,
        text: {
          de: 'Sie wohnen zu zweit. Bitte tragen Sie mindestens 2 ein.',
          en: 'The two of you live together. Please enter at least 2.',
        },
      }
    },
  },
  childrenAreInTheHome: {
    reads: [P.personenImHaushalt, P.personen, P.gemeinsamerHaushalt, `${L.kinder}[].${OWNER}`],
    level: 'warn',
    check: (read, _env, key) => {
      const people = read(key)
      const { borrowers, children } = livingWith(read, key)
      if (typeof people !== 'number' || people < borrowers || people >= borrowers + children) return null
      return {
        key,
        text: {
          de: `Mit den Kindern, die Sie nennen, sind es ${borrowers + children} Personen. Stimmt die Zahl?`,
          en: `With the children you name there are ${borrowers + children} people. Is the number right?`,
        },
      }
    },
  },
}
