import { fill } from '@/lib/words/fill'
import { controlId, type FieldProps } from './types'

/** What was understood, and help that only a script can give. Nothing is changed without a tap. */
export function Assists({ field, echo, assist, words, onSet }: FieldProps) {
  const name = `${controlId(field.key)}-assist`
  return (
    <>
      {echo ? (
        <p className="echo" id={`${controlId(field.key)}-echo`}>
          {echo}
        </p>
      ) : null}
      {assist?.kind === 'readings' || assist?.kind === 'towns' ? (
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
      ) : null}
      {assist?.kind === 'mail' ? (
        <p className="note">
          <span>{fill(words.mailHint, { mail: assist.suggestion })}</span>{' '}
          <button type="button" className="plain" onClick={() => onSet(assist.suggestion)}>
            {words.yes}
          </button>
        </p>
      ) : null}
      {assist?.kind === 'said' ? <p className="note">{assist.text}</p> : null}
    </>
  )
}
