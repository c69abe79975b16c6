import { evaluate } from '@/lib/forms/engine/condition'
import type { ListItemView, ListView, StepView } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { urlOf } from './history'
import { RemoveItem } from './remove-item'
import type { Journey } from './use-journey'
import type { Step } from './use-step'

type Around = { journey: Journey; form: StepFormProps }
type Props = Around & { view: StepView; step: Step }

/** The lists of a page that its answers call for now. */
export function ItemLists({ view, step, ...around }: Props) {
  const shown = (view.lists ?? []).filter(({ when }) => !when || evaluate(when, step.page.read, view.env))
  return (
    <>
      {shown.map((list) => (
        <ItemList key={list.list} list={list} {...around} />
      ))}
    </>
  )
}

/** The items with what tells them apart; each is changed on a page of its own. */
function ItemList({ list, ...around }: Around & { list: ListView }) {
  const { journey, form } = around
  const { words } = form
  const id = `list-${list.list}`
  return (
    <section className="items" aria-labelledby={id}>
      <h2 id={id}>{list.title}</h2>
      {list.items.length > 0 ? (
        <ul>
          {list.items.map((item) => (
            <Item key={item.item} item={item} {...around} />
          ))}
        </ul>
      ) : (
        <p className="note">{words.listEmpty}</p>
      )}
      {list.canAdd ? (
        <button
          type="button"
          className="second"
          onClick={() => journey.changeList({ do: 'add', list: list.list, of: list.items.length }, '')}
        >
          <span aria-hidden="true">+&nbsp;</span>
          {list.add}
        </button>
      ) : (
        <p className="note">{list.full}</p>
      )}
    </section>
  )
}

function Item({ item, journey, form }: Around & { item: ListItemView }) {
  const { words, links } = form
  const { name, lines, page, state } = item
  const done = state === 'done'
  return (
    <li>
      <p className="item-name">
        <b>{name}</b> <small data-state={state}>{done ? words.itemDone : words.itemOpen}</small>
      </p>
      {lines.map((line) => (
        <p className="hint" key={line}>
          {line}
        </p>
      ))}
      <div className="item-acts">
        {page ? (
          <a
            href={urlOf(links, page)}
            aria-label={fill(done ? words.editItem : words.completeItem, { name })}
            onClick={(event) => {
              event.preventDefault()
              journey.go(page)
            }}
          >
            {done ? words.edit : words.complete}
          </a>
        ) : null}
        <RemoveItem
          name={name}
          words={words}
          onRemove={() => journey.changeList({ do: 'remove', item: item.item }, name)}
        />
      </div>
    </li>
  )
}
