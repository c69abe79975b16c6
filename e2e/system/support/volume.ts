import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small file system in memory that can be filled to its last byte. */
export type Volume = { folder: string; fill(): void; free(): void; remove(): void }

/** null: this user may not mount. */
export function smallVolume(megabytes: number): Volume | null {
  const folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-volume-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder])
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'w')
      for (const size of [1024 * 1024, 4096, 1]) {
        const piece = Buffer.alloc(size)
        while (wrote(file, piece));
      }
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** False when there was no room, not even for a part. */
function wrote(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) > 0
  } catch {
    return false
  }
}
