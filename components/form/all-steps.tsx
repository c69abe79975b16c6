import type { StepOverview } from '@/lib/forms/engine/overview'
import type { StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { urlOf } from './history'
import type { Journey } from './use-journey'

type Props = { view?: StepView; journey: Journey; form: StepFormProps }

/** A step that nobody has come to yet is open, even if nothing on it is mandatory. */
const seenState = ({ state, startable }: StepOverview) => (startable ? state : 'open')

function stateOf(step: StepOverview, words: FormWords): string {
  const { mandatory } = step
  const state = seenState(step)
  if (state !== 'done' && mandatory.answered > 0) return fill(words.stepAnswered, mandatory)
  switch (state) {
    case 'done':
      return words.stepDone
    case 'next':
      return words.stepNext
    case 'open':
      return words.stepOpen
  }
}

/** Parts with their steps, in order. */
function partsOf(steps: readonly StepOverview[]): { title: string; steps: StepOverview[] }[] {
  const parts: { title: string; steps: StepOverview[] }[] = []
  for (const step of steps) {
    const last = parts.at(-1)
    if (last && last.title === (step.part ?? '')) last.steps.push(step)
    else parts.push({ title: step.part ?? '', steps: [step] })
  }
  return parts
}

/** Every step with what is done, open and next; those that can be opened already lead there. */
export function AllSteps({ view, journey, form }: Props) {
  const { words, links } = form
  if (journey.steps.length === 0) return null
  const here = view?.page.split('/')[0]
  return (
    <details className="steps-all">
      <summary>{words.allSteps}</summary>
      {partsOf(journey.steps).map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          <ol>
            {part.steps.map((step) => (
              <li
                key={step.id}
                aria-current={step.id === here ? 'step' : undefined}
                data-state={seenState(step)}
              >
                {step.startable ? (
                  <a
                    href={urlOf(links, step.page)}
                    onClick={(event) => {
                      event.preventDefault()
                      journey.go(step.page)
                    }}
                  >
                    {step.title}
                  </a>
                ) : (
                  <span>{step.title}</span>
                )}
                <small>{stateOf(step, words)}</small>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  )
}
