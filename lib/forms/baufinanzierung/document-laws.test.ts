import { bankCode } from '@/lib/forms/common/lists/banken'
import { describeLaws, gapless, lawRuns } from '@/lib/forms/common/testing/document-laws'
import { walk } from '@/lib/forms/engine'
import type { Answer, Answers, Env, Key } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from './index'
import { meaning } from './personas/checks'
import { modelDocument } from './testing/model-document'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

/** Answers as their meaning; a bank's name may be spelt in several ways. */
function said(key: Key, answer: Answer | undefined): unknown {
  const value = answer && 'value' in answer ? meaning(key, answer.value) : undefined
  return key.endsWith('.darlehensgeber') && typeof value === 'string' ? (bankCode(value) ?? value) : value
}

/**
 * "Yes" to a list of which nothing else is known, and an address like one that is not known, leave no trace; bare amounts
 * close their gaps, so that one after something unreadable stands elsewhere.
 */
function emptyYes(key: Key, answer: Answer, sent: Answers): boolean {
  if (/\.\d+$/.test(key) && !gapless(key, sent)) return true
  if (key.endsWith('.abloesen') || key.endsWith('.wohnsituation.anschrift')) return true
  const lens = [...walk(form, sent, env).instances.values()].find((field) => field.key === key)?.question.lens
  return lens === 'noneIsEmpty' && 'value' in answer && answer.value === true
}

describeLaws({
  form,
  runs: lawRuns(process.env, 10_000),
  tell: console.info,
  document: modelDocument,
  said,
  leavesNoTrace: emptyYes,
})
