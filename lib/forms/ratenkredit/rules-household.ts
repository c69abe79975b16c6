import { t } from '@/lib/forms/common/texts'
import type { Preset, Read, Rule } from '@/lib/forms/engine/types'
import { L, openedBy, REDEEMABLE, redeemed } from './household-places'
import { of, P, PEOPLE } from './paths'

const refinances = (read: Read): boolean => read(P.zweck) === 'UMSCHULDUNG'

const NOTHING_REDEEMED = t(
  'Sie möchten Kredite ablösen. Bitte nennen Sie mindestens einen, der abgelöst werden soll, oder wählen Sie beim Kreditwunsch einen anderen Zweck.',
  'You want to replace loans. Please name at least one that shall be replaced, or choose another purpose for your loan.',
)

/** Cross-field rules about household and debts (ratenkredit §4: r1, r5, r6). */
export const householdRules: { readonly [name: string]: Rule } = {
  /** Refinancing without a loan to pay back cannot be; said where nothing can follow any more. */
  somethingIsRedeemed: {
    reads: [P.zweck, ...REDEEMABLE.map(openedBy), ...REDEEMABLE.map(redeemed)],
    level: 'block',
    check: (read, _env, key, items) => {
      if (!refinances(read) || read(key) !== false) return null
      const open = REDEEMABLE.some((list) => read(openedBy(list)) === undefined)
      const answers = REDEEMABLE.flatMap((list) => items(L[list])).map((item) => read(`${item}.abloesen`))
      if (open || answers.includes(true) || answers.includes(undefined)) return null
      // The overview can only say that there is nothing at all; a debt that is there speaks for itself.
      const onOverview = REDEEMABLE.some((list) => openedBy(list) === key)
      return onOverview && answers.length > 0 ? null : { key, text: NOTHING_REDEEMED }
    },
  },
  ownHomeIsProperty: {
    reads: [P.wohnart, openedBy('immobilien')],
    level: 'warn',
    check: (read, _env, key) => {
      const own = PEOPLE.some((person) => read(of(person, P.wohnart)) === 'IM_EIGENEN_HAUS')
      if (!own || read(key) !== false) return null
      return {
        key,
        text: t(
          'Sie wohnen im eigenen Zuhause. Gehört es Ihnen, nennen Sie es bitte hier.',
          'You live in your own home. If you own it, please name it here.',
        ),
      }
    },
  },
}

/** Suggestions about debts, by name. */
export const householdPresets: { readonly [name: string]: Preset } = {
  /** Who wants to replace loans most likely means each of them. */
  abloesen: { reads: [P.zweck], value: (read) => (refinances(read) ? true : undefined) },
}
