import { fill } from '@/lib/words/fill'
import { controlId, type FieldProps, type Assist as Help } from './types'

/** Help for what was typed. Nothing is changed without a tap. */
export function Assist({ field, assist, words, onSet }: FieldProps & { assist: Help }) {
  const name = `${controlId(field.key)}-assist`
  switch (assist.kind) {
    case 'readings':
    case 'towns':
      return (
        <fieldset className="tiles" data-look="short">
          <legend className="note">{assist.kind === 'readings' ? words.whichAmount : words.townsMany}</legend>
          {(assist.kind === 'readings'
            ? assist.choices
            : [
                ...assist.towns.map((town) => ({ label: town, text: town })),
                { label: words.otherTown, text: '' },
              ]
          ).map((choice) => (
            <label className="tile" key={choice.label}>
              <input type="radio" name={name} value={choice.text} onChange={() => onSet(choice.text)} />
              <b>{choice.label}</b>
            </label>
          ))}
        </fieldset>
      )
    case 'mail':
      return (
        <p className="note">
          <span>{fill(words.mailHint, { mail: assist.suggestion })}</span>{' '}
          <button type="button" className="plain" onClick={() => onSet(assist.suggestion)}>
            {words.yes}
          </button>
        </p>
      )
    case 'said':
      return <p className="note">{assist.text}</p>
  }
}
