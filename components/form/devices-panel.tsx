import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { Device, LaterDevices } from '@/lib/drafts/later-protocol'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { postJson } from './post-json'
import { clock, longDate } from './times'
import type { Journey } from './use-journey'

const isListed = (value: { kind: string }): value is LaterDevices =>
  ['devices', 'gone', 'limited', 'refused'].includes(value.kind)

type Trouble = 'gone' | 'goneEnded' | 'failed'

/** The devices that can open the draft, each but this one with a button that ends it. Nobody is told more than when and how it came. */
export function DevicesPanel({ journey, form }: { journey: Journey; form: StepFormProps }) {
  const { words, lang } = form
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const busy = useRef(false)
  const [devices, setDevices] = useState<readonly Device[]>([])
  const [told, setTold] = useState<Trouble | 'deviceEnded' | null>(null)

  /** True: listed, and the one that was to be ended is. */
  async function ask(end?: string): Promise<boolean> {
    const secret = journey.session.mark?.secret
    const listed = await postJson('/api/antrag/later/devices', { secret, end }, isListed)
    if (listed?.kind !== 'devices') {
      setTold(listed?.kind !== 'gone' ? 'failed' : listed.ended ? 'goneEnded' : 'gone')
      return false
    }
    setDevices(listed.devices)
    return true
  }
  const begin = useEffectEvent(() => void ask())
  useEffect(() => begin(), [])

  async function end(device: Device): Promise<void> {
    if (busy.current) return
    busy.current = true
    if (await ask(device.id)) {
      setTold('deviceEnded')
      // The button that was pressed is gone: who goes by keyboard goes on here.
      title.current?.focus()
    }
    busy.current = false
  }

  return (
    <section className="mt-4" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} ref={title} tabIndex={-1}>
        <b>{words.devices}</b>
      </h3>
      <ul className="mt-2">
        {devices.map((device) => (
          <li key={device.id} className="mt-2">
            <p id={`${id}-${device.id}`}>
              <b>{device.here ? words.deviceHere : words.deviceOther}</b>{' '}
              <span>
                {fill(device.way === 'begun' ? words.deviceBegun : words.deviceLink, {
                  date: longDate(device.openedAt, lang),
                  time: clock(device.openedAt, lang),
                })}
              </span>
            </p>
            {device.here ? null : (
              <button
                type="button"
                className="second mt-2"
                aria-describedby={`${id}-${device.id}`}
                onClick={() => void end(device)}
              >
                {words.deviceEnd}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="mt-2">
        {told ? words[told] : ''}
      </p>
    </section>
  )
}
