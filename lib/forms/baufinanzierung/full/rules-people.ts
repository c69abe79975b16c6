import { t } from '@/lib/forms/common/texts'
import type { Key, Read, Rule } from '@/lib/forms/engine/types'
import { P } from '../paths'
import { EMPLOYED } from './conditions'
import { F } from './places'
import { PEOPLE } from './read'

const RETIREMENT_AGE = 67
const personOf = (key: Key): Key => key.split('.').slice(0, 4).join('.')
const of = (path: string, item: Key): Key => path.replace(F.kunde, item)
const yearOf = (date: unknown): number | undefined =>
  typeof date === 'string' ? Number(date.slice(0, 4)) : undefined

/** The ages that the applicants reach in a year. */
function agesIn(read: Read, year: number): readonly number[] {
  return PEOPLE.flatMap((person) => {
    const born = yearOf(read(of(F.geburtsdatum, person)))
    return born === undefined ? [] : [year - born]
  })
}

/** Cross-field rules about people (self-disclosure §5: 2, 5, 16, 23, 27). */
export const peopleRules: { readonly [name: string]: Rule } = {
  childYoungerThanParent: {
    reads: [`${F.kinder}[].geburtsdatum`, F.geburtsdatum],
    level: 'warn',
    check: (read, _env, key) => {
      const child = yearOf(read(key))
      const household = key.split('.').slice(0, 2).join('.')
      const parents = PEOPLE.filter((person) => person.startsWith(`${household}.`)).flatMap(
        (person) => yearOf(read(of(F.geburtsdatum, person))) ?? [],
      )
      if (child === undefined || parents.length === 0 || child >= Math.min(...parents) + 14) return null
      return {
        key,
        text: t(
          'Zwischen den Geburtsdaten von Eltern und Kind liegen weniger als 14 Jahre. Stimmt das Jahr?',
          'There are fewer than 14 years between parent and child. Is the year right?',
        ),
      }
    },
  },
  worksWithoutPermit: {
    reads: [P.beschaeftigung, F.arbeitserlaubnis],
    level: 'warn',
    check: (read, _env, key) => {
      const job = read(key)
      const permit = read(of(F.arbeitserlaubnis, personOf(key)))
      if (permit !== 'KEINE_ARBEITSERLAUBNIS' || !EMPLOYED.some((one) => one === job)) return null
      return {
        key,
        text: t(
          'Sie haben angegeben, dass keine Arbeitserlaubnis vorliegt. Stimmt beides?',
          'You said that there is no work permit. Are both right?',
        ),
      }
    },
  },
  marriedAlone: {
    reads: [F.familienstand, P.personen],
    level: 'warn',
    check: (read, _env, key) =>
      read(key) === 'VERHEIRATET' && read(P.personen) === '1'
        ? {
            key,
            text: t(
              'Verheiratete finanzieren meist zu zweit. Möchten Sie die andere Person mit aufnehmen? Dann wählen Sie oben „Zu zweit“.',
              'Married people usually borrow together. Would you like to add the other person? Then choose “Two of us” above.',
            ),
          }
        : null,
  },
  separationAgrees: {
    reads: [F.guetertrennung, F.familienstand],
    level: 'warn',
    check: (read, _env, key) => {
      const married = PEOPLE.filter((person) => read(of(F.familienstand, person)) === 'VERHEIRATET')
      const said = married.flatMap((person) => read(of(F.guetertrennung, person)) ?? [])
      if (said.length < 2 || said[0] === said[1] || !married.some((person) => person === personOf(key)))
        return null
      return {
        key,
        text: t(
          'Beide sind verheiratet, aber die Angaben zur Gütertrennung sind verschieden. Stimmt das?',
          'Both are married, but the answers about separation of property differ. Is that right?',
        ),
      }
    },
  },
  benefitUpTo25: {
    reads: [`${F.kinder}[].kindergeldWirdBezogen`, `${F.kinder}[].geburtsdatum`],
    level: 'warn',
    check: (read, env, key) => {
      const born = read(key.replace(/kindergeldWirdBezogen$/, 'geburtsdatum'))
      const limit = `${Number(env.today.slice(0, 4)) - 25}${env.today.slice(4)}`
      if (read(key) !== true || typeof born !== 'string' || born >= limit) return null
      return {
        key,
        text: t(
          'Kindergeld gibt es höchstens bis 25. Stimmt die Angabe?',
          'Child benefit ends at 25. Is this right?',
        ),
      }
    },
  },
  retirementAge: {
    reads: [`${F.laufzeit}.jahr`, F.geburtsdatum],
    level: 'warn',
    check: (read, _env, key) => {
      const year = read(key)
      const ages = typeof year === 'number' ? agesIn(read, year) : []
      if (ages.length === 0 || ages.some((age) => age >= 60 && age <= 70)) return null
      return {
        key,
        text: t(
          'In diesem Jahr ist niemand von Ihnen zwischen 60 und 70 Jahre alt. Stimmt der Rentenbeginn?',
          'In that year none of you is between 60 and 70. Is the retirement year right?',
        ),
      }
    },
  },
  loanAfterRetirement: {
    reads: [`${F.laufzeit}.jahr`, `${F.laufzeit}.jahre`, F.geburtsdatum],
    level: 'warn',
    check: (read, env, key) => {
      const said = read(key)
      if (typeof said !== 'number') return null
      const year = key.endsWith('.jahre') ? Number(env.today.slice(0, 4)) + said : said
      if (!agesIn(read, year).some((age) => age > RETIREMENT_AGE)) return null
      return {
        key,
        text: t(
          'Dann läuft das Darlehen bis in die Rente. In der Beratung geht es darum, wie die Rate dann passt.',
          'The loan would then run into retirement. Your adviser will discuss how the instalment fits then.',
        ),
      }
    },
  },
}
