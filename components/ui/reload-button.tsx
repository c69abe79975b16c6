'use client'

export function ReloadButton({ text }: { text: string }) {
  return (
    <button type="button" className="second" onClick={() => location.reload()}>
      {text}
    </button>
  )
}
