import { type ComponentType, lazy, Suspense } from 'react'
import { type Assist, controlId, type FieldProps } from './types'

/** Comes with the first help that a script gives: no page shows any before somebody has typed, and none is needed to go on. */
const AssistPart = lazy<ComponentType<FieldProps & { assist: Assist }>>(() =>
  import('./assist').then(
    (part) => ({ default: part.Assist }),
    () => ({ default: () => null }),
  ),
)

/** What was understood, and help that only a script can give. */
export function Assists(props: FieldProps) {
  const { field, echo, assist } = props
  return (
    <>
      {echo ? (
        <p className="echo" id={`${controlId(field.key)}-echo`}>
          {echo}
        </p>
      ) : null}
      {assist ? (
        <Suspense>
          <AssistPart {...props} assist={assist} />
        </Suspense>
      ) : null}
    </>
  )
}
