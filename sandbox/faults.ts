import { z } from 'zod'
import type { Call } from './http'
import { type Kind, kinds } from './journal'

/**
 * Switches for the faults of trust.md §3. "AfterCommit" means: the effect has taken place, only the answer suffers.
 * `refuse` closes the port for `delayMs` from the moment it is set (a real ECONNREFUSED; the switches are then away too).
 */
export const faultNames = [
  'refuse',
  'dropBefore',
  'dropAfterCommit',
  'status',
  'statusAfterCommit',
  'html',
  'cutBody',
  'noNumber',
  'delay',
  'delayAfterCommit',
  'retryAfter',
  'listLag',
  'listShift',
  'hideArchived',
  'tokenStatus',
  'tokenScope',
  'tokenExpiry',
  'clock',
] as const

const ruleSchema = z.strictObject({
  /** a kind of the journal, a prefix of one (`kundenangaben`) or `*` */
  api: z
    .string()
    .refine((api) => api === '*' || kinds.some((kind) => kind === api || kind.startsWith(`${api}.`)))
    .default('*'),
  fault: z.enum(faultNames),
  /** only calls whose body or path contains this text */
  match: z.string().optional(),
  /** how many calls pass untouched before the rule begins */
  after: z.number().int().min(0).optional(),
  /** how many calls it strikes; absent: all */
  times: z.number().int().min(1).optional(),
  /** 0 to 1; absent: always */
  probability: z.number().min(0).max(1).optional(),
  status: z.number().int().min(100).max(599).optional(),
  delayMs: z.number().min(0).optional(),
  /** of `listLag`: each case has a lag of its own between 0 and `delayMs`, instead of all the same */
  spread: z.boolean().optional(),
  /** the header's text as it is: seconds, a date, or nonsense */
  retryAfter: z.union([z.string(), z.number()]).optional(),
  scope: z.string().optional(),
  expiresIn: z.number().optional(),
})
export type FaultRule = z.infer<typeof ruleSchema>
export const rulesSchema = z.array(ruleSchema)

export type Faults = {
  set(rules: FaultRule[]): void
  list(): FaultRule[]
  /** The rule that strikes this call, counted down; at most one per call: the first that fits. */
  take(kind: Kind, call: Call): FaultRule | undefined
}

/** @param random 0 to 1, for `probability`; given so that a test can decide it */
export function makeFaults(random: () => number = Math.random): Faults {
  let rules: FaultRule[] = []
  return {
    set(next) {
      rules = next.map((rule) => ({ ...rule }))
    },
    list: () => rules,
    take(kind, call) {
      for (const rule of rules) {
        if (rule.fault === 'refuse' || rule.times === 0 || !fits(rule, kind, call)) continue
        if (rule.after) {
          rule.after -= 1
          continue
        }
        if (rule.probability !== undefined && random() >= rule.probability) continue
        if (rule.times !== undefined) rule.times -= 1
        return rule
      }
      return undefined
    },
  }
}

function fits(rule: FaultRule, kind: Kind, call: Call): boolean {
  if (kind === 'unknown') return false
  const api = rule.api === '*' || rule.api === kind || kind.startsWith(`${rule.api}.`)
  return api && (rule.match === undefined || call.raw.includes(rule.match) || call.path.includes(rule.match))
}
