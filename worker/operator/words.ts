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
  unconfirmed:
    'This platform cannot say whose case that is: compare name, date of birth and time there ("show --reveal"), then repeat with --i-have-checked-the-platform.',
  noPartner:
    'Dr. Klein Ratenkredit decides itself which adviser gets a case: there is nobody to reassign it to.',
  model:
    'What this version makes of the answers does not fit the platform’s model either; the log (payload.model) and "show" name the places. Nothing was queued.',
  otherTarget: 'The campaign sends to another platform now: set it back, or cancel.',
  notConfigured: 'This environment has no credentials for that platform (DRKLEIN_…).',
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
    ['reference', 'platform', 'state', 'reason', 'age', 'attempt', 'due'],
    ...found.map(({ shown, target, state, reason, acceptedAt, attempt, dueAt }) => [
      shown,
      target,
      state,
      reason ?? '–',
      ageOf(now.getTime() - acceptedAt.getTime()),
      String(attempt),
      dueOf(dueAt, now),
    ]),
  ])

const time = (at: Date | null) => at?.toISOString().replace('.000Z', 'Z') ?? '–'

export function showText(shown: Shown, now: Date): string {
  const { contact, reference } = shown
  const numbers = Object.entries(reference ?? {}).filter(([name]) => name !== 'vorgangsnummer')
  const head = [
    ['reference', shown.shown],
    ['platform', shown.target],
    ['state', shown.reason ? `${shown.state} (${shown.reason})` : shown.state],
    ['accepted', `${time(shown.acceptedAt)}, ${ageOf(now.getTime() - shown.acceptedAt.getTime())} ago`],
    ['due', dueOf(shown.dueAt, now)],
    ['Vorgangsnummer', reference?.vorgangsnummer || '–'],
    ...numbers,
    [shown.target === 'vorgang' ? 'kundennummer' : 'external id', shown.externalId],
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
    ...(shown.toLookFor ? [`\n${toDo(shown, shown.toLookFor)}`] : []),
    attempts.length > 0 ? `\nAttempts\n${table(attempts)}` : '\nNo attempt was marked yet.',
    `\nTimeline\n${table(timeline)}`,
  ].join('\n')
}

/** What a person has to find out where the platform has no look-up, and how to say what they found. */
function toDo({ shown, externalId }: Shown, { from, until }: NonNullable<Shown['toLookFor']>): string {
  return [
    'A case may exist. Look in Dr. Klein Ratenkredit / KreditSmart:',
    `  for the kundennummer ${externalId}, or for the applicant (name, phone and e-mail: show ${shown} --reveal),`,
    `  opened between ${time(from)} and ${time(until)} (UTC; the request of a broken connection may have arrived until then).`,
    `There is one:   number ${shown} <europaceVorgangsnummer> --i-have-checked-the-platform`,
    `There is none:  retry ${shown} --i-have-checked-the-platform`,
    `Not sure:       ask Dr. Klein support with the trace id below; leave it waiting until they answer.`,
  ].join('\n')
}

/** A platform's or a person's own words on one line: no control characters reach the terminal. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')

function detailText(detail: NonNullable<Shown['timeline'][number]['detail']>): string {
  const { from, to, reason, vorgangsnummer, by, note, lost, messages, found, violations, late, outcome } =
    detail
  return [
    from && to && `${from} → ${to}`,
    reason,
    late && `too late: ${outcome}`,
    vorgangsnummer,
    by && `by ${by}`,
    note && `“${plain(note)}”`,
    lost?.length && `did not arrive: ${lost.join(', ')}`,
    messages?.length &&
      `the platform says ${messages.length}: ${messages.map((said) => `“${plain(said)}”`).join(', ')}`,
    found?.length && `cases: ${found.join(', ')}`,
    violations?.length &&
      `refused: ${violations.map(({ field, message }) => (message ? `${field} (${plain(message)})` : field)).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
}
