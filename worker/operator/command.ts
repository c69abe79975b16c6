import { parseArgs } from 'node:util'
import { type DeliveryState, deliveryStates } from '@/lib/db/schema'
import { type Operator, operatorNamed, sameName } from '@/lib/delivery/operator/operator'

/** What `npm run deliveries -- …` may be asked for. */
export type Command =
  | { kind: 'help' }
  | { kind: 'list'; states?: readonly DeliveryState[]; olderMs?: number }
  | { kind: 'show'; asked: string }
  | { kind: 'balance' }
  | { kind: 'alerts' }
  | { kind: 'reveal'; as: Operator; asked: string }
  | { kind: 'reconcile' | 'check'; as: Operator; asked: string }
  | { kind: 'retry' | 'remap'; as: Operator; asked: string; checked: boolean }
  | { kind: 'reassign'; as: Operator; asked: string; partner: string; checked: boolean }
  | {
      kind: 'number'
      as: Operator
      asked: string
      vorgangsnummer: string
      second?: Operator
      checked: boolean
    }
  | { kind: 'keep'; as: Operator; asked: string; vorgangsnummer: string; confirmed: boolean }
  | { kind: 'cancel'; as: Operator; asked: string; reason: string }
  | { kind: 'export' | 'pdf'; as: Operator; asked: string; out: string }
  | { kind: 'afterRestore'; as: Operator; since: Date }
  | { kind: 'requeueDead' | 'duplicates'; as: Operator }
export type Wrong = { kind: 'wrong'; sentence: string }

const wrong = (sentence: string): Wrong => ({ kind: 'wrong', sentence })

export const help = `npm run deliveries -- <command>

Looking (no personal data):
  list [--state NEEDS_FIX,DEAD] [--older 15m]   what has not ended, oldest first; or the states asked for
  show <reference>                              attempts, trace ids, timeline; --reveal opens the personal data too
  balance                                       accepted = delivered + open + waiting + cancelled, per day
  alerts                                        which alerts are on (docs/operation.md says what to do)

Acting (each stands in the audit under the name of your account on this system):
  reconcile <reference>                         look for the case at the platform now
  check <reference>                             let the platform check the stored document; creates nothing
  retry <reference>                             send again what is stored
  remap <reference>                             build the document anew with this version's mapper, then send
  reassign <reference> --partner ABC12          send to another partner (Kundenbetreuer), after a 409; not for Dr. Klein
  number <reference> <vorgangsnummer>           the case exists: store its number; if the platform cannot confirm that it
                                                is this enquiry's, --second <another person's name>; where it cannot be
                                                asked at all (Dr. Klein), --i-have-checked-the-platform
  keep <reference> <vorgangsnummer> --yes       DUPLICATE: keep this case, archive the others at the platform
  cancel <reference> --reason "…"               give up; the only end without a case
  export <reference> --out <file>               the document with its personal data, for a case made by hand
  pdf <reference> --out <file>                  the person's copy as PDF, as they get it
  requeue-dead                                  send all dead letters again of which it is known that nothing was sent
  duplicates                                    look for duplicates now, as every night
  after-restore --since <ISO time>              after a backup from that time was restored, BEFORE a worker starts

Where a case may exist already, retry, remap and reassign are refused until somebody has looked at the platform and says so with
--i-have-checked-the-platform. That word stands in the audit. Dr. Klein has no look-up: what "show" names to search for is all there is.
<reference> is SA-XXXX-XXXX or the submission's id, of any tenant: this command is for those who run all of them.
Exit code: 0 done, 1 refused, not found or something is on or off balance, 2 not understood, 3 the system cannot be reached.`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  state: text,
  older: text,
  partner: text,
  second: text,
  reason: text,
  out: text,
  since: text,
  reveal: flag,
  yes: flag,
  help: flag,
  'i-have-checked-the-platform': flag,
} as const

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (thrown) {
    return wrong(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : 'Not understood.')
  }
}

/** Reads the arguments after `--`. Pure. @param as whose account calls; null: the system names none */
export function commandOf(args: readonly string[], as: Operator | null): Command | Wrong {
  const read = parsed(args)
  if ('kind' in read) return read
  const { values, positionals } = read
  const [word, asked = '', third = ''] = positionals
  if (values.help || word === undefined || word === 'help') return { kind: 'help' }
  switch (word) {
    case 'list':
      return listOf(values.state, values.older)
    case 'balance':
    case 'alerts':
      return { kind: word }
    case 'show':
      if (!asked) return wrong('show needs a reference.')
      if (!values.reveal) return { kind: 'show', asked }
      break
  }
  if (!as) return wrong(`${word} needs an account of the system with a name: it stands in the audit.`)
  switch (word) {
    case 'requeue-dead':
      return { kind: 'requeueDead', as }
    case 'duplicates':
      return { kind: 'duplicates', as }
    case 'after-restore': {
      const since = new Date(values.since ?? '')
      return /^\d{4}-\d\d-\d\dT/.test(values.since ?? '') && !Number.isNaN(since.getTime())
        ? { kind: 'afterRestore', as, since }
        : wrong('after-restore needs --since <when the backup was taken>, such as 2026-11-21T03:00:00Z.')
    }
  }
  if (!asked) return wrong(`${word} needs a reference, or is not a command: see --help.`)
  const checked = values['i-have-checked-the-platform']
  switch (word) {
    case 'show':
      return { kind: 'reveal', as, asked }
    case 'reconcile':
    case 'check':
      return { kind: word, as, asked }
    case 'retry':
    case 'remap':
      return { kind: word, as, asked, checked }
    case 'reassign':
      return values.partner
        ? { kind: 'reassign', as, asked, partner: values.partner, checked }
        : wrong('reassign needs --partner <partner id>.')
    case 'number':
    case 'keep': {
      if (!third) return wrong(`${word} needs a reference and a Vorgangsnummer.`)
      if (word === 'keep') return { kind: word, as, asked, vorgangsnummer: third, confirmed: values.yes }
      const second = values.second === undefined ? undefined : operatorNamed(values.second)
      if (second === null || (second && sameName(second, as)))
        return wrong('--second needs the name of the other person, who is not you.')
      return { kind: word, as, asked, vorgangsnummer: third, second, checked }
    }
    case 'cancel':
      return values.reason?.trim()
        ? { kind: 'cancel', as, asked, reason: values.reason.trim() }
        : wrong('cancel needs --reason "…".')
    case 'export':
    case 'pdf':
      return values.out ? { kind: word, as, asked, out: values.out } : wrong(`${word} needs --out <file>.`)
    default:
      return wrong(`There is no command ${word}: see --help.`)
  }
}

function listOf(state: string | undefined, older: string | undefined): Command | Wrong {
  const named = state?.split(',').map((word) => word.trim().toUpperCase())
  const states = deliveryStates.filter((known) => named?.includes(known))
  if (named && states.length !== new Set(named).size) {
    return wrong(`--state takes ${deliveryStates.join(', ')}, several with commas.`)
  }
  const olderMs = older === undefined ? undefined : durationOf(older)
  if (older !== undefined && olderMs === undefined) {
    return wrong('--older takes a duration such as 30s, 15m, 2h or 3d.')
  }
  return { kind: 'list', ...(named && { states }), ...(olderMs !== undefined && { olderMs }) }
}

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function durationOf(written: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(written) ?? []
  const ms = units[unit]
  return ms === undefined ? undefined : Number(count) * ms
}
