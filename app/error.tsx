'use client'

import { Trouble } from '@/components/ui/trouble'

export default function PageFailed({ error }: { error: Error & { digest?: string } }) {
  return <Trouble digest={error.digest} />
}
