'use client'

import './globals.css'
import { Trouble } from '@/components/ui/trouble'

export default function EverythingFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="de">
      <body>
        <title>Das hat gerade nicht geklappt</title>
        <Trouble digest={error.digest} />
      </body>
    </html>
  )
}
