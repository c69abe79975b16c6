import type { StepView } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { urlOf } from './history'
import { RemoveItem } from './remove-item'
import type { Journey } from './use-journey'

type Props = { view: StepView; journey: Journey; form: StepFormProps }

/** On the page of an item that was added by hand: which one it is, one more, remove it, or back to all of them. */
export function ItemPlace({ view, journey, form }: Props) {
  const { words, links } = form
  const { place } = view
  if (!place?.byHand) return null
  const { list, item, at, of, overview, canAdd, add } = place
  const name = place.name ?? fill(words.itemOf, { at, of })
  return (
    <div className="item-acts">
      {overview ? (
        <a
          href={urlOf(links, overview)}
          onClick={(event) => {
            event.preventDefault()
            journey.go(overview)
          }}
        >
          {words.toOverview}
        </a>
      ) : null}
      {canAdd && add ? (
        <button
          type="button"
          className="plain"
          onClick={() => journey.changeList({ do: 'add', list, of }, '')}
        >
          <span aria-hidden="true">+&nbsp;</span>
          {add}
        </button>
      ) : null}
      <RemoveItem
        name={name}
        words={words}
        onRemove={() => journey.changeList({ do: 'remove', item }, name)}
      />
    </div>
  )
}
