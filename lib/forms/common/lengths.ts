import type { Condition, Length } from '@/lib/forms/engine/types'

/** The questions of the short form are asked in both lengths, unless the form says otherwise. */
export const BOTH: readonly Length[] = ['short', 'full']
export const SHORT: readonly Length[] = ['short']
export const FULL: readonly Length[] = ['full']

/** How many people ask for the money; every form has this question. */
export const PERSONEN = 'app.personen'
export const couple: Condition = { is: [PERSONEN, '2'] }
