import { t } from '@/lib/forms/common/texts'
import type { Finding, Key, Read, Rule, Text } from '@/lib/forms/engine/types'
import { FINANCING_READS, financing } from '../figures'
import { P } from '../paths'
import { F } from './places'
import { keysOf } from './read'

const number = (read: Read, key: Key): number | undefined => {
  const value = read(key)
  return typeof value === 'number' ? value : undefined
}
const when = (broken: boolean, key: Key, text: Text): Finding | null => (broken ? { key, text } : null)

/** The plan itself, without debts that are paid off beside it. */
const made = (read: Read) => financing(read, { length: 'full', refinance: false })

/** The cost that own work is part of, by the work's place. */
const INCLUDES: { readonly [work: Key]: readonly Key[] } = {
  [F.eigenleistung]: [P.herstellungskosten, P.kaufpreis],
  [F.eigenleistungUmbau]: [P.modernisierungskosten],
  [F.eigenleistungModernisierung]: [F.modernisierung],
}

const LET = '.nutzungsart.vermieteteFlaeche'
const RENT = '.nutzungsart.mieteinnahmenNettoKaltMonatlich'
const LETTINGS = [
  F.mieteinnahmen,
  F.gewerbeMiete,
  `${F.besitz}[].immobilie.typ.gebaeude.nutzung.wohnen${RENT}`,
].map((path) => path.slice(0, -RENT.length))

const loans = [F.loan, `${F.besitzDarlehen}[]`]
const debts = [`${F.ratenkredite}[]`, `${F.privatdarlehen}[]`, F.sonstigeSchuld]

/** Cross-field rules about costs, income and debts (self-disclosure §5: 7, 8, 10 to 13, 18, 21, 22, 28). */
export const moneyRules: { readonly [name: string]: Rule } = {
  worksCostSomething: {
    reads: [F.modernisierung, F.renovierung],
    level: 'block',
    check: (read, _env, key) =>
      when(
        number(read, F.modernisierung) === 0 && (number(read, F.renovierung) ?? 0) === 0,
        key,
        t(
          'Bitte tragen Sie Kosten ein, oder wählen Sie oben „Nein“.',
          'Please enter costs, or choose “No” above.',
        ),
      ),
  },
  ownWorkIsUsual: {
    reads: [...Object.keys(INCLUDES), ...Object.values(INCLUDES).flat()],
    level: 'warn',
    check: (read, _env, key) => {
      const work = number(read, key) ?? 0
      const cost = (INCLUDES[key] ?? []).flatMap((one) => number(read, one) ?? []).at(0)
      return when(
        work > 30_000 || (cost !== undefined && work > cost * 0.15),
        key,
        t(
          'Banken erkennen meist höchstens 15 % der Kosten und 30.000 Euro an. Stimmt der Wert?',
          'Banks usually accept at most 15 % of the costs and 30,000 euros. Is the value right?',
        ),
      )
    },
  },
  paidAtMostCosts: {
    reads: FINANCING_READS,
    level: 'block',
    check: (read, _env, key) => {
      const costs = made(read).gesamtkosten ?? 0
      return when(
        costs > 0 && (number(read, key) ?? 0) * 100 > costs,
        key,
        t(
          'Bezahlt sein kann höchstens, was alles zusammen kostet.',
          'You cannot have paid more than the total costs.',
        ),
      )
    },
  },
  ownMoneyIsEnough: {
    reads: FINANCING_READS,
    level: 'warn',
    check: (read, _env, key) => {
      const { eigenkapital: own = 0, gesamtkosten: costs = 0, nebenkosten = 0 } = made(read)
      if (costs > 0 && own >= costs)
        return {
          key,
          text: t(
            'Nach diesen Angaben brauchen Sie kein Darlehen. Stimmen die Beträge?',
            'With these amounts you do not need a loan. Are they right?',
          ),
        }
      return when(
        own < nebenkosten,
        key,
        t(
          'Ihr Eigenkapital ist kleiner als die Nebenkosten. Manche Banken verlangen mehr.',
          'Your own money is less than the additional costs. Some banks want more.',
        ),
      )
    },
  },
  letAreaIsPart: {
    reads: LETTINGS.flatMap((area) => [`${area}.gesamtflaeche`, `${area}${LET}`]),
    level: 'block',
    check: (read, _env, key) => {
      const part = number(read, key)
      return when(
        part !== undefined && part === number(read, `${key.slice(0, -LET.length)}.gesamtflaeche`),
        key,
        t('Ist alles vermietet, wählen Sie bitte „vermietet“.', 'If all of it is let, please choose “let”.'),
      )
    },
  },
  rentIsUsual: {
    reads: LETTINGS.flatMap((area) => [`${area}${RENT}`, `${area}.gesamtflaeche`, `${area}${LET}`]),
    level: 'warn',
    check: (read, _env, key) => {
      const area = key.slice(0, -RENT.length)
      const let_ = number(read, `${area}${LET}`) ?? number(read, `${area}.gesamtflaeche`)
      const rent = number(read, key)
      if (rent === undefined || !let_) return null
      const perMetre = rent / let_
      return when(
        perMetre < 3 || perMetre > 40,
        key,
        t(
          'Üblich sind 3 bis 40 Euro je m² im Monat. Stimmen Miete und Fläche?',
          '3 to 40 euros per m² a month is usual. Are rent and area right?',
        ),
      )
    },
  },
  rentGoesOn: {
    reads: [P.mieteEntfaellt, P.nutzung],
    level: 'warn',
    check: (read, _env, key) =>
      when(
        read(key) === false && read(P.nutzung) === 'EIGENGENUTZT',
        key,
        t(
          'Sie ziehen selbst ein, und die Miete läuft trotzdem weiter. Stimmt das?',
          'You are moving in yourself, yet the rent goes on. Is that right?',
        ),
      ),
  },
  instalmentPaysInterest: {
    reads: loans.flatMap((loan) => [
      `${loan}.rateMonatlich`,
      `${loan}.restschuld.aktuell`,
      `${loan}.sollzins`,
    ]),
    level: 'warn',
    check: (read, _env, key) => {
      const loan = key.slice(0, -'.rateMonatlich'.length)
      const [rate, open, interest] = [key, `${loan}.restschuld.aktuell`, `${loan}.sollzins`].map((one) =>
        number(read, one),
      )
      if (rate === undefined || open === undefined || interest === undefined) return null
      return when(
        rate <= (open * interest) / 1200,
        key,
        t(
          'Diese Rate deckt nicht einmal die Zinsen. Stimmen Rate, Restschuld und Sollzins?',
          'This instalment does not even cover the interest. Are instalment, balance and rate right?',
        ),
      )
    },
  },
  somethingIsFinanced: {
    reads: [P.zweck, F.abloesen, F.zusatzkapital],
    level: 'block',
    check: (read, _env, key) => {
      if (read(P.zweck) !== 'ANSCHLUSSFINANZIERUNG' || (number(read, F.zusatzkapital) ?? 0) > 0) return null
      const answers = keysOf(F.abloesen).map((one) => read(one))
      return when(
        read(key) === false && !answers.includes(true),
        key,
        t(
          'Was soll finanziert werden? Bitte lösen Sie mindestens ein Darlehen ab, oder tragen Sie bei den Kosten zusätzliches Kapital ein.',
          'What shall be financed? Please replace at least one loan, or enter additional capital among the costs.',
        ),
      )
    },
  },
  proceedsAfterLoans: {
    reads: [
      `${F.besitz}[].maximalEinzusetzenderBetragBeiVerkauf`,
      `${F.besitz}[].marktwert`,
      `${F.besitzDarlehen}[].restschuld.aktuell`,
    ],
    level: 'warn',
    check: (read, _env, key) => {
      const property = key.slice(0, key.lastIndexOf('.'))
      const value = number(read, `${property}.marktwert`)
      const open = [...Array(10).keys()].reduce(
        (sum, at) =>
          sum +
          (number(read, `${property}.darlehenslisteErfassung.darlehensliste.${at}.restschuld.aktuell`) ?? 0),
        0,
      )
      return when(
        value !== undefined && (number(read, key) ?? 0) > value - open,
        key,
        t(
          'Nach Ablösung der Darlehen bleibt weniger übrig. Stimmt der Erlös?',
          'Less is left after the loans are paid back. Are the proceeds right?',
        ),
      )
    },
  },
  sameLoanTwice: {
    reads: [
      ...debts.flatMap((debt) => [`${debt}.glaeubiger`, `${debt}.restschuld`]),
      ...loans.flatMap((loan) => [`${loan}.darlehensgeber`, `${loan}.restschuld.aktuell`]),
    ],
    level: 'warn',
    check: (read, _env, key) => {
      const owed = number(read, key)
      const bank = read(`${key.slice(0, -'.restschuld'.length)}.glaeubiger`)
      if (!owed || typeof bank !== 'string') return null
      const same = loans
        .flatMap((loan) => keysOf(`${loan}.darlehensgeber`))
        .some((one) => {
          const lender = read(one)
          const open = number(read, `${one.slice(0, -'.darlehensgeber'.length)}.restschuld.aktuell`)
          return typeof lender === 'string' && lender.toLowerCase() === bank.toLowerCase() && open === owed
        })
      return when(
        same,
        key,
        t(
          'Dieses Darlehen steht schon bei einer Immobilie. Ist es dasselbe? Dann entfernen Sie es hier bitte.',
          'This loan is already listed with a property. Is it the same? Then please remove it here.',
        ),
      )
    },
  },
  leaseOutlastsLoan: {
    reads: [F.erbbauBis, `${F.laufzeit}.jahr`, `${F.laufzeit}.jahre`],
    level: 'warn',
    check: (read, env, key) => {
      const until = number(read, key)
      const years = number(read, `${F.laufzeit}.jahre`)
      const end =
        number(read, `${F.laufzeit}.jahr`) ??
        (years === undefined ? undefined : Number(env.today.slice(0, 4)) + years)
      return when(
        until !== undefined && end !== undefined && until < end + 10,
        key,
        t(
          'Das Erbbaurecht sollte mindestens zehn Jahre länger laufen als das Darlehen. Stimmt das Jahr?',
          'The ground lease should run at least ten years longer than the loan. Is the year right?',
        ),
      )
    },
  },
}
