import '../picture.css'
import { energyClass, energyClasses } from '@/lib/forms/baufinanzierung/energy'
import { PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import type { Lang } from '@/lib/forms/engine/types'
import { fill } from '@/lib/words/fill'

type Props = {
  /** Final energy in kWh per m² and year. */
  energy: number
  lang: Lang
}

/** The class that follows from the energy figure, on its scale; drawn only, the platform works it out itself. */
export function EnergyScale({ energy, lang }: Props) {
  const here = energyClass(energy)
  return (
    <div className="energy">
      <p>
        {PICTURE.energy[lang]} <strong>{here}</strong>
      </p>
      <div
        className="energy-scale"
        role="img"
        aria-label={fill(PICTURE.energySentence[lang], { class: here })}
      >
        {energyClasses.map((one) => (
          <span key={one} data-here={one === here ? '' : undefined}>
            {one}
          </span>
        ))}
      </div>
    </div>
  )
}
