import { listOf, readsOf } from './paths'
import { variantsOf } from './texts'
import type { Condition, Form, Question } from './types'
import { keyOf, readsOfQuestion } from './walk'

/** What is wrong with a form's declaration, as sentences for its author; empty = sound. */
export function problemsOf(form: Form): string[] {
  const found: string[] = []
  const seen = new Set<string>(Object.keys(form.facts ?? {}))
  const byKey = new Map<string, Question[]>()
  for (const step of form.steps) {
    for (const question of step.questions) {
      const key = keyOf(question)
      const say = (what: string) => found.push(`${step.id}: ${key || '(no key)'}: ${what}`)
      if (!key) say('has neither key nor path')
      if (!question.path && !key.startsWith('app.')) say('without a path the key begins with app.')
      for (const { text } of [...variantsOf(question.label), ...variantsOf(question.hint)]) {
        if (!text.de.trim() || !text.en.trim()) say('a text is missing in one language')
      }
      for (const path of readsOfQuestion(question)) {
        if (!seen.has(path) && path !== key) say(`reads ${path}, which is asked later or never`)
      }
      for (const name of question.rules ?? []) if (!form.rules[name]) say(`rule ${name} is not registered`)
      if (question.preset && !form.presets[question.preset.name])
        say(`preset ${question.preset.name} is not registered`)
      if (question.lens && !form.lenses[question.lens]) say(`lens ${question.lens} is not registered`)
      if (question.when) unknownValues(form, question.when, say)
      if (listOf(key))
        for (const slot of slotsOf(key))
          if (!form.slots.some((one) => one.path === slot)) say(`list ${slot} is no slot`)
      byKey.set(key, [...(byKey.get(key) ?? []), question])
      seen.add(key)
    }
  }
  for (const [key, questions] of byKey) {
    if (questions.length > 1 && questions.some((one) => !one.when && !one.items)) {
      found.push(`${key}: several questions share the key, and one of them has neither condition nor items`)
    }
  }
  return found
}

function slotsOf(key: string): string[] {
  const parts = key.split('[]').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('[]'))
}

function unknownValues(form: Form, condition: Condition, say: (what: string) => void): void {
  const named: [string, readonly unknown[]][] = []
  const visit = (one: Condition): void => {
    if ('is' in one) named.push([one.is[0], [one.is[1]]])
    else if ('in' in one) named.push([one.in[0], one.in[1]])
    else if ('all' in one) one.all.forEach(visit)
    else if ('any' in one) one.any.forEach(visit)
    else if ('not' in one) visit(one.not)
    else if ('some' in one) visit(one.some[1])
    else readsOf(one)
  }
  visit(condition)
  for (const [path, values] of named) {
    const questions = form.steps.flatMap((step) => step.questions).filter((one) => keyOf(one) === path)
    const known = questions.flatMap(({ options }) =>
      options
        ? ('list' in options ? (form.lists[options.list] ?? []) : options).map((option) => option.value)
        : [],
    )
    if (known.length === 0) continue
    for (const value of values)
      if (!known.includes(String(value))) say(`knows no value ${String(value)} of ${path}`)
  }
}
