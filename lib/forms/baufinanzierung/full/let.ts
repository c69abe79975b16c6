import { within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t } from '@/lib/forms/common/texts'
import type { Bound, Condition, Path, Question, Text } from '@/lib/forms/engine/types'
import { FULL } from '../paths'

type Places = { use: Path; total: Path; part: Path; rent: Path; when?: Condition }

/** All of it is mended when the page is sent; where that was taken back, `letAreaIsPart` blocks. */
const notMoreThanAll = (total: Path): Bound => ({
  max: { of: total },
  else: 'block',
  text: t(
    'Die vermietete Fläche darf nicht größer sein als die ganze Fläche.',
    'The area that is let cannot be larger than the whole area.',
  ),
})

/** What is let of an area, and for how much. */
export function letting({ use, total, part, rent, when }: Places): readonly Question[] {
  const also = when ? [when] : []
  return [
    ask(part, 'area-m2', t('Davon vermietet', 'Of which let'), {
      ...must,
      when: { all: [...also, { is: [use, 'TEILVERMIETET'] }] },
      certainty: FULL,
      bounds: [{ min: 0, else: 'block' }, { min: 1, else: 'warn' }, notMoreThanAll(total)],
      rules: ['letAreaIsPart'],
      adjusts: ['letAreaIsAllOrNothing'],
    }),
    ask(
      rent,
      'money-eur-monthly',
      t('Mieteinnahmen netto kalt pro Monat', 'Net cold rent received per month'),
      {
        ...must,
        when: { all: [...also, { in: [use, ['TEILVERMIETET', 'VERMIETET']] }] },
        certainty: FULL,
        hint: t(
          'Alle Mieten zusammen, ohne Heizung und Nebenkosten.',
          'All rents together, without heating and service charges.',
        ),
        help: help(
          'Was ist die Kaltmiete?',
          'What is cold rent?',
          'Kaltmiete: Miete ohne Heizung und Nebenkosten. Noch nicht vermietet? Tragen Sie ein, was Sie erwarten.',
          'Rent without heating and service charges. Not let yet? Enter what you expect.',
        ),
        bounds: within(0, 100_000),
        rules: ['rentIsUsual'],
      },
    ),
  ]
}

/** The same with the question how the area is used. */
export function rented(places: Places & { label: Text }): readonly Question[] {
  return [
    ask(places.use, 'choice', places.label, {
      ...must,
      ...(places.when && { when: places.when }),
      options: [
        option('EIGENGENUTZT', 'Ich nutze sie selbst', 'Own use'),
        option('TEILVERMIETET', 'Teilweise vermietet', 'Partly let'),
        option('VERMIETET', 'Vermietet', 'Let'),
      ],
    }),
    ...letting(places),
  ]
}
