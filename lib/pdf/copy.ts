import type { Bring } from '@/lib/documents'
import type { Lang } from '@/lib/forms/engine/types'
import type { SummarySection } from '@/lib/forms/engine/view'
import { type CopyWords, copyWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { dayOf, momentOf } from './times'

/** What the copy is made of: everything as it was when the person sent it. */
export type CopyFacts = {
  lang: Lang
  /** Whose self-disclosure it is; the form's id. */
  product: string
  firm: string
  town?: string
  telephone?: string
  /** As shown: SA-XXXX-XXXX. */
  reference: string
  vorgangsnummer?: string
  acceptedAt: Date
  test: boolean
  sections: readonly SummarySection[]
  documents: readonly Bring[]
  privacy: {
    shownAt: string
    /** Absent when that version is no longer stored. */
    statement?: { title: string; date: string; body: readonly string[]; controllers: readonly string[] }
  }
  /** What the person agreed to beyond sending, in the words they saw. */
  consents: readonly { text: string; at: string }[]
}

export type CopyRow = { label: string; value: string }
export type CopyGroup = { name?: string; rows: readonly CopyRow[] }
/** One thing on the paper, in the order in which it is read. */
export type CopyBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'paragraph'; text: string; strong?: true }
  | { kind: 'rows'; rows: readonly CopyRow[] }
  | { kind: 'list'; items: readonly string[] }
export type Copy = {
  lang: Lang
  /** Of the file; the heading on the first page is shorter. */
  title: string
  heading: string
  author: string
  subject: string
  createdAt: Date
  blocks: readonly CopyBlock[]
  /** At the foot of each page; `{at}` and `{of}` are the page's place. */
  foot: string
  page: string
  /** What a box stands for, with `{signs}`, where one had to be drawn. */
  boxes: string
}

/** The copy of a self-disclosure as a document: what stands where, without any drawing. Pure. */
export function copyOf(facts: CopyFacts): Copy {
  const say = copyWords(facts.lang, facts.product)
  const firm = facts.town ? `${facts.firm}, ${facts.town}` : facts.firm
  return {
    lang: facts.lang,
    title: `${say.title} ${facts.reference}`,
    heading: say.title,
    author: facts.firm,
    subject: say.nonBinding,
    createdAt: facts.acceptedAt,
    blocks: [
      { kind: 'paragraph', text: say.nonBinding, strong: true },
      ...(facts.test ? [{ kind: 'paragraph', text: say.testMode } as const] : []),
      { kind: 'rows', rows: factRows(facts, firm, say) },
      ...joined(facts.sections).flatMap((section) => sectionBlocks(section, facts.firm, say)),
      ...documentBlocks(facts, say),
      ...privacyBlocks(facts, say),
      ...(facts.telephone
        ? [
            {
              kind: 'paragraph',
              text: fill(say.questions, { firm: facts.firm, phone: facts.telephone }),
            } as const,
          ]
        : []),
    ],
    foot: fill(say.foot, { reference: facts.reference }),
    page: say.page,
    boxes: say.boxes,
  }
}

function factRows(facts: CopyFacts, firm: string, say: CopyWords): CopyRow[] {
  return [
    { label: say.to, value: firm },
    { label: say.reference, value: facts.reference },
    ...(facts.vorgangsnummer ? [{ label: say.caseNumber, value: facts.vorgangsnummer }] : []),
    { label: say.sentAt, value: momentOf(facts.acceptedAt, facts.lang) },
    { label: say.language, value: say.languageName },
  ]
}

function sectionBlocks({ title, groups }: SummarySection, firm: string, say: CopyWords): CopyBlock[] {
  if (groups.length === 0) return []
  return [
    { kind: 'heading', text: title },
    ...groups.flatMap(({ name, rows }): CopyBlock[] => [
      ...(name ? [{ kind: 'subheading', text: name } as const] : []),
      {
        kind: 'rows',
        rows: rows.map(({ label, value, estimate }) => ({
          label: fill(label, { firma: firm }),
          value: `${value || say.notAnswered}${estimate ? ` ${say.estimate}` : ''}`,
        })),
      },
    ]),
  ]
}

type Group = SummarySection['groups'][number]

/**
 * Pages of one step carry the same title and go on about the same person: title and name are said once. What is about nobody comes
 * first, so that it never stands below a name.
 */
function joined(sections: readonly SummarySection[]): SummarySection[] {
  const steps: { page: string; title: string; groups: Group[] }[] = []
  for (const { page, title, groups } of sections) {
    const last = steps.at(-1)
    const filled = groups.filter(({ rows }) => rows.length > 0)
    if (last?.title === title) last.groups.push(...filled)
    else steps.push({ page, title, groups: [...filled] })
  }
  return steps.map(({ page, title, groups }) => ({ page, title, groups: byName(groups) }))
}

function byName(groups: readonly Group[]): Group[] {
  const rows = new Map<string | undefined, Group['rows']>([[undefined, []]])
  for (const group of groups) rows.set(group.name, [...(rows.get(group.name) ?? []), ...group.rows])
  return [...rows].flatMap(([name, all]) => (all.length > 0 ? [{ ...(name && { name }), rows: all }] : []))
}

function documentBlocks({ documents, lang }: CopyFacts, say: CopyWords): CopyBlock[] {
  if (documents.length === 0) return []
  return [
    { kind: 'heading', text: say.documents },
    { kind: 'paragraph', text: say.documentsLead },
    ...documents.flatMap(({ title, items }): CopyBlock[] => [
      { kind: 'subheading', text: title[lang] },
      { kind: 'list', items: items.map((item) => item[lang]) },
    ]),
  ]
}

function privacyBlocks({ privacy, consents, lang }: CopyFacts, say: CopyWords): CopyBlock[] {
  const { statement } = privacy
  const at = momentOf(new Date(privacy.shownAt), lang)
  const shown = statement
    ? fill(say.privacyShown, { title: statement.title, date: dayOf(statement.date, lang), at })
    : fill(say.privacyShownUnknown, { at })
  return [
    { kind: 'heading', text: say.privacy },
    { kind: 'paragraph', text: shown },
    { kind: 'subheading', text: say.consents },
    ...(consents.length === 0
      ? [{ kind: 'paragraph', text: say.noConsents } as const]
      : [
          {
            kind: 'list',
            items: consents.map(({ text, at: given }) =>
              fill(say.consent, { text, at: momentOf(new Date(given), lang) }),
            ),
          } as const,
        ]),
    ...(statement
      ? ([
          { kind: 'subheading', text: statement.title },
          ...statement.body.map((text) => ({ kind: 'paragraph', text }) as const),
          ...(statement.controllers.length > 0
            ? [{ kind: 'list', items: statement.controllers } as const]
            : []),
        ] as const)
      : []),
  ]
}
