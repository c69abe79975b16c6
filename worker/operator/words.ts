import type { Refusal } from '@/lib/delivery/operator/decide'
import type { Listed, Shown } from '@/lib/delivery/operator/read'
import { never } from '@/lib/delivery/row'

/** One sentence per refusal: what is so, and what to do. */
const refusals: { readonly [why in Refusal]: string } = {
  noSuchDelivery: 'There is no such delivery.',
  state: 'In its state there is no such step; "show" says which state it is in.',
  busy: 'A worker is at it this moment: repeat in two minutes.',
  unchecked:
    'A case may exist already. Look for it at the platform (external id: "show"), then either "number", or repeat with --i-have-checked-the-platform.',
  erased: 'Its data was erased or cannot be opened with the ENCRYPTION_KEYS of this environment.',
  formGone: 'This version has no form for that submission.',
  partner: 'That is not a partner id.',
  notOurs: 'That case carries another external id: it belongs to somebody else.',
  secondPerson:
    'The platform does not confirm that this case is this enquiry’s: a second person must look and be named with --second (not you).',
  noLookUp: 'This platform cannot be asked for that.',
  platform: 'The platform did not answer as it should; nothing was changed here: repeat later.',
  notAmong: 'That number is not among the cases of this enquiry.',
}
export const sentenceOf = (why: Refusal): string => refusals[why]

/** `3 d 4 h`, `12 min`, `8 s`. */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (hours > 0) return `${hours} h ${minutes % 60} min`
  return minutes > 0 ? `${minutes} min` : `${seconds} s`
}

const dueOf = (due: Date, now: Date) =>
  due >= never ? '–' : due <= now ? 'now' : `in ${ageOf(due.getTime() - now.getTime())}`

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const listText = (found: readonly Listed[], now: Date): string =>
  table([
    ['reference', 'state', 'reason', 'age', 'attempt', 'due'],
    ...found.map(({ shown, state, reason, acceptedAt, attempt, dueAt }) => [
      shown,
      state,
      reason ?? '–',
      ageOf(now.getTime() - acceptedAt.getTime()),
      String(attempt),
      dueOf(dueAt, now),
    ]),
  ])

const time = (at: Date | null) => at?.toISOString().replace('.000Z', 'Z') ?? '–'

export function showText(shown: Shown, now: Date): string {
  const { contact } = shown
  const head = [
    ['reference', shown.shown],
    ['state', shown.reason ? `${shown.state} (${shown.reason})` : shown.state],
    ['accepted', `${time(shown.acceptedAt)}, ${ageOf(now.getTime() - shown.acceptedAt.getTime())} ago`],
    ['due', dueOf(shown.dueAt, now)],
    ['Vorgangsnummer', shown.vorgangsnummer ?? '–'],
    ['external id', shown.externalId],
    ['submission', shown.submissionId],
    ...(contact
      ? [
          [
            'contact',
            [contact.vorname, contact.nachname, contact.phone, contact.email].filter(Boolean).join(', '),
          ],
        ]
      : []),
  ]
  const attempts = shown.attempts.map((attempt) => [
    String(attempt.attemptNo),
    time(attempt.startedAt),
    attempt.outcome ?? 'no answer recorded',
    [attempt.reason, attempt.status].filter((part) => part !== null && part !== undefined).join(' '),
    attempt.traceId,
  ])
  const timeline = shown.timeline.map(({ at, type, actor, detail }) => [
    time(at),
    actor,
    type,
    detail ? detailText(detail) : '',
  ])
  return [
    table(head),
    attempts.length > 0 ? `\nAttempts\n${table(attempts)}` : '\nNo attempt was marked yet.',
    `\nTimeline\n${table(timeline)}`,
  ].join('\n')
}

function detailText(detail: NonNullable<Shown['timeline'][number]['detail']>): string {
  const { from, to, reason, vorgangsnummer, by, note, lost, found, violations, late, outcome } = detail
  return [
    from && to && `${from} → ${to}`,
    reason,
    late && `too late: ${outcome}`,
    vorgangsnummer,
    by && `by ${by}`,
    note && `“${note}”`,
    lost?.length && `did not arrive: ${lost.join(', ')}`,
    found?.length && `cases: ${found.join(', ')}`,
    violations?.length &&
      `refused: ${violations.map(({ field, message }) => (message ? `${field} (${message})` : field)).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
}
